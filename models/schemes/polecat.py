"""Rows of POLECAT's table: PLOVER events in 40 columns."""

from __future__ import annotations

from models.codebook import Role
from models.schemes.days import first_and_last
from models.schemes.derived import Derived, Row, skipping, without_column
from models.schemes.facts import Facts
from models.schemes.natures import Nature
from models.schemes.plover import country_slot, deed_of, sectors_of
from models.schemes.tables import countries, table
from models.values import PlacePrecision

COLUMNS: tuple[str, ...] = tuple(table("plover")["columns"])
ID = "Event ID"

_PLACED = (
    *(Role.RECORD_CLASS, Role.EVENT_TYPE, Role.INSTRUMENT, Role.AGENT, Role.TARGET, Role.TIME),
    Role.PLACE,
)
_BETWEEN = ";"


@skipping
def derive(facts: Facts) -> Derived:
    """The row of an event, or why there is none."""
    deed = deed_of(facts)
    first, _ = first_and_last(facts.days)
    actors, recipients = deed.sides(facts)
    article = facts.article
    row = {
        "Event Date": first.isoformat(),
        "Event Type": deed.event,
        "Event Mode": _BETWEEN.join(deed.modes),
        "Intensity": f"{deed.score:g}",
        "Quad Code": table("plover")["quad"][str(deed.quad)],
        **_side("Actor", actors, facts.quotes(Role.AGENT)),
        **_side("Recipient", recipients, facts.quotes(Role.TARGET)),
        **_placed(facts),
        "Source": article.source,
        "Publication Date": article.published.isoformat() if article.published else "",
        "Language": article.language,
    }
    return Derived((row,), tuple(without_column(facts, _PLACED)))


def _side(side: str, actors: tuple[Nature, ...], quotes: tuple[str, ...]) -> Row:
    sectors = sectors_of(actors)
    slots = [slot for slot in dict.fromkeys(map(country_slot, actors)) if slot]
    known = (countries().get(slot) for slot in slots)
    cow = [str(country.cow) for country in known if country and country.cow]
    return {
        f"{side} Name": _BETWEEN.join(actor.name for actor in actors),
        f"{side} Country": _BETWEEN.join(slots),
        f"{side} COW": _BETWEEN.join(cow),
        f"Primary {side} Sector": sectors[0] if sectors else "",
        f"{side} Sectors": _BETWEEN.join(sectors),
        f"{side} Name Raw": _BETWEEN.join(quotes) if actors else "",
    }


def _placed(facts: Facts) -> Row:
    place = facts.place
    if place is None:
        return {}
    in_town = place.precision in {None, PlacePrecision.EXACT, PlacePrecision.NEAR}
    geonames = place.gazetteer_id or ""
    return {
        "Placename": place.name,
        "City": place.name if in_town else "",
        "District": place.name if place.precision is PlacePrecision.ADMIN2 else "",
        "Province": place.admin1 or "",
        "Country": place.country or "",
        "Latitude": "" if place.lat is None else f"{place.lat:.6f}",
        "Longitude": "" if place.lon is None else f"{place.lon:.6f}",
        "GeoNames ID": geonames if geonames.isdecimal() else "",
        "Raw Placename": _BETWEEN.join(facts.quotes(Role.PLACE)),
    }
