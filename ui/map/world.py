"""The countries of the world as Natural Earth draws them, read from a file when first in view."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from ui.map.projection import stretched
from ui.words.foreign_names import country_names, spoken_language

_FILE = Path(__file__).with_name("world.json.gz")
Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Polygon:
    """A piece of land: its box (west, south, east, north on the map) and its rings.

    What lies across the date line goes on past 180 degrees.
    """

    box: Box
    _outline: tuple[tuple[int, ...], ...]
    _level: Level

    @cached_property
    def rings(self) -> tuple[tuple[Point, ...], ...]:
        """The shore and border around it, then the holes in it, as points on the map."""
        return tuple(self._level.ring(numbers) for numbers in self._outline)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point on the map lies in it."""
        west, south, east, north = self.box
        for at in (x, x - 360, x + 360):
            if west <= at <= east and south <= y <= north:
                return sum(_crossings(ring, at, y) for ring in self.rings) % 2 == 1
        return False


@dataclass(frozen=True)
class Country:
    """A country: ISO 3166-1 alpha-3 ("" if it has none), its name and where the name stands.

    `room` is how wide the country is there, in degrees.
    """

    code: str
    name: str
    name_at: Point
    room: float
    polygons: tuple[Polygon, ...]


class Level:
    """The world at one scale."""

    def __init__(self, data: dict[str, Any], names: Mapping[str, str]) -> None:
        self._names = names
        self._arcs: list[str] = data["arcs"]
        self._transform: dict[str, list[float]] = data["transform"]
        self._read: dict[int, list[Point]] = {}
        self.countries = tuple(self._country(one) for one in data["countries"])

    def ring(self, numbers: tuple[int, ...]) -> tuple[Point, ...]:
        """The points of a ring that is made of arcs; ~n is arc n from its end."""
        points: list[Point] = []
        for number in numbers:
            arc = self._arc(number) if number >= 0 else self._arc(~number)[::-1]
            points += arc[1:] if points else arc
        return _unrolled(points)

    def _country(self, data: dict[str, Any]) -> Country:
        lon, lat, room = data["place"]
        polygons = tuple(self._polygon(one) for one in data["polygons"])
        name = self._names.get(data["code"], data["name"])
        return Country(data["code"], name, (lon, stretched(lat)), room, polygons)

    def _polygon(self, data: dict[str, Any]) -> Polygon:
        west, south, east, north = data["box"]
        box = (west - 0.01, stretched(south - 0.01), east + 0.01, stretched(north + 0.01))
        return Polygon(box, tuple(map(tuple, data["rings"])), self)

    def _arc(self, number: int) -> list[Point]:
        if number not in self._read:
            (sx, sy), (tx, ty) = self._transform["scale"], self._transform["translate"]
            steps = _numbers(self._arcs[number])
            x = y = 0
            points = []
            for dx, dy in zip(steps, steps, strict=True):
                x, y = x + dx, y + dy
                points.append((x * sx + tx, stretched(y * sy + ty)))
            self._read[number] = points
        return self._read[number]


class World:
    """All countries at a coarse and at a fine scale."""

    def __init__(self, levels: list[dict[str, Any]], names: Mapping[str, str]) -> None:
        """`names`: countries by code, where they are not to be called by their English names."""
        self.coarse, self.fine = (Level(data, names) for data in levels)
        self.countries = {one.code: one.name for one in self.fine.countries if one.code}
        """The short names by code (ISO 3166-1 alpha-3)."""
        self.english = {one["code"]: one["name"] for one in levels[1]["countries"] if one["code"]}

    def name_of(self, code: str | None) -> str:
        """The short name of a country by its code; the code itself if it is not known."""
        return self.countries.get(code or "", code or "")

    def country_at(self, lat: float, lon: float) -> Country | None:
        """The country that a point lies in; None at sea."""
        y = stretched(lat)
        holding = (
            country
            for country in self.fine.countries
            if any(polygon.holds(lon, y) for polygon in country.polygons)
        )
        return next(holding, None)


def world() -> World:
    """The world, read once, with names in the language that the window speaks."""
    return _world(spoken_language())


@cache
def _world(language: str) -> World:
    return World(json.loads(gzip.decompress(_FILE.read_bytes())), country_names(language))


def _numbers(text: str) -> Iterator[int]:
    """The numbers that the maker of the file wrote: five bits a character, sign in the lowest."""
    number = shift = 0
    for character in text:
        bits = ord(character) - 63
        number |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            yield ~(number >> 1) if number & 1 else number >> 1
            number = shift = 0


def _unrolled(points: list[Point]) -> tuple[Point, ...]:
    """The ring without jumps at the date line; one around the pole is closed below the map."""
    turns = 0
    found = points[:1]
    for before, after in pairwise(points):
        turns += round((before[0] - after[0]) / 360)
        found.append((after[0] + 360 * turns, after[1]))
    if turns:
        low = min(y for _, y in found) - 1
        found += [(found[-1][0], low), (found[0][0], low), found[0]]
    return tuple(found)


def _crossings(ring: tuple[Point, ...], x: float, y: float) -> int:
    """How often a ring is crossed on the way east from a point."""
    return sum(
        1
        for (x1, y1), (x2, y2) in pairwise(ring)
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    )
