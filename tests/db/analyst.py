"""An annotator at work on a small project, and the counts of progress as they are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from db import tables, tally
from db.ids import new_id
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, Review
from models.events import Proposal, Suggested
from models.gestures import Desk, Gestures
from models.review import records
from models.values import AnyValue, DatePrecision, DateRange, Place

START = datetime(2024, 3, 4, 12, tzinfo=UTC)
OFFERS: dict[str, tuple[AnyValue, float]] = {
    "record_class": ("incident", 0.9),
    "event_type": ("attack", 0.9),
    "weapon": ("firearm", 0.7),
    "place": (Place("Gao", "MLI", lat=16.27, lon=-0.04), 0.8),
    "date": (DateRange(date(2024, 3, 1), date(2024, 3, 1), DatePrecision.DAY), 0.8),
}


def bring_articles(project: Project) -> None:
    """Four articles; the engine has read the first three and suggests an event in each."""
    reports = tuple(Article(f"a{n}", f"Gunmen shot at a van near Gao. {n}") for n in range(4))
    project.apply(AddArticles("Import", reports), "importer")
    for report in reports[:3]:
        suggest(project, report.id)


def suggest(project: Project, article_id: str) -> None:
    """The engine reads an article."""
    id_ = f"p-{article_id}"
    offers = tuple(
        Suggested(f"{id_}.{n}", field, value, (), sure)
        for n, (field, (value, sure)) in enumerate(OFFERS.items())
    )
    project.save_proposals(article_id, [Proposal(id_, article_id, "rules@1", offers)], "rules@1")


class Analyst:
    """One annotator at a project, with a clock that is set by hand."""

    def __init__(self, project: Project, annotator: str, clock: list[datetime]) -> None:
        self.project, self.annotator, self.clock = project, annotator, clock
        self.gestures = Gestures(project.codebook, annotator, new_id, lambda: clock[0])

    def desk(self, article_id: str) -> Desk:
        events = self.project.events(article_id, self.annotator)
        shown = records(events, self.project.proposals(article_id))
        return Desk(article_id, self.project.status(article_id, self.annotator), shown)

    def after(self, seconds: float, edit: Review) -> None:
        self.clock[0] += timedelta(seconds=seconds)
        self.project.apply(edit, self.annotator)

    def accept_all(self, seconds: float, article_id: str) -> None:
        self.clock[0] += timedelta(seconds=seconds)
        desk = self.desk(article_id)
        self.project.apply(self.gestures.accept_all(desk, desk.records), self.annotator)

    def finish(self, seconds: float, article_id: str) -> None:
        self.clock[0] += timedelta(seconds=seconds)
        desk = self.desk(article_id)
        self.project.apply(self.gestures.set_status(desk, Status.DONE), self.annotator)


def tallied(project: Project) -> list[tuple[object, ...]]:
    return [
        *project.db.execute("SELECT * FROM tally ORDER BY 1, 2, 3, 4, 5, 6").fetchall(),
        *project.db.execute("SELECT * FROM work_hours ORDER BY 1, 2").fetchall(),
        *project.db.execute("SELECT * FROM work_articles ORDER BY 1, 2").fetchall(),
    ]


def recounted(project: Project) -> list[tuple[object, ...]]:
    ids = [row[0] for row in project.db.execute("SELECT DISTINCT article_id FROM events")]
    found = tables.events_of(project.db, ids)
    events = [event for held in found.values() for event in held]
    with project.db.conn:
        tally.recount(project.db, project.codebook, events)
    return tallied(project)
