"""Two small pictures: how right each band of confidence is, and how learning pays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from models.events import Band
from models.language import later, number, tr
from models.suggest.calibration import Bin, Calibration, CurvePoint
from ui.quality.wording import articles_words, percent, values_words
from ui.theme import MEDIUM, NOTE, UNIT, Theme
from ui.words.records import BAND_WORDS

_ROW = 30
_LABEL, _WORDS = 84, 300
_CURVE_HEIGHT = 190
_STEP = 10
_SERIES = (
    ("ranking", "accent", Qt.PenStyle.SolidLine),
    ("f1", "suggested", Qt.PenStyle.DashLine),
)
_NAMES = {"ranking": later("ranking"), "f1": "F1"}


class BandsView(QWidget):
    """One row a band: a bar as long as the share of right values, a stroke at the confidence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bands: dict[Band, Bin] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Confidence and share of right values by band"))
        theme.changed.connect(self.update)

    def show_calibration(self, found: Calibration) -> None:
        self._bands = dict(found.bands)
        words = [f"{band.value}: {_band_words(one)}" for band, one in self._bands.items()]
        self.setAccessibleDescription("; ".join(words))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, max(1, len(self._bands)) * _ROW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, (band, one) in enumerate(self._bands.items()):
            top = row * _ROW
            painter.setFont(self._theme.font(NOTE, MEDIUM))
            painter.setPen(self._theme.color("text"))
            painter.drawText(
                QRectF(0, top, _LABEL, _ROW), middle, tr(BAND_WORDS[band]).capitalize()
            )
            width = max(60, self.width() - _LABEL - _WORDS)
            track = QRectF(_LABEL, top + _ROW / 2 - 5, width, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("chip"))
            painter.drawRoundedRect(track, 5, 5)
            painter.setBrush(self._theme.color("accent"))
            filled = QRectF(track)
            filled.setWidth(max(10, width * one.precision))
            painter.drawRoundedRect(filled, 5, 5)
            x = track.left() + width * one.confidence
            painter.setPen(QPen(self._theme.color("text"), 2))
            painter.drawLine(QPointF(x, track.top() - 4), QPointF(x, track.bottom() + 4))
            painter.setFont(self._theme.font(NOTE))
            painter.setPen(self._theme.color("muted"))
            words = QRectF(track.right() + 2 * UNIT, top, _WORDS - 2 * UNIT, _ROW)
            painter.drawText(words, middle, _band_words(one))


class CurveView(QWidget):
    """Quality over the number of articles that were learned from, by F1 and by ranking."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: Sequence[CurvePoint] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Learning curve"))
        theme.changed.connect(self.update)

    def show_points(self, points: Sequence[CurvePoint]) -> None:
        self._points = points
        said = [
            tr(
                "{articles}: ranking {ranking}, F1 {f1}",
                articles=articles_words(one.articles),
                ranking=percent(one.ranking),
                f1=percent(one.f1),
            )
            for one in points
        ]
        self.setAccessibleDescription("; ".join(said))
        self.setVisible(bool(points))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, _CURVE_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(NOTE))
        plot = QRectF(5 * UNIT, 2.5 * UNIT, self.width() - 17 * UNIT, self.height() - 6.5 * UNIT)
        highest = max((max(one.f1, one.ranking) for one in self._points), default=0)
        top = min(100, _STEP * (int(115 * highest) // _STEP + 1))
        self._grid(painter, plot, top)
        self._numbers(painter, plot)
        for name, ink, style in _SERIES:
            shares = [getattr(one, name) for one in self._points]
            places = [
                QPointF(x, plot.bottom() - plot.height() * 100 * share / top)
                for x, share in zip(self._xs(plot), shares, strict=True)
            ]
            painter.setPen(QPen(self._ink(ink), 2, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(places))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink(ink))
            for place in places:
                painter.drawEllipse(place, 3.5, 3.5)
            self._shares(painter, places, name)

    def _xs(self, plot: QRectF) -> list[float]:
        most = max((one.articles for one in self._points), default=1) or 1
        left, width = plot.left() + 3 * UNIT, plot.width() - 3 * UNIT
        return [left + width * one.articles / most for one in self._points]

    def _shares(self, painter: QPainter, places: list[QPointF], name: str) -> None:
        """The share at each point, above the upper line and below the lower one."""
        metrics = QFontMetricsF(painter.font())
        taken = -1000.0
        for one, place in zip(self._points, places, strict=True):
            is_last = one is self._points[-1]
            if place.x() - taken < 5 * UNIT and not is_last:
                continue
            taken = place.x()
            share = getattr(one, name)
            other = one.f1 if name == "ranking" else one.ranking
            is_upper = share > other or (share == other and name == "ranking")
            if is_last:
                painter.setPen(self._ink("text"))
                painter.drawText(place + QPointF(UNIT, 4), f"{percent(share)} {tr(_NAMES[name])}")
            else:
                shift = QPointF(0, -9 if is_upper else 9 + metrics.ascent())
                _centred(painter, metrics, place + shift, percent(share), self._ink("text"))

    def _numbers(self, painter: QPainter, plot: QRectF) -> None:
        """How many articles, under the points."""
        metrics = QFontMetricsF(painter.font())
        taken = -1000.0
        for one, x in zip(self._points, self._xs(plot), strict=True):
            if x - taken < 6 * UNIT:
                continue
            taken = x
            words = articles_words(0) if one.articles == 0 else number(one.articles)
            _centred(
                painter, metrics, QPointF(x, plot.bottom() + 2.4 * UNIT), words, self._ink("muted")
            )

    def _ink(self, name: str) -> QColor:
        return self._theme.color(name)

    def _grid(self, painter: QPainter, plot: QRectF, top: int) -> None:
        step = _STEP if top <= 40 else 2 * _STEP
        for value in range(0, top + 1, step):
            y = plot.bottom() - plot.height() * value / top
            painter.setPen(QPen(self._ink("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self._ink("muted"))
            box = QRectF(0, y - UNIT, plot.left() - UNIT, 2 * UNIT)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value} %"
            )


def _centred(
    painter: QPainter, metrics: QFontMetricsF, place: QPointF, words: str, ink: QColor
) -> None:
    painter.setPen(ink)
    painter.drawText(place - QPointF(metrics.horizontalAdvance(words) / 2, 0), words)


def _band_words(one: Bin) -> str:
    return tr(
        "{right} of {values} right, {expected} expected",
        right=percent(one.precision),
        values=values_words(one.count),
        expected=percent(one.confidence),
    )
