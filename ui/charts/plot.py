"""Draws a figure with the charting library, in the colours and type of the theme."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip
from typing_extensions import override

from models.language import number
from ui.charts.canvas import Canvas
from ui.charts.figure import Figure, Form, Look, Series, sparse
from ui.charts.heat import HeatCells
from ui.charts.library import BarGraphItem, PlotDataItem, TextItem
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
_HEIGHT, _HIGHEST, _ROW = 26 * UNIT, 48 * UNIT, 3 * UNIT
_AXIS = 6 * UNIT
_MANY = 60
#: Forms whose first row is the upper one.
_FROM_ABOVE = frozenset({Form.ROWS, Form.CELLS})

#: At most so many numbers stand at an axis, besides 0.
_TICKS = 6
_HAIR = 1e-9
#: As wide as one of so many is a bar at most.
_LEAST = 6


class Plot(Canvas):
    """Shows one figure; the page scrolls over it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._figure: Figure | None = None
        self._reach = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        theme.changed.connect(self._on_theme_changed)

    def show_figure(self, figure: Figure) -> None:
        """Draw another figure in the place of the one that is there."""
        self._figure = figure
        self.clear()
        self._dress()
        self.box.invertY(figure.form in _FROM_ABOVE)
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
        self.setMinimumHeight(rows * _ROW + 5 * UNIT if is_table else _HEIGHT)
        self.setMaximumHeight(self.minimumHeight() if is_table else _HIGHEST)

    @override
    def sizeHint(self) -> QSize:
        return QSize(30 * UNIT, self.minimumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Before it is made whole the library asks for its size already.
        if not hasattr(self, "_figure") or self._figure is None:
            return
        if self._figure.form is Form.ROWS:
            self._fit_rows(self._figure)
        else:
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
        point: QPointF = self.box.mapSceneToView(self.mapToScene(place))
        which = round(point.y() if self._figure.form is Form.ROWS else point.x())
        if self._figure.form is Form.CELLS:
            row, columns = round(point.y()), len(self._figure.labels)
            which = row * columns + which if 0 <= which < columns else -1
        hints = self._figure.hints
        return hints[which] if 0 <= which < len(hints) else ""

    def _draw_bars(self, figure: Figure) -> None:
        count = len(figure.series)
        width = 0.8 / count
        for place, one in enumerate(figure.series):
            shift = (place - (count - 1) / 2) * width
            self.draw(
                BarGraphItem(
                    x=[group + shift for group in range(len(figure.labels))],
                    height=[value or 0 for value in one.values],
                    width=width * 0.9,
                    brush=self._brush(one),
                    pen=self._pen(one, 1 if len(figure.labels) < _MANY else 0),
                )
            )
        self._scale(figure)

    def _draw_lines(self, figure: Figure) -> None:
        is_dense = len(figure.labels) > _MANY
        for one in figure.series:
            if all(value is None for value in one.values):
                continue  # The library looks for the bounds of what is drawn.
            numbers = [math.nan if value is None else value for value in one.values]
            ink = self._ink(one.ink)
            pen = QPen(ink, 2, PENS[one.look])
            pen.setCosmetic(True)
            line = PlotDataItem(
                list(range(len(numbers))),
                numbers,
                pen=pen,
                connect="finite",
                symbol=None if is_dense else _SYMBOLS[one.look],
                symbolSize=7,
                symbolBrush=ink,
                symbolPen=None,
            )
            self.draw(line)
        self._scale(figure)

    def _draw_rows(self, figure: Figure) -> None:
        rows = list(range(len(figure.labels)))
        ends = [0.0] * len(rows)
        for one in figure.series:
            lengths = [value or 0 for value in one.values]
            starts, ends = ends, [end + more for end, more in zip(ends, lengths, strict=True)]
            self.draw(
                BarGraphItem(
                    x0=starts, width=lengths, y=rows, height=0.62,
                    brush=self._brush(one), pen=self._pen(one, 1),
                )
            )  # fmt: skip
        top = figure.top or max(ends, default=0) or 1
        for row, words in enumerate(figure.notes):
            text = TextItem(words, color=self._ink("muted"), anchor=(0, 0.5))
            text.setFont(self._theme.font(NOTE))
            text.setPos(top if figure.top else ends[row], row)
            self.draw(text)
        self.left.setTicks([list(enumerate(figure.labels))])
        self.left.setWidth(self._widest(figure.labels) + 2 * UNIT)
        # Shares want a scale; numbers stand at the ends of their rows.
        self.bottom.setVisible(figure.top is not None)
        if figure.top:
            step = figure.top / 5
            self.bottom.setTicks([[(n * step, f"{n * step:.0f}") for n in range(6)]])
        self._reach = top
        self._fit_rows(figure)

    def _fit_rows(self, figure: Figure) -> None:
        """The longest bar as long as its note leaves room for."""
        room = self.width() - self.left.width() - 2 * UNIT
        note = self._widest(figure.notes) + UNIT
        right = self._reach * room / max(room - note, room / 2, 1)
        self.show_range(0, right, -0.6, len(figure.labels) - 0.4)

    def _draw_cells(self, figure: Figure) -> None:
        names = [one.name for one in figure.series]
        self.draw(HeatCells(self._theme, figure.series, len(figure.labels)))
        self.left.setTicks([list(enumerate(names))])
        self.left.setWidth(self._widest(names) + 2 * UNIT)
        self.bottom.show()
        self._tick()
        self.show_range(-0.5, len(figure.labels) - 0.5, -0.5, len(names) - 0.5)

    def _scale(self, figure: Figure) -> None:
        count = len(figure.labels)
        highest = max((v or 0 for one in figure.series for v in one.values), default=0)
        self.bottom.show()
        ticks = _ticks(figure.top or highest, is_whole=_is_whole(figure))
        self.left.setTicks([ticks])
        self.left.setWidth(self._widest([words for _, words in ticks]) + 2 * UNIT)
        self._tick()
        # A single day is no wall.
        beside = max(0.0, (_LEAST - count) / 2)
        self.show_range(-0.6 - beside, count - 0.4 + beside, 0, figure.top or highest * 1.08 or 1)

    def _tick(self) -> None:
        """As many labels under the plot as there is room for."""
        figure = self._figure
        if figure and figure.form is not Form.ROWS:
            axis = self.left.width()
            beside = axis if figure.form is Form.CELLS else _AXIS
            most = int(self.width() - beside) // (self._widest(figure.labels) + 3 * UNIT)
            self.bottom.setTicks([sparse(figure.labels, most)])

    def _widest(self, labels: Sequence[str]) -> int:
        metrics = QFontMetrics(self._theme.font(NOTE))
        return max((metrics.horizontalAdvance(label) for label in labels), default=0)

    def _dress(self) -> None:
        self.setBackground(self._ink("raised"))
        for axis in (self.left, self.bottom):
            axis.setPen(QPen(self._ink("line"), 1))
            axis.setTextPen(self._ink("muted"))
            axis.setTickFont(self._theme.font(NOTE))
            axis.setStyle(
                tickLength=0, tickAlpha=0, tickTextOffset=UNIT, hideOverlappingLabels=False
            )

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


def _is_whole(figure: Figure) -> bool:
    """Whether counts are shown, which have no halves."""
    return all(isinstance(v, int) for one in figure.series for v in one.values if v is not None)


def _ticks(highest: float, *, is_whole: bool) -> list[tuple[float, str]]:
    """Some round numbers from 0 to the highest, with their words."""
    if highest <= 0:
        return [(0, number(0))]
    power = 10.0 ** math.floor(math.log10(highest / _TICKS))
    step = next(power * size for size in (1, 2, 5, 10) if power * size * _TICKS >= highest)
    step = max(step, 1) if is_whole else step
    places = max(0, -math.floor(math.log10(step) + _HAIR))
    count = math.floor(highest / step + _HAIR)
    return [(place * step, number(place * step, places)) for place in range(count + 1)]
