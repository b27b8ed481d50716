"""Events merged, split, copied and put in order, and values moved between them, by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.codebook import Field
from models.events import State
from models.language import tr
from models.review import Record, ShownValue, shown_fields
from models.rules import is_incident
from ui.actions import key_words
from ui.record.reviewer import Reviewer
from ui.session import Session
from ui.theme import Theme
from ui.words.records import record_names, summary

if TYPE_CHECKING:
    from ui.widgets.palette import PaletteEntry


class Rearranging(QObject):
    """Asks for what a gesture on several events needs, in a list that follows what is typed."""

    def __init__(
        self,
        session: Session,
        reviewer: Reviewer,
        theme: Theme,
        pane: QWidget,
        finish_editing: Callable[[], bool],
    ) -> None:
        super().__init__(pane)
        self._session = session
        self._reviewer = reviewer
        self._theme = theme
        self._pane = pane
        self._finish_editing = finish_editing

    def merge_event(self) -> None:
        """Merge the focused event into one that is chosen."""
        if not self._finish_editing():
            return
        entries = self._others(self._merge_into)
        if entries:
            self._ask(entries, tr("Merge into which event? Type its number or name"))
        elif self._session.record:
            self._session.show_message(tr("There is no other event here to merge with."))

    def split_event(self) -> None:
        """Make a new event out of values that are chosen; they leave this one or stand in both."""
        self._choose(with_moving=True)

    def duplicate_chosen(self) -> None:
        """Make a new event with copies of values that are chosen."""
        self._choose(with_moving=False)

    def move_value(self) -> None:
        """Give the focused value to another event."""
        self._give(keep=False)

    def copy_value(self) -> None:
        """Give the focused value to another event, and let it stand here."""
        self._give(keep=True)

    def move_event_left(self) -> None:
        """Change places with the tab before."""
        self._move_event(-1)

    def move_event_right(self) -> None:
        """Change places with the next tab."""
        self._move_event(1)

    def _move_event(self, step: int) -> None:
        """Change places with the tab `step` further on, among those of the same kind."""
        record = self._session.record
        if record is None:
            return
        row = self._row(record)
        place = [one.key for one in row].index(record.key) + step
        if 0 <= place < len(row):
            self.put_event(place)
        elif step < 0:
            self._session.show_message(tr("This is the first event already."))
        else:
            self._session.show_message(tr("This is the last event already."))

    def put_event(self, place: int) -> None:
        """Put the focused event at a place (from 0) among those of its kind."""
        desk, record = self._session.desk, self._session.record
        if desk is None or record is None:
            return
        row = [one for one in self._row(record) if one.key != record.key]
        row.insert(place, record)
        self._session.do(self._session.gestures.put_in_order(desk, row))

    def _row(self, record: Record) -> list[Record]:
        """The events on tabs, or those kept apart, whichever the record is among."""
        codebook = self._session.codebook
        on_tab = is_incident(codebook, record)
        return [one for one in self._reviewer.records if is_incident(codebook, one) is on_tab]

    def _merge_into(self, target_key: str) -> None:
        desk, record, target = self._session.desk, self._session.record, self._found(target_key)
        if desk is None or record is None or target is None:
            return
        name, undo = self._names()[target_key], key_words("undo")
        if self._session.do(self._session.gestures.merge_events(desk, record, target)):
            if merged := self._found(target_key):
                self._reviewer.focus_record(merged)
            kept = self._left_behind(record, target_key)
            said = tr("Merged into {event}; {undo} takes it back.", event=name, undo=undo)
            if kept:
                said = tr(
                    "Merged into {event}, which keeps its own: {fields}. {undo} takes it back.",
                    event=name,
                    fields=", ".join(kept),
                    undo=undo,
                )
            self._session.show_message(said)

    def _left_behind(self, source: Record, target_key: str) -> list[str]:
        """The fields whose values of the merged event gave way."""
        target = self._found(target_key)
        held = target.values_by_field() if target else {}
        return [
            field.label
            for field in shown_fields(self._session.codebook, source)
            for one in source.standing(field.key)
            if one.value not in [other.value for other in held.get(field.key, ())]
        ]

    def _give(self, *, keep: bool) -> None:
        if not self._finish_editing():
            return
        shown = self._reviewer.value
        if shown is None or shown.value is None or shown.state is State.REJECTED:
            self._session.show_message(tr("There is no value here to give to another event."))
            return
        entries = self._others(lambda key: self._give_to(shown, key, keep=keep))
        entries.append(self._new_entry(shown, keep=keep))
        ask = tr("Copy to which event?") if keep else tr("Move to which event?")
        self._ask(entries, ask)

    def _give_to(self, shown: ShownValue, target_key: str, *, keep: bool) -> None:
        desk, record, target = self._session.desk, self._session.record, self._found(target_key)
        if desk is None or record is None or target is None:
            return
        name, undo = self._names()[target_key], key_words("undo")
        edit = self._session.gestures.move_value(desk, record, shown, target, keep=keep)
        if self._session.do(edit):
            said = (
                tr("Copied to {event}; {undo} takes it back.", event=name, undo=undo)
                if keep
                else tr("Moved to {event}; {undo} takes it back.", event=name, undo=undo)
            )
            self._session.show_message(said)

    def _new_entry(self, shown: ShownValue, *, keep: bool) -> PaletteEntry:
        from ui.widgets.palette import PaletteEntry

        made = ([], [shown]) if keep else ([shown], [])
        return PaletteEntry(
            tr("New event"), tr("With this value only"), "", partial(self._divide, *made)
        )

    def _choose(self, *, with_moving: bool) -> None:
        record = self._session.record
        if record is None:
            return
        offered = self._values(record)
        if not offered:
            self._session.show_message(tr("There is no value here to take along."))
            return
        # Late: most sessions never open it.
        from ui.record.value_choosing import ValueChoosing

        here = self._reviewer.value
        chooser = ValueChoosing(self._pane.window(), self._theme, with_moving=with_moving)
        chooser.chosen.connect(self._divide)
        chooser.open_with(offered, here)

    def _values(self, record: Record) -> list[tuple[Field, ShownValue]]:
        return [
            (field, one)
            for field in shown_fields(self._session.codebook, record)
            for one in record.standing(field.key)
        ]

    def _divide(self, moved: Sequence[ShownValue], copied: Sequence[ShownValue]) -> None:
        desk, record = self._session.desk, self._session.record
        if desk is not None and record is not None:
            self._reviewer.make(self._session.gestures.divide_event(desk, record, moved, copied))

    def _others(self, run: Callable[[str], object]) -> list[PaletteEntry]:
        """The other events of the article, in the order of their tabs."""
        from ui.widgets.palette import PaletteEntry

        here, names = self._session.record, self._names()
        return [
            PaletteEntry(
                names[one.key], summary(self._session.codebook, one), "", partial(run, one.key)
            )
            for one in self._reviewer.records
            if here and one.key != here.key
        ]

    def _ask(self, entries: Sequence[PaletteEntry], ask: str) -> None:
        from ui.widgets.palette import CommandPalette

        CommandPalette(self._pane.window(), self._theme).open_with(entries, ask)

    def _names(self) -> dict[str, str]:
        return record_names(self._session.codebook, self._reviewer.records)

    def _found(self, key: str) -> Record | None:
        return next((one for one in self._reviewer.records if one.key == key), None)
