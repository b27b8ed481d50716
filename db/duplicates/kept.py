"""The tables behind groups of articles. The machine's: not journalled, gone with their articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from time import sleep
from typing import Any

import numpy as np
from numpy.typing import NDArray

from db.connection import writing_derived
from db.duplicates.signing import Signature
from db.failures import explained
from db.project import Project
from db.rows import ARTICLE_COLUMNS, article_from_row
from models.article import Article
from models.duplicates.clues import source_of
from models.duplicates.grouping import Sets
from models.duplicates.relations import Match, Relation

_STATE = "duplicates"

#: Rows of one transaction: it takes some two milliseconds, in which nobody else can save. A program
#: of low priority may be kept waiting in the midst of it, so it is not to be long.
_WRITTEN_AT_ONCE = 200
#: Seconds between two transactions, in which others save: longer than those that wait look away.
_GAP = 0.004


@dataclass(frozen=True, slots=True)
class _Table:
    """How rows are read, deleted and put; what is about an article that is gone is not put."""

    read: str
    delete: str
    insert: str


_MATCHES = _Table(
    "SELECT one, other, relation, score FROM matches",
    "DELETE FROM matches WHERE one = ? AND other = ? AND relation = ? AND score = ?",
    "INSERT OR REPLACE INTO matches (one, other, relation, score)"
    " WITH new (one, other, relation, score) AS (VALUES (?, ?, ?, ?)) SELECT new.* FROM new"
    " JOIN signatures a ON a.number = new.one JOIN signatures b ON b.number = new.other",
)
_KINSHIP = _Table(
    "SELECT number, copies, incident FROM kinship",
    "DELETE FROM kinship WHERE number = ? AND copies = ? AND incident = ?",
    "INSERT OR REPLACE INTO kinship (number, copies, incident)"
    " WITH new (number, copies, incident) AS (VALUES (?, ?, ?)) SELECT new.* FROM new"
    " JOIN signatures a ON a.number = new.number",
)


@dataclass(frozen=True, slots=True)
class FinderState:
    """By which method how many articles were compared, and how many when last all were."""

    version: int = 0
    articles: int = 0
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """All signed articles in order of day, with sources, days as ordinals, compared or not.

    Days order them so that a bounded look at neighbours sees the nearest in time.
    """

    numbers: list[int]
    signatures: list[Signature]
    days: list[int | None]
    sources: list[str]
    compared: NDArray[np.bool_]


def state(project: Project) -> FinderState:
    found = project.meta(_STATE)
    return FinderState(**json.loads(found)) if found else FinderState()


def unsigned_count(project: Project, version: int) -> int:
    with explained(project.path):
        count: int = project.db.execute(
            f"SELECT count(*) {_UNSIGNED}",
            [version],
        ).fetchone()[0]
    return count


def unsigned(project: Project, version: int, limit: int) -> list[tuple[int, Article]]:
    """Articles without a signature of this version, with their numbers."""
    columns = ", ".join(f"a.{name}" for name in ARTICLE_COLUMNS.split(", "))
    with explained(project.path):
        rows = project.db.execute(
            f"SELECT a.number, {columns} {_UNSIGNED} ORDER BY a.number LIMIT ?",
            [version, limit],
        ).fetchall()
    return [(row[0], article_from_row(row[1:])) for row in rows]


_UNSIGNED = (
    "FROM articles a LEFT JOIN signatures s ON s.number = a.number AND s.version = ?"
    " WHERE s.number IS NULL"
)


def save_signatures(
    project: Project, version: int, signed: Iterable[tuple[int, str, Signature]]
) -> None:
    """Keeps signatures of articles that are still there."""
    rows = [
        (version, one.exact, one.sketch.tobytes(), one.clues.tobytes(), number, article_id)
        for number, article_id, one in signed
    ]
    with explained(project.path), writing_derived(project.db):
        project.db.conn.executemany(
            "INSERT OR REPLACE INTO signatures (number, version, exact, sketch, clues)"
            " SELECT number, ?, ?, ?, ? FROM articles WHERE number = ? AND id = ?",
            rows,
        )


def load(project: Project) -> Held:
    held = Held([], [], [], [], np.empty(0, dtype=bool))
    compared: list[bool] = []
    with explained(project.path):
        for number, day, source, url, done, exact, sketch, clues in project.db.execute(
            "SELECT s.number, a.published, a.source, a.url, k.number IS NOT NULL,"
            " s.exact, s.sketch, s.clues"
            " FROM signatures s JOIN articles a ON a.number = s.number"
            " LEFT JOIN kinship k ON k.number = s.number"
            " ORDER BY a.published IS NULL, a.published, a.number"
        ):
            held.numbers.append(number)
            held.days.append(date.fromisoformat(day).toordinal() if day else None)
            held.sources.append(source_of(source, url))
            compared.append(bool(done))
            held.signatures.append(
                Signature(exact, np.frombuffer(sketch, np.uint32), np.frombuffer(clues, np.uint32))
            )
    return replace(held, compared=np.array(compared, dtype=bool))


def text(project: Project, number: int) -> str:
    with explained(project.path):
        row = project.db.execute("SELECT text FROM articles WHERE number = ?", [number]).fetchone()
    return str(row[0]) if row else ""


def matches(project: Project) -> list[Match]:
    with explained(project.path):
        rows = project.db.execute(
            "SELECT one, other, relation, score FROM matches ORDER BY one, other"
        ).fetchall()
    return [Match(one, other, Relation(relation), score) for one, other, relation, score in rows]


def save(
    project: Project,
    held: Held,
    found: Sequence[Match],
    copied: Sets,
    told: Sets,
    after: FinderState,
) -> None:
    """Keeps pairs and groups as they are now, of articles that are still there.

    Only what differs is written, and that in small pieces: whoever works in the window saves in
    between. What is broken off is found incomplete, because how far it is stands there last.
    """
    rows = {(one.one, one.other, one.relation.value, one.score) for one in found}
    groups = {(number, copied.of(number), told.of(number)) for number in held.numbers}
    with explained(project.path):
        _bring(project, _MATCHES, rows)
        _bring(project, _KINSHIP, groups)
        with writing_derived(project.db):
            project.db.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
                [_STATE, json.dumps(asdict(after))],
            )


def _bring(project: Project, table: _Table, rows: set[tuple[Any, ...]]) -> None:
    """Brings a table to hold exactly these rows."""
    held = set(project.db.execute(table.read))
    for sql, changed in ((table.delete, held - rows), (table.insert, rows - held)):
        ordered = sorted(changed)
        for first in range(0, len(ordered), _WRITTEN_AT_ONCE):
            with writing_derived(project.db):
                project.db.conn.executemany(sql, ordered[first : first + _WRITTEN_AT_ONCE])
            sleep(_GAP)
