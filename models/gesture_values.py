"""What an analyst can do with the values of one record, each gesture as one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.article import Status
from models.codebook import Codebook
from models.edits import EventChange, Review, StatusChange
from models.events import Event, FieldValue, State, Suggested
from models.language import tr
from models.review import Record, ShownValue, waiting
from models.spans import Span
from models.values import AnyValue

#: A field's key, a value for it, and the words that support the value.
Entry = tuple[str, AnyValue, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Desk:
    """The article under review: its state for this annotator and its records as shown."""

    article_id: str
    status: Status
    records: tuple[Record, ...]

    @property
    def next_position(self) -> int:
        return max((record.position for record in self.records), default=-1) + 1


@dataclass(frozen=True, slots=True)
class ValueGestures:
    """Makes edits for one annotator. `new_id` and `now` come from outside, so that this is pure."""

    codebook: Codebook
    annotator: str
    new_id: Callable[[], str]
    now: Callable[[], datetime]

    def accept(
        self, desk: Desk, record: Record, shown: Sequence[ShownValue], *, bulk: bool = False
    ) -> Review:
        """Accept values as they were suggested; also takes back a rejection.

        What was corrected or entered by hand holds already and stays what it is.
        """
        decisions = [
            self._decision(_as_offered(one), _as_offered(one).value, State.ACCEPTED, bulk=bulk)
            for one in shown
            if one.value is not None and one.state not in (State.CORRECTED, State.ADDED)
        ]
        return self._decide(
            tr("Accept {labels}", labels=self._labels(shown)), desk, record, decisions
        )

    def reject(self, desk: Desk, record: Record, shown: Sequence[ShownValue]) -> Review:
        """Say that suggestions are wrong. What never was one is taken away instead."""
        event = self._event(desk, record)
        decisions = []
        for one in shown:
            if one.decision and one.decision.suggestion_id is None:
                event = event.without_value(one.decision.id)
            elif one.value is not None:
                offered = _as_offered(one)
                decisions.append(self._decision(offered, offered.value, State.REJECTED))
        return self._put(
            tr("Reject {labels}", labels=self._labels(shown)), desk, record, _with(event, decisions)
        )

    def correct(
        self,
        desk: Desk,
        record: Record,
        shown: ShownValue,
        value: AnyValue,
        evidence: tuple[Span, ...] | None = None,
    ) -> Review:
        """Put another value in the place of one. Without `evidence` the evidence stays."""
        if shown.value is None:  # "Not reported" gives way to the value.
            return self.add(desk, record, shown.field, value, evidence or ())
        spans = shown.evidence if evidence is None else evidence
        offer = shown.suggestion
        was_offered = offer or (shown.decision and shown.decision.suggestion_id)
        state = State.CORRECTED if was_offered else State.ADDED
        if offer and offer.value == value and offer.evidence == spans:
            state = State.ACCEPTED
        decision = replace(self._decision(shown, value, state), evidence=spans)
        return self._decide(
            tr("Correct {label}", label=self._label(shown.field)), desk, record, [decision]
        )

    def take_alternative(self, desk: Desk, record: Record, shown: ShownValue, index: int) -> Review:
        """Take the engine's alternative number `index` (from 0) in the place of its first."""
        offer = shown.alternatives[index]
        return self.correct(desk, record, shown, offer.value, offer.evidence)

    def take_offer(self, desk: Desk, record: Record, offer: Suggested) -> Review:
        """Take an answer that the engine held possible, but had not put on the row."""
        return self.accept(desk, record, [waiting(offer)])

    def add(
        self,
        desk: Desk,
        record: Record,
        field_key: str,
        value: AnyValue,
        evidence: tuple[Span, ...] = (),
    ) -> Review:
        """Enter a value by hand. In a field of one value it corrects the one that stands there."""
        title = tr("Add {label}", label=self._label(field_key))
        event = self._reopened(self._event(desk, record), field_key)
        standing = replace(record, event=event).standing(field_key)
        if standing and not self.codebook.readable_by_key[field_key].multiple:
            review = self.correct(desk, record, standing[0], value, evidence)
            return replace(review, title=title)
        made = self._entered((field_key, value, evidence), State.ADDED)
        return self._put(title, desk, record, event.with_value(made))

    def set_evidence(
        self, desk: Desk, record: Record, shown: ShownValue, evidence: tuple[Span, ...]
    ) -> Review:
        """Say which words support a value; on a suggestion this also confirms the value."""
        if shown.value is None:
            raise ValueError("Only a value can have evidence")
        review = self.correct(desk, record, shown, shown.value, evidence)
        return replace(review, title=tr("Set evidence of {label}", label=self._label(shown.field)))

    def mark_not_reported(self, desk: Desk, record: Record, field_key: str) -> Review:
        """Say that the article is silent on a field. What stood there is no longer confirmed."""
        event = self._event(desk, record)
        for held in event.of(field_key):
            event = event.without_value(held.id)
        made = FieldValue(
            self.new_id(),
            field_key,
            None,
            State.NOT_REPORTED,
            annotator=self.annotator,
            at=self.now(),
        )
        title = tr("Mark {label} not reported", label=self._label(field_key))
        return self._put(title, desk, record, event.with_value(made))

    def clear(self, desk: Desk, record: Record, shown: ShownValue) -> Review:
        """Take a decision back, as if nobody had looked yet."""
        if shown.decision is None:
            raise ValueError("Only a decision can be taken back")
        event = self._event(desk, record).without_value(shown.decision.id)
        if shown.suggestion and not self.codebook.field_by_key[shown.field].multiple:
            event = _answering(event, shown.suggestion)
        return self._put(tr("Clear {label}", label=self._label(shown.field)), desk, record, event)

    def _decide(
        self, title: str, desk: Desk, record: Record, decisions: list[FieldValue]
    ) -> Review:
        event = self._event(desk, record)
        for decision in decisions:
            event = self._reopened(event, decision.field)
            if not self.codebook.readable_by_key[decision.field].multiple:
                event = _without_others(event, decision)
        return self._put(title, desk, record, _with(event, decisions))

    def _decision(
        self, shown: ShownValue, value: AnyValue | None, state: State, *, bulk: bool = False
    ) -> FieldValue:
        offer, held = shown.suggestion, shown.decision
        return FieldValue(
            held.id if held else self.new_id(),
            shown.field,
            value,
            state,
            shown.evidence,
            offer.confidence if offer else (held.confidence if held else None),
            offer.value if offer else (held.suggested if held else None),
            offer.id if offer else (held.suggestion_id if held else None),
            self.annotator,
            self.now(),
            bulk,
            held.extra if held else {},
        )

    def _entered(self, entry: Entry, state: State) -> FieldValue:
        """A decision that answers no suggestion."""
        field_key, value, evidence = entry
        id_, who, now = self.new_id(), self.annotator, self.now()
        return FieldValue(id_, field_key, value, state, evidence, annotator=who, at=now)

    def _event(self, desk: Desk, record: Record) -> Event:
        """The record's event, or a new one grown out of its proposal."""
        if record.event:
            return record.event
        proposal_id = record.proposal.id if record.proposal else None
        return Event(self.new_id(), desk.article_id, self.annotator, record.position, proposal_id)

    def _reopened(self, event: Event, field_key: str) -> Event:
        """The event without a "not reported" on the field."""
        for held in event.of(field_key):
            if held.state is State.NOT_REPORTED:
                event = event.without_value(held.id)
        return event

    def _put(self, title: str, desk: Desk, record: Record, after: Event) -> Review:
        """The edit that makes a record what it is to be; with nothing changed, an empty one."""
        kept: Event | None = after
        if record.proposal and not (after.values or after.links or after.extra):
            kept = None  # Nothing is decided any more: the proposal stands alone again.
        changes = (EventChange(record.event, kept),) if kept != record.event else ()
        return Review(title, changes, self._begun(desk, changes))

    def _begun(self, desk: Desk, changes: Sequence[EventChange]) -> tuple[StatusChange, ...]:
        """The first decision on a new article puts it in progress."""
        if desk.status is not Status.NEW or not changes:
            return ()
        return self._status(desk, Status.IN_PROGRESS)

    def _status(self, desk: Desk, after: Status) -> tuple[StatusChange, ...]:
        if desk.status is after:
            return ()
        return (StatusChange(desk.article_id, self.annotator, desk.status, after),)

    def _label(self, field_key: str) -> str:
        found = self.codebook.field_by_key.get(field_key)
        return found.label.lower() if found else field_key

    def _labels(self, shown: Sequence[ShownValue]) -> str:
        return ", ".join(dict.fromkeys(self._label(one.field) for one in shown))


