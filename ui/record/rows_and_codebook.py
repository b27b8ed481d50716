"""The rows of a record above the codebook's words; on a low screen the words give way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from ui.theme import UNIT

#: Below this height of rows and codebook together, the codebook gives way to an editor.
_LOW = 76 * UNIT
#: The codebook's words have a quarter of the height, and at most so much.
_MOST = 15 * UNIT


class RowsAndCodebook(QSplitter):
    """Both with a border between them that can be moved."""

    def __init__(self, rows: QWidget, codebook: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        #: The heights to come back to, while the codebook has given way.
        self._before: list[int] | None = None
        self.setChildrenCollapsible(False)
        self.setHandleWidth(7)
        self.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.addWidget(rows)
        self.addWidget(codebook)
        self.setStretchFactor(0, 1)
        self._is_arranged = False
        self.splitterMoved.connect(self._on_splitter_moved)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_arranged and self._before is None:
            words = min(_MOST, self.height() // 4)
            self.setSizes([self.height() - words, words])

    def make_room(self) -> None:
        """An editor with its list and map needs what the codebook's words took."""
        sizes = self.sizes()
        if self._before is None and sum(sizes) < _LOW:
            self._before = sizes
            self.setSizes([sum(sizes), 0])

    def give_room_back(self) -> None:
        """The editor is closed."""
        if self._before is not None:
            self.setSizes(self._before)
            self._before = None

    def _on_splitter_moved(self) -> None:
        """Somebody has put the border where they want it."""
        self._is_arranged = True
