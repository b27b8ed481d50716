"""Writes edits to the tables that hold the present state, and reads records from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import assert_never

from sqlite_utils import Database

from db import actors, revising, tally
from db.rows import (
    ARTICLE_COLUMNS,
    CONFIRMED_VALUE,
    EVENT_COLUMNS,
    VALUE_COLUMNS,
    Row,
    article_row,
    event_from_row,
    event_row,
    to_text,
    value_from_row,
    value_row,
)
from db.stale import StaleEditError
from models.article import Article, Status
from models.codebook import Codebook
from models.edits import (
    AddArticles,
    AssignmentChange,
    Edit,
    EventChange,
    RemoveArticles,
    Review,
    ReviseCodebook,
    StatusChange,
)
from models.events import Event, FieldValue, Link, State

#: So many records are compared and written at a time: what the edit and the tables hold of them
#: stands in memory together.
_AT_ONCE = 500


def write(db: Database, edit: Edit, codebook: Codebook, *, annotator: str, at: str) -> None:
    """Brings the tables from before the edit to after it; runs inside a transaction."""
    _add_annotators(db, edit, annotator, at)
    try:
        match edit:
            case AddArticles(_, articles, events, statuses):
                _add_articles(db, articles)
                _add_events(db, events, codebook)
                _write_statuses(db, statuses)
            case RemoveArticles(_, articles, events, statuses):
                _write_statuses(db, [change.swapped() for change in statuses])
                _write_events(db, [EventChange(event, None) for event in events], codebook)
                _remove_articles(db, articles)
            case Review(_, changes, statuses, assignments, entries):
                _write_events(db, changes, codebook)
                _write_statuses(db, statuses)
                _write_assignments(db, assignments)
                actors.write(db, entries)
            case ReviseCodebook():
                revising.write(db, edit, at)
            case _:
                assert_never(edit)
        tally.count_edit(db, edit, codebook, annotator=annotator, at=at)
    except sqlite3.IntegrityError as error:
        raise StaleEditError(f"{edit.title} does not fit the project: {error}") from error


def status(db: Database, article_id: str, annotator: str) -> Status:
    found = db.execute(
        "SELECT status FROM article_states WHERE annotator = ? AND article_id = ?",
        [annotator, article_id],
    ).fetchone()
    return Status(found[0]) if found else Status.NEW


def events_of(
    db: Database, article_ids: Sequence[str], annotator: str | None = None
) -> dict[str, list[Event]]:
    """The records of articles, by article: by annotator, and within one in order of position."""
    chosen = "" if annotator is None else " AND annotator = ?"
    rows = db.execute(
        f"SELECT {EVENT_COLUMNS} FROM events"  # noqa: S608
        f" WHERE article_id IN (SELECT value FROM json_each(?)){chosen}"
        " ORDER BY article_id, annotator, position, id",
        [to_text(article_ids), *([] if annotator is None else [annotator])],
    ).fetchall()
    found: dict[str, list[Event]] = {}
    for event in _completed(db, rows):
        found.setdefault(event.article_id, []).append(event)
    return found


def event_ids_with_actor(db: Database, names: Collection[str], annotator: str) -> list[str]:
    """An annotator's records in which somebody confirmed one of the actors, in a fixed order."""
    rows = db.execute(
        "SELECT id FROM events WHERE annotator = ? AND id IN"  # noqa: S608
        f" (SELECT event_id FROM event_values WHERE kind = 'actor' AND {CONFIRMED_VALUE}"
        " AND json_extract(value, '$.name') IN (SELECT value FROM json_each(?)))"
        " ORDER BY article_id, position, id",
        [annotator, to_text(sorted(names))],
    )
    return [row[0] for row in rows]


def events_by_id(db: Database, ids: Iterable[str]) -> dict[str, Event]:
    """Those of the records that there are."""
    rows = db.execute(
        f"SELECT {EVENT_COLUMNS} FROM events WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        [to_text(list(ids))],
    ).fetchall()
    return {event.id: event for event in _completed(db, rows)}


