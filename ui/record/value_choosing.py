"""Which values of an event a new one gets: a list in which each is left, copied or moved."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from models.codebook import Field
from models.language import tr
from models.review import ShownValue
from ui.theme import SEMIBOLD, SUMMARY, UNIT, Theme
from ui.widgets.hint_bar import HintBar
from ui.widgets.overlay import Overlay
from ui.widgets.type_ahead import Entry, EntryDelegate, EntryListModel, entry_height
from ui.words.records import state_words, value_text


class Fate(Enum):
    """What becomes of a value: it stays, stands in both events, or moves to the new one."""

    STAYS = "○"
    COPIED = "◐"
    MOVED = "●"


_MOST_LINES = 14


class ValueChoosing(Overlay):
    """Space changes what becomes of a value, Enter makes the event, Esc leaves."""

    chosen = Signal(list, list)
    """The values that move and those that are copied (`list[ShownValue]` each)."""

    def __init__(self, window: QWidget, theme: Theme, *, with_moving: bool) -> None:
        title = tr("Split event") if with_moving else tr("Duplicate with chosen values")
        super().__init__(window, theme, name=title)
        self._with_moving = with_moving
        self._offered: list[tuple[Field, ShownValue]] = []
        self._fates: list[Fate] = []
        self._row = 0
        head = QLabel(title)
        head.setFont(theme.font(SUMMARY, SEMIBOLD))
        note = QLabel(self._note())
        note.setWordWrap(True)
        note.setProperty("role", "muted")
        self.model = EntryListModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(theme, self.list, two_lines=False))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Values of the event"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._on_list_clicked)
        hints = HintBar(theme)
        hints.set_hints(
            [("␣", tr("change")), ("A", tr("all")), ("↵", tr("make")), ("Esc", tr("leave"))]
        )
        column = QVBoxLayout(self.card)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, UNIT)
        column.setSpacing(UNIT)
        for part in (head, note):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(hints)

    def open_with(
        self, offered: Sequence[tuple[Field, ShownValue]], focused: ShownValue | None
    ) -> None:
        """Show the values. Of a copy all are ticked; a split begins with the focused one."""
        self._offered = list(offered)
        start = Fate.STAYS if self._with_moving else Fate.COPIED
        self._fates = [
            Fate.MOVED if self._with_moving and one is focused else start for _, one in offered
        ]
        row = next((row for row, (_, one) in enumerate(offered) if one is focused), 0)
        self._show(row)
        lines = min(len(offered), _MOST_LINES) * entry_height(None, two_lines=False)
        self.open_over(62 * UNIT, lines + 14 * UNIT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._make()
        elif key == Qt.Key.Key_Space:
            self._change(self._row)
        elif key == Qt.Key.Key_A:
            self._change_all()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._show((self._row + step) % len(self._offered))
        else:
            super().keyPressEvent(event)
        event.accept()

    def _make(self) -> None:
        told = list(zip(self._offered, self._fates, strict=True))
        moved = [one for (_, one), fate in told if fate is Fate.MOVED]
        copied = [one for (_, one), fate in told if fate is Fate.COPIED]
        if moved or copied:
            self.leave()
            self.chosen.emit(moved, copied)

    def _order(self) -> list[Fate]:
        """What Space goes through."""
        copying = [Fate.STAYS, Fate.COPIED]
        return [Fate.STAYS, Fate.MOVED, Fate.COPIED] if self._with_moving else copying

    def _change(self, row: int) -> None:
        order = self._order()
        self._fates[row] = order[(order.index(self._fates[row]) + 1) % len(order)]
        self._show(row)

    def _change_all(self) -> None:
        """All to what comes after the fate of the value in focus."""
        self._change(self._row)
        self._fates = [self._fates[self._row]] * len(self._fates)
        self._show(self._row)

    def _show(self, row: int) -> None:
        """Show all lines, one of them as the one that Space changes."""
        self._row = row
        self.model.show_entries(
            [
                Entry(
                    f"{self._mark(fate)}   {value_text(one.value, field)}",
                    field.label,
                    tail=self._words(fate),
                )
                for (field, one), fate in zip(self._offered, self._fates, strict=True)
            ]
        )
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        field, one = self._offered[row]
        self.list.setAccessibleDescription(
            tr(
                "{field}: {value}, {state}; {fate}",
                field=field.label,
                value=value_text(one.value, field),
                state=state_words(one.state),
                fate=self._words(self._fates[row]) or tr("stays"),
            )
        )

    def _mark(self, fate: Fate) -> str:
        return fate.value if self._with_moving or fate is Fate.STAYS else "✓"

    def _words(self, fate: Fate) -> str:
        if fate is Fate.COPIED and self._with_moving:
            return tr("in both")
        return tr("moves") if fate is Fate.MOVED else ""

    def _note(self) -> str:
        if self._with_moving:
            return tr("What moves leaves this event. Space goes on: moves, in both, stays.")
        return tr("The new event gets what is ticked; this one keeps all.")

    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._change(index.row())
