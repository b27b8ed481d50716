"""What an analyst can do with the records of an article, each gesture as one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.article import Status
from models.codebook import Codebook
from models.edits import EventChange, Review, StatusChange
from models.events import Event, FieldValue, State
from models.review import Record, ShownValue
from models.spans import Span
from models.values import AnyValue


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
class Gestures:
    """Makes edits for one annotator. `new_id` and `now` come from outside, so that this is pure."""

    codebook: Codebook
    annotator: str
    new_id: Callable[[], str]
    now: Callable[[], datetime]

    def accept(
        self, desk: Desk, record: Record, shown: Sequence[ShownValue], *, bulk: bool = False
    ) -> Review:
        """Accept values as they were suggested; also takes back a rejection."""
        decisions = [
            self._decision(one, one.value, State.ACCEPTED, bulk=bulk)
            for one in shown
            if one.value is not None
        ]
        return self._decide(f"Accept {self._labels(shown)}", desk, record, decisions)

    def reject(self, desk: Desk, record: Record, shown: Sequence[ShownValue]) -> Review:
        """Say that values are wrong. What was added by hand is taken away instead."""
        by_hand = [one for one in shown if one.decision and one.suggestion is None]
        rest = [one for one in shown if one not in by_hand and one.value is not None]
        decisions = [self._decision(one, one.value, State.REJECTED) for one in rest]
        event = self._event(desk, record)
        for one in by_hand:
            if one.decision:
                event = event.without_value(one.decision.id)
        return self._put(f"Reject {self._labels(shown)}", desk, record, _with(event, decisions))

    def correct(
        self,
        desk: Desk,
        record: Record,
        shown: ShownValue,
        value: AnyValue,
        evidence: tuple[Span, ...] | None = None,
    ) -> Review:
        """Put another value in the place of one. Without `evidence` the evidence stays."""
        spans = shown.evidence if evidence is None else evidence
        offer = shown.suggestion
        state = State.CORRECTED if offer else State.ADDED
        if offer and offer.value == value and offer.evidence == spans:
            state = State.ACCEPTED
        decision = replace(self._decision(shown, value, state), evidence=spans)
        return self._decide(f"Correct {self._label(shown.field)}", desk, record, [decision])

    def take_alternative(self, desk: Desk, record: Record, shown: ShownValue, index: int) -> Review:
        """Take the engine's alternative number `index` (from 0) in the place of its first."""
        offer = shown.alternatives[index]
        return self.correct(desk, record, shown, offer.value, offer.evidence)

    def add(
        self,
        desk: Desk,
        record: Record,
        field_key: str,
        value: AnyValue,
        evidence: tuple[Span, ...] = (),
    ) -> Review:
        """Enter a value by hand. A field of one value gives up the one it had."""
        event = self._reopened(self._event(desk, record), field_key)
        if not self.codebook.field_by_key[field_key].multiple:
            for held in event.confirmed(field_key):
                event = event.without_value(held.id)
        made = FieldValue(
            self.new_id(),
            field_key,
            value,
            State.ADDED,
            evidence,
            annotator=self.annotator,
            at=self.now(),
        )
        title = f"Add {self._label(field_key)}"
        return self._put(title, desk, record, event.with_value(made))

    def set_evidence(
        self, desk: Desk, record: Record, shown: ShownValue, evidence: tuple[Span, ...]
    ) -> Review:
        """Say which words support a value; on a suggestion this also confirms the value."""
        if shown.value is None:
            raise ValueError("Only a value can have evidence")
        review = self.correct(desk, record, shown, shown.value, evidence)
        return replace(review, title=f"Set evidence of {self._label(shown.field)}")

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
        title = f"Mark {self._label(field_key)} not reported"
        return self._put(title, desk, record, event.with_value(made))

    def clear(self, desk: Desk, record: Record, shown: ShownValue) -> Review:
        """Take a decision back, as if nobody had looked yet."""
        if shown.decision is None:
            raise ValueError("Only a decision can be taken back")
        event = self._event(desk, record).without_value(shown.decision.id)
        return self._put(f"Clear {self._label(shown.field)}", desk, record, event)

    def accept_all(self, desk: Desk, wanted: Iterable[Record]) -> Review:
        """Accept every suggestion that waits in the records, marked as accepted in bulk."""
        changes: list[EventChange] = []
        for record in wanted:
            waiting = [
                one
                for values in record.values_by_field().values()
                for one in values
                if one.state is State.SUGGESTED
            ]
            if waiting:
                changes += self.accept(desk, record, waiting, bulk=True).events
        return Review("Accept all suggestions", tuple(changes), self._begun(desk))

    def new_event(self, desk: Desk) -> Review:
        """An empty record at the end."""
        made = Event(self.new_id(), desk.article_id, self.annotator, desk.next_position)
        return Review("Add event", (EventChange(None, made),), self._begun(desk))

    def delete_event(self, desk: Desk, record: Record) -> Review:
        """Take a record away; of a proposal's record the decision "no event" is kept."""
        change = EventChange(record.event, self._dismissed(desk, record))
        return Review("Delete event", (change,), self._begun(desk))

    def duplicate_event(self, desk: Desk, record: Record) -> Review:
        """A copy at the end, with every value that holds or is suggested as entered by hand."""
        values = tuple(
            FieldValue(
                self.new_id(),
                one.field,
                one.value,
                State.NOT_REPORTED if one.state is State.NOT_REPORTED else State.ADDED,
                one.evidence,
                annotator=self.annotator,
                at=self.now(),
            )
            for values in record.values_by_field().values()
            for one in values
            if one.state is not State.REJECTED
        )
        made = Event(
            self.new_id(), desk.article_id, self.annotator, desk.next_position, values=values
        )
        return Review("Duplicate event", (EventChange(None, made),), self._begun(desk))

    def no_event(self, desk: Desk) -> Review:
        """Say that the article holds no event: every record goes, the article is done."""
        changes = tuple(
            EventChange(record.event, self._dismissed(desk, record)) for record in desk.records
        )
        return Review("No event here", changes, self._status(desk, Status.DONE))

    def set_status(self, desk: Desk, status: Status) -> Review:
        return Review(f"Mark article {_STATUS_WORDS[status]}", (), self._status(desk, status))

    def _decide(
        self, title: str, desk: Desk, record: Record, decisions: list[FieldValue]
    ) -> Review:
        event = self._event(desk, record)
        for decision in decisions:
            event = self._reopened(event, decision.field)
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

    def _event(self, desk: Desk, record: Record) -> Event:
        """The record's event, or a new one grown out of its proposal."""
        if record.event:
            return record.event
        proposal_id = record.proposal.id if record.proposal else None
        return Event(self.new_id(), desk.article_id, self.annotator, record.position, proposal_id)

    def _dismissed(self, desk: Desk, record: Record) -> Event | None:
        if record.proposal is None and not (record.event and record.event.proposal_id):
            return None
        return replace(self._event(desk, record), values=(), links=(), dismissed=True)

    def _reopened(self, event: Event, field_key: str) -> Event:
        """The event without a "not reported" on the field."""
        for held in event.of(field_key):
            if held.state is State.NOT_REPORTED:
                event = event.without_value(held.id)
        return event

    def _put(self, title: str, desk: Desk, record: Record, after: Event) -> Review:
        return Review(title, (EventChange(record.event, after),), self._begun(desk))

    def _begun(self, desk: Desk) -> tuple[StatusChange, ...]:
        """The first decision on a new article puts it in progress."""
        return self._status(desk, Status.IN_PROGRESS) if desk.status is Status.NEW else ()

    def _status(self, desk: Desk, after: Status) -> tuple[StatusChange, ...]:
        if desk.status is after:
            return ()
        return (StatusChange(desk.article_id, self.annotator, desk.status, after),)

    def _label(self, field_key: str) -> str:
        found = self.codebook.field_by_key.get(field_key)
        return found.label.lower() if found else field_key

    def _labels(self, shown: Sequence[ShownValue]) -> str:
        return ", ".join(dict.fromkeys(self._label(one.field) for one in shown))


_STATUS_WORDS = {
    Status.NEW: "new",
    Status.IN_PROGRESS: "in progress",
    Status.DONE: "done",
    Status.SKIPPED: "skipped",
    Status.FLAGGED: "flagged",
}


def _with(event: Event, decisions: Iterable[FieldValue]) -> Event:
    for decision in decisions:
        event = event.with_value(decision)
    return event
