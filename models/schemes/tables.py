"""The code tables of the schemes, and facts about countries: data files, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from models.folding import folded

_DATA = Path(__file__).parent / "data"
#: What is known of the world's actors and nations; the engine reads the same files.
_FACTS = Path(__file__).parents[1] / "suggest" / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """One of the schemes' own data files."""
    return _parsed(_DATA / f"{name}.toml")


@cache
def facts(name: str) -> dict[str, Any]:
    """One of the files that the engine reads, too."""
    return _parsed(_FACTS / f"{name}.toml")


def _parsed(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with the numbers that schemes give it; None where one has none.

    `code` is ISO 3166-1 alpha-3, `iso` the numeric code; `gw` is Gleditsch and Ward's number, `cow`
    that of the Correlates of War; `region` is ACLED's, `gtd` and `gtd_region` are GTD's.
    """

    code: str
    name: str
    iso: int | None = None
    region: str = ""
    gw: int | None = None
    cow: int | None = None
    gtd: int | None = None
    gtd_region: int | None = None
    acled_name: str = ""
    gtd_name: str = ""
    ucdp_name: str = ""


@cache
def countries() -> dict[str, Country]:
    """The countries by ISO 3166-1 alpha-3."""
    found = {}
    for code, row in table("countries")["country"].items():
        numbers = {"cow": row.get("gw")} | row
        names = {f"{scheme}_name": row["name"] for scheme in ("acled", "gtd", "ucdp")}
        found[code] = Country(code, **(names | numbers))
    return found


@lru_cache(maxsize=4096)
def country_named(name: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a name or demonym, as schemes and newspapers write it."""
    if name in countries():
        return name
    return _country_by_name().get(folded(name).removeprefix("the "))


@cache
def _country_by_name() -> dict[str, str]:
    by_name: dict[str, str] = {}
    for country in countries().values():
        for name in (country.name, country.acled_name, country.ucdp_name, country.gtd_name):
            by_name.setdefault(folded(name), country.code)
    for code, name in _other_names():
        by_name.setdefault(folded(name), code)
    return by_name


def _other_names() -> Iterator[tuple[str, str]]:
    for code, names in facts("nations")["nation"].items():
        for name in names:
            yield code, name
    for code, row in facts("countries")["country"].items():
        for name in (*row.get("aliases", ()), *row.get("demonyms", ())):
            yield code, name
    yield "USA", "US"
    yield "GBR", "UK"
