"""The figures of the lesson in use: by the rules alone, before it, and after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from models.language import later, tr
from ui.quality.wording import (
    ASSISTED,
    BLIND,
    F1,
    LESSON_MEASURES,
    WHY_APART,
    articles_words,
    percent,
)
from ui.theme import MEDIUM, NOTE, REGULAR, UNIT, Theme

_STEPS = (("rules", later("Rules alone")), ("before", later("Before")), ("after", later("After")))
_RIGHT = Qt.AlignmentFlag.AlignRight


class LessonFigures(QWidget):
    """A small grid; empty where no lesson was measured."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * UNIT)
        self._grid.setVerticalSpacing(UNIT // 2)
        self._grid.setColumnStretch(len(_STEPS) + 1, 1)

    def show_figures(self, figures: Mapping[str, Any]) -> None:
        """What was kept of a lesson: a trial for each kind of labels, or None."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        trials = [
            (words, figures.get(key)) for key, words in (("blind", BLIND), ("assisted", ASSISTED))
        ]
        measured = [(words, trial) for words, trial in trials if trial]
        self.setVisible(bool(measured))
        for column, (_, words) in enumerate(_STEPS, 1):
            self._put(0, column, words, F1, is_head=True)
        for words, trial in measured:
            row = self._grid.rowCount()
            held_out = articles_words(trial["after"]["articles"])
            self._put(
                row,
                0,
                tr("{words}, {held_out} held out", words=tr(words), held_out=held_out),
                WHY_APART,
                is_head=True,
            )
            for place, (key, name, meaning) in enumerate(LESSON_MEASURES, 1):
                self._put(row + place, 0, name, meaning)
                for column, (step, _) in enumerate(_STEPS, 1):
                    self._put(row + place, column, percent(trial[step][key]), meaning)

    def _put(self, row: int, column: int, words: str, hint: str, *, is_head: bool = False) -> None:
        label = QLabel(words)
        label.setFont(self._theme.font(NOTE, MEDIUM if is_head else REGULAR))
        label.setProperty("role", "muted" if column == 0 or is_head else "")
        label.setToolTip(hint)
        if column:
            label.setAlignment(_RIGHT)
        self._grid.addWidget(label, row, column)
