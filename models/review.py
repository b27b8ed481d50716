"""Reviewing: the article's records as an analyst sees them.

What is shown is an overlay: the decisions that a person made (`Event`) over what the engine
proposes (`Proposal`). A suggestion that nobody has decided on exists only in the proposal and is
never written to a record; the first decision on a proposal makes the record. Only likely
suggestions stand on a row by themselves: a wrong value shown costs more than a right one that must
be picked. The rest are offers, to be taken by their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from models.codebook import Codebook, Field
from models.events import Band, Event, FieldValue, Proposal, State, Suggested, band
from models.spans import Span
from models.values import AnyValue


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value on a row: a decision, or a suggestion that waits for one (`decision` is None)."""

    field: str
    value: AnyValue | None
    state: State
    evidence: tuple[Span, ...] = ()
    confidence: float | None = None
    decision: FieldValue | None = None
    suggestion: Suggested | None = None

    @property
    def alternatives(self) -> tuple[Suggested, ...]:
        return self.suggestion.alternatives if self.suggestion else ()


@dataclass(frozen=True)
class Record:
    """One event on the screen: the analyst's record, the proposal behind it, or both.

    `id` is the event's id, or the proposal's as long as nothing is decided. `listed`: what can be
    picked for an event that no proposal stands behind.
    """

    event: Event | None
    proposal: Proposal | None
    position: int = 0
    listed: tuple[Suggested, ...] = ()

    @property
    def id(self) -> str:
        if self.event:
            return self.event.id
        return self.proposal.id if self.proposal else ""

    @property
    def key(self) -> str:
        """What stays the same when the first decision turns a proposal into a record."""
        return self.event.key if self.event else self.id

    @property
    def is_suggestion(self) -> bool:
        """Whether nobody has decided anything on it yet."""
        return self.event is None or not self.event.is_decided

    def values(self, field_key: str) -> tuple[ShownValue, ...]:
        """What stands on a field's row, decided or waiting, in the engine's order."""
        return self.values_by_field().get(field_key, ())

    def values_by_field(self) -> Mapping[str, tuple[ShownValue, ...]]:
        """Every field's shown values; a field that is marked not reported shows only that."""
        return self._rows

    @cached_property
    def _rows(self) -> Mapping[str, tuple[ShownValue, ...]]:
        """Decisions keep the place of the offer that they answer, so that no value jumps."""
        values = self.proposal.values if self.proposal else ()
        offers = {offer.id: offer for offer in (*values, *self._listed)}
        places = {id_: place for place, id_ in enumerate(offers)}
        rows: dict[str, list[tuple[int, ShownValue]]] = {}
        decided: set[str] = set()
        closed: set[str] = set()
        for value in self.event.values if self.event else ():
            place = places.get(value.suggestion_id or "", len(places))
            rows.setdefault(value.field, []).append((place, _decided(value, offers)))
            decided.add(value.suggestion_id or "")
            if value.state is State.NOT_REPORTED:
                closed.add(value.field)
        for place, offer in enumerate(values):
            if (
                offer.id not in decided
                and offer.field not in closed
                and band(offer.confidence) is Band.LIKELY
            ):
                rows.setdefault(offer.field, []).append((place, waiting(offer)))
        return {
            key: tuple(shown for _, shown in sorted(row, key=itemgetter(0)))
            for key, row in rows.items()
        }

    def offers(self, field_key: str) -> tuple[Suggested, ...]:
        """What the engine holds possible for a field but does not put on the row, best first.

        Nothing that stands there, was refused there, or is an alternative to what stands there.
        """
        return self._offers.get(field_key, ())

    @cached_property
    def _offers(self) -> Mapping[str, tuple[Suggested, ...]]:
        found: dict[str, list[Suggested]] = {}
        values = self.proposal.values if self.proposal else ()
        for offer in (*values, *self._listed):
            row = self._rows.get(offer.field, ())
            if any(one.suggestion is offer or one.value is None for one in row):
                continue
            found.setdefault(offer.field, []).extend((offer, *offer.alternatives))
        return {
            key: tuple(
                sorted(_fresh(offers, self._rows.get(key, ())), key=lambda one: -one.confidence)
            )
            for key, offers in found.items()
        }

    @property
    def _listed(self) -> tuple[Suggested, ...]:
        return self.proposal.listed if self.proposal else self.listed

    @property
    def undecided(self) -> int:
        """How many suggestions stand on the rows and wait for a decision."""
        return sum(one.decision is None for row in self._rows.values() for one in row)

    @cached_property
    def chosen(self) -> frozenset[tuple[str, str]]:
        """Field and value of every choice and text that stands, or is the best offer for a row."""
        standing = {
            (key, one.value)
            for key, row in self._rows.items()
            for one in row
            if isinstance(one.value, str) and one.state is not State.REJECTED
        }
        offered = {
            (key, offers[0].value)
            for key, offers in self._offers.items()
            if offers and not self.standing(key) and isinstance(offers[0].value, str)
        }
        return frozenset(standing | offered)

    def leading(self, field_key: str) -> AnyValue | None:
        """The first value that stands, or else a proposal's best offer that is at least possible.

        What can be picked for an event made by hand is nobody's word on it yet.
        """
        standing = self.first(field_key)
        if standing is not None or self.proposal is None:
            return standing
        best = next(iter(self.offers(field_key)), None)
        return best.value if best and band(best.confidence) is not Band.WEAK else None

    def first(self, field_key: str) -> AnyValue | None:
        """The first value of a field that is not rejected, decided or suggested."""
        return next((found.value for found in self.standing(field_key)), None)

    def standing(self, field_key: str) -> tuple[ShownValue, ...]:
        """The values of a field that are not rejected, decided or suggested."""
        return tuple(
            found
            for found in self.values(field_key)
            if found.value is not None and found.state is not State.REJECTED
        )


