"""Paints land, borders and the names of countries: only what is in view, as fine as is needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from ui.map.labels import Rect
from ui.map.projection import View
from ui.map.world import Country, Level, Polygon, World
from ui.theme import GROUP, MEDIUM, Theme

#: When the view is at most so wide (degrees), the fine borders are painted.
_FINE_WITHIN = 80.0


class Land:
    """The world as paths, made when they first come into view and kept."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._paths: dict[int, QPainterPath] = {}

    def paint(self, painter: QPainter, theme: Theme, view: View) -> None:
        """Paint the sea and what land there is in view."""
        painter.fillRect(QRectF(0, 0, view.width, view.height), theme.color("accent_wash"))
        pen = QPen(theme.color("ev_other"), 0.8)
        pen.setCosmetic(True)
        painter.save()
        painter.translate(view.across(0), view.down(0))
        painter.scale(view.scale, -view.scale)
        painter.setPen(pen)
        painter.setBrush(theme.color("paper"))
        for country in self._level(view).countries:
            for polygon in country.polygons:
                for shift in (0, -360, 360):
                    if _in_view(polygon, view, shift):
                        path = self._path(polygon)
                        painter.drawPath(path.translated(shift, 0) if shift else path)
        painter.restore()

    def paint_names(
        self, painter: QPainter, theme: Theme, view: View, taken: Sequence[Rect]
    ) -> None:
        """Write the names of countries where they fit into them, around what is taken."""
        font = theme.font(GROUP, MEDIUM)
        metrics = QFontMetricsF(font)
        used = list(taken)
        within = Rect(0, 0, view.width, view.height)
        painter.setFont(font)
        painter.setPen(theme.color("faint"))
        for country in sorted(self._world.coarse.countries, key=lambda one: -one.room):
            rect = _name_rect(country, view, metrics)
            if rect and rect.lies_in(within) and not any(rect.overlaps(one) for one in used):
                used.append(rect)
                place = QRectF(rect.left, rect.top, rect.width, rect.height)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, country.name)

    def _level(self, view: View) -> Level:
        return self._world.fine if view.width <= _FINE_WITHIN * view.scale else self._world.coarse

    def _path(self, polygon: Polygon) -> QPainterPath:
        path = self._paths.get(id(polygon))
        if path is None:
            path = QPainterPath()
            for ring in polygon.rings:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
            self._paths[id(polygon)] = path
        return path


def _in_view(polygon: Polygon, view: View, shift: float) -> bool:
    """Whether a polygon, moved east by so many degrees, is in view and large enough to see."""
    south, north = polygon.box[1], polygon.box[3]
    west, east = polygon.box[0] + shift, polygon.box[2] + shift
    left, low, right, high = view.box()
    seen = (east - west) * view.scale >= 1 or (north - south) * view.scale >= 1
    return seen and west <= right and left <= east and south <= high and low <= north


def _name_rect(country: Country, view: View, metrics: QFontMetricsF) -> Rect | None:
    """The room of a name, if the country is wide enough for it there."""
    width = metrics.horizontalAdvance(country.name)
    if country.room * view.scale < width + 4:
        return None
    x, y = country.name_at
    height = metrics.height()
    return Rect(view.across(x) - width / 2, view.down(y) - height / 2, width, height)
