"""The points on a map and how they are painted: shapes as well as colours tell what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from ui.map.labels import Mark, Rect, placed
from ui.map.projection import View
from ui.theme import GROUP, MEDIUM, SEMIBOLD, UNIT, Theme


class PinKind(StrEnum):
    """What a point stands for."""

    CHOSEN = "chosen"
    CANDIDATE = "candidate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pin:
    """A point with a name. `number` tells whoever shows it which of its places this is."""

    lat: float
    lon: float
    name: str
    kind: PinKind = PinKind.OTHER
    number: int = -1


@dataclass(frozen=True, slots=True)
class Dot:
    """A point that stands for many events; its area grows with their number."""

    lat: float
    lon: float
    count: int = 1
    name: str = ""


_ORDER = (PinKind.CHOSEN, PinKind.OTHER, PinKind.CANDIDATE)
_RADIUS = {PinKind.CHOSEN: 7.0, PinKind.OTHER: 5.5, PinKind.CANDIDATE: 5.0}
_LARGEST_DOT = 18.0


class PinPainter:
    """Paints pins and their names for one view; remembers which room is taken."""

    def __init__(self, painter: QPainter, theme: Theme, view: View) -> None:
        self._painter = painter
        self._theme = theme
        self._view = view

    def paint(self, pins: Sequence[Pin], taken: Rect) -> list[Rect]:
        """Paint the pins in view, the chosen one on top, with names beside what is taken.

        Gives back the room that is taken now.
        """
        ordered = sorted(pins, key=lambda pin: _ORDER.index(pin.kind))
        shown = [pin for pin in ordered if self._view.shows(pin.lat, pin.lon, -UNIT)]
        marks = [self._mark(pin) for pin in shown]
        within = Rect(2, 2, self._view.width - 4, self._view.height - 4)
        names = placed(marks, within, [taken])
        for pin, mark, name in reversed(list(zip(shown, marks, names, strict=True))):
            self._pin(pin, mark)
            if name:
                self._name(pin, name)
        return [taken, *(mark.rect for mark in marks)] + [name for name in names if name]

    def dots(self, dots: Sequence[Dot]) -> None:
        """Paint many points, the large ones first, so that none is covered whole."""
        largest = max((dot.count for dot in dots), default=1)
        fill = self._theme.color("accent")
        fill.setAlpha(150)
        self._painter.setPen(QPen(self._theme.color("raised"), 1))
        self._painter.setBrush(fill)
        for dot in sorted(dots, key=lambda dot: -dot.count):
            across, down = self._view.to_screen(dot.lat, dot.lon)
            radius = dot_radius(dot.count, largest)
            if -radius < across < self._view.width + radius:
                self._painter.drawEllipse(QPointF(across, down), radius, radius)

    def _mark(self, pin: Pin) -> Mark:
        font = self._theme.font(GROUP, SEMIBOLD if pin.kind is PinKind.CHOSEN else MEDIUM)
        metrics = QFontMetricsF(font)
        across, down = self._view.to_screen(pin.lat, pin.lon)
        width = metrics.horizontalAdvance(pin.name) + UNIT
        return Mark(across, down, _RADIUS[pin.kind], width, metrics.height() + 2)

    def _pin(self, pin: Pin, mark: Mark) -> None:
        place, radius = QPointF(mark.x, mark.y), mark.radius
        accent, ground = self._theme.color("accent"), self._theme.color("raised")
        if pin.kind is PinKind.OTHER:
            self._painter.setPen(QPen(ground, 1.5))
            self._painter.setBrush(self._theme.color("text"))
            self._painter.drawPolygon(_diamond(place, radius))
        elif pin.kind is PinKind.CANDIDATE:
            self._painter.setPen(QPen(accent, 2))
            self._painter.setBrush(ground)
            self._painter.drawEllipse(place, radius - 1, radius - 1)
        else:
            self._painter.setPen(QPen(ground, 2))
            self._painter.setBrush(accent)
            self._painter.drawEllipse(place, radius, radius)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(ground)
            self._painter.drawEllipse(place, 2.2, 2.2)

    def _name(self, pin: Pin, rect: Rect) -> None:
        chosen = pin.kind is PinKind.CHOSEN
        plate = QRectF(rect.left, rect.top, rect.width, rect.height)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("accent" if chosen else "raised"))
        self._painter.drawRoundedRect(plate, 3, 3)
        self._painter.setFont(self._theme.font(GROUP, SEMIBOLD if chosen else MEDIUM))
        other = "text" if pin.kind is PinKind.OTHER else "accent"
        self._painter.setPen(self._theme.color("on_accent" if chosen else other))
        self._painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, pin.name)


def pin_at(pins: Sequence[Pin], view: View, across: float, down: float) -> Pin | None:
    """The pin under a pixel: the nearest whose mark it touches."""
    near = [(_distance(pin, view, across, down), pin) for pin in pins]
    touched = [(far, pin) for far, pin in near if far <= _RADIUS[pin.kind] + 3]
    return min(touched, key=lambda pair: pair[0])[1] if touched else None


def dot_at(dots: Sequence[Dot], view: View, across: float, down: float) -> Dot | None:
    """The dot under a pixel: the smallest that covers it."""
    largest = max((dot.count for dot in dots), default=1)
    touched = [
        dot
        for dot in dots
        if _distance(dot, view, across, down) <= dot_radius(dot.count, largest) + 1
    ]
    return min(touched, key=lambda dot: dot.count, default=None)


def dot_radius(count: int, largest: int) -> float:
    """The radius of a dot in pixels: its area is in proportion to the number."""
    return max(3.0, _LARGEST_DOT * sqrt(count / max(largest, 20)))


def _distance(point: Pin | Dot, view: View, across: float, down: float) -> float:
    x, y = view.to_screen(point.lat, point.lon)
    return float(sqrt((x - across) ** 2 + (y - down) ** 2))


def _diamond(place: QPointF, radius: float) -> QPolygonF:
    steps = ((0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0))
    return QPolygonF([place + QPointF(x, y) for x, y in steps])
