"""What the looks of a figure's series mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.charts.figure import Form, Series
from ui.charts.plot import BRUSHES, PENS
from ui.theme import NOTE, UNIT, Theme

_SWATCH, _GAP = 2 * UNIT, 2 * UNIT


class Legend(QWidget):
    """Swatches with names in lines, as wide as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._series: Sequence[Series] = ()
        self._form = Form.BARS
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_series(self, series: Sequence[Series], form: Form) -> None:
        """Explain these; one alone needs no explanation."""
        self._series, self._form = series, form
        self.setVisible(len(series) > 1)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(30 * UNIT, self.heightForWidth(self.width()))

    @override
    def heightForWidth(self, width: int) -> int:
        return round(max((box.bottom() for _, box in self._placed(width)), default=0))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(NOTE))
        for one, box in self._placed(self.width()):
            ink = self._theme.color(one.ink)
            swatch = QRectF(box.left(), box.center().y() - 5, _SWATCH, 10)
            if self._form is Form.LINES:
                painter.setPen(QPen(ink, 2, PENS[one.look]))
                middle = swatch.center().y()
                painter.drawLine(QPointF(swatch.left(), middle), QPointF(swatch.right(), middle))
            else:
                painter.setPen(QPen(ink, 1))
                painter.setBrush(QBrush(ink, BRUSHES[one.look]))
                painter.drawRect(swatch)
            painter.setPen(self._theme.color("muted"))
            words = box.adjusted(_SWATCH + UNIT // 2, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, one.name)

    def _placed(self, width: int) -> list[tuple[Series, QRectF]]:
        metrics = QFontMetrics(self._theme.font(NOTE))
        height = metrics.height() + UNIT // 2
        x = y = 0
        found = []
        for one in self._series:
            room = _SWATCH + UNIT // 2 + metrics.horizontalAdvance(one.name) + 2
            if x and x + room > width:
                x, y = 0, y + height
            found.append((one, QRectF(x, y, room, height)))
            x += room + _GAP
        return found
