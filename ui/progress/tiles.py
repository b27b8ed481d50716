"""A few numbers to read at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.language import number, tr
from ui.theme import NOTE, READING, SEMIBOLD, SUMMARY, UNIT, Theme


class Tiles(QFrame):
    """One heading, numbers with what they count below them."""

    def __init__(self, theme: Theme, heading: str, names: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        head = QLabel(heading)
        head.setFont(theme.font(SUMMARY, SEMIBOLD))
        self._numbers = [QLabel("–") for _ in names]
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(0)
        for column, (shown, name) in enumerate(zip(self._numbers, names, strict=True)):
            shown.setFont(theme.font(READING, SEMIBOLD))
            shown.setAccessibleName(name)
            label = QLabel(name)
            label.setFont(theme.font(NOTE))
            label.setProperty("role", "muted")
            grid.addWidget(shown, 0, column)
            grid.addWidget(label, 1, column)
            grid.setColumnStretch(column, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column_.addWidget(head)
        column_.addLayout(grid)

    def show_numbers(self, numbers: Sequence[str]) -> None:
        for label, words in zip(self._numbers, numbers, strict=True):
            label.setText(words)


class Strip(QWidget):
    """Tiles beside each other, in as few rows as they find room in."""

    def __init__(self, tiles: Sequence[Tiles]) -> None:
        super().__init__()
        self._tiles = tiles
        self._column = QVBoxLayout(self)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * UNIT)
        self._rows: list[list[Tiles]] = []

    @override
    def minimumSizeHint(self) -> QSize:
        """No wider than the widest tile, so that a page that grows narrower makes new rows."""
        widest = max(tile.minimumSizeHint().width() for tile in self._tiles)
        return QSize(widest, self._column.minimumSize().height())

    def arrange(self) -> None:
        """Once more after the numbers, or the width, have changed."""
        rows: list[list[Tiles]] = []
        left = 0
        for tile in self._tiles:
            wanted = tile.sizeHint().width() + 2 * UNIT
            if wanted > left:
                rows.append([])
                left = self.width() + 2 * UNIT
            rows[-1].append(tile)
            left -= wanted
        if rows != self._rows:
            self._rows = rows
            self._lay_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def _lay_out(self) -> None:
        for row in self._column.findChildren(QHBoxLayout):
            self._column.removeItem(row)
            row.deleteLater()
        for tiles in self._rows:
            row = QHBoxLayout()
            row.setSpacing(2 * UNIT)
            for tile in tiles:
                row.addWidget(tile, tile.sizeHint().width())
            self._column.addLayout(row)


def duration(seconds: float | None) -> str:
    """Seconds as people say them."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < 60:
        return tr("{seconds} s", seconds=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    hours, left = divmod(minutes, 60)
    return tr("{hours} h {minutes} min", hours=hours, minutes=left)


def percent(part: float | None) -> str:
    """A part of one in percent."""
    return "–" if part is None else tr("{percent} %", percent=number(100 * part))