def _completed(db: Database, event_rows: Sequence[Row]) -> list[Event]:
    """Event rows with their values and links."""
    if not event_rows:
        return []
    ids = to_text([row[0] for row in event_rows])
    values: dict[str, list[FieldValue]] = {}
    for row in db.execute(
        f"SELECT {VALUE_COLUMNS} FROM event_values"  # noqa: S608
        " WHERE event_id IN (SELECT value FROM json_each(?)) ORDER BY event_id, position",
        [ids],
    ):
        values.setdefault(row[0], []).append(value_from_row(row))
    links: dict[str, list[Link]] = {}
    for event_id, type_, to_event_id, state in db.execute(
        "SELECT event_id, type, to_event_id, state FROM links"
        " WHERE event_id IN (SELECT value FROM json_each(?)) ORDER BY event_id, position",
        [ids],
    ):
        links.setdefault(event_id, []).append(Link(type_, to_event_id, State(state)))
    return [
        event_from_row(row, tuple(values.get(row[0], ())), tuple(links.get(row[0], ())))
        for row in event_rows
    ]


def _add_annotators(db: Database, edit: Edit, annotator: str, at: str) -> None:
    """Whoever makes an edit or has a part in it is an annotator of the project from then on."""
    names: set[str] = set()
    if isinstance(edit, Review):
        names = {change.after.annotator for change in edit.events if change.after}
        names |= {change.annotator for change in edit.assignments}
    elif not isinstance(edit, ReviseCodebook):
        names = {found.annotator for found in edit.events}
    if not isinstance(edit, ReviseCodebook):
        names |= {change.annotator for change in edit.statuses}
    db.conn.executemany(
        "INSERT OR IGNORE INTO annotators (name, since) VALUES (?, ?)",
        [(name, at) for name in sorted(names | {annotator})],
    )


def _add_articles(db: Database, articles: Sequence[Article]) -> None:
    if not articles:
        return
    first = db.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()[0]
    db.conn.executemany(
        f"INSERT INTO articles ({ARTICLE_COLUMNS}, number, sha256)"  # noqa: S608
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (*article_row(article), number, article.sha256)
            for number, article in enumerate(articles, first)
        ),
    )
    # Words are indexed in one go after the rows: twice as fast as row by row.
    db.execute(
        "INSERT INTO article_search (rowid, title, text)"
        " SELECT number, title, text FROM articles WHERE number >= ?",
        [first],
    )


def _remove_articles(db: Database, articles: Sequence[Article]) -> None:
    ids = to_text([article.id for article in articles])
    chosen = "id IN (SELECT value FROM json_each(?))"
    db.execute(
        "INSERT INTO article_search (article_search, rowid, title, text)"  # noqa: S608
        f" SELECT 'delete', number, title, text FROM articles WHERE {chosen}",
        [ids],
    )
    db.execute(f"DELETE FROM articles WHERE {chosen}", [ids])  # noqa: S608


def _add_events(db: Database, events: Sequence[Event], codebook: Codebook) -> None:
    marks = ", ".join("?" * 7)
    db.conn.executemany(
        f"INSERT INTO events ({EVENT_COLUMNS}) VALUES ({marks})",  # noqa: S608
        map(event_row, events),
    )
    _put_values(db, (row for event in events for row in _value_rows(event, codebook).values()))
    _put_links(db, events)


def _write_events(db: Database, changes: Sequence[EventChange], codebook: Codebook) -> None:
    """Records from before to after, so many at a time; only the rows that differ are touched."""
    for first in range(0, len(changes), _AT_ONCE):
        _write_some_events(db, changes[first : first + _AT_ONCE], codebook)


def _write_some_events(db: Database, changes: Sequence[EventChange], codebook: Codebook) -> None:
    before = events_by_id(db, {change.event.id for change in changes})
    after: dict[str, Event | None] = dict(before)
    for change in changes:
        if after.get(change.event.id) != change.before:
            raise StaleEditError(f"The record {change.event.id} is not what the edit starts from")
        after[change.event.id] = change.after
    gone = to_text([id_ for id_ in before if after[id_] is None])
    for table, key in (("links", "event_id"), ("event_values", "event_id"), ("events", "id")):
        db.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))", [gone])  # noqa: S608
    _add_events(
        db, [event for id_, event in after.items() if event and id_ not in before], codebook
    )
    held = ((event, after[id_]) for id_, event in before.items())
    _update_events(db, [(was, is_) for was, is_ in held if is_ and was != is_], codebook)


