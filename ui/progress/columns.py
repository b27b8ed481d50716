"""Puts cards into rows of as many as there is room for; those of a row are equally high."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from ui.theme import UNIT

_LEAST_WIDTH, _MOST = 62 * UNIT, 4


class Columns(QWidget):
    """The order of the cards is that of reading. The last one takes what its row has left."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * UNIT)
        self._count = 1
        self._is_whole = False

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """These in the place of those that are there; more may come."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.setVisible(card in cards)
        self.cards.clear()
        for card in cards:
            self.add_card(card)

    def add_card(self, card: QWidget) -> None:
        """One more; the others stay where they are."""
        self._is_whole = False
        row, column = divmod(len(self.cards), self._count)
        self.cards.append(card)
        self._grid.addWidget(card, row, column)

    def end(self) -> None:
        """No more cards come."""
        self._is_whole = True
        row, column = divmod(len(self.cards) - 1, self._count)
        self._grid.removeWidget(self.cards[-1])
        self._grid.addWidget(self.cards[-1], row, column, 1, self._count - column)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = max(1, min(_MOST, self.width() // _LEAST_WIDTH))
        if wanted == self._count:
            return
        self._count = wanted
        for column in range(_MOST):
            self._grid.setColumnStretch(column, column < wanted)
        is_whole = self._is_whole
        self.show_cards(tuple(self.cards))
        if is_whole:
            self.end()
