"""What an analyst can do with whole records: make, copy, split, merge, order and delete them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.article import Status
from models.claims import claimed_words, with_claimed_words
from models.codebook import Field
from models.edits import EventChange, Review, StatusChange
from models.events import Event, FieldValue, Link, State
from models.gesture_values import Desk, Entry, ValueGestures
from models.language import tr
from models.links import decided_links, unlinked, waiting_links
from models.review import Record, ShownValue, shown_fields
from models.spans import Span


@dataclass(frozen=True, slots=True)
class EventGestures(ValueGestures):
    """Gestures on records as wholes, beside those on their values."""

    def accept_all(self, desk: Desk, wanted: Iterable[Record]) -> Review:
        """Accept every suggestion that is shown and waits, marked as accepted in bulk."""
        changes: list[EventChange] = []
        for record in wanted:
            rows = record.values_by_field()
            wait = [
                one
                for field in shown_fields(self.codebook, record)
                for one in _waiting(field, rows.get(field.key, ()))
            ]
            links = [
                link.as_decided(State.ACCEPTED) for link in waiting_links(record, desk.records)
            ]
            if wait or links:
                done = self.accept(desk, record, wait, bulk=True).events if wait else ()
                event = (done[0].after if done else None) or self._event(desk, record)
                after = replace(event, links=decided_links(event.links, links))
                changes.append(EventChange(record.event, after))
        return Review(tr("Accept all suggestions"), tuple(changes), self._begun(desk, changes))

    def empty_event(self, desk: Desk) -> Event:
        """A record at the end that holds nothing yet, for an edit to be made of."""
        return self._made(desk, ())

    def begun(self, desk: Desk, changes: Sequence[EventChange]) -> tuple[StatusChange, ...]:
        """What decisions that are made together mean for the state of the article."""
        return self._begun(desk, changes)

    def new_event(
        self, desk: Desk, first: Iterable[Entry] = (), words: Iterable[Span] = ()
    ) -> Review:
        """A record at the end, empty or with the first values entered by hand.

        `words` are those of the article that tell of it.
        """
        made = self._made(desk, (self._entered(entry, State.ADDED) for entry in first))
        made = with_claimed_words(made, words)
        changes = (EventChange(None, made),)
        return Review(tr("Add event"), changes, self._begun(desk, changes))

    def delete_event(self, desk: Desk, record: Record) -> Review:
        """Take a record away; of a proposal's record the decision "no event" is kept."""
        linked = unlinked(desk.records, record.key)
        changes = (EventChange(record.event, self._dismissed(desk, record)), *linked)
        return Review(tr("Delete event"), changes, self._begun(desk, changes))

    def claim_words(self, desk: Desk, record: Record, words: Iterable[Span]) -> Review:
        """Say that words of the article tell of a record's event, without a word on its values."""
        after = with_claimed_words(self._event(desk, record), words)
        return self._put(tr("Count sentence to event"), desk, record, after)

    def set_links(self, title: str, desk: Desk, record: Record, links: tuple[Link, ...]) -> Review:
        """Decide on links of a record to others: the decisions that are to hold from now on."""
        return self._put(title, desk, record, replace(self._event(desk, record), links=links))

    def rule_out(self, desk: Desk, entry: Entry) -> Review:
        """Say that words of the article tell of no event; kept as a dismissed record of its own.

        Nobody had suggested it, so the refused value answers no suggestion.
        """
        refused = [self._entered(entry, State.REJECTED)]
        made = replace(self._made(desk, refused), dismissed=True)
        changes = (EventChange(None, made),)
        return Review(tr("Mark sentence as no event"), changes, self._begun(desk, changes))

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
        made = self._made(desk, values)
        changes = (EventChange(None, made),)
        return Review(tr("Duplicate event"), changes, self._begun(desk, changes))

    def no_event(self, desk: Desk) -> Review:
        """Say that the article holds no event: every record goes, the article is done."""
        changes = tuple(
            EventChange(record.event, self._dismissed(desk, record)) for record in desk.records
        )
        return Review(tr("No event here"), changes, self._status(desk, Status.DONE))

    def divide_event(
        self,
        desk: Desk,
        record: Record,
        moved: Sequence[ShownValue],
        copied: Sequence[ShownValue] = (),
    ) -> Review:
        """A record at the end out of values of another: `moved` ones leave it, `copied` ones stay.

        What was suggested and leaves is refused where it stood. Evidence goes along.
        """
        taken = sorted((*moved, *copied), key=lambda one: self._place(one.field))
        made = self._made(
            desk,
            [
                self._entered((one.field, one.value, one.evidence), State.ADDED)
                for one in taken
                if one.value is not None
            ],
        )
        left = self.reject(desk, record, moved).events if moved else ()
        changes = (*left, EventChange(None, made))
        title = tr("Split event") if moved else tr("Duplicate event")
        return Review(title, changes, self._begun(desk, changes))

    def merge_events(self, desk: Desk, source: Record, target: Record) -> Review:
        """Take what a record holds over into another, and the record away.

        Values of fields that hold several are united, and so is the evidence of equal values. In a
        field of one value the target's stands, unless it only waits and the other is decided.
        Links lead to the target; of a proposal's record the decision "no event" is kept.
        """
        into = target
        for row in source.values_by_field().values():
            for one in row:
                into = self._taken_over(desk, into, one)
        held = tuple(link for link in _links(source) if link.is_confirmed)
        links = repointed((*_links(into), *held), source.key, target.key, owner=target.key)
        after = replace(self._event(desk, into), links=links)
        if source.event:
            after = with_claimed_words(after, claimed_words(source.event))
        # As any other edit puts it: a proposal that nothing was decided on stands alone again.
        changes = [*self._put("", desk, replace(into, event=target.event), after).events]
        changes.append(EventChange(source.event, self._dismissed(desk, source)))
        for other in desk.records:
            if other.event and other.key not in (source.key, target.key):
                links = repointed(other.event.links, source.key, target.key, owner=other.key)
                if links != other.event.links:
                    changes.append(EventChange(other.event, replace(other.event, links=links)))
        return Review(tr("Merge events"), tuple(changes), self._begun(desk, changes))

    def move_value(
        self, desk: Desk, record: Record, shown: ShownValue, target: Record, *, keep: bool = False
    ) -> Review:
        """Give a value with its evidence to another record; with `keep` it stays here, too.

        In a field of one value it takes the place of what stands there.
        """
        given = self._given(desk, target, shown).events
        left = () if keep else self.reject(desk, record, [shown]).events
        label = self._label(shown.field)
        title = (
            tr("Copy {label} to another event", label=label)
            if keep
            else tr("Move {label} to another event", label=label)
        )
        changes = (*given, *left)
        return Review(title, changes, self._begun(desk, changes))

    def put_in_order(self, desk: Desk, row: Sequence[Record]) -> Review:
        """Let some records stand in this order on the places that they have between them."""
        keys = {one.key for one in row}
        slots = [at for at, one in enumerate(desk.records) if one.key in keys]
        numbers = [one.position for one in desk.records]
        if len(set(numbers)) < len(numbers):  # Of equals the key decides: all are numbered anew.
            numbers = list(range(len(numbers)))
        places = {one.key: at for one, at in zip(desk.records, numbers, strict=True)}
        places |= {one.key: numbers[at] for one, at in zip(row, slots, strict=True)}
        changes = tuple(
            EventChange(one.event, replace(self._event(desk, one), position=places[one.key]))
            for one in desk.records
            if places.get(one.key, one.position) != one.position
        )
        return Review(tr("Move event"), changes, self._begun(desk, changes))

    def _taken_over(self, desk: Desk, into: Record, one: ShownValue) -> Record:
        """A record with one value of another that is merged into it."""
        row, standing = into.values(one.field), into.standing(one.field)
        if one.state is State.REJECTED:
            return into
        if one.value is None:
            return into if row else _done(into, self.mark_not_reported(desk, into, one.field))
        same = next((held for held in standing if held.value == one.value), None)
        if same:
            waits = same.decision is None and one.decision is None
            return into if waits else _done(into, self._united(desk, into, same, one))
        is_single = not self.codebook.readable_by_key[one.field].multiple
        if one.decision:
            is_kept = is_single and bool(standing) and standing[0].decision is not None
            return into if is_kept else _done(into, self._given(desk, into, one))
        is_answered = any(held.value in (None, one.value) for held in row)  # With no.
        if is_answered or (is_single and standing):
            return into
        # Nobody has looked at it alone: it is marked as what is accepted in bulk.
        made = self._entered((one.field, one.value, one.evidence), State.ADDED)
        return replace(into, event=self._event(desk, into).with_value(replace(made, bulk=True)))

    def _given(self, desk: Desk, target: Record, one: ShownValue) -> Review:
        """The edit that brings a value of one record to another."""
        if one.value is None:
            raise ValueError("Only a value can be given to another event")
        same = next((held for held in target.standing(one.field) if held.value == one.value), None)
        if same:
            return self._united(desk, target, same, one)
        return self.add(desk, target, one.field, one.value, one.evidence)

    def _united(self, desk: Desk, target: Record, held: ShownValue, one: ShownValue) -> Review:
        """The edit that lets a value rest on the words of an equal one as well."""
        spans = tuple(sorted({*held.evidence, *one.evidence}))
        if held.decision and set(spans) == set(held.evidence):
            return Review(tr("Set evidence"))
        same = held.evidence if set(spans) == set(held.evidence) else spans
        return self.set_evidence(desk, target, held, same)

    def _place(self, field_key: str) -> int:
        keys = list(self.codebook.readable_by_key)
        return keys.index(field_key) if field_key in keys else len(keys)

    def _made(self, desk: Desk, values: Iterable[FieldValue]) -> Event:
        """A record that no proposal stands behind, at the end."""
        id_, place = self.new_id(), desk.next_position
        return Event(id_, desk.article_id, self.annotator, place, values=tuple(values))

    def _dismissed(self, desk: Desk, record: Record) -> Event | None:
        if record.proposal is None and not (record.event and record.event.proposal_id):
            return None
        return replace(self._event(desk, record), values=(), links=(), dismissed=True)


def _waiting(field: Field, row: Sequence[ShownValue]) -> Sequence[ShownValue]:
    """The suggestions of a row that "accept all" means: in a field of one value only one."""
    wait = [one for one in row if one.state is State.SUGGESTED]
    if field.multiple:
        return wait
    return [] if any(one.decision and one.decision.is_confirmed for one in row) else wait[:1]


def repointed(links: Iterable[Link], old: str, new: str, *, owner: str) -> tuple[Link, ...]:
    """The links of `owner` (a key) with those to `old` leading to `new`.

    None leads to the owner itself; of two that become the same the confirmed one stays.
    """
    kept: dict[tuple[str, str], Link] = {}
    for link in links:
        moved = replace(link, event_id=new) if link.event_id == old else link
        key = (moved.type, moved.event_id)
        if moved.event_id != owner and not (key in kept and kept[key].is_confirmed):
            kept[key] = moved
    return tuple(kept.values())


def _links(record: Record) -> tuple[Link, ...]:
    return record.event.links if record.event else ()


def _done(record: Record, edit: Review) -> Record:
    """The record as an edit on it alone leaves it."""
    return replace(record, event=edit.events[0].after) if edit.events else record
