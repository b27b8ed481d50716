"""Tabs of events put in another order with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget
from typing_extensions import override

from ui.theme import Theme

_LINE = 2


class TabDragging(QObject):
    """Watches the tabs it is given. A line shows where the tab would go; Esc leaves it there."""

    dropped = Signal(int, int)
    """A tab was let go: its place before and after, from 0."""

    def __init__(
        self, theme: Theme, holder: QWidget, shown: Callable[[], Sequence[QPushButton]]
    ) -> None:
        super().__init__(holder)
        self._theme, self._shown = theme, shown
        self._tab: QPushButton | None = None
        self._pressed_at = QPoint()
        self._is_moving = False
        self._line = QFrame(holder)
        self._line.setObjectName("drop_line")
        self._line.hide()

    def watch(self, tab: QPushButton) -> None:
        tab.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and isinstance(watched, QPushButton):
            return self._took_mouse(watched, event)
        if self._is_moving and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # Of the question before shortcuts, too.
            if event.type() is QEvent.Type.KeyPress:
                self._end()
            return True
        return False

    def _took_mouse(self, tab: QPushButton, event: QMouseEvent) -> bool:
        """Whether the event is part of a drag, so that the tab is not to see it."""
        at = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._tab, self._pressed_at = tab, at
            case QEvent.Type.MouseMove if tab is self._tab:
                far = (at - self._pressed_at).manhattanLength()
                if not self._is_moving and far >= QApplication.startDragDistance():
                    self._begin(tab)
                if self._is_moving:
                    self._show_line(self._gap(tab.mapToParent(at)))
            case QEvent.Type.MouseButtonRelease if tab is self._tab:
                was_moving = self._is_moving
                self._end()
                if was_moving and tab in self._shown():
                    self._drop(tab, self._gap(tab.mapToParent(at)))
                return was_moving
        return self._is_moving

    def _begin(self, tab: QPushButton) -> None:
        self._is_moving = True
        tab.setDown(False)
        tab.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._line.setStyleSheet(f"#drop_line{{background:{self._theme.palette.accent}}}")
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def _end(self) -> None:
        if self._is_moving and self._tab:
            self._tab.unsetCursor()
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._tab, self._is_moving = None, False
        self._line.hide()

    def _drop(self, tab: QPushButton, gap: int) -> None:
        before = list(self._shown()).index(tab)
        after = gap - 1 if gap > before else gap
        if after != before:
            self.dropped.emit(before, after)

    def _gap(self, at: QPoint) -> int:
        """How many tabs stand before a point, in the order of reading."""
        return sum(
            tab.geometry().bottom() < at.y()
            or (tab.y() <= at.y() and tab.geometry().center().x() < at.x())
            for tab in self._shown()
        )

    def _show_line(self, gap: int) -> None:
        tabs = self._shown()
        near = tabs[min(gap, len(tabs) - 1)].geometry()
        left = near.left() - _LINE - 1 if gap < len(tabs) else near.right() + _LINE
        self._line.setGeometry(max(0, left), near.top(), _LINE, near.height())
        self._line.raise_()
        self._line.show()
