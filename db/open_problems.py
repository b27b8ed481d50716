"""Which articles hold records about which a rule of the codebook has a word to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from db import proposals, tables
from db.rows import to_text
from models import review, rules
from models.codebook import Codebook

#: Articles looked at between two looks whether somebody still waits: one or two milliseconds.
_BATCH = 20


class SearchStopped(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits for the answer any more."""


@dataclass(slots=True)
class _Seen:
    """What was found by one codebook: up to a row of the journal, but for those that wait."""

    codebook: Codebook
    waiting: list[str]
    entry: int = 0
    articles: set[str] = field(default_factory=set)


class OpenProblems:
    """Looks at all records once, and then again at those of which the journal tells.

    The journal also tells of what other programs wrote. Suggestions are no part of it: those of a
    record that somebody has begun on stay as they are. Where a look was stopped, the next goes on.
    """

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def articles(
        self, db: Database, codebook: Codebook, annotator: str, stopped: Callable[[], bool]
    ) -> Collection[str]:
        """The ids of the articles with problems in an annotator's records."""
        newest = db.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0]
        seen = self._seen.get(annotator)
        if seen is None or seen.codebook != codebook:
            seen = self._seen[annotator] = _Seen(codebook, _with_records(db, annotator))
        else:
            seen.waiting += _changed_since(db, seen.entry)
        seen.entry = newest
        while seen.waiting:
            if stopped():
                raise SearchStopped
            batch = seen.waiting[-_BATCH:]
            found = _with_problems(db, batch, codebook, annotator)
            seen.articles.difference_update(batch)
            seen.articles.update(found)
            del seen.waiting[-_BATCH:]
        return seen.articles


def _with_records(db: Database, annotator: str) -> list[str]:
    sql = "SELECT DISTINCT article_id FROM events WHERE annotator = ? AND NOT dismissed"
    return [row[0] for row in db.execute(sql, [annotator])]


def _changed_since(db: Database, entry: int) -> list[str]:
    sql = "SELECT DISTINCT article_id FROM journal_articles WHERE entry > ?"
    return [row[0] for row in db.execute(sql, [entry])]


def _with_problems(
    db: Database, article_ids: Sequence[str], codebook: Codebook, annotator: str
) -> list[str]:
    chosen = "IN (SELECT value FROM json_each(?))"
    ids = [to_text(article_ids)]
    days = dict(
        db.execute(f"SELECT id, published FROM articles WHERE id {chosen}", ids)  # noqa: S608
    )
    read = f"SELECT DISTINCT article_id FROM proposals WHERE article_id {chosen}"  # noqa: S608
    suggested = {row[0] for row in db.execute(read, ids)}
    found = []
    for article_id, events in tables.events_of(db, article_ids, annotator).items():
        day = days.get(article_id)
        published = date.fromisoformat(day) if day else None
        offered = proposals.proposals_of(db, article_id) if article_id in suggested else ()
        if any(
            rules.problems(codebook, record, published)
            for record in review.records(events, offered)
            if record.event
        ):
            found.append(article_id)
    return found
