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


_ORDER = (PinKind.CHOSEN, PinKind.OTHER, PinKind.CANDIDATE)
_RADIUS = {PinKind.CHOSEN: 7.0, PinKind.OTHER: 5.5, PinKind.CANDIDATE: 5.0}


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


def _distance(pin: Pin, view: View, across: float, down: float) -> float:
    x, y = view.to_screen(pin.lat, pin.lon)
    return float(sqrt((x - across) ** 2 + (y - down) ** 2))


def _diamond(place: QPointF, radius: float) -> QPolygonF:
    steps = ((0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0))
    return QPolygonF([place + QPointF(x, y) for x, y in steps])
