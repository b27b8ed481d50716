"""A palette over the window: entries in one list that follows what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.language import tr
from ui.theme import NOTE, UNIT, Theme
from ui.widgets.overlay import Overlay
from ui.widgets.type_ahead import Entry, TypeAhead
from ui.words.matching import ranked_forgiving

_MOST, _SHOWN = 60, 9
_WIDTH, _MARGIN = 70 * UNIT, 12


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
        self._further: Callable[[str], Sequence[PaletteEntry]] = lambda _typed: ()
        self._list = TypeAhead(
            theme, self._find, name=tr("Command, field or event"), two_lines=True, most=_SHOWN
        )
        self._list.box.setPlaceholderText(tr("Type a command, a field or an event"))
        self._nothing = QLabel(tr("Nothing fits. Try another word, or a part of it."))
        self._nothing.setContentsMargins(UNIT, UNIT, UNIT, UNIT // 2)
        self._nothing.setFont(theme.font(NOTE))
        self._nothing.setProperty("role", "muted")
        self._list.picked.connect(self._start)
        self._list.list.setStyleSheet("background: transparent")
        self._list.edited.connect(self._fit)
        self._list.box.installEventFilter(self)
        self._column = QVBoxLayout(self.card)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(0)
        self._column.addWidget(self._list)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)

    def open_with(
        self,
        entries: Sequence[PaletteEntry],
        ask: str = "",
        further: Callable[[str], Sequence[PaletteEntry]] | None = None,
    ) -> None:
        """Show the entries and wait for a choice; `ask` says what to type.

        `further` makes entries of what was typed; they stand last, whatever else fits.
        """
        self._entries = entries
        self._further = further or self._further
        if ask:
            self._list.box.setPlaceholderText(ask)
            self._list.box.setAccessibleName(ask)
            self.setAccessibleName(ask)
        self._list.start("")
        self._list.highlight_first()
        self.open_over(_WIDTH, self._height_of_found())
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

    def _fit(self) -> None:
        self.shrink_to(self._height_of_found())

    def _height_of_found(self) -> int:
        """How high a card is that holds what fits and no more."""
        self._nothing.setVisible(not self.found)
        self._list.updateGeometry()
        return self._column.sizeHint().height()

    def _find(self, typed: str) -> Sequence[Entry]:
        fit = ranked_forgiving(typed, self._entries, lambda entry: (entry.text, entry.detail))
        found = [*fit[:_MOST], *self._further(typed.strip())]
        return [Entry(one.text, one.detail, one, tail=one.keys) for one in found]

    def _start(self, entry: Entry) -> None:
        self.leave()
        entry.payload.run()
