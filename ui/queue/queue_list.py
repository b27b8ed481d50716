"""The list view of the queue: arrow keys stay in it while it has the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView
from typing_extensions import override

from models.language import tr

_MOVING = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_EXTENDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_LEAVING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right})


class QueueList(QTableView):
    """One column of rows of one height, painted by a delegate.

    A table and not a list view: that one asks the model about every row, which takes longer than
    a start may take where there are a hundred thousand.
    """

    left = Signal()
    """Enter or → was pressed: on to the record."""

    def __init__(self) -> None:
        super().__init__()
        self.is_extending = False
        """Whether the row that becomes the current one is only selected beside others."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Articles"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().setSingleStep(24)

    @property
    def selected_rows(self) -> list[int]:
        """The rows selected together, in order; one alone is just the open article."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def show_row(self, row: int | None, *, scrolls: bool) -> None:
        """Select a row (or none) because its article is open, and say nothing of it."""
        selection, index = self.selectionModel(), QModelIndex()
        with self.quiet():
            if row is None:
                selection.clear()
            else:
                index = self.model().index(row, 0)
                selection.setCurrentIndex(index, selection.SelectionFlag.ClearAndSelect)
        if scrolls and index.isValid():
            self.scrollTo(index)
        self.viewport().update()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """What becomes the current row meanwhile is nobody's wish to open an article."""
        with QSignalBlocker(self.selectionModel()):
            yield

    def set_row_height(self, height: int) -> None:
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
                Qt.KeyboardModifier.ShiftModifier,
            )
            if plain and event.key() in _MOVING | _LEAVING:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAVING:
            self.left.emit()
        elif event.key() in _MOVING:
            self.is_extending = bool(event.modifiers() & _EXTENDING)
            super().keyPressEvent(event)
            self.is_extending = False
        else:
            event.ignore()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_extending = bool(event.modifiers() & _EXTENDING)
        super().mousePressEvent(event)
        self.is_extending = False

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, so they do not jump to titles."""