def _as_offered(shown: ShownValue) -> ShownValue:
    """The value as the engine had offered it, before any correction."""
    if shown.suggestion:
        return replace(shown, value=shown.suggestion.value, evidence=shown.suggestion.evidence)
    if shown.decision and shown.decision.suggested is not None:
        return replace(shown, value=shown.decision.suggested)
    return shown


def _without_others(event: Event, decision: FieldValue) -> Event:
    """The event in which nothing but the decision holds in its field."""
    for held in event.confirmed(decision.field):
        if held.id == decision.id:
            continue
        if held.suggestion_id:  # Taken away it would wait again, so it is refused.
            event = event.with_value(replace(held, state=State.REJECTED))
        else:
            event = event.without_value(held.id)
    return event


def _with(event: Event, decisions: Iterable[FieldValue]) -> Event:
    for decision in decisions:
        event = event.with_value(decision)
    return event


def _answering(event: Event, offer: Suggested) -> Event:
    """With what was entered by hand as the answer to an offer that counts again.

    In a field of one value the offer would otherwise stand beside it.
    """
    for held in event.of(offer.field):
        if held.state is State.ADDED:
            same = (held.value, held.evidence) == (offer.value, offer.evidence)
            answer = replace(
                held,
                state=State.ACCEPTED if same else State.CORRECTED,
                confidence=offer.confidence,
                suggested=offer.value,
                suggestion_id=offer.id,
            )
            return event.with_value(answer)
    return event
