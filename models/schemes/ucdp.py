"""Rows of UCDP's georeferenced event data (GED): one an incident with at least one death."""

from __future__ import annotations

import math
from collections.abc import Iterable

from models.codebook import Role
from models.language import later
from models.schemes.acled import kind_of
from models.schemes.counts import numbers
from models.schemes.days import first_and_last, precision_of
from models.schemes.derived import Derived, Row, SkipError, skipping, unfit, without_column
from models.schemes.facts import Facts
from models.schemes.natures import Nature
from models.schemes.tables import Country, countries, table
from models.values import DatePrecision, Place, PlacePrecision

COLUMNS: tuple[str, ...] = tuple(table("ucdp")["columns"])
ID = "id"

_PLACED = (
    *(Role.RECORD_CLASS, Role.EVENT_TYPE, Role.STAGE, Role.AGENT, Role.TARGET, Role.TIME),
    *(Role.PLACE, Role.KILLED, Role.SOURCE),
)
_WHERE = {precision: number for number, precision in enumerate(PlacePrecision, 1)}
_WHEN = {precision: number for number, precision in enumerate(DatePrecision, 1)}
_BETWEEN = ";"
#: The longest stretch of days by precision code; what is exact to the day is one day.
_LONGEST = ((1, 1), (2, 6), (3, 7), (4, 31))
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3


@skipping
def derive(facts: Facts) -> Derived:
    """The row of an event, or why there is none."""
    if not facts.is_incident or facts.stage == "threatened":
        raise SkipError("not_an_incident", later("Only incidents are rows of UCDP's table."))
    if facts.place is None or facts.country not in countries():
        raise SkipError("no_country", later("The record has no place with a country."))
    country = countries()[facts.country]
    deaths = numbers(facts.killed)
    if deaths is None or not deaths.high:
        raise SkipError("no_death", later("UCDP takes up only incidents with at least one death."))
    violence = _type_of_violence(facts)
    lost = without_column(facts, _PLACED)
    if deaths.worded:
        words = later("UCDP wants a number; the least that the word can mean was written.")
        lost += unfit(facts, Role.KILLED, "number_in_words", words)
    row = {
        "type_of_violence": str(violence),
        **_sides(facts, violence, country),
        **_sourced(facts),
        **_placed(facts.place, country, facts.quotes(Role.PLACE)),
        **_dated(facts),
        "event_clarity": "1",
        "deaths_a": "0",
        "deaths_b": "0",
        "deaths_civilians": str(deaths.best if violence == _ONE_SIDED else 0),
        "deaths_unknown": str(0 if violence == _ONE_SIDED else deaths.best),
        "best": str(deaths.best),
        "high": str(deaths.high),
        "low": str(deaths.low),
    }
    return Derived((row,), tuple(lost))


def _type_of_violence(facts: Facts) -> int:
    """State-based, non-state or one-sided, by who the sides are."""
    if not facts.agents:
        raise SkipError("no_actor", later("UCDP takes up only what a known side did."))
    if facts.agents[0].side == "civilian":
        raise SkipError(
            "not_organised", later("UCDP takes up only the violence of organised actors.")
        )
    target = facts.targets[0] if facts.targets else None
    kind = kind_of(facts.type) if facts.type else None
    against = kind is not None and kind.event == "Violence against civilians"
    if (target and target.side == "civilian") or (target is None and against):
        return _ONE_SIDED
    if target is None:
        raise SkipError(
            "no_target", later("The record does not say whom the violence was aimed at.")
        )
    if "state" in (facts.agents[0].side, target.side):
        return _STATE_BASED
    return _NON_STATE


def _sides(facts: Facts, violence: int, country: Country) -> Row:
    """The dyad; in state-based conflict the state is side A."""
    one = facts.agents[0]
    other = facts.targets[0] if facts.targets else Nature("Civilians", "civilians")
    if violence == _STATE_BASED and one.side != "state":
        one, other = other, one
    first = _name(one, country)
    second = "Civilians" if violence == _ONE_SIDED else _name(other, country)
    dyad = f"{first} - {second}"
    return {
        "conflict_name": "" if violence == _STATE_BASED else dyad,
        "dyad_name": dyad,
        "side_a": first,
        "side_b": second,
        "gwnoa": _number(one, country),
        "gwnob": "" if violence == _ONE_SIDED else _number(other, country),
    }


def _name(actor: Nature, country: Country) -> str:
    if actor.side != "state":
        return actor.name
    return f"Government of {countries().get(actor.country or '', country).ucdp_name}"


def _number(actor: Nature, country: Country) -> str:
    """Gleditsch and Ward's number of a state's side."""
    number = countries().get(actor.country or "", country).gw if actor.side == "state" else None
    return "" if number is None else str(number)


def _sourced(facts: Facts) -> Row:
    reports = facts.reports
    named = (",".join((one.source, one.day, one.title)) for one in reports)
    return {
        "number_of_sources": str(len(reports)),
        "source_article": _BETWEEN.join(f'"{words}"' for words in named),
        "source_office": _BETWEEN.join(one.source for one in reports),
        "source_date": _BETWEEN.join(one.day for one in reports),
        "source_headline": _BETWEEN.join(one.title for one in reports),
        "source_original": "; ".join(facts.sources or facts.claimants),
    }


def _placed(place: Place, country: Country, words: Iterable[str]) -> Row:
    known = place.lat is not None and place.lon is not None
    precision = place.precision or (PlacePrecision.EXACT if known else PlacePrecision.COUNTRY)
    row = {
        "where_prec": str(_WHERE[precision]),
        "where_coordinates": place.name,
        "where_description": "; ".join(words),
        "adm_1": place.admin1 or "",
        "adm_2": place.name if precision is PlacePrecision.ADMIN2 else "",
        "country": country.ucdp_name,
        "country_id": "" if country.gw is None else str(country.gw),
        "region": _region(country),
    }
    if place.lat is None or place.lon is None:
        return row
    lat, lon = f"{place.lat:.6f}", f"{place.lon:.6f}"
    row |= {"latitude": lat, "longitude": lon, "geom_wkt": f"POINT ({lon} {lat})"}
    return row | {"priogrid_gid": str(priogrid(place.lat, place.lon))}


def _region(country: Country) -> str:
    codes = table("ucdp")
    return str(codes["region_of"].get(country.code, codes["region"].get(country.region, "")))


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of half a degree; they are counted from the south-west, row by row."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _dated(facts: Facts) -> Row:
    first, last = first_and_last(facts.days)
    precision = precision_of(facts.days) if facts.days else DatePrecision.DAY
    code = _WHEN[precision]
    if precision is DatePrecision.DAY:
        length = (last - first).days + 1
        code = next((number for number, most in _LONGEST if length <= most), 5)
    return {
        "year": str(first.year),
        "date_prec": str(code),
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
    }
