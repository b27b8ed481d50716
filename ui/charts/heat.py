"""The cells of a heat table: a shade for how much, and the number itself in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from models.language import number
from ui.charts.figure import Series
from ui.theme import NOTE, Theme

_GAP = 1
#: The shade of the least and of the most, as parts of the way from ground to ink. Words in the
#: colour of text stay legible on all of them.
_LIGHTEST, _DARKEST = 0.08, 0.45
_SMALLEST = 0.75
_THOUSAND = 1000


class HeatCells(QGraphicsItem):
    """Cell (column, row) lies around the point of that name; the first row is the upper one."""

    def __init__(self, theme: Theme, rows: Sequence[Series], columns: int) -> None:
        super().__init__()
        self._theme, self._rows, self._columns = theme, rows, columns
        self._most = max((value or 0 for one in rows for value in one.values), default=0)

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(-0.5, -0.5, self._columns, len(self._rows))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        del option, widget
        view: Any = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003
        painter.setFont(self._font(view.mapRect(QRectF(0, 0, 1, 1)).width() - 4 * _GAP))
        for row, one in enumerate(self._rows):
            for column, value in enumerate(one.values):
                corner, far = QPointF(column - 0.5, row - 0.5), QPointF(column + 0.5, row + 0.5)
                box = QRectF(view.map(corner), view.map(far)).normalized()
                box.adjust(_GAP, _GAP, -_GAP, -_GAP)
                self._paint_cell(painter, box, int(value or 0))
        painter.restore()

    def _font(self, room: float) -> QFont:
        """The type in which the widest number finds room, if it need not be too small."""
        font = self._theme.font(NOTE)
        metrics = QFontMetricsF(font)
        numbers = (short(int(value or 0)) for one in self._rows for value in one.values)
        widest = max((metrics.horizontalAdvance(words) for words in numbers), default=1)
        font.setPixelSize(int(font.pixelSize() * max(_SMALLEST, min(1.0, room / widest))))
        return font

    def _paint_cell(self, painter: QPainter, box: QRectF, count: int) -> None:
        ground = shade(self._theme, count / self._most if self._most else 0)
        painter.fillRect(box, ground if count else self._theme.color("raised"))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRect(box)
        if count:
            painter.setPen(self._theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short(count))


def shade(theme: Theme, part: float) -> QColor:
    """The ground of a cell that holds a part (0 to 1) of the largest number."""
    ground, ink = theme.color("raised"), theme.color("accent")
    # The root, so that small numbers differ from each other, too.
    way = _LIGHTEST + (_DARKEST - _LIGHTEST) * max(0.0, min(1.0, part)) ** 0.5
    return QColor(
        *(
            round(start + (end - start) * way)
            for start, end in (
                (ground.red(), ink.red()),
                (ground.green(), ink.green()),
                (ground.blue(), ink.blue()),
            )
        )
    )


def short(count: int) -> str:
    """A number that finds room in a cell; thousands are rounded."""
    if count < _THOUSAND:
        return str(count)
    if count < 10 * _THOUSAND:
        return f"{number(count / _THOUSAND, 1)}k"
    return f"{round(count / _THOUSAND)}k"
