"""Many points on a map, each for many events: as quick to paint as to look at."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from ui.map.projection import View, stretched
from ui.theme import Theme

_LARGEST, _SMALLEST = 18.0, 3.0
#: A dot that stands for so many events is the largest, also where none has more.
_MANY = 20
_ALPHA = 150


class Dot(NamedTuple):
    """A point that stands for many events; its area grows with their number."""

    lat: float
    lon: float
    events: int = 1
    name: str = ""


class Dots:
    """The large ones come first, so that none is covered whole."""

    def __init__(self, dots: Iterable[Dot] = ()) -> None:
        self._dots = sorted(dots, key=lambda dot: -dot.events)
        self._heights = [stretched(dot.lat) for dot in self._dots]

    def __bool__(self) -> bool:
        return bool(self._dots)

    @property
    def points(self) -> list[tuple[float, float]]:
        """Latitude and longitude of each."""
        return [(dot.lat, dot.lon) for dot in self._dots]

    def paint(self, painter: QPainter, theme: Theme, view: View) -> None:
        """Paint what is in view; of several on one pixel the largest."""
        fill = theme.color("accent")
        fill.setAlpha(_ALPHA)
        painter.setPen(QPen(theme.color("raised"), 1))
        painter.setBrush(fill)
        taken: set[tuple[int, int]] = set()
        for dot, height in zip(self._dots, self._heights, strict=True):
            across, down = view.across(dot.lon), view.down(height)
            if not (
                -_LARGEST < across < view.width + _LARGEST
                and -_LARGEST < down < view.height + _LARGEST
            ):
                continue
            pixel = (round(across), round(down))
            if pixel not in taken:
                taken.add(pixel)
                radius = self._radius(dot)
                painter.drawEllipse(QPointF(across, down), radius, radius)

    def at(self, view: View, across: float, down: float) -> Dot | None:
        """The dot under a pixel: the smallest that covers it."""
        touched = [
            dot
            for dot, height in zip(self._dots, self._heights, strict=True)
            if hypot(view.across(dot.lon) - across, view.down(height) - down)
            <= self._radius(dot) + 1
        ]
        return min(touched, key=lambda dot: dot.events, default=None)

    def _radius(self, dot: Dot) -> float:
        """In pixels: the area is in proportion to the number."""
        largest = max(self._dots[0].events, _MANY)
        return max(_SMALLEST, _LARGEST * sqrt(dot.events / largest))
