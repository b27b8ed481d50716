"""A few numbers to read at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from models.language import tr
from ui.theme import HEADLINE, MEDIUM, NOTE, SEMIBOLD, SUMMARY, UNIT, Theme


class Tiles(QFrame):
    """One heading, numbers with what they count below them."""

    def __init__(self, theme: Theme, heading: str, names: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        head = QLabel(heading)
        head.setFont(theme.font(SUMMARY, SEMIBOLD))
        self._numbers = [QLabel("–") for _ in names]
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(0)
        for column, (number, name) in enumerate(zip(self._numbers, names, strict=True)):
            number.setFont(theme.font(HEADLINE, MEDIUM))
            number.setAccessibleName(name)
            label = QLabel(name)
            label.setFont(theme.font(NOTE))
            label.setProperty("role", "muted")
            grid.addWidget(number, 0, column)
            grid.addWidget(label, 1, column)
            grid.setColumnStretch(column, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column_.addWidget(head)
        column_.addLayout(grid)

    def show_numbers(self, numbers: Sequence[str]) -> None:
        for label, words in zip(self._numbers, numbers, strict=True):
            label.setText(words)


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
