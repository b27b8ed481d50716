"""The rows of a record above the codebook's words; on a low screen the words give way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.theme import UNIT

#: Below this height of rows and codebook together, the codebook gives way to an editor.
_LOW = 76 * UNIT


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
        self.setSizes([600, 118])

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
