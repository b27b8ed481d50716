"""What a PLOVER event in JSON tells, in either of the shapes that its manual shows."""

from __future__ import annotations

from typing import Any

from models.codebook import Role
from models.schemes.derived import Row
from models.schemes.polecat_reading import add_deed
from models.schemes.read_row import ReadRow, sentence
from models.schemes.tables import country_named
from models.values import Place, PlacePrecision

_NAMES = ("entity_text", "entity_name", "raw_text", "identifier_text")
_PRECISION = {
    5: PlacePrecision.EXACT,
    4: PlacePrecision.EXACT,
    3: PlacePrecision.ADMIN2,
    2: PlacePrecision.ADMIN1,
    1: PlacePrecision.COUNTRY,
}


def read(row: Row) -> ReadRow:
    actors, recipients = _entities(row.get("actor")), _entities(row.get("recipient"))
    location, cited = _object(row.get("event_loc")), _object(row.get("cite_info"))
    event = str(row.get("event", ""))
    where = _word(location, "extracted_place", "resolved_place", "city", "province", "country")
    sides = " – ".join(filter(None, (", ".join(actors), ", ".join(recipients))))
    said = ", ".join(filter(None, (event, sides, where, _word(row, "date"))))
    text = _word(row, "event_text", "text") or sentence(said)
    found = ReadRow(_word(row, "id"), _word(cited, "title") or said, text)
    found.source = _word(cited, "publication")
    found.language = _word(cited, "language")
    found.url = _word(row, "link") or _word(cited, "url") or None
    if _word(cited, "date"):
        found.published = found.day({"date": _word(cited, "date")}, "date")
    add_deed(found, event, [str(mode) for mode in _list(row.get("mode"))])
    two_sided = not recipients and event == "ASSAULT"
    found.add_actors(Role.AGENT, actors[:1] if two_sided else actors)
    found.add_actors(Role.TARGET, actors[1:] if two_sided else recipients)
    days = {"date": _word(row, "date"), "enddate": _word(row, "enddate")}
    found.add_days(days, "date", "enddate", None)
    _add_place(found, location, where)
    size = _object(row.get("size"))
    for role, key in ((Role.KILLED, "dead"), (Role.WOUNDED, "injured")):
        if key in size:
            found.add_count(role, found.number({key: str(size[key])}, key))
    found.add(Role.SUMMARY, _word(row, "event_text"))
    return found


def _entities(said: Any) -> list[str]:
    return list(
        filter(
            None,
            (one if isinstance(one, str) else _word(_object(one), *_NAMES) for one in _list(said)),
        )
    )


def _list(said: Any) -> list[Any]:
    if isinstance(said, list):
        return said
    return [] if said in (None, "") else [said]


def _object(said: Any) -> dict[str, Any]:
    return said if isinstance(said, dict) else {}


def _word(said: dict[str, Any], *keys: str) -> str:
    """The first of the keys that has a text or number."""
    return next(
        (str(said[key]) for key in keys if isinstance(said.get(key), str | int) and said[key]), ""
    )


def _add_place(found: ReadRow, location: dict[str, Any], where: str) -> None:
    if not where:
        return
    cells = {key: str(location.get(key) or "") for key in ("lat", "lon")}
    lat, lon = found.degrees(cells, "lat", 90), found.degrees(cells, "lon", 180)
    both = lat is not None and lon is not None
    resolution = location.get("resolution")
    precision = _PRECISION.get(resolution) if isinstance(resolution, int) else None
    place = Place(
        where,
        country_named(_word(location, "country_code", "country")),
        _word(location, "province") or None,
        lat if both else None,
        lon if both else None,
        _word(location, "geonameid") or None,
        precision,
    )
    found.add(Role.PLACE, place)