def _nothing(_: Event) -> tuple[Suggested, ...]:
    return ()


def records(
    events: Iterable[Event],
    proposals: Iterable[Proposal],
    listed: Callable[[Event], tuple[Suggested, ...]] = _nothing,
) -> tuple[Record, ...]:
    """An article's records in the order of their positions; dismissed ones are not shown.

    `listed` says what can be picked for an event that grew out of no proposal.

    A proposal that nobody has touched stands where the engine put it, so that the tabs do not jump
    when the first decision turns it into a record.
    """
    untouched = {proposal.id: (place, proposal) for place, proposal in enumerate(proposals)}
    placed: list[Record] = []
    for event in events:
        _, proposal = untouched.pop(event.proposal_id or "", (0, None))
        if not event.dismissed:
            placed.append(
                Record(event, proposal, event.position, () if proposal else listed(event))
            )
    placed += [Record(None, proposal, place) for place, proposal in untouched.values()]
    return tuple(sorted(placed, key=lambda record: (record.position, record.key)))


def shown_fields(codebook: Codebook, record: Record) -> tuple[Field, ...]:
    """The fields whose condition holds for the record, and older ones that hold something in it."""
    shown = tuple(
        found
        for found in codebook.fields
        if found.when is None
        or any((found.when.field, value) in record.chosen for value in found.when.values)
    )
    former = (found for found in codebook.former_fields if record.standing(found.key))
    return (*shown, *former)


def _decided(value: FieldValue, offers: dict[str, Suggested]) -> ShownValue:
    offer = offers.get(value.suggestion_id or "")
    return ShownValue(
        value.field, value.value, value.state, value.evidence, value.confidence, value, offer
    )


def _fresh(offers: Iterable[Suggested], row: Iterable[ShownValue]) -> list[Suggested]:
    """Each value once, without those that the row knows already."""
    known = [one.value for one in row]
    found: list[Suggested] = []
    for offer in offers:
        if offer.value not in known:
            known.append(offer.value)
            found.append(offer)
    return found


def waiting(offer: Suggested) -> ShownValue:
    """An offer as a value that waits for a decision."""
    return ShownValue(
        offer.field, offer.value, State.SUGGESTED, offer.evidence, offer.confidence, None, offer
    )
