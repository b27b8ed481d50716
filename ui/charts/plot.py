"""Draws a figure with the charting library, in the colours and type of the theme."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip
from typing_extensions import override

from ui.charts.figure import Figure, Form, Look, Series, sparse
from ui.charts.heat import HeatCells
from ui.charts.library import charting
from ui.theme import NOTE, UNIT, Theme

BRUSHES = {
    Look.SOLID: Qt.BrushStyle.SolidPattern,
    Look.HATCHED: Qt.BrushStyle.BDiagPattern,
    Look.CROSSED: Qt.BrushStyle.DiagCrossPattern,
    Look.DOTTED: Qt.BrushStyle.Dense6Pattern,
}
PENS = {
    Look.SOLID: Qt.PenStyle.SolidLine,
    Look.HATCHED: Qt.PenStyle.DashLine,
    Look.CROSSED: Qt.PenStyle.DashDotLine,
    Look.DOTTED: Qt.PenStyle.DotLine,
}
_SYMBOLS = {Look.SOLID: "o", Look.HATCHED: "s", Look.CROSSED: "t", Look.DOTTED: "d"}
_HEIGHT, _ROW = 26 * UNIT, 3 * UNIT
_AXIS = 6 * UNIT
#: The part of a row beyond the longest bar, for its note.
_NOTE_ROOM = 1.35
_MANY = 60
#: Forms whose first row is the upper one.
_FROM_ABOVE = frozenset({Form.ROWS, Form.CELLS})


class Plot(charting.PlotWidget):  # type: ignore[misc]
    """Shows one figure; it is looked at, not zoomed, so that the page scrolls over it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(background=None)
        self._theme = theme
        self._figure: Figure | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        item = self.getPlotItem()
        # The words of the outermost ticks stand half outside.
        item.setContentsMargins(0, UNIT, UNIT, 0)
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        for side in ("left", "bottom"):
            item.getAxis(side).enableAutoSIPrefix(enable=False)
        theme.changed.connect(self._on_theme_changed)

    def show_figure(self, figure: Figure) -> None:
        """Draw another figure in the place of the one that is there."""
        self._figure = figure
        item = self.getPlotItem()
        item.clear()
        self._dress()
        item.getViewBox().invertY(figure.form in _FROM_ABOVE)
        match figure.form:
            case Form.BARS:
                self._draw_bars(figure)
            case Form.ROWS:
                self._draw_rows(figure)
            case Form.LINES:
                self._draw_lines(figure)
            case Form.CELLS:
                self._draw_cells(figure)
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription("; ".join(filter(None, figure.hints)))
        rows = len(figure.series if figure.form is Form.CELLS else figure.labels)
        is_table = figure.form in _FROM_ABOVE
        self.setFixedHeight(rows * _ROW + 5 * UNIT if is_table else _HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Before it is made whole the library asks for its size already.
        if hasattr(self, "_figure"):
            self._tick()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hint = self.hint_at(event.position().toPoint())
        QToolTip.showText(event.globalPosition().toPoint(), hint, self)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def hint_at(self, place: QPoint) -> str:
        """What the label under a point of the widget stands for, in words."""
        if self._figure is None:
            return ""
        point: QPointF = self.getPlotItem().getViewBox().mapSceneToView(self.mapToScene(place))
        number = round(point.y() if self._figure.form is Form.ROWS else point.x())
        if self._figure.form is Form.CELLS:
            row, columns = round(point.y()), len(self._figure.labels)
            number = row * columns + number if 0 <= number < columns else -1
        hints = self._figure.hints
        return hints[number] if 0 <= number < len(hints) else ""

    def _draw_bars(self, figure: Figure) -> None:
        item, count = self.getPlotItem(), len(figure.series)
        width = 0.8 / count
        for place, one in enumerate(figure.series):
            shift = (place - (count - 1) / 2) * width
            item.addItem(
                charting.BarGraphItem(
                    x=[number + shift for number in range(len(figure.labels))],
                    height=[value or 0 for value in one.values],
                    width=width * 0.9,
                    brush=self._brush(one),
                    pen=self._pen(one, 1 if len(figure.labels) < _MANY else 0),
                )
            )
        self._scale(figure)

    def _draw_lines(self, figure: Figure) -> None:
        item = self.getPlotItem()
        is_dense = len(figure.labels) > _MANY
        for one in figure.series:
            if all(value is None for value in one.values):
                continue  # The library looks for the bounds of what is drawn.
            numbers = [math.nan if value is None else value for value in one.values]
            ink = self._ink(one.ink)
            pen = QPen(ink, 2, PENS[one.look])
            pen.setCosmetic(True)
            item.plot(
                list(range(len(numbers))),
                numbers,
                pen=pen,
                connect="finite",
                symbol=None if is_dense else _SYMBOLS[one.look],
                symbolSize=7,
                symbolBrush=ink,
                symbolPen=None,
            )
        self._scale(figure)

    def _draw_rows(self, figure: Figure) -> None:
        item = self.getPlotItem()
        rows = list(range(len(figure.labels)))
        ends = [0.0] * len(rows)
        for one in figure.series:
            lengths = [value or 0 for value in one.values]
            starts, ends = ends, [end + more for end, more in zip(ends, lengths, strict=True)]
            item.addItem(
                charting.BarGraphItem(
                    x0=starts, width=lengths, y=rows, height=0.62,
                    brush=self._brush(one), pen=self._pen(one, 1),
                )
            )  # fmt: skip
        top = figure.top or max(ends, default=0) or 1
        for row, words in enumerate(figure.notes):
            text = charting.TextItem(words, color=self._ink("muted"), anchor=(0, 0.5))
            text.setFont(self._theme.font(NOTE))
            text.setPos(top if figure.top else ends[row], row)
            item.addItem(text)
        left = item.getAxis("left")
        left.setTicks([list(enumerate(figure.labels))])
        left.setWidth(self._widest(figure.labels) + 2 * UNIT)
        # Shares want a scale; numbers stand at the ends of their rows.
        item.showAxis("bottom", figure.top is not None)
        if figure.top:
            step = figure.top / 5
            item.getAxis("bottom").setTicks([[(n * step, f"{n * step:.0f}") for n in range(6)]])
        item.setXRange(0, top * _NOTE_ROOM, padding=0)
        item.setYRange(-0.6, len(rows) - 0.4, padding=0)

    def _draw_cells(self, figure: Figure) -> None:
        item, names = self.getPlotItem(), [one.name for one in figure.series]
        item.addItem(HeatCells(self._theme, figure.series, len(figure.labels)))
        left = item.getAxis("left")
        left.setTicks([list(enumerate(names))])
        left.setWidth(self._widest(names) + 2 * UNIT)
        item.showAxis("bottom")
        self._tick()
        item.setXRange(-0.5, len(figure.labels) - 0.5, padding=0)
        item.setYRange(-0.5, len(names) - 0.5, padding=0)

    def _scale(self, figure: Figure) -> None:
        item, count = self.getPlotItem(), len(figure.labels)
        highest = max((v or 0 for one in figure.series for v in one.values), default=0)
        item.showAxis("bottom")
        item.getAxis("left").setTicks(None)
        item.getAxis("left").setWidth(None)
        self._tick()
        item.setXRange(-0.6, max(0.6, count - 0.4), padding=0)
        item.setYRange(0, figure.top or highest * 1.08 or 1, padding=0)

    def _tick(self) -> None:
        """As many labels under the plot as there is room for."""
        figure = self._figure
        if figure and figure.form is not Form.ROWS:
            axis = self.getPlotItem().getAxis("left").width()
            beside = axis if figure.form is Form.CELLS else _AXIS
            most = int(self.width() - beside) // (self._widest(figure.labels) + 3 * UNIT)
            self.getPlotItem().getAxis("bottom").setTicks([sparse(figure.labels, most)])

    def _widest(self, labels: Sequence[str]) -> int:
        metrics = QFontMetrics(self._theme.font(NOTE))
        return max((metrics.horizontalAdvance(label) for label in labels), default=0)

    def _dress(self) -> None:
        self.setBackground(self._ink("raised"))
        item = self.getPlotItem()
        item.showGrid(x=False, y=False)
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setPen(QPen(self._ink("line"), 1))
            axis.setTextPen(self._ink("muted"))
            axis.setTickFont(self._theme.font(NOTE))
            axis.setStyle(tickLength=0, tickTextOffset=UNIT, hideOverlappingLabels=False)

    def _brush(self, one: Series) -> QBrush:
        return QBrush(self._ink(one.ink), BRUSHES[one.look])

    def _pen(self, one: Series, width: int) -> Any:
        if not width:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self._ink(one.ink), width)
        pen.setCosmetic(True)
        return pen

    def _ink(self, name: str) -> QColor:
        return self._theme.color(name)

    def _on_theme_changed(self) -> None:
        if self._figure:
            self.show_figure(self._figure)
