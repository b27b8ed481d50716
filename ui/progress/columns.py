"""Puts cards into as many columns as there is room for, each card under the shortest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import UNIT

_LEAST_WIDTH = 62 * UNIT


class Columns(QWidget):
    """The order of the cards is that of reading: rows first."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * UNIT)
        self._columns: list[QVBoxLayout] = []
        self._heights: list[int] = []

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """These in the place of those that are there."""
        self._cards = list(cards)
        self._lay_out(self._wanted())

    def add_card(self, card: QWidget) -> None:
        """One more; the others stay where they are."""
        self._cards.append(card)
        self._place(card)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wanted() != len(self._columns):
            self._lay_out(self._wanted())

    def _wanted(self) -> int:
        return max(1, min(4, self.width() // _LEAST_WIDTH))

    def _lay_out(self, count: int) -> None:
        for column in self._columns:
            while column.takeAt(0):
                pass
            self._row.removeItem(column)
            column.deleteLater()
        self._columns = [QVBoxLayout() for _ in range(count)]
        self._heights = [0] * count
        for column in self._columns:
            column.setSpacing(2 * UNIT)
            column.addStretch(1)
            self._row.addLayout(column, 1)
        for card in self._cards:
            self._place(card)

    def _place(self, card: QWidget) -> None:
        place = self._heights.index(min(self._heights))
        column = self._columns[place]
        column.insertWidget(column.count() - 1, card)
        self._heights[place] += card.sizeHint().height()
