"""What a project learns from and what came of it: finished articles, digests, the learned state.

Digests and the learned state are the machine's: they can be made again from the decisions at any
time, so they are not journalled. Each step of learning leaves a row that says when, how and by
whom, also a reset and an import; neither can be undone, but a state can be written to a file first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from db import proposals, tables
from db.connection import writing, writing_derived
from db.failures import explained
from db.project import Project
from db.rows import to_text
from models.article import Status
from models.events import Event, Proposal
from models.learned import How, Learned

_BATCH = 200
_COLUMNS = 'how, at, engine, codebook, articles, figures, trained_on, state, twin, "by"'
#: The same without what takes room.
_BRIEF = "how, at, engine, codebook, articles, figures, '[]', '', '', \"by\""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finished article as one annotator left it, with what the engine had proposed."""

    article_id: str
    sha256: str
    annotator: str
    events: tuple[Event, ...]
    proposals: tuple[Proposal, ...]


def finished(project: Project) -> dict[str, str]:
    """The articles that are done, in order of import, and whose work on each counts.

    Of an article that several annotators finished it is the work of the one who finished most.
    """
    with explained(project.path):
        rows = project.db.execute(
            "SELECT a.id, s.annotator FROM article_states s JOIN articles a ON a.id = s.article_id"
            " WHERE s.status = ? ORDER BY a.number, s.annotator",
            [Status.DONE.value],
        ).fetchall()
    counts = Counter(annotator for _, annotator in rows)
    chosen: dict[str, str] = {}
    for article_id, annotator in rows:
        held = chosen.get(article_id)
        if held is None or (-counts[annotator], annotator) < (-counts[held], held):
            chosen[article_id] = annotator
    return chosen


def finished_count(project: Project) -> int:
    """How many articles are done, by whomever."""
    with explained(project.path):
        count: int = project.db.execute(
            "SELECT count(DISTINCT article_id) FROM article_states WHERE status = ?",
            [Status.DONE.value],
        ).fetchone()[0]
    return count


def reviewed(project: Project) -> Iterator[Reviewed]:
    """All finished articles in order of import, without their texts; a few in memory at a time."""
    source = iter(finished(project).items())
    while batch := dict(islice(source, _BATCH)):
        with explained(project.path):
            events = tables.events_of(project.db, list(batch))
            hashes = dict(
                project.db.execute(
                    "SELECT id, sha256 FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                    [to_text(list(batch))],
                ).fetchall()
            )
        for article_id, annotator in batch.items():
            own = (e for e in events.get(article_id, ()) if e.annotator == annotator)
            with explained(project.path):
                offered = proposals.proposals_of(project.db, article_id)
            yield Reviewed(article_id, hashes[article_id], annotator, tuple(own), tuple(offered))


def text_hashes(project: Project) -> dict[str, str]:
    """The SHA-256 of every article's text, by article id."""
    with explained(project.path):
        return dict(project.db.execute("SELECT id, sha256 FROM articles").fetchall())


def digest(project: Project, article_id: str, engine: str) -> bytes | None:
    """What an engine needs of an article to learn from it, if it was kept."""
    with explained(project.path):
        found = project.db.execute(
            "SELECT data FROM digests WHERE article_id = ? AND engine = ?", [article_id, engine]
        ).fetchone()
    return found[0] if found else None


def save_digests(project: Project, engine: str, found: Mapping[str, bytes]) -> None:
    """Keeps digests in the place of older ones; of articles that are gone none."""
    with explained(project.path), writing_derived(project.db):
        project.db.conn.executemany(
            "INSERT OR REPLACE INTO digests (article_id, engine, data)"
            " SELECT id, ?, ? FROM articles WHERE id = ?",
            [(engine, data, article_id) for article_id, data in found.items()],
        )


def without_digest(project: Project, engine: str) -> list[str]:
    """The finished articles that have no digest of an engine yet, in order of import."""
    with explained(project.path):
        held = {
            row[0]
            for row in project.db.execute(
                "SELECT article_id FROM digests WHERE engine = ?", [engine]
            )
        }
    return [article_id for article_id in finished(project) if article_id not in held]


def learned(project: Project) -> Learned | None:
    """The state that is in use, if any."""
    sql = f"SELECT {_COLUMNS} FROM learned WHERE state <> ''"  # noqa: S608
    with explained(project.path):
        row = project.db.execute(sql).fetchone()
    return _from_row(row) if row else None


def history(project: Project) -> list[Learned]:
    """Every step of learning, oldest first, without the states."""
    sql = f"SELECT {_BRIEF} FROM learned ORDER BY id"  # noqa: S608
    with explained(project.path):
        return [_from_row(row) for row in project.db.execute(sql)]


def keep(project: Project, step: Learned) -> None:
    """Adds a step; the state of the one before goes, unless it was better than the new one."""
    if step.how in (How.KEPT, How.RESET):
        step = replace(step, state="", twin="", trained_on=())
    row = (
        step.how.value,
        step.at.isoformat(timespec="seconds"),
        step.engine,
        step.codebook,
        step.articles,
        to_text(dict(step.figures)),
        to_text(step.trained_on),
        step.state,
        step.twin,
        step.by,
    )
    with explained(project.path), writing(project.db):
        if step.how is not How.KEPT:
            project.db.execute(
                "UPDATE learned SET state = '', twin = '', trained_on = '[]' WHERE state <> ''"
            )
        marks = ", ".join("?" * len(row))
        project.db.execute(
            f"INSERT INTO learned ({_COLUMNS}) VALUES ({marks})",  # noqa: S608
            row,
        )


def _from_row(row: Sequence[object]) -> Learned:
    how, at, engine, codebook, articles, figures, trained_on, state, twin, by = row
    return Learned(
        How(str(how)),
        datetime.fromisoformat(str(at)),
        str(engine),
        str(codebook),
        int(str(articles)),
        json.loads(str(figures)),
        tuple(json.loads(str(trained_on))),
        str(state),
        str(twin),
        str(by),
    )
