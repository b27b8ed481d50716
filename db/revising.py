"""Revises the codebook of a project: which values that touches, and what has to be made anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlite_utils import Database

from db import dataset_view, stored_codebook
from db.rows import (
    CONFIRMED_VALUE,
    PROPOSAL_VALUE_COLUMNS,
    Row,
    listed_text,
    proposal_from_rows,
    proposal_value_row,
    to_text,
)
from db.stale import StaleEditError
from models.codebook import Codebook
from models.edits import Filed, Recoded, ReviseCodebook
from models.events import Suggested
from models.recoding import Recoding, concerned_fields, is_answer
from models.values import Kind

#: Suggesters with a colon in their name are asked again only when somebody wants it.
_BUILT_IN = "instr(engine, ':') = 0"
#: So many values or proposals take about a tenth of a second.
_MANY = 2_000


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that holds an answer, with what somebody needs to find it."""

    event_id: str
    article_id: str
    title: str
    annotator: str


def uses(db: Database) -> dict[tuple[str, str | None], int]:
    """In how many records each field, and each answer of a choice, holds (all annotators).

    Keys are (field, None) and (field, answer).
    """
    rows = db.execute(
        "SELECT v.field, NULL, count(DISTINCT v.event_id) FROM event_values v"  # noqa: S608
        f" WHERE v.{CONFIRMED_VALUE} GROUP BY v.field"
        " UNION ALL SELECT v.field, v.value, count(DISTINCT v.event_id) FROM event_values v"
        f" WHERE v.kind = 'choice' AND v.{CONFIRMED_VALUE} GROUP BY v.field, v.value"
    )
    return {(field, value): count for field, value, count in rows}


def touched(
    db: Database, keys: Collection[tuple[str, str | None]], limit: int
) -> tuple[int, list[Touched]]:
    """How many records hold one of these answers (None: anything on the field), and the first."""
    wanted = (
        f"FROM event_values v JOIN events e ON e.id = v.event_id WHERE v.{CONFIRMED_VALUE}"  # noqa: S608
        " AND EXISTS (SELECT 1 FROM json_each(?) k WHERE json_extract(k.value, '$[0]') = v.field"
        " AND coalesce(json_extract(k.value, '$[1]'), v.value) IS v.value)"
    )
    asked = to_text([list(key) for key in keys])
    count = db.execute(f"SELECT count(DISTINCT e.id) {wanted}", [asked]).fetchone()[0]
    rows = db.execute(
        "SELECT e.id, a.id, iif(a.title <> '', a.title, substr(a.text, 1, 80)), e.annotator"  # noqa: S608
        " FROM events e JOIN articles a ON a.id = e.article_id"
        f" WHERE e.id IN (SELECT e.id {wanted})"
        " ORDER BY a.number, e.annotator, e.position LIMIT ?",
        [asked, limit],
    )
    return count, [Touched(*row) for row in rows]


def revision(
    db: Database, before: Codebook, after: Codebook, recoding: Recoding, title: str
) -> ReviseCodebook:
    """The edit that brings a codebook into use and recodes every value whose keys it renames."""
    fields = {key for key, _ in recoding.choices} | set(recoding.fields)
    rows = db.execute(
        "SELECT e.article_id, v.event_id, v.id, v.field, v.kind, v.value, v.suggested"
        " FROM event_values v JOIN events e ON e.id = v.event_id"
        " WHERE v.field IN (SELECT value FROM json_each(?)) ORDER BY v.event_id, v.id",
        [to_text(sorted(fields))],
    )
    found = (_recoded(row, recoding) for row in rows)
    values = tuple(one for one in found if one.before != one.after)
    return ReviseCodebook(title, before, after, recoding, values)


def takes_long(db: Database, recoding: Recoding) -> bool:
    """Whether there are many values to be renamed, or many proposals that are made anew."""
    fields = {key for key, _ in recoding.choices} | set(recoding.fields)
    values = "event_values WHERE field IN (SELECT value FROM json_each(?))"
    for table, arguments in (("proposals", []), (values, [to_text(sorted(fields))])):
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT ?)"  # noqa: S608
        if db.execute(sql, [*arguments, _MANY]).fetchone()[0] == _MANY:
            return True
    return False


