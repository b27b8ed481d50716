"""The place index: names of populated places, regions, countries and sites, read from SQLite."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from pathlib import Path
from urllib.parse import quote

import platformdirs

from models.errors import UserError
from models.suggest.gazetteer_build import KINDS, build, index_name
from models.suggest.gazetteer_names import key, without_article
from models.values import Place, PlacePrecision

_PRECISION = {
    "city": PlacePrecision.EXACT,
    "site": PlacePrecision.EXACT,
    "admin2": PlacePrecision.ADMIN2,
    "admin1": PlacePrecision.ADMIN1,
    "region": PlacePrecision.AREA,
    "country": PlacePrecision.COUNTRY,
    "waters": PlacePrecision.WATERS,
}
_MOST_PREFIX_ROWS = 4000

_COLUMNS = """
    SELECT p.id, p.slug, p.name, p.country, coalesce(a.name, ''), coalesce(p.admin1, 0),
           p.lat, p.lon, p.population, p.kind, p.capital, p.reach"""
_BY_NAME = f"""{_COLUMNS}, n.grade
    FROM alias n JOIN place p ON p.id = n.place LEFT JOIN place a ON a.id = p.admin1 """
_BY_PLACE = f"""{_COLUMNS}, 0
    FROM place p LEFT JOIN place a ON a.id = p.admin1 """
_KIND_WEIGHT = {"country": 4.0, "region": 3.0, "waters": 3.0, "admin1": 1.8, "site": 1.0}
_KIND_WEIGHT |= {"city": 0.5, "admin2": 0.2}
_USUAL_POPULATION = {"region": 500_000, "waters": 500_000, "site": 10_000}
_GRADE_WEIGHT = (0.6, -1.2, -1.6)


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place of the index; `reach` is how far (km) an area extends around its point."""

    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    kind: str
    gazetteer_id: str
    admin1_id: int = 0
    capital: bool = False
    reach: int = 0

    @property
    def is_area(self) -> bool:
        return self.kind not in {"city", "site"}

    def to_place(self, precision: PlacePrecision | None = None) -> Place:
        """The place as the value of a field; without a precision, the one that fits its kind."""
        fitting = precision or _PRECISION[self.kind]
        point = (round(self.lat, 5), round(self.lon, 5))
        admin1 = self.admin1 or None
        return Place(self.name, self.country or None, admin1, *point, self.gazetteer_id, fitting)


@dataclass(frozen=True, slots=True)
class Named:
    """A place found by a name; grade 0: its main name, 1: another name, 2: a shortened one."""

    place: GazetteerPlace
    grade: int


class Gazetteer:
    """Finds places by name; each process and each thread opens its own."""

    def __init__(self, path: Path) -> None:
        uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        self.path = path
        self._connection = sqlite3.connect(uri, uri=True)
        self.named = lru_cache(maxsize=8192)(self._named)
        """`named(name)` → tuple of `Named`: every place of that name, with how it bears it."""

    def close(self) -> None:
        self._connection.close()

    def lookup(self, name: str) -> list[GazetteerPlace]:
        """The places of a name, main names and large places first."""
        return [found.place for found in self.named(name)]

    def search(self, prefix: str, limit: int = 20) -> list[GazetteerPlace]:
        """Places whose name begins as typed: whole names first, then the larger ones."""
        start = key(prefix)
        if not start:
            return []
        large = "AND n.large" if len(start) < 4 else ""  # Thousands of villages begin with "sa".
        condition = f"WHERE n.key >= ? AND n.key < ? {large} LIMIT {_MOST_PREFIX_ROWS}"
        found = self._read(condition, start, start + "\x7f")
        scores: dict[GazetteerPlace, float] = {}
        for named in (*found, *self.named(prefix)):
            scores[named.place] = max(_typed(named), scores.get(named.place, _typed(named)))
        for named in self.named(prefix):
            # A whole name counts for more, but not a hamlet "Par" for more than Paris.
            scores[named.place] += 1.5
        return sorted(scores, key=lambda place: (-scores[place], place.gazetteer_id))[:limit]

    def by_id(self, gazetteer_id: str) -> GazetteerPlace | None:
        """The place of an id such as "geonames:170794" or "site:al-tanf"."""
        source, _, number = gazetteer_id.partition(":")
        if source == "geonames" and number.isdecimal():
            return self._one("WHERE p.id = ?", int(number))
        return self._one("WHERE p.slug = ?", gazetteer_id)

    def country(self, alpha3: str) -> GazetteerPlace | None:
        """The country of an ISO 3166-1 alpha-3 code."""
        return self._one(f"WHERE p.kind = {KINDS.index('country')} AND p.country = ?", alpha3)

    def _named(self, name: str) -> tuple[Named, ...]:
        whole, bare = key(name), key(without_article(name))
        if not whole:
            return ()
        found = self._read("WHERE n.key = ?", whole)
        if bare != whole and len(bare) > 1:
            known = {named.place.gazetteer_id for named in found}
            more = self._read("WHERE n.key = ?", bare)
            found += [Named(n.place, 2) for n in more if n.place.gazetteer_id not in known]
        return tuple(sorted(found, key=lambda named: -prior(named)))

    def _read(self, condition: str, *values: str | int) -> list[Named]:
        rows = self._connection.execute(_BY_NAME + condition, values)
        return [_named_place(*row) for row in rows]

    def _one(self, condition: str, value: str | int) -> GazetteerPlace | None:
        row = self._connection.execute(_BY_PLACE + condition, (value,)).fetchone()
        return _named_place(*row).place if row else None


def prior(named: Named) -> float:
    """How likely a name means this place when nothing else is known."""
    place = named.place
    people = place.population or _USUAL_POPULATION.get(place.kind, 0)
    size = 0.8 * log10(people + 10) + 0.8 * _KIND_WEIGHT[place.kind]
    return size + _GRADE_WEIGHT[named.grade] + (1.2 if place.capital else 0.0)


def _typed(named: Named) -> float:
    """How likely a place is meant by who types its beginning: sites are typed more than read."""
    return prior(named) + (2.0 if named.place.kind == "site" else 0.0)


def _named_place(  # noqa: PLR0913, PLR0917 - one argument a column
    number: int, slug: str | None, name: str, country: str, admin1: str, admin1_id: int,
    lat: float, lon: float, population: int, kind: int, capital: int, reach: int, grade: int,
) -> Named:  # fmt: skip
    details = (population, KINDS[kind], slug or f"geonames:{number}", admin1_id)
    place = GazetteerPlace(name, country, admin1, lat, lon, *details, bool(capital), reach)
    return Named(place, grade)


def cache_folder() -> Path:
    """Where the index lies: the user's cache folder, or EVENTDESK_CACHE if that is set."""
    chosen = os.environ.get("EVENTDESK_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("eventdesk", appauthor=False)


def is_built(path: Path | None = None) -> bool:
    """Whether an index of this version lies there, so that opening it takes no time."""
    return (path or cache_folder() / index_name()).is_file()


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The index; the first time ever it is built, which takes some seconds.

    Raises UserError if the folder of the index cannot be written.
    """
    target = path or cache_folder() / index_name()
    if not target.is_file():
        try:
            build(target)
        except OSError as error:
            raise UserError(
                f"The place index cannot be written to {target.parent}: {error.strerror}. "
                "Make room there, or set EVENTDESK_CACHE to another folder."
            ) from error
    return Gazetteer(target)


@lru_cache(maxsize=1)
def shared_gazetteer() -> Gazetteer:
    """The index of this process, opened at first use."""
    return open_gazetteer()
