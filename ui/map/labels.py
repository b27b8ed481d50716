"""Where the names of points stand, so that no two of them overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    def overlaps(self, other: Rect) -> bool:
        apart_x = self.left >= other.left + other.width or other.left >= self.left + self.width
        apart_y = self.top >= other.top + other.height or other.top >= self.top + self.height
        return not (apart_x or apart_y)

    def lies_in(self, other: Rect) -> bool:
        inside_x = self.left >= other.left and self.left + self.width <= other.left + other.width
        inside_y = self.top >= other.top and self.top + self.height <= other.top + other.height
        return inside_x and inside_y


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with the size of its name: where it is, how large it is, how large the name."""

    x: float
    y: float
    radius: float
    width: float
    height: float

    @property
    def rect(self) -> Rect:
        size = 2 * self.radius
        return Rect(self.x - self.radius, self.y - self.radius, size, size)

    def places(self) -> tuple[Rect, ...]:
        """Where its name may stand: right, left, above, below, then the corners."""
        gap = self.radius + 3
        right, left = self.x + gap, self.x - gap - self.width
        above, below = self.y - gap - self.height, self.y + gap
        middle_x, middle_y = self.x - self.width / 2, self.y - self.height / 2
        corners = ((right, above), (right, below), (left, above), (left, below))
        sides = ((right, middle_y), (left, middle_y), (middle_x, above), (middle_x, below))
        return tuple(Rect(x, y, self.width, self.height) for x, y in (*sides, *corners))


def placed(marks: Sequence[Mark], within: Rect, taken: Sequence[Rect] = ()) -> list[Rect | None]:
    """A place for each name; None where all are taken. Earlier marks choose first.

    No name covers another, a mark, or what is taken already.
    """
    used = [*taken, *(mark.rect for mark in marks)]
    found: list[Rect | None] = []
    for mark in marks:
        free = (
            rect
            for rect in mark.places()
            if rect.lies_in(within) and not any(rect.overlaps(other) for other in used)
        )
        place = next(free, None)
        found.append(place)
        if place:
            used.append(place)
    return found
