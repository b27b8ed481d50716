"""Event records: what a person decided, beside what the engine proposes."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.spans import Span
from models.values import AnyValue


class State(StrEnum):
    """Who decided a value, and how."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"
    NOT_REPORTED = "not_reported"


#: States in which the value holds; the rest are decisions against a value, or none at all.
CONFIRMED = frozenset({State.ACCEPTED, State.CORRECTED, State.ADDED})


class Band(StrEnum):
    """How sure the engine is of an answer. Only what is likely stands on a row by itself."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    WEAK = "weak"


#: The least probability of being right that makes an answer likely, or possible.
LIKELY_FROM, POSSIBLE_FROM = 0.6, 0.3


def band(confidence: float) -> Band:
    """The band of a probability."""
    if confidence >= LIKELY_FROM:
        return Band.LIKELY
    return Band.POSSIBLE if confidence >= POSSIBLE_FROM else Band.WEAK


@dataclass(frozen=True, slots=True)
class Suggested:
    """One value that the engine proposes for a field. Never data, only an offer.

    `id` is stable: the proposal's id and the position in it, after a "/" behind the name of who
    proposed it if that was not the engine of the proposal alone. So a decision on it tells whose
    offer it judged. `by` is filled where several agree. `alternatives` are further answers, best
    first; they carry no alternatives of their own.
    """

    id: str
    field: str
    value: AnyValue
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.0
    alternatives: tuple[Suggested, ...] = ()
    by: tuple[str, ...] = ()

    @property
    def proposers(self) -> tuple[str, ...]:
        """Who proposed it; empty if it was the engine of the proposal alone."""
        return self.by or tuple(filter(None, [proposer_of(self.id)]))


def proposer_of(suggestion_id: str) -> str:
    """Who made an offer, by its id; empty if it was the proposal's own engine."""
    return suggestion_id.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A relation to another proposal of the same article that the engine thinks likely.

    `type` is a key of the codebook's links. Never data, only an offer.
    """

    type: str
    proposal_id: str
    confidence: float
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the engine thinks that one event record is. Immutable.

    `id` derives from article, engine version and content, so that two projects which suggest on
    the same article agree. `listed` are answers to fields that it has no value for: too unlikely to
    be proposed, but likely enough to be picked from. They carry no alternatives.
    """

    id: str
    article_id: str
    engine: str
    values: tuple[Suggested, ...] = ()
    links: tuple[ProposedLink, ...] = ()
    listed: tuple[Suggested, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One decision of a person on one field of an event.

    `value` is None only in the state `not_reported`. `suggested` is the value that the engine had
    offered, `suggestion_id` which offer it was (None when there was none). `bulk` marks what was
    accepted by "accept all", without a look at the single value.
    """

    id: str
    field: str
    value: AnyValue | None
    state: State
    evidence: tuple[Span, ...] = ()
    confidence: float | None = None
    suggested: AnyValue | None = None
    suggestion_id: str | None = None
    annotator: str = ""
    at: datetime | None = None
    bulk: bool = False
    extra: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def is_confirmed(self) -> bool:
        return self.state in CONFIRMED


#: The link between records of one event in several reports; every codebook has it.
SAME_AS = "same_as"


@dataclass(frozen=True, slots=True)
class Link:
    """A decision on a relation from one event to another, by a key of the codebook's links.

    `event_id` is the other's `Event.key`. `state`: accepted from a suggestion, rejected as one, or
    added by hand.
    """

    type: str
    event_id: str
    state: State = State.ADDED

    @property
    def is_confirmed(self) -> bool:
        return self.state in CONFIRMED


@dataclass(frozen=True, slots=True)
class Event:
    """One analyst's record of one event in one article. `position` orders the article's events.

    `dismissed`: the analyst looked at the proposal, or at a sentence that no proposal stands for,
    and it is no event. Such a record only keeps that decision; it is neither shown nor exported.
    """

    id: str
    article_id: str
    annotator: str
    position: int = 0
    proposal_id: str | None = None
    values: tuple[FieldValue, ...] = ()
    links: tuple[Link, ...] = ()
    dismissed: bool = False
    extra: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def key(self) -> str:
        """What others call it by, and already did when it was only a proposal."""
        return self.proposal_id or self.id

    @property
    def is_decided(self) -> bool:
        """Whether it holds decisions, or was made by hand; else it only keeps the tab's place."""
        return bool(self.values or self.links or not self.proposal_id)

    def of(self, field_key: str) -> tuple[FieldValue, ...]:
        """All decisions on a field, rejected ones included."""
        return tuple(value for value in self.values if value.field == field_key)

    def confirmed(self, field_key: str) -> tuple[FieldValue, ...]:
        """The values of a field that hold."""
        return tuple(value for value in self.of(field_key) if value.is_confirmed)

    def first(self, field_key: str) -> AnyValue | None:
        """The first value of a field that holds."""
        return next((found.value for found in self.confirmed(field_key)), None)

    def with_value(self, value: FieldValue) -> Event:
        """The event with a decision put in (one of the same id is replaced in its place)."""
        ids = [found.id for found in self.values]
        if value.id in ids:
            values = tuple(value if found.id == value.id else found for found in self.values)
        else:
            values = (*self.values, value)
        return replace(self, values=values)

    def without_value(self, value_id: str) -> Event:
        return replace(self, values=tuple(v for v in self.values if v.id != value_id))
