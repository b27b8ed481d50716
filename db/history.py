"""What the journal says of one article, newest first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from db import journal
from models.edits import Edit, Review, ReviseCodebook
from models.history import Step, concerning


def note(db: Database, entry: journal.Entry, edit: Edit) -> None:
    """Remembers which articles a row of the journal is about, so that it is found again."""
    db.conn.executemany(
        "INSERT INTO journal_articles (article_id, entry) VALUES (?, ?)",
        [(article_id, entry.id) for article_id in sorted(_decided(edit))],
    )


def steps(db: Database, article_id: str, annotator: str) -> list[Step]:
    """The rows that changed an annotator's records or state of an article, or who is to code it.

    The newest first.
    """
    found: list[Step] = []
    rows = db.execute(
        f"SELECT {journal.ENTRY_COLUMNS} FROM journal WHERE id IN"  # noqa: S608
        " (SELECT entry FROM journal_articles WHERE article_id = ?) ORDER BY id DESC",
        [article_id],
    ).fetchall()
    for row in rows:
        entry = journal.Entry(*row)
        edit = journal.read_edit(db, entry.edit)
        review = concerning(edit.inverse() if entry.kind == "undo" else edit, article_id, annotator)
        if review.events or review.statuses or review.assignments:
            at = datetime.fromisoformat(entry.at)
            found.append(Step(entry.id, at, entry.annotator, entry.kind, review))
    return found


def _decided(edit: Edit) -> Collection[str]:
    """The articles with decisions in an edit; one that only came in has no history yet."""
    if isinstance(edit, ReviseCodebook):
        return ()
    if isinstance(edit, Review):
        events = [change.event for change in edit.events]
        given = {change.article_id for change in edit.assignments}
    else:
        events, given = list(edit.events), set()
    return (
        given
        | {event.article_id for event in events}
        | {change.article_id for change in edit.statuses}
    )
