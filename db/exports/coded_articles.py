"""Reads what is to go out of a project, article by article in order of import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db import tables
from db.formats.dataset import CodedArticle
from db.project import Project
from db.rows import ARTICLE_COLUMNS, CONFIRMED_VALUE, article_from_row, to_text
from models.article import Article, Status
from models.blindness import assisted_records
from models.errors import UserError
from models.events import Event
from models.language import tr
from models.schemes.facts import Report
from models.selection import RecordSieve, Selection
from models.splits import SIDES

_BATCH = 100


def check(project: Project, selection: Selection) -> None:
    """Raises UserError where a selection names somebody or something that the project lacks."""
    known = project.annotators()
    for name in sorted(selection.annotators.difference(known)):
        names = ", ".join(known) or "nobody"
        raise UserError(
            tr(
                "Nobody named {name} has decided anything in {path} (but {names} did).",
                name=name,
                path=project.path,
                names=names,
            )
        )
    if selection.sources:
        present = sources(project)
        for source in sorted(selection.sources.difference(present)):
            raise UserError(
                tr(
                    "{path} has no article of the source {source}.",
                    path=project.path,
                    source=source,
                )
            )


def sources(project: Project) -> dict[str, int]:
    """The sources with their numbers of articles, by name."""
    return dict(
        project.db.execute("SELECT source, count(*) FROM articles GROUP BY source ORDER BY source")
    )


def countries(project: Project) -> list[str]:
    """The countries of confirmed places."""
    rows = project.db.execute(
        "SELECT DISTINCT json_extract(value, '$.country') AS country FROM event_values"  # noqa: S608
        f" WHERE kind = 'place' AND {CONFIRMED_VALUE}"
        " AND country IS NOT NULL ORDER BY country"
    )
    return [row[0] for row in rows]


@dataclass(frozen=True)
class CodedArticles:
    """The articles of a selection with the states and records that are asked for.

    Goes through the project as often as it is iterated over; a batch is in memory at a time.
    `split` names the split whose sides the articles are to tell; those without one stay out, and
    with `side` so do those on another.
    """

    project: Project
    selection: Selection
    split: str = ""
    side: str = ""

    def __iter__(self) -> Iterator[CodedArticle]:
        last = 0
        common = _common_events(self.project)
        reports = _reports(self.project, common, self.selection)
        sieve = RecordSieve(self.selection, self.project.codebook)
        while True:
            rows = self.project.db.execute(
                f"SELECT number, {ARTICLE_COLUMNS} FROM articles"  # noqa: S608
                " WHERE number > ? ORDER BY number LIMIT ?",
                [last, _BATCH],
            ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            articles = [article_from_row(row[1:]) for row in rows]
            taken = [
                found
                for found in articles
                if self.selection.takes_article(found.source, found.published)
            ]
            yield from self._coded(taken, sieve, common, reports)

    def _coded(
        self,
        articles: list[Article],
        sieve: RecordSieve,
        common: dict[str, str],
        reports: dict[str, dict[str, Report]],
    ) -> Iterator[CodedArticle]:
        sides = self._sides(articles)
        if self.split:
            articles = [one for one in articles if sides.get(one.id) in self._asked_sides]
        if not articles:
            return
        ids = [article.id for article in articles]
        events = tables.events_of(self.project.db, ids)
        statuses, suggested_on = self._statuses(ids), self._suggested_on(ids)
        for article in articles:
            held = events.get(article.id, ())
            kept = sieve.keep(article, filter(self._goes_out, held))
            if kept is None:
                continue
            seen = article.id in suggested_on
            coded = CodedArticle(
                article,
                statuses.get(article.id, {}),
                kept,
                assisted_records(held, is_suggested_on=seen) & {event.id for event in kept},
                side=sides.get(article.id, ""),
                common=common,
                suggested_on=seen,
                reports=reports,
            )
            if not self.selection.statuses or coded.status in self.selection.statuses:
                yield coded

    def _goes_out(self, event: Event) -> bool:
        return event.is_decided and not event.dismissed and self._is_asked(event.annotator)

    def _is_asked(self, annotator: str) -> bool:
        return not self.selection.annotators or annotator in self.selection.annotators

    @property
    def _asked_sides(self) -> tuple[str, ...]:
        return (self.side,) if self.side else SIDES

    def _sides(self, articles: list[Article]) -> dict[str, str]:
        if not self.split:
            return {}
        return dict(
            self.project.db.execute(
                "SELECT article_id, side FROM split_sides WHERE split = ?"
                " AND article_id IN (SELECT value FROM json_each(?))",
                [self.split, to_text([article.id for article in articles])],
            ).fetchall()
        )

    def _statuses(self, article_ids: list[str]) -> dict[str, dict[str, Status]]:
        found: dict[str, dict[str, Status]] = {}
        for article_id, name, status in self.project.db.execute(
            "SELECT article_id, annotator, status FROM article_states"
            " WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, annotator",
            [to_text(article_ids)],
        ):
            if self._is_asked(name):
                found.setdefault(article_id, {})[name] = Status(status)
        return found

    def _suggested_on(self, article_ids: list[str]) -> set[str]:
        """The articles on which suggestions stand."""
        rows = self.project.db.execute(
            "SELECT DISTINCT article_id FROM proposals"
            " WHERE article_id IN (SELECT value FROM json_each(?))",
            [to_text(article_ids)],
        )
        return {row[0] for row in rows}


def _common_events(project: Project) -> dict[str, str]:
    """The id of the common event by the id of each record that is linked as telling of it.

    It is the least id of the records, whatever else is chosen, so that it stays the same.
    """
    links = project.db.execute(
        "SELECT e.annotator, e.id, l.to_event_id FROM links l JOIN events e ON e.id = l.event_id"
        " WHERE l.type = 'same_as' AND l.state <> 'rejected' AND NOT e.dismissed"
        " ORDER BY e.id, l.to_event_id"
    ).fetchall()
    if not links:
        return {}
    ids = {
        (annotator, key): event_id
        for annotator, key, event_id in project.db.execute(
            "SELECT annotator, coalesce(proposal_id, id), id FROM events WHERE NOT dismissed"
        )
    }
    above: dict[str, str] = {}

    def top(one: str) -> str:
        while one in above:
            one = above[one]
        return one

    for annotator, one, key in links:
        low, high = sorted((top(one), top(ids.get((annotator, key), one))))
        if low != high:
            above[high] = low
    return {one: top(one) for one in above}


def _reports(
    project: Project, common: dict[str, str], selection: Selection
) -> dict[str, dict[str, Report]]:
    """The articles of a selection, by id and in order of import, that tell of each common event."""
    told: dict[str, dict[str, Report]] = {}
    rows = project.db.execute(
        "SELECT e.id, a.id, a.source, a.published, a.title FROM events e"
        " JOIN articles a ON a.id = e.article_id"
        " WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY a.number, e.id",
        [to_text(sorted({*common, *common.values()}))],
    )
    for event_id, article_id, source, day, title in rows:
        published = date.fromisoformat(day) if day else None
        if selection.takes_article(source, published):
            report = Report(source, published, title)
            told.setdefault(common.get(event_id, event_id), {})[article_id] = report
    return told
