"""What the mouse does on the record pane: the same gestures as the keys, where one points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from models.events import State
from ui.record.context_menu import open_menu
from ui.record.event_tabs import EventTabs
from ui.record.field_list import FieldList
from ui.record.key_hints import menu_keys
from ui.session import Session

if TYPE_CHECKING:
    from ui.record.record_panel import RecordPanel

_TAB_MENU = (
    "accept_event",
    "edit_links",
    "merge_event",
    "split_event",
    "duplicate_event",
    "duplicate_chosen",
    "move_event_left",
    "move_event_right",
    "delete_event",
    "new_event",
)


class Clicks(QObject):
    """Turns clicks into what the pane's actions do. An open editor is saved first, or stays."""

    def __init__(
        self, session: Session, panel: RecordPanel, tabs: EventTabs, fields: FieldList
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._reviewer = panel.reviewer
        self._fields = fields
        tabs.picked.connect(self._on_tabs_picked)
        tabs.new_requested.connect(panel.reviewer.new_event)
        tabs.menu_requested.connect(self._on_tabs_menu_requested)
        tabs.dropped.connect(self._on_tabs_dropped)
        fields.value_picked.connect(self._on_fields_value_picked)
        fields.accept_requested.connect(self._on_fields_accept_requested)
        fields.correct_requested.connect(self._on_fields_correct_requested)
        fields.alternative_picked.connect(panel.take_alternative)
        fields.menu_requested.connect(self._on_fields_menu_requested)

    def _on_tabs_picked(self, record_key: str) -> None:
        record = next((one for one in self._reviewer.records if one.key == record_key), None)
        if record and self._panel.finish_editing():
            self._reviewer.focus_record(record)
            self._fields.setFocus()

    def _on_tabs_menu_requested(self, record_key: str, at: QPoint) -> None:
        self._on_tabs_picked(record_key)
        open_menu(self._panel, at, self._starts(_TAB_MENU))

    def _on_tabs_dropped(self, record_key: str, place: int) -> None:
        if self._panel.finish_editing():
            self._on_tabs_picked(record_key)
            self._panel.rearranging.put_event(place)

    def _on_fields_value_picked(self, field_key: str, index: int) -> None:
        if self._panel.finish_editing():
            focus = self._session.focus
            here = focus.index if focus.field == field_key else 0
            self._reviewer.focus_field(field_key, index if index >= 0 else here)
            self._fields.setFocus()

    def _on_fields_accept_requested(self, field_key: str, index: int) -> None:
        self._on_fields_value_picked(field_key, index)
        if self._panel.editing.editor is None:
            waiting = [i for i, v in enumerate(self._reviewer.values) if v.state is State.SUGGESTED]
            if waiting and self._session.focus.index not in waiting:
                self._reviewer.focus_value(waiting[0])
            self._reviewer.accept_value()

    def _on_fields_correct_requested(self, field_key: str, index: int) -> None:
        self._on_fields_value_picked(field_key, index)
        if self._panel.editing.editor is None:
            self._reviewer.correct()

    def _on_fields_menu_requested(self, at: QPoint) -> None:
        if self._reviewer.field:
            keys = menu_keys(self._reviewer.field, self._reviewer.value)
            open_menu(self._panel, at, self._starts(keys))

    def _starts(self, action_keys: Iterable[str]) -> dict[str, Callable[[], None]]:
        """What the actions of a menu do: what keys start, but a click accepts and stays."""
        handlers = {
            **self._panel.handlers(),
            "accept": self._reviewer.accept_value,
            "select_evidence": self._panel.select_evidence_requested.emit,
        }
        return {key: handlers[key] for key in action_keys}
