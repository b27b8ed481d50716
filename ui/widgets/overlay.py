"""A card over the window that takes every key until it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.theme import UNIT, Theme
from ui.typing_guard import TAKES_ALL_KEYS

_SHADE = 90


class Overlay(QWidget):
    """Dims the window and shows a card in its upper half; Esc or a click beside it leaves.

    Made for one opening: it deletes itself when it is left.
    """

    def __init__(self, window: QWidget, theme: Theme, *, name: str) -> None:
        super().__init__(window)
        self.theme = theme
        self._before: QWidget | None = None
        self._size = (480, 360)
        self._height = 360
        self.card = QFrame(self)
        self.card.setObjectName("overlay_card")
        self.setProperty(TAKES_ALL_KEYS, True)  # noqa: FBT003 - Qt's own signature
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.hide()
        window.installEventFilter(self)
        theme.changed.connect(self.dress)
        self.dress()

    def open_over(self, width: int, height: int) -> None:
        """Show the card, as large as asked for or as the window allows."""
        self._before = QApplication.focusWidget()
        self._size, self._height = (width, height), height
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def shrink_to(self, height: int) -> None:
        """Have a card of so much of the height that it was opened with; its top stays."""
        self._height = height
        self._place()

    def leave(self) -> None:
        """Go for good, and give the keyboard back to where it was."""
        if not self.isHidden():
            self.hide()
            # An editor that lost the keyboard to this may have closed meanwhile.
            if self._before is not None and isValid(self._before):
                self._before.setFocus()
            elif window := self.parentWidget():
                window.setFocus()
            self._before = None
            self.deleteLater()

    def dress(self) -> None:
        """Take the colours from the theme again."""
        colors = self.theme.palette
        self.card.setStyleSheet(
            f"#overlay_card {{ background: {colors.window}; border: 1px solid {colors.line};"
            " border-radius: 12px; }"
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, _SHADE))

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        width = min(self._size[0], self.width() - 4 * UNIT)
        highest = min(self._size[1], self.height() - 4 * UNIT)
        top = max(2 * UNIT, (self.height() - highest) // 4)
        height = min(self._height, highest)
        self.card.setGeometry(QRect((self.width() - width) // 2, top, width, height))
