"""The omission sweep: sentences that seem to tell of an event and that no record has claimed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.claims import claimed_words
from models.codebook import Codebook, Field, Role
from models.edits import Review
from models.events import Event, Proposal, State, Suggested
from models.gestures import Desk, Entry, Gestures
from models.review import Record
from models.spans import Span, merged


@dataclass(frozen=True, slots=True)
class TriggerSentence:
    """A sentence with words that tell of an event, and the event type that they speak for.

    `listed`: what the engine reads there, to be picked from if a person makes an event of it. Best
    first in each field, without alternatives of their own.
    """

    span: Span
    choice: str
    triggers: tuple[Span, ...]
    listed: tuple[Suggested, ...] = ()


def unclaimed(
    told: Sequence[TriggerSentence], desk: Desk, ruled_out: Iterable[Span] = ()
) -> tuple[TriggerSentence, ...]:
    """The sentences in which no record as shown has words, and nobody ruled an event out.

    A record's words are the evidence of its values, and what a person counted to it.
    """
    if not told:
        return ()
    evidence = [
        span
        for record in desk.records
        for row in record.values_by_field().values()
        for value in row
        if value.state is not State.REJECTED
        for span in value.evidence
    ]
    words = [span for one in desk.records if one.event for span in claimed_words(one.event)]
    claims = merged([*evidence, *words, *ruled_out])
    return tuple(one for one in told if not _is_touched(one.span, claims))


def listed_for(
    told: Sequence[TriggerSentence], codebook: Codebook, event: Event
) -> tuple[Suggested, ...]:
    """What the engine reads in the sentences from which a person made the event.

    Their words stand under its type, or were counted to it.
    """
    field = codebook.with_role(Role.EVENT_TYPE)
    held = event.confirmed(field.key) if field else ()
    words = [span for value in held for span in value.evidence]
    claims = merged([*words, *claimed_words(event)])
    return tuple(offer for one in told if _is_touched(one.span, claims) for offer in one.listed)


def ruled_out(
    codebook: Codebook, events: Iterable[Event], proposals: Iterable[Proposal]
) -> tuple[Span, ...]:
    """The words of which an annotator has said that they tell of no event to be recorded.

    Those of an answer "not an event", and those by which a deleted proposal had its type.
    """
    offered = {proposal.id: proposal for proposal in proposals}
    field = codebook.with_role(Role.EVENT_TYPE)
    found: list[Span] = []
    for event in events:
        if not event.dismissed:
            continue
        found += (span for value in event.values for span in value.evidence)
        proposal = offered.get(event.proposal_id or "")
        for offer in proposal.values if proposal else ():
            if field and offer.field == field.key:
                found += offer.evidence
    return tuple(found)


def add_event(gestures: Gestures, desk: Desk, told: TriggerSentence) -> Review:
    """Make an event of the type that the sentence speaks for, with its words as evidence."""
    field = _type_field(gestures.codebook)
    first: list[Entry] = [(field.key, told.choice, told.triggers)]
    while (when := field.when) is not None:
        # The type shows only for a class such as "incident": saying "event" says that, too.
        field = gestures.codebook.field_by_key[when.field]
        first.insert(0, (field.key, when.values[0], ()))
    return gestures.new_event(desk, first)


def add_event_of(
    gestures: Gestures, desk: Desk, told: Sequence[TriggerSentence], words: Sequence[Span]
) -> Review:
    """Make an event of words: of the sentence around them, if that seems to tell of one.

    Whether another event has words there does not matter. Of other words an event is made that has
    no type yet, and to which they are counted.
    """
    chosen = merged(list(words))
    sentence = next((one for one in told if _is_touched(one.span, chosen)), None)
    if sentence:
        return add_event(gestures, desk, sentence)
    return gestures.new_event(desk, words=words)


def claim(gestures: Gestures, desk: Desk, record: Record, told: TriggerSentence) -> Review:
    """Say that the sentence tells of a record's event; nothing of the record is decided by that."""
    return gestures.claim_words(desk, record, told.triggers)


def rule_out(gestures: Gestures, desk: Desk, told: TriggerSentence) -> Review:
    """Say that the sentence tells of no event to be recorded."""
    return gestures.rule_out(desk, (_type_field(gestures.codebook).key, told.choice, told.triggers))


def _type_field(codebook: Codebook) -> Field:
    field = codebook.with_role(Role.EVENT_TYPE)
    if field is None:
        raise ValueError("Without a field for the type no sentence has a trigger")
    return field


def _is_touched(span: Span, claims: Sequence[Span]) -> bool:
    """Whether one of the claims, in order and apart from each other, overlaps the span."""
    place = bisect_left(claims, span.end, key=lambda claim: claim.start)
    return place > 0 and claims[place - 1].end > span.start
