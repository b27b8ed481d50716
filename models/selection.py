"""Selections: which articles and records of a project are to go out into a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.article import Article, Status
from models.codebook import Codebook, Field, Role
from models.errors import UserError
from models.events import Event
from models.language import tr
from models.values import DateRange, Kind, Place

#: The key of the field in which analysts say how sure they are; it has no role in the engine.
CERTAINTY = "certainty"


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None

    def hold(self, start: date | None, end: date | None) -> bool:
        """Whether a stretch of days touches them; one with neither end does not."""
        if start is None and end is None:
            return not self
        starts_in_time = self.last is None or start is None or start <= self.last
        ends_in_time = self.first is None or end is None or end >= self.first
        return starts_in_time and ends_in_time


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person chose to hand out; whatever is empty chooses everything.

    `days` are days of events: the record's own, and the article's publication day where a record
    has none and for articles without records. `answers` are the keys of choices by field; a branch
    of a tree stands for all below it.
    """

    annotators: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    sources: frozenset[str] = frozenset()
    published: Days = Days()
    days: Days = Days()
    countries: frozenset[str] = frozenset()
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def narrows_records(self) -> bool:
        """Whether articles without a fitting record are none of the dataset's negatives."""
        return bool(self.countries or self.answers)

    def takes_article(self, source: str, published: date | None) -> bool:
        """Whether an article's own facts fit."""
        if self.sources and source not in self.sources:
            return False
        return not self.published or self.published.hold(published, published)


EVERYTHING = Selection()


@dataclass(frozen=True)
class RecordSieve:
    """Keeps the records that a selection asks for."""

    selection: Selection
    codebook: Codebook

    def keep(self, article: Article, events: Iterable[Event]) -> tuple[Event, ...] | None:
        """The records of an article that fit; None if the article is not to go out at all."""
        held = tuple(events)
        chosen = self.selection
        if not (chosen.narrows_records or chosen.days):
            return held
        kept = tuple(event for event in held if self._fits(article, event))
        if kept:
            return kept
        if held or chosen.narrows_records:
            return None
        return () if chosen.days.hold(article.published, article.published) else None

    def _fits(self, article: Article, event: Event) -> bool:
        chosen = self.selection
        if chosen.days and not self._is_in_time(article, event):
            return False
        if chosen.countries and not self._is_in_country(event):
            return False
        return all(self._answers(event, key, wanted) for key, wanted in chosen.answers.items())

    def _is_in_time(self, article: Article, event: Event) -> bool:
        when = event_days(self.codebook, event)
        days = self.selection.days
        if when is None:
            return days.hold(article.published, article.published)
        return days.hold(when.start, when.end)

    def _is_in_country(self, event: Event) -> bool:
        return any(
            place.country in self.selection.countries
            for place in event_places(self.codebook, event)
        )

    def _answers(self, event: Event, key: str, wanted: frozenset[str]) -> bool:
        asked = self.codebook.readable_by_key[key]
        for value in event.confirmed(key):
            choice = asked.readable_by_key.get(str(value.value))
            if value.value in wanted or (choice and not wanted.isdisjoint(choice.path)):
                return True
        return False


def event_days(codebook: Codebook, event: Event) -> DateRange | None:
    """When an event was: the first confirmed value of the field that tells the time."""
    asked = field_for(codebook, Role.TIME, Kind.DATE)
    when = event.first(asked.key) if asked else None
    return when if isinstance(when, DateRange) else None


def event_places(codebook: Codebook, event: Event) -> Iterator[Place]:
    """Where an event was: the confirmed values of the field that tells the place."""
    asked = field_for(codebook, Role.PLACE, Kind.PLACE)
    if asked:
        for value in event.confirmed(asked.key):
            if isinstance(value.value, Place):
                yield value.value


def field_for(codebook: Codebook, role: Role, kind: Kind) -> Field | None:
    """The field with a role, or the first of the kind where a codebook gives no roles."""
    found = codebook.with_role(role)
    if found and found.kind is kind:
        return found
    return next((asked for asked in codebook.fields if asked.kind is kind), None)


def checked_answers(
    codebook: Codebook, asked: Mapping[str, Iterable[str]]
) -> dict[str, frozenset[str]]:
    """Answers by the key of their field. Raises UserError for what the codebook does not have."""
    found: dict[str, frozenset[str]] = {}
    for key, answers in asked.items():
        wanted = frozenset(answers)
        if not wanted:
            continue
        known = codebook.readable_by_key.get(key)
        if known is None or known.kind is not Kind.CHOICE:
            raise UserError(
                tr(
                    "The codebook {reference} has no field {key} with choices.",
                    reference=codebook.reference,
                    key=key,
                )
            )
        for answer in sorted(wanted):
            if answer not in known.readable_by_key:
                keys = ", ".join(known.readable_by_key)
                raise UserError(
                    tr(
                        "{key} has no answer {answer} in {reference}; it has {keys}.",
                        key=key,
                        answer=answer,
                        reference=codebook.reference,
                        keys=keys,
                    )
                )
        found[key] = wanted
    return found


def field_of(codebook: Codebook, role: Role) -> str:
    """The key of the field with a role. Raises UserError if the codebook has none."""
    found = codebook.with_role(role)
    if found is None:
        raise UserError(
            tr(
                "The codebook {reference} has no field for the {role}.",
                reference=codebook.reference,
                role=role.replace("_", " "),
            )
        )
    return found.key
