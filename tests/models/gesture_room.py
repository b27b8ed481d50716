"""A small codebook, two proposals and an article in memory, for the tests of gestures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from models.article import Status
from models.codebook.reading import parse_codebook
from models.edits import Review
from models.events import Event, Proposal, Suggested
from models.gestures import Desk, Gestures
from models.review import records
from models.spans import Span
from models.values import Actor, Count, DatePrecision, DateRange

CODEBOOK = parse_codebook(
    """
    name = "small"
    version = 1
    title = "Small"
    [[field]]
    key = "class"
    label = "Class"
    kind = "choice"
    role = "record_class"
    [[field.choice]]
    key = "incident"
    label = "Incident"
    [[field.choice]]
    key = "threat"
    label = "Threat"
    [[field]]
    key = "killed"
    label = "Killed"
    kind = "count"
    role = "killed"
    when = { field = "class", is = ["incident"] }
    [[field]]
    key = "date"
    label = "Date"
    kind = "date"
    [[field]]
    key = "target"
    label = "Target"
    kind = "actor"
    multiple = true
    """,
    "small.toml",
)
TWO, THREE = Count(2, 2, 2), Count(3, 3, 3)
ALLIED, COURT = Actor("Allied Front"), Actor("High Court")
DAY = DateRange(date(2024, 1, 4), date(2024, 1, 4), DatePrecision.DAY)
WORDS = (Span(3, 7),)
OTHER_WORDS = (Span(10, 14),)


def offer(id_: str, field: str, value, *others) -> Suggested:
    alternatives = tuple(
        Suggested(f"{id_}a{n}", field, other, OTHER_WORDS) for n, other in enumerate(others)
    )
    return Suggested(id_, field, value, WORDS, 0.8, alternatives)


FIRST = Proposal(
    "p1",
    "a1",
    "rules@1",
    (
        offer("s1", "class", "incident"),
        offer("s2", "killed", TWO, THREE),
        offer("s3", "target", ALLIED),
        offer("s4", "target", COURT),
    ),
)
SECOND = Proposal(
    "p2", "a1", "rules@1", (offer("s5", "class", "threat"), offer("s6", "killed", TWO))
)
PROPOSALS = (FIRST, SECOND)


class Room:
    """One article with its tables in memory: applies edits as the project does."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.status = Status.NEW
        ids = count(1)
        self.gestures = Gestures(
            CODEBOOK, "ana", lambda: f"v{next(ids)}", lambda: datetime(2024, 1, 5, tzinfo=UTC)
        )
        self.proposals: tuple[Proposal, ...] = PROPOSALS

    @property
    def desk(self) -> Desk:
        return Desk("a1", self.status, records(self.events.values(), self.proposals))

    def record(self, place: int = 0):
        return self.desk.records[place]

    def row(self, field: str, place: int = 0):
        return self.record(place).values(field)

    def do(self, edit: Review) -> Review:
        for change in edit.events:
            id_ = change.event.id
            assert self.events.get(id_) == change.before
            self.events.pop(id_, None)
            if change.after:
                self.events[id_] = change.after
        for change in edit.statuses:
            assert change.before is self.status
            self.status = change.after
        return edit

    def tables(self):
        return dict(self.events), self.status
