"""Which articles hold records about which a rule of the codebook has a word to say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from db import proposals, tables
from db.rows import to_text
from models import review, rules
from models.codebook import Codebook

_BATCH = 500


@dataclass(slots=True)
class _Seen:
    """What was found up to a row of the journal, by one codebook."""

    codebook: Codebook
    entry: int = 0
    articles: set[str] = field(default_factory=set)


class OpenProblems:
    """Looks at all records once, and then again at those of which the journal tells.

    The journal also tells of what other programs wrote. Suggestions are no part of it: those of a
    record that somebody has begun on stay as they are.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._seen: dict[str, _Seen] = {}

    def articles(self, codebook: Codebook, annotator: str) -> Collection[str]:
        """The ids of the articles with problems in an annotator's records."""
        newest = self._db.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0]
        seen = self._seen.get(annotator)
        if seen is None or seen.codebook != codebook:
            seen = self._seen[annotator] = _Seen(codebook)
            wanted = self._with_records(annotator)
        else:
            wanted = self._changed_since(seen.entry)
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            seen.articles.difference_update(batch)
            seen.articles.update(self._with_problems(batch, codebook, annotator))
        seen.entry = newest
        return seen.articles

    def _with_records(self, annotator: str) -> list[str]:
        sql = "SELECT DISTINCT article_id FROM events WHERE annotator = ? AND NOT dismissed"
        return [row[0] for row in self._db.execute(sql, [annotator])]

    def _changed_since(self, entry: int) -> list[str]:
        sql = "SELECT DISTINCT article_id FROM journal_articles WHERE entry > ?"
        return [row[0] for row in self._db.execute(sql, [entry])]

    def _with_problems(
        self, article_ids: Sequence[str], codebook: Codebook, annotator: str
    ) -> list[str]:
        chosen = "IN (SELECT value FROM json_each(?))"
        ids = [to_text(article_ids)]
        days = dict(
            self._db.execute(f"SELECT id, published FROM articles WHERE id {chosen}", ids)  # noqa: S608
        )
        read = f"SELECT DISTINCT article_id FROM proposals WHERE article_id {chosen}"  # noqa: S608
        suggested = {row[0] for row in self._db.execute(read, ids)}
        found = []
        for article_id, events in tables.events_of(self._db, article_ids, annotator).items():
            day = days.get(article_id)
            published = date.fromisoformat(day) if day else None
            offered = (
                proposals.proposals_of(self._db, article_id) if article_id in suggested else ()
            )
            if any(
                rules.problems(codebook, record, published)
                for record in review.records(events, offered)
                if record.event
            ):
                found.append(article_id)
        return found
