"""A dot in one of the codebook's colours: a mark beside words, never instead of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from ui.theme import UNIT, Theme


def swatch(theme: Theme, colour: str) -> QIcon:
    """A dot in one of the codebook's colours."""
    picture = QPixmap(2 * UNIT, 2 * UNIT)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.mark(colour))
    painter.drawEllipse(2, 2, 2 * UNIT - 4, 2 * UNIT - 4)
    painter.end()
    return QIcon(picture)
