"""What part of the world a map shows: degrees to pixels and back, by Mercator's projection.

On the map, x is the longitude in degrees and y the latitude stretched so that shapes keep their
angles: y = asinh(tan(latitude)) in degrees. It ends at 85 degrees north and south.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import asinh, atan, cos, degrees, isclose, radians, sinh, tan

MOST_NORTH = 85.0
#: Pixels a degree: about seventy metres a pixel at the equator.
_LARGEST = 1600.0
#: A single point is shown with some of its surroundings (degrees).
_LEAST_SPAN = 4.0
#: A degree of latitude in kilometres.
KM_PER_DEGREE = 111.2


def stretched(lat: float) -> float:
    """The height of a latitude on the map, in degrees at the equator."""
    return degrees(asinh(tan(radians(max(-MOST_NORTH, min(lat, MOST_NORTH))))))


def latitude(y: float) -> float:
    """The latitude of a height on the map."""
    return degrees(atan(sinh(radians(y))))


_TOP = stretched(MOST_NORTH)


@dataclass(frozen=True, slots=True)
class View:
    """The middle of the view on the map, pixels a degree, and the view's size in pixels."""

    x: float = 15.0
    y: float = 20.0
    scale: float = 1.0
    width: int = 1
    height: int = 1

    def to_screen(self, lat: float, lon: float) -> tuple[float, float]:
        """The pixel of a point."""
        return self.across(lon), self.down(stretched(lat))

    def across(self, x: float) -> float:
        return self.width / 2 + (x - self.x) * self.scale

    def down(self, y: float) -> float:
        return self.height / 2 - (y - self.y) * self.scale

    def to_degrees(self, across: float, down: float) -> tuple[float, float]:
        """Latitude and longitude under a pixel; beside the world, its nearest edge."""
        x = self.x + (across - self.width / 2) / self.scale
        y = self.y - (down - self.height / 2) / self.scale
        return latitude(max(-_TOP, min(y, _TOP))), max(-180.0, min(x, 180.0))

    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the view on the map."""
        wide, high = self.width / 2 / self.scale, self.height / 2 / self.scale
        return self.x - wide, self.y - high, self.x + wide, self.y + high

    def resized(self, width: int, height: int) -> View:
        return replace(self, width=max(1, width), height=max(1, height)).kept()

    def moved(self, across: float, down: float) -> View:
        """The view after the map was pulled by so many pixels."""
        moved = replace(self, x=self.x - across / self.scale, y=self.y + down / self.scale)
        return moved.kept()

    def zoomed(self, factor: float, across: float, down: float) -> View:
        """Larger or smaller around a pixel, which keeps its point."""
        scale = max(self._smallest(), min(self.scale * factor, _LARGEST))
        right, low = across - self.width / 2, down - self.height / 2
        shift = 1 / self.scale - 1 / scale
        return replace(self, scale=scale, x=self.x + right * shift, y=self.y - low * shift).kept()

    def around(self, points: Sequence[tuple[float, float]], margin: int) -> View:
        """The closest view that holds these points (latitude, longitude), or the whole world."""
        if not points:
            return replace(self, x=15.0, y=20.0, scale=self._smallest()).kept()
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        west, east, south, north = min(lons), max(lons), stretched(min(lats)), stretched(max(lats))
        wide, high = max(self.width - 2 * margin, 1), max(self.height - 2 * margin, 1)
        span = max(east - west, _LEAST_SPAN), max(north - south, _LEAST_SPAN / 2)
        scale = min(wide / span[0], high / span[1], _LARGEST)
        x, y = (east + west) / 2, (north + south) / 2
        return replace(self, x=x, y=y, scale=max(scale, self._smallest())).kept()

    def shows(self, lat: float, lon: float, margin: int) -> bool:
        """Whether a point is in view, not too close to its edge."""
        across, down = self.to_screen(lat, lon)
        inside_x = margin <= across <= self.width - margin
        return inside_x and margin <= down <= self.height - margin

    def kept(self) -> View:
        """The view, moved and zoomed so that it does not leave the world."""
        scale = max(self.scale, self._smallest())
        wide = max(0.0, 180 - self.width / 2 / scale)
        high = max(0.0, _TOP - self.height / 2 / scale)
        x, y = max(-wide, min(self.x, wide)), max(-high, min(self.y, high))
        return replace(self, x=x, y=y, scale=scale)

    def ruler(self, most: int) -> tuple[int, float]:
        """A round number of kilometres and how many pixels it takes, at most so many."""
        pixels_per_km = self.scale / KM_PER_DEGREE / cos(radians(latitude(self.y)))
        round_numbers = [n * 10**power for power in range(4) for n in (1, 2, 5)]
        fitting = [n for n in round_numbers if n * pixels_per_km <= most]
        best = fitting[-1] if fitting else 1
        return best, best * pixels_per_km

    def is_like(self, other: View) -> bool:
        """Whether two views show the same, but for rounding."""
        pairs = ((self.x, other.x), (self.y, other.y), (self.scale, other.scale))
        return all(isclose(a, b, abs_tol=1e-6) for a, b in pairs)

    def _smallest(self) -> float:
        return max(self.width / 360, self.height / (2 * _TOP))
