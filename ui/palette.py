"""The command palette: every action, field and event in one list that follows what is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from models.language import tr
from models.review import shown_fields
from models.rules import tab_order
from ui.actions import ACTIONS, shown_keys
from ui.editors.type_ahead import Entry, TypeAhead, entry_height
from ui.matching import ranked
from ui.overlay import Overlay
from ui.queue.queue_filter import ORDER_WORDS, QueueFilter
from ui.queue.queue_panel import QueuePanel
from ui.record.wording import summary, tab_titles, value_text
from ui.session import Focus, Session
from ui.theme import UNIT, Theme

_MOST, _SHOWN = 60, 9


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One thing that can be started or gone to. `detail` is found too; `keys` stand right."""

    text: str
    detail: str
    keys: str
    run: Callable[[], object]


class CommandPalette(Overlay):
    """Opens over a window; Enter starts the highlighted entry, Esc leaves."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, name=tr("Command palette"))
        self._entries: Sequence[PaletteEntry] = ()
        self._list = TypeAhead(
            theme, self._find, name=tr("Command, field or event"), two_lines=True, most=_SHOWN
        )
        self._list.box.setPlaceholderText(tr("Type a command, a field or an event"))
        self._list.picked.connect(self._start)
        self._list.box.installEventFilter(self)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._list)
        column.addStretch(1)

    def open_with(self, entries: Sequence[PaletteEntry], ask: str = "") -> None:
        """Show the entries and wait for a choice; `ask` says what to type."""
        self._entries = entries
        if ask:
            self._list.box.setPlaceholderText(ask)
            self._list.box.setAccessibleName(ask)
            self.setAccessibleName(ask)
        self._list.start("")
        self._list.highlight_first()
        lines = sum(entry_height(Entry("", "-"), two_lines=True) for _ in entries[:_SHOWN])
        self.open_over(560, 460 if not ask else min(460, lines + 9 * UNIT))
        self._list.setFocus()

    @property
    def found(self) -> tuple[str, ...]:
        """The entries that are listed, best first."""
        rows = range(self._list.model.rowCount())
        return tuple(entry.text for row in rows if (entry := self._list.model.entry(row)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and self._list.current:
                self._start(self._list.current)
            if enter or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True
        return super().eventFilter(watched, event)

    def _find(self, typed: str) -> Sequence[Entry]:
        found = ranked(typed, self._entries, lambda entry: (entry.text, entry.detail))[:_MOST]
        return [Entry(entry.text, entry.detail, entry, tail=entry.keys) for entry in found]

    def _start(self, entry: Entry) -> None:
        self.leave()
        entry.payload.run()


def action_entries(actions: Mapping[str, QAction]) -> list[PaletteEntry]:
    """The actions of the table that exist and can be started now."""
    return [
        PaletteEntry(
            actions[spec.key].text().replace("&&", "&"),
            spec.hint,
            "   ".join(shown_keys(spec)[:2]),
            actions[spec.key].trigger,
        )
        for spec in ACTIONS
        if spec.key in actions and actions[spec.key].isEnabled() and spec.key != "palette"
    ]


def queue_entries(queue: QueuePanel) -> list[PaletteEntry]:
    """What the queue can show, its orders, and the filters kept for later."""
    kept = [(tr("Queue: {filter}", filter=one.words), one) for one in queue.kept]
    shown = [
        (
            tr("Show in the queue: {articles}", articles=tr(one.value)),
            replace(queue.used, shown=one),
        )
        for one in QueueFilter
    ]
    orders = [
        (tr("Order of the queue: {order}", order=tr(words)), replace(queue.used, order=one))
        for one, words in ORDER_WORDS.items()
    ]
    return [
        PaletteEntry(words, "", tr("queue"), partial(queue.use, wanted))
        for words, wanted in (*kept, *shown, *orders)
    ]


def record_entries(session: Session) -> list[PaletteEntry]:
    """The fields of the focused record and the events of the open article, to go there."""
    entries: list[PaletteEntry] = []
    codebook, record = session.codebook, session.record
    if record is not None:
        values = record.values_by_field()
        for field in shown_fields(codebook, record):
            said = [value_text(one.value, field) for one in values.get(field.key, ())]
            focus = Focus(record.key, field.key)
            entries.append(
                PaletteEntry(
                    field.label,
                    ", ".join(said) or tr("empty"),
                    tr("field {letter}", letter=field.shortcut.upper())
                    if field.shortcut
                    else tr("field"),
                    partial(session.set_focus, focus),
                )
            )
    records = tab_order(codebook, session.desk.records) if session.desk else ()
    for number, (one, title) in enumerate(
        zip(records, tab_titles(codebook, records), strict=True), 1
    ):
        fields = shown_fields(codebook, one)
        focus = Focus(one.key, fields[0].key if fields else "")
        entries.append(
            PaletteEntry(
                f"{number}  {title}",
                summary(codebook, one),
                tr("event"),
                partial(session.set_focus, focus),
            )
        )
    return entries