def _update_events(
    db: Database, changed: Sequence[tuple[Event, Event]], codebook: Codebook
) -> None:
    """Records that stay, before and after."""
    rows = [(event_row(was), event_row(is_)) for was, is_ in changed]
    db.conn.executemany(
        "UPDATE events SET article_id = ?, annotator = ?, position = ?, proposal_id = ?,"
        " dismissed = ?, extra = ? WHERE id = ?",
        [(*is_[1:], is_[0]) for was, is_ in rows if was != is_],
    )
    gone: list[tuple[str, str]] = []
    put: list[Row] = []
    for was, is_ in changed:
        held, wanted = _value_rows(was, codebook), _value_rows(is_, codebook)
        gone += [(is_.id, id_) for id_ in sorted(held.keys() - wanted.keys())]
        put += [row for id_, row in wanted.items() if held.get(id_) != row]
    db.conn.executemany("DELETE FROM event_values WHERE event_id = ? AND id = ?", gone)
    _put_values(db, put)
    linked = [is_ for was, is_ in changed if was.links != is_.links]
    db.conn.executemany("DELETE FROM links WHERE event_id = ?", [(event.id,) for event in linked])
    _put_links(db, linked)


def _value_rows(event: Event, codebook: Codebook) -> dict[str, Row]:
    return {
        value.id: value_row(value, event.id, position, codebook)
        for position, value in enumerate(event.values)
    }


def _put_values(db: Database, rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * 15)
    db.conn.executemany(
        f"INSERT OR REPLACE INTO event_values ({VALUE_COLUMNS}) VALUES ({marks})",  # noqa: S608
        rows,
    )


def _put_links(db: Database, events: Iterable[Event]) -> None:
    db.conn.executemany(
        "INSERT INTO links (event_id, position, type, to_event_id, state) VALUES (?, ?, ?, ?, ?)",
        [
            (event.id, position, link.type, link.event_id, link.state.value)
            for event in events
            for position, link in enumerate(event.links)
        ],
    )


def _write_statuses(db: Database, changes: Sequence[StatusChange]) -> None:
    after = _statuses_of(db, changes)
    for change in changes:
        key = (change.annotator, change.article_id)
        if after.get(key, Status.NEW) is not change.before:
            raise StaleEditError(f"The article {change.article_id} is not {change.before}")
        after[key] = change.after
    db.conn.executemany(
        "DELETE FROM article_states WHERE annotator = ? AND article_id = ?", list(after)
    )
    db.conn.executemany(
        "INSERT INTO article_states (annotator, article_id, status) VALUES (?, ?, ?)",
        [(*key, status.value) for key, status in after.items() if status is not Status.NEW],
    )


def _statuses_of(db: Database, changes: Iterable[StatusChange]) -> dict[tuple[str, str], Status]:
    """The states that are to change, by annotator and article; one that is not named is new."""
    articles: dict[str, list[str]] = {}
    for change in changes:
        articles.setdefault(change.annotator, []).append(change.article_id)
    return {
        (annotator, article_id): Status(status)
        for annotator, ids in articles.items()
        for article_id, status in db.execute(
            "SELECT article_id, status FROM article_states WHERE annotator = ?"
            " AND article_id IN (SELECT value FROM json_each(?))",
            [annotator, to_text(ids)],
        )
    }


def _write_assignments(db: Database, changes: Iterable[AssignmentChange]) -> None:
    for assigned, run in groupby(changes, key=lambda change: change.assigned):
        keys = [(change.annotator, change.article_id) for change in run]
        if assigned:
            # A second row for the same pair is refused by the table's key.
            db.conn.executemany(
                "INSERT INTO assignments (annotator, article_id) VALUES (?, ?)", keys
            )
            continue
        sql = "DELETE FROM assignments WHERE annotator = ? AND article_id = ?"
        if db.conn.executemany(sql, keys).rowcount != len(keys):
            raise StaleEditError(f"Not all of {len(keys)} articles were assigned as the edit says")