def write(db: Database, edit: ReviseCodebook, at: str) -> None:
    """Brings values, versions and the view to the codebook after the edit.

    What the engine made by the codebook before goes: it is made again.
    """
    if stored_codebook.source_in_use(db) != edit.before.source:
        raise StaleEditError(f"{edit.title}: another codebook is in use")
    _write_values(db, edit.values)
    stored_codebook.write(db, edit.after, at)
    dataset_view.make(db, edit.after)
    _forget_readings(db)
    _recode_offers(db, edit)


def _recoded(row: Row, recoding: Recoding) -> Recoded:
    article_id, event_id, value_id, field, kind, value, suggested = row
    after = recoding.field_key(field)
    if kind != Kind.CHOICE:
        return Recoded(article_id, event_id, value_id, Filed(field), Filed(after))
    new = (recoding.choices.get((field, one), one) for one in (value, suggested))
    return Recoded(
        article_id, event_id, value_id, Filed(field, value, suggested), Filed(after, *new)
    )


def _write_values(db: Database, values: Iterable[Recoded]) -> None:
    for one in values:
        was, is_ = one.before, one.after
        done = db.execute(
            "UPDATE event_values SET field = ?, value = coalesce(?, value),"
            " suggested = coalesce(?, suggested) WHERE event_id = ? AND id = ? AND field = ?"
            " AND coalesce(?, value) IS value AND coalesce(?, suggested) IS suggested",
            [
                *(is_.field, is_.value, is_.suggested, one.event_id, one.value_id),
                *(was.field, was.value, was.suggested),
            ],
        )
        if done.rowcount != 1:
            raise StaleEditError(f"The value {one.value_id} is not what the revision starts from")


def _forget_readings(db: Database) -> None:
    """The engine reads by the codebook; only what somebody has begun to decide on stays."""
    db.execute("DELETE FROM digests")
    db.execute(f"DELETE FROM engine_runs WHERE {_BUILT_IN}")  # noqa: S608
    db.execute(
        f"DELETE FROM proposals WHERE {_BUILT_IN} AND article_id NOT IN"  # noqa: S608
        " (SELECT p.article_id FROM events e JOIN proposals p ON p.id = e.proposal_id)"
    )


def _recode_offers(db: Database, edit: ReviseCodebook) -> None:
    """Offers that stay keep to the keys of today; one without an answer of today goes."""
    fields = to_text(sorted(concerned_fields(edit.before, edit.after, edit.recoding)))
    heads = db.execute(
        "SELECT id, article_id, engine, listed FROM proposals WHERE id IN (SELECT proposal_id"
        " FROM proposal_values WHERE field IN (SELECT value FROM json_each(?)))"
        " OR EXISTS (SELECT 1 FROM json_each(listed) o WHERE json_extract(o.value, '$[1]')"
        " IN (SELECT value FROM json_each(?)))",
        [fields, fields],
    ).fetchall()
    columns = f"SELECT {PROPOSAL_VALUE_COLUMNS} FROM proposal_values"  # noqa: S608
    for id_, article_id, engine, listed in heads:
        rows = db.execute(f"{columns} WHERE proposal_id = ? ORDER BY position", [id_])
        proposal = proposal_from_rows(id_, article_id, engine, listed, rows.fetchall())
        offers, others = (
            [_offer(one, edit.recoding, edit.after) for one in part]
            for part in (proposal.values, proposal.listed)
        )
        kept = listed_text([one for one in others if one], edit.after)
        db.execute("UPDATE proposals SET listed = ? WHERE id = ?", [kept, id_])
        db.execute("DELETE FROM proposal_values WHERE proposal_id = ?", [proposal.id])
        db.conn.executemany(
            f"INSERT INTO proposal_values ({PROPOSAL_VALUE_COLUMNS})"  # noqa: S608
            f" VALUES ({', '.join('?' * 9)})",
            [
                proposal_value_row(offer, proposal.id, position, edit.after)
                for position, offer in enumerate(filter(None, offers))
            ],
        )


def _offer(offer: Suggested, recoding: Recoding, after: Codebook) -> Suggested | None:
    """The offer under the keys of today, or the best of its alternatives that has some."""
    key = recoding.field_key(offer.field)
    found = [
        replace(one, field=key, value=recoding.value(offer.field, one.value) or one.value)
        for one in (replace(offer, alternatives=()), *offer.alternatives)
    ]
    known = [one for one in found if is_answer(after, key, one.value)]
    if not known:
        return None
    return replace(known[0], alternatives=tuple(known[1:]))
