"""Three steps for somebody who has never seen the window: a card that leaves all else usable."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.language import tr
from ui.theme import FIELD, NOTE, SEMIBOLD, SUMMARY, UNIT, Theme

_WIDTH = 380


def steps() -> tuple[tuple[str, str], ...]:
    """Title and words of each step."""
    return (
        (
            tr("Read what was found"),
            tr(
                "In the middle is the article, on the right what the engine suggests. Yellow words "
                "are the evidence of the field in focus; the arrows ↑ and ↓ go from field to field."
            ),
        ),
        (
            tr("Decide"),
            tr(
                "Enter accepts a value, X rejects it, E corrects it, a number takes another. "
                "What nobody has decided is never data. Ctrl+Z takes anything back."
            ),
        ),
        (
            tr("Go on"),
            tr(
                "Ctrl+Enter marks the article done and opens the next. There is no Save: every "
                "decision is on the disk at once. The key ? shows all keys, F1 the guide."
            ),
        ),
    )


class FirstSteps(QFrame):
    """Stands in the lower corner of the article; Esc or the last step puts it away."""

    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = 0
        self._title, self._words, self._count = QLabel(), QLabel(), QLabel()
        self._next, self._skip = QPushButton(), QPushButton(tr("Close"))
        self.setObjectName("first_steps")
        self.setAccessibleName(tr("First steps"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(self._skip)
        foot.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, UNIT + UNIT // 2)
        column.setSpacing(UNIT)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(foot)
        self.setMaximumWidth(_WIDTH)
        self._skip.clicked.connect(self.leave)
        self._next.clicked.connect(self.go_on)
        theme.changed.connect(self.dress)
        self.dress()
        self._show_step()

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self._step

    def go_on(self) -> None:
        """Show the next step; after the last one go away."""
        self._step += 1
        if self._step < len(steps()):
            self._show_step()
        else:
            self.leave()

    def leave(self) -> None:
        """Go away for good."""
        self.hide()
        self.finished.emit()
        self.deleteLater()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        colors = self._theme.palette
        self._title.setFont(self._theme.font(SUMMARY, SEMIBOLD))
        self._words.setFont(self._theme.font(FIELD))
        self._count.setFont(self._theme.font(NOTE))
        self._count.setStyleSheet(f"color:{colors.muted}")
        self.setStyleSheet(
            f"#first_steps{{background:{colors.raised};border:1px solid {colors.accent};"
            f"border-radius:{UNIT}px}}"
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _show_step(self) -> None:
        told = steps()
        title, words = told[self._step]
        self._title.setText(title)
        self._words.setText(words)
        number, count = self._step + 1, len(told)
        self._count.setText(f"{number} / {count}")
        self._count.setAccessibleName(tr("Step {number} of {count}", number=number, count=count))
        last = self._step == len(told) - 1
        self._next.setText(tr("Begin") if last else tr("Next"))
        self._skip.setVisible(not last)
