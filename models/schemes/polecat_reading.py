"""What a row of POLECAT's table tells."""

from __future__ import annotations

from functools import cache

from models.codebook import Role
from models.schemes.derived import Row
from models.schemes.read_row import ReadRow, parted, sentence
from models.schemes.tables import table
from models.values import DatePrecision, PlacePrecision


def read(row: Row) -> ReadRow:
    """Names that stand in no column are not read out of the story."""
    event, modes = row.get("Event Type", ""), parted(row.get("Event Mode", ""))
    actors, recipients = parted(row.get("Actor Name", "")), parted(row.get("Recipient Name", ""))
    where = row.get("Placename", "")
    sides = " – ".join(filter(None, (", ".join(actors), ", ".join(recipients))))
    title = ", ".join(filter(None, (event, sides, where, row.get("Event Date"))))
    found = ReadRow(row.get("Event ID", ""), title, sentence(title), source=row.get("Source", ""))
    found.language = row.get("Language", "")
    if row.get("Publication Date"):
        found.published = found.day(row, "Publication Date")
    add_deed(found, event, modes)
    two_sided = not recipients and event == "ASSAULT"
    found.add_actors(Role.AGENT, actors[:1] if two_sided else actors)
    found.add_actors(Role.TARGET, actors[1:] if two_sided else recipients)
    found.add_days(row, "Event Date", "", DatePrecision.DAY)
    found.place(
        row,
        where or row.get("Country", ""),
        row.get("Country", ""),
        _precision(row),
        admin1="Province",
        lat="Latitude",
        lon="Longitude",
        gazetteer_id="GeoNames ID",
    )
    return found


def add_deed(found: ReadRow, event: str, modes: list[str]) -> None:
    """Class or type by PLOVER's event and its modes, and the means by the modes of an assault."""
    codes = table("plover")
    said = {event_: key for key, (event_, _) in codes["class"].items()}
    if event in said:
        found.add(Role.RECORD_CLASS, said[event])
        return
    types = _types()
    known = [types[event, mode] for mode in (*modes, "") if (event, mode) in types]
    found.add(Role.EVENT_TYPE, known[0] if known else "Other")
    if event == "ASSAULT":
        by_mode = {mode: means for means, mode in reversed(codes["mode"].items())}
        found.add(Role.INSTRUMENT, *(by_mode[mode] for mode in modes if mode in by_mode))


@cache
def _types() -> dict[tuple[str, str], str]:
    """ACLED's sub-event types by PLOVER's event and mode; the first of the table stands."""
    found: dict[tuple[str, str], str] = {}
    for sub_event, (event, mode) in table("plover")["type"].items():
        found.setdefault((event, mode), sub_event)
    found["ASSAULT", ""] = "Attack"
    for mode in ("drone", "aerial"):
        found["ASSAULT", mode] = "Air/drone strike"
    return found


def _precision(row: Row) -> PlacePrecision | None:
    if row.get("City"):
        return PlacePrecision.EXACT
    if row.get("District"):
        return PlacePrecision.ADMIN2
    if row.get("Province"):
        return PlacePrecision.ADMIN1
    return None if row.get("Placename") else PlacePrecision.COUNTRY
