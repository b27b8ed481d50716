"""Labels: what an analyst's finished article teaches, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from models.article import Status
from models.blindness import coded_blind
from models.codebook import Codebook, Role
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.rules import INCIDENT

#: One article in so many is held out: it measures, and teaches only once measuring is over.
HELD_OUT = 5


@dataclass(frozen=True, slots=True)
class Example:
    """What one annotator said of one article.

    `records`: the incidents that hold, with their confirmed values; none where the article was
    read and holds no event. `rejected`: values that the annotator decided against and that hold in
    no record of the article. `unknown`: keys of fields in which an absence means nothing, because
    a suggestion stood there and nobody decided on it. `is_blind`: the article was coded without a
    suggestion in sight; where that cannot be told, it was not.
    """

    article_id: str
    records: tuple[Event, ...] = ()
    rejected: tuple[FieldValue, ...] = ()
    unknown: frozenset[str] = frozenset()
    is_blind: bool = True


def example_of(
    article_id: str,
    status: Status,
    events: Sequence[Event],
    proposals: Sequence[Proposal],
    codebook: Codebook,
) -> Example | None:
    """The example that an annotator's records make; None as long as the article is not done.

    Accepted, corrected, added, rejected and not reported values count, suggestions that nobody
    touched never do: neither as right nor, by their absence from the records, as wrong. An article
    that is done without a record is a negative, whatever was suggested on it.
    """
    if status is not Status.DONE:
        return None
    incidents = tuple(_confirmed_part(event) for event in events if _is_incident(event, codebook))
    grown = {event.proposal_id: event for event in events if event.proposal_id}
    held = {(value.field, repr(value.value)) for event in incidents for value in event.values}
    refused: dict[tuple[str, str], FieldValue] = {}
    for value in _refused(events, proposals, grown):
        key = (value.field, repr(value.value))
        if key not in held:
            refused.setdefault(key, value)
    return Example(
        article_id,
        incidents,
        tuple(refused.values()),
        _untouched(proposals, grown) if incidents else frozenset(),
        coded_blind(events, proposals),
    )


def _is_incident(event: Event, codebook: Codebook) -> bool:
    if event.dismissed or not any(value.is_confirmed for value in event.values):
        return False
    classes = codebook.with_role(Role.RECORD_CLASS)
    return classes is None or event.first(classes.key) in (None, INCIDENT)


def _confirmed_part(event: Event) -> Event:
    return replace(event, values=tuple(value for value in event.values if value.is_confirmed))


def _refused(
    events: Iterable[Event], proposals: Iterable[Proposal], grown: Mapping[str, Event]
) -> Iterable[FieldValue]:
    """Every value decided against: rejected, replaced, closed as not reported, or dismissed."""
    offers = {offer.id: offer for proposal in proposals for offer in proposal.values}
    for event in events:
        for value in event.values:
            offer = offers.get(value.suggestion_id or "")
            if value.state is State.REJECTED:
                yield value
            elif value.state is State.CORRECTED and value.suggested not in (None, value.value):
                evidence = offer.evidence if offer else ()
                yield replace(value, value=value.suggested, evidence=evidence, state=State.REJECTED)
    for proposal in proposals:
        event_of = grown.get(proposal.id)
        if event_of is None:
            continue
        closed = {v.field for v in event_of.values if v.state is State.NOT_REPORTED}
        for offer in proposal.values:
            if event_of.dismissed or offer.field in closed:
                yield _as_refused(offer, event_of.annotator)


def _as_refused(offer: Suggested, annotator: str) -> FieldValue:
    return FieldValue(
        offer.id,
        offer.field,
        offer.value,
        State.REJECTED,
        offer.evidence,
        offer.confidence,
        offer.value,
        offer.id,
        annotator,
    )


def _untouched(proposals: Iterable[Proposal], grown: Mapping[str, Event]) -> frozenset[str]:
    """The fields with an offer that waits for a decision."""
    unknown: set[str] = set()
    for proposal in proposals:
        event = grown.get(proposal.id)
        if event is not None and event.dismissed:
            continue
        decided = {value.suggestion_id for value in event.values} if event else set()
        closed = (
            {value.field for value in event.values if value.state is State.NOT_REPORTED}
            if event
            else set()
        )
        unknown |= {
            offer.field
            for offer in proposal.values
            if offer.id not in decided and offer.field not in closed
        }
    return frozenset(unknown)


def is_held_out(article_id: str) -> bool:
    """Whether an article is one of those that measure: by its id alone, so for good."""
    return part_of(article_id) == 0


def part_of(article_id: str) -> int:
    """The part of all articles that an article belongs to, from 0 (held out) to HELD_OUT - 1."""
    basis = f"held out\n{article_id}".encode("utf-8", "surrogatepass")
    return int.from_bytes(sha256(basis).digest()[:4], "big") % HELD_OUT
