"""What the keys of the record pane mean: each gesture on the focused value, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from models.codebook import Field
from models.duplicates.told import Told
from models.edits import Edit, Review
from models.events import State, Suggested
from models.gestures import Desk
from models.language import tr
from models.review import Record, ShownValue, shown_fields
from models.rules import tab_order
from models.spans import Span
from models.values import AnyValue, Kind
from ui.actions import key_words
from ui.record.told_taking import taking_told, told_elsewhere
from ui.session import Focus, Session

_Decision = Callable[[Desk, Record, Sequence[ShownValue]], Edit]


class Reviewer(QObject):
    """Turns keys into gestures and moves the focus on. It knows the session, but no widget."""

    editor_requested = Signal()
    """The focused value, or the empty row, wants its editor."""
    further_value_requested = Signal()
    """The row wants its editor for one more value."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ordered_desk: Desk | None = None
        self._ordered: tuple[Record, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """The records in the order of the tabs; the same tuple as long as the desk is the same."""
        desk = self._session.desk
        if desk is not self._ordered_desk:
            self._ordered_desk = desk
            self._ordered = tab_order(self._session.codebook, desk.records) if desk else ()
        return self._ordered

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the focused record that show."""
        record = self._session.record
        return shown_fields(self._session.codebook, record) if record else ()

    @property
    def field(self) -> Field | None:
        """The focused field; a field that no longer shows gives way to the first."""
        fields = self.fields
        here = self._session.focus.field
        return next((field for field in fields if field.key == here), fields[0] if fields else None)

    @property
    def values(self) -> tuple[ShownValue, ...]:
        record, field = self._session.record, self.field
        return record.values(field.key) if record and field else ()

    @property
    def value(self) -> ShownValue | None:
        """The focused value."""
        values = self.values
        return values[min(self._session.focus.index, len(values) - 1)] if values else None

    @property
    def offers(self) -> tuple[Suggested, ...]:
        """What could be taken on the focused row beside its values."""
        record, field = self._session.record, self.field
        return record.offers(field.key) if record and field else ()

    @property
    def told(self) -> tuple[Told, ...]:
        """The values of other reports that could be taken on the focused row."""
        record, field = self._session.record, self.field
        return told_elsewhere(self._session, record, field) if record and field else ()

    def accept(self) -> None:
        """Accept what waits and move on; move on from what is decided; open what is empty."""
        shown, gestures = self.value, self._session.gestures
        if self.field is None:
            self._session.show_message(
                tr("No event here yet: N adds one, 0 marks “no event here”.")
            )
        elif shown is None:
            self.editor_requested.emit()
        elif shown.state is not State.SUGGESTED or self._decide(gestures.accept, shown):
            self.move_on()

    def accept_value(self) -> None:
        """Accept the focused value and stay; also takes back a rejection."""
        shown = self.value
        if shown and shown.state in (State.SUGGESTED, State.REJECTED):
            self._decide(self._session.gestures.accept, shown)

    def reject(self) -> None:
        shown = self.value
        if shown is None or shown.value is None:
            self._session.show_message(tr("There is no value to reject here."))
            return
        was_offered, gestures = shown.suggestion is not None, self._session.gestures
        if shown.state is State.REJECTED or (self._decide(gestures.reject, shown) and was_offered):
            self.move_on()

    def take_alternative(self, number: int) -> None:
        """Take the alternative of a number from 1 on."""
        edit = self._taking(number)
        if edit is None:
            self._session.show_message(tr("There is no alternative {number} here.", number=number))
        elif self._session.do(edit):
            self.move_on()

    def _taking(self, number: int) -> Edit | None:
        """Alternatives to the focused value first, further answers, then what other reports say."""
        shown, field, here = self.value, self.field, self._here()
        if field is None or here is None or number < 1:
            return None
        own = shown.alternatives if shown else ()
        if shown and number <= len(own):
            return self._session.gestures.take_alternative(*here, shown, number - 1)
        place, offers, others = number - len(own) - 1, self.offers, self.told
        if place < len(offers):
            return self._session.gestures.take_offer(*here, offers[place])
        place -= len(offers)
        if place < len(others):
            return taking_told(self._session, here, field, others[place])
        return None

    def mark_not_reported(self) -> None:
        field = self.field
        if field and (here := self._here()):
            edit = self._session.gestures.mark_not_reported(*here, field.key)
            if self._session.do(edit):
                self.next_field()

    def clear_decision(self) -> None:
        shown = self.value
        if shown is None or shown.decision is None:
            self._session.show_message(tr("Nothing is decided here yet."))
        elif here := self._here():
            self._session.do(self._session.gestures.clear(*here, shown))

    def correct(self) -> None:
        if self.field:
            self.editor_requested.emit()

    def add_value(self) -> None:
        field = self.field
        if field and self.values and not field.multiple:
            self._session.show_message(
                tr("{label} holds one value: E corrects it.", label=field.label)
            )
        elif field:
            self.further_value_requested.emit()

    def entering(
        self,
        place: Focus,
        shown: ShownValue | None,
        value: AnyValue,
        evidence: tuple[Span, ...] | None,
    ) -> Review | None:
        """The edit of what was typed at a place: instead of `shown`, or as a value of its own.

        None if the place is there no more.
        """
        desk = self._session.desk
        record = next((one for one in self.records if one.key == place.record_key), None)
        field = self._session.codebook.field_by_key.get(place.field)
        if field is None or record is None or desk is None:
            return None
        here, gestures = (desk, record), self._session.gestures
        if shown is not None and shown.value is not None:
            return gestures.correct(*here, shown, value, evidence)
        return gestures.add(*here, field.key, value, evidence or ())

    def set_evidence(self, spans: tuple[Span, ...]) -> bool:
        """Take words of the article for the focused value. False: there is none yet to support."""
        shown, field, here = self.value, self.field, self._here()
        if field is None or here is None or not spans:
            return bool(not spans)
        if shown is not None and shown.value is not None:
            return self._session.do(self._session.gestures.set_evidence(*here, shown, spans))
        if field.kind is Kind.TEXT and self._session.article:
            words = " ".join(spans[0].quote(self._session.article.text).split())
            return self._session.do(self._session.gestures.add(*here, field.key, words, spans))
        return False

    def move_on(self) -> None:
        """To the next value of the row that waits, else to the next field."""
        waiting = [i for i, one in enumerate(self.values) if one.state is State.SUGGESTED]
        if waiting:
            self.focus_value(waiting[0])
        else:
            self.next_field()

    def next_field(self) -> None:
        self._step_field(1)

    def previous_field(self) -> None:
        self._step_field(-1)

    def next_value(self) -> None:
        self.focus_value(min(self._session.focus.index + 1, len(self.values) - 1))

    def previous_value(self) -> None:
        self.focus_value(min(self._session.focus.index, len(self.values)) - 1)

    def focus_value(self, index: int) -> None:
        focus = self._session.focus
        field = self.field
        if field:
            self._session.set_focus(Focus(focus.record_key, field.key, max(0, index)))

    def focus_field(self, field_key: str, index: int = 0) -> None:
        self._session.set_focus(Focus(self._session.focus.record_key, field_key, index))

    def focus_record(self, record: Record) -> None:
        """Go to a record, to its first field that waits for a decision."""
        fields = shown_fields(self._session.codebook, record)
        values = record.values_by_field()
        waiting = (
            field
            for field in fields
            if any(one.state is State.SUGGESTED for one in values.get(field.key, ()))
        )
        field = next(waiting, fields[0] if fields else None)
        self._session.set_focus(Focus(record.key, field.key if field else ""))

    def next_event(self) -> None:
        self._step_event(1)

    def previous_event(self) -> None:
        self._step_event(-1)

    def new_event(self) -> None:
        if self._session.desk:
            self.make(self._session.gestures.new_event(self._session.desk))

    def duplicate_event(self) -> None:
        if here := self._here():
            self.make(self._session.gestures.duplicate_event(*here))

    def delete_event(self) -> None:
        if not (here := self._here()):
            return
        order = [record.key for record in self.records]
        place = order.index(here[1].key)
        follower = (order[place + 1 :] or order[:place][-1:] or [""])[0]
        if self._session.do(self._session.gestures.delete_event(*here)):
            self._session.show_message(
                tr("Event deleted; {undo} brings it back.", undo=key_words("undo"))
            )
            after = next((one for one in self.records if one.key == follower), None)
            if after:
                self.focus_record(after)

    def no_event(self) -> None:
        """Say that the article holds no event."""
        if self._session.desk and self._session.do(
            self._session.gestures.no_event(self._session.desk)
        ):
            self._session.show_message(
                tr("Marked “no event here”; {undo} takes it back.", undo=key_words("undo"))
            )

    def _decide(self, gesture: _Decision, shown: ShownValue) -> bool:
        here = self._here()
        return here is not None and self._session.do(gesture(*here, [shown]))

    def _here(self) -> tuple[Desk, Record] | None:
        desk, record = self._session.desk, self._session.record
        return (desk, record) if desk and record else None

    def _step_field(self, step: int) -> None:
        fields, here = self.fields, self.field
        if here is None:
            return
        place = fields.index(here) + step
        if 0 <= place < len(fields):
            self.focus_field(fields[place].key)
        elif step > 0:
            done, event = key_words("done_next"), key_words("next_event")
            said = tr("Last field. {done} is done and next.", done=done)
            if len(self.records) > 1:
                said = tr(
                    "Last field. {event} goes to the next event, {done} is done and next.",
                    event=event,
                    done=done,
                )
            self._session.show_message(said)

    def _step_event(self, step: int) -> None:
        records = self.records
        if not records:
            return
        keys = [record.key for record in records]
        here = self._session.focus.record_key
        place = keys.index(here) + step if here in keys else 0
        self.focus_record(records[place % len(records)])

    def make(self, edit: Edit) -> None:
        """Do an edit that makes a record, and go there."""
        known = {record.key for record in self.records}
        if self._session.do(edit):
            made = next((one for one in self.records if one.key not in known), None)
            if made:
                fields = shown_fields(self._session.codebook, made)
                self._session.set_focus(Focus(made.key, fields[0].key if fields else ""))
