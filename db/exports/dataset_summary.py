"""What is in a dataset, counted while it is written: for its card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath

from db.formats.dataset import CodedArticle
from models.actors import ActorBook, main_actor
from models.agreement import FieldAgreement
from models.article import Status
from models.codebook import Codebook, Role
from models.events import Event, State
from models.selection import Days, event_days
from models.values import Actor, AnyValue, Count, DateRange, Kind, Place

_WORKED_ON = frozenset({Status.DONE, Status.FLAGGED})


@dataclass(slots=True)
class Stretch:
    """The first and the last of what was seen."""

    first: date | None = None
    last: date | None = None

    def add(self, day: date | None) -> None:
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)

    @property
    def days(self) -> Days:
        return Days(self.first, self.last)


@dataclass(slots=True)
class Summary:
    """Counts of a dataset; they grow with its sources and annotators, not with its articles.

    Annotators agree on an actor whichever of its names in `book` each took.
    """

    codebook: Codebook
    book: ActorBook = field(default_factory=ActorBook)
    articles: int = 0
    without_records: int = 0
    without_text: int = 0
    events: int = 0
    assisted: int = 0
    values: Counter[State] = field(default_factory=Counter)
    bulk: int = 0
    statuses: Counter[Status] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    annotators: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    sources: dict[str, Counter[str]] = field(default_factory=dict)
    sides: Counter[str] = field(default_factory=Counter)
    published: Stretch = field(default_factory=Stretch)
    happened: Stretch = field(default_factory=Stretch)
    decided: Stretch = field(default_factory=Stretch)
    coded_by_several: int = 0
    agreement: dict[str, FieldAgreement] = field(default_factory=dict)

    def add(self, coded: CodedArticle) -> None:
        """One article as it goes out."""
        article = coded.article
        self.articles += 1
        self.without_records += not coded.events
        self.without_text += coded.text_left_out
        self.assisted += len(coded.assisted)
        self.statuses[coded.status] += 1
        self.languages[article.language] += 1
        self.origins[PurePosixPath(article.origin).suffix.lower()] += 1
        source = self.sources.setdefault(article.source, Counter())
        source.update(articles=1, events=len(coded.events))
        if coded.side:
            self.sides[coded.side] += 1
        self.published.add(article.published)
        for event in coded.events:
            self._add_event(event)
        self._add_agreement(coded.statuses, coded.events)

    def _add_event(self, event: Event) -> None:
        self.events += 1
        self.annotators[event.annotator] += 1
        asked = self.codebook.with_role(Role.EVENT_TYPE)
        if asked:
            types = [str(value.value) for value in event.confirmed(asked.key)]
            self.types.update(types or [""])
        when = event_days(self.codebook, event)
        if when:
            self.happened.add(when.start)
            self.happened.add(when.end)
        for value in event.values:
            self.values[value.state] += 1
            self.bulk += value.bulk and value.is_confirmed
            self.decided.add(_day(value.at))

    def _add_agreement(self, statuses: Mapping[str, Status], events: Iterable[Event]) -> None:
        worked = {name for name, status in statuses.items() if status in _WORKED_ON}
        names = worked | {event.annotator for event in events}
        if len(names) < 2:
            return
        self.coded_by_several += 1
        for asked in self.codebook.fields:
            answers: dict[str, list[AnyValue]] = {name: [] for name in names}
            for event in events:
                answers[event.annotator] += [
                    told
                    for value in event.confirmed(asked.key)
                    if (told := value.value) is not None
                ]
            if any(answers.values()):
                found = self.agreement.setdefault(asked.key, FieldAgreement())
                comparable = {
                    name: [_comparable(main_actor(one, self.book)) for one in given]
                    for name, given in answers.items()
                }
                found.add(comparable, nominal=asked.kind is Kind.CHOICE)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _comparable(value: AnyValue) -> str:
    """What makes two annotators' answers the same: a name, however it came about."""
    match value:
        case Actor():
            return value.name.casefold()
        case Place():
            return value.gazetteer_id or value.name.casefold()
        case str():
            return " ".join(value.split()).casefold()
        case bool():
            return str(value)
        case DateRange():
            return f"{value.start} {value.end}"
        case Count():
            return f"{value.low} {value.best} {value.high}"
