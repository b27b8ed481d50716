"""The journal: every edit as a row of its own, and which one undo and redo would take next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlite_utils import Database

from db.edit_json import edit_from_json, edit_to_json
from db.rows import to_text
from models.codebook import Codebook
from models.edits import Edit, ReviseCodebook


@dataclass(frozen=True, slots=True)
class Heads:
    """The tops of both stacks: the edit that undo takes back, the undo row that redo answers."""

    undo: int | None = None
    redo: int | None = None

    def on(self, way: Way) -> int | None:
        return self.undo if way is Way.UNDO else self.redo


@dataclass(slots=True)
class Gesture:
    """Edits that are one step of a person: undo takes all of them back, redo does all again.

    `id` is the row of the first one, once there is one.
    """

    id: int | None = None


class Way(StrEnum):
    """Which of the two stacks is taken from."""

    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The step of a person that undo or redo would take next, or what is left of it.

    `step` names it as long as any of it is left; `sizes` are the bytes that each of its edits takes
    in the journal, in the order in which they come; `revises`: it is about the codebook.
    """

    step: int
    title: str
    sizes: tuple[int, ...]
    revises: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, without its payload. `target` is the edit that an undo or redo is about.

    `gesture` is the first row of the edits that belong together, None where one stands alone.
    """

    id: int
    kind: str
    annotator: str
    title: str
    at: str
    target: int | None
    gesture: int | None = None

    @property
    def edit(self) -> int:
        """The row that holds the edit which this row is, takes back or brings again."""
        return self.target or self.id

    @property
    def step(self) -> int:
        """The row that names the step of a person which the edit is (a part of)."""
        return self.gesture or self.edit


ENTRY_COLUMNS = "id, kind, annotator, title, at, target, gesture"


def append_edit(
    db: Database, edit: Edit, annotator: str, codebook: Codebook, gesture: Gesture | None = None
) -> Entry:
    """A new edit; what was undone before can no longer be done again."""
    id_ = _next_id(db)
    if gesture and gesture.id is None:
        gesture.id = id_
    first = gesture.id if gesture else None
    entry = Entry(id_, "edit", annotator, edit.title, now(), None, first)
    payload = to_text(edit_to_json(edit, codebook))
    _append(db, entry, Heads(undo=entry.id), (type(edit).__name__, payload))
    return entry


def top(db: Database, way: Way, annotator: str) -> Entry | None:
    """What comes next if the last word was this annotator's: an edit, or an undo to answer."""
    return _own(db, _heads(db).on(way), annotator)


def waiting(db: Database, way: Way, annotator: str) -> Waiting | None:
    """The step that comes next, None if there is none or if it is another annotator's."""
    first = entry = top(db, way, annotator)
    if first is None:
        return None
    sizes: list[int] = []
    while entry and entry.step == first.step:
        with db.conn.blobopen("journal", "payload", entry.edit, readonly=True) as payload:
            sizes.append(len(payload))
        entry = _own(db, _heads(db, before=entry.id).on(way), annotator)
    sql = "SELECT action FROM journal WHERE id = ?"
    action = db.execute(sql, [first.edit]).fetchone()[0]
    revises = action == ReviseCodebook.__name__
    return Waiting(first.step, title(db, first), tuple(sizes), revises)


def append_undo(db: Database, edit: Entry) -> Entry:
    """The edit is taken back: below it on the stack is what was on top before it came."""
    entry = Entry(_next_id(db), "undo", edit.annotator, edit.title, now(), edit.id, edit.gesture)
    _append(db, entry, Heads(undo=_heads(db, before=edit.id).undo, redo=entry.id))
    return entry


def append_redo(db: Database, undo: Entry) -> Entry:
    """The edit that a row had taken back is done again."""
    entry = Entry(
        _next_id(db), "redo", undo.annotator, undo.title, now(), undo.target, undo.gesture
    )
    _append(db, entry, Heads(undo=undo.target, redo=_heads(db, before=undo.id).redo))
    return entry


def title(db: Database, entry: Entry) -> str:
    """What was done: the last edit of a gesture tells of all of it."""
    if entry.gesture is None:
        return entry.title
    sql = "SELECT title FROM journal WHERE gesture = ? AND kind = 'edit' ORDER BY id DESC LIMIT 1"
    found: str = db.execute(sql, [entry.gesture]).fetchone()[0]
    return found


def read_edit(db: Database, entry_id: int) -> Edit:
    action, payload = db.execute(
        "SELECT action, payload FROM journal WHERE id = ?", [entry_id]
    ).fetchone()
    return edit_from_json(action, json.loads(payload))


def entries(db: Database) -> Iterator[Entry]:
    """All rows from the first, for replay."""
    rows = db.execute(f"SELECT {ENTRY_COLUMNS} FROM journal ORDER BY id")  # noqa: S608
    return (Entry(*row) for row in rows)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _own(db: Database, entry_id: int | None, annotator: str) -> Entry | None:
    if entry_id is None:
        return None
    sql = f"SELECT {ENTRY_COLUMNS} FROM journal WHERE id = ?"  # noqa: S608
    entry = Entry(*db.execute(sql, [entry_id]).fetchone())
    return entry if entry.annotator == annotator else None


def _heads(db: Database, *, before: int | None = None) -> Heads:
    """Both heads now, or as they were before a row."""
    where = "" if before is None else "WHERE id < ?"
    found = db.execute(
        f"SELECT undo_top, redo_top FROM journal {where} ORDER BY id DESC LIMIT 1",  # noqa: S608
        [] if before is None else [before],
    ).fetchone()
    return Heads(*found) if found else Heads()


def _next_id(db: Database) -> int:
    found: int = db.execute("SELECT coalesce(max(id), 0) + 1 FROM journal").fetchone()[0]
    return found


def _append(db: Database, entry: Entry, heads: Heads, edit: tuple[str, str] | None = None) -> None:
    """One row; `edit` is the class name and the payload, which only a new edit has."""
    action, payload = edit or (None, None)
    db.execute(
        f"INSERT INTO journal ({ENTRY_COLUMNS}, undo_top, redo_top, action, payload)"  # noqa: S608
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(entry.id, entry.kind, entry.annotator, entry.title, entry.at, entry.target),
            *(entry.gesture, heads.undo, heads.redo, action, payload),
        ],
    )
