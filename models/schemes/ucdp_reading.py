"""What a row of UCDP's georeferenced event data tells."""

from __future__ import annotations

from typing import TypeVar

from models.codebook import Role
from models.schemes.derived import Row
from models.schemes.read_row import ReadRow, parted, sentence
from models.values import Count, DatePrecision, PlacePrecision, Wording

_ONE_SIDED = "3"
_Scale = TypeVar("_Scale", DatePrecision, PlacePrecision)


def read(row: Row) -> ReadRow:
    where = row.get("where_coordinates", "")
    said = ", ".join(filter(None, (row.get("dyad_name"), where, row.get("date_start", "")[:10])))
    described = ". ".join(filter(None, (row.get("where_description"), row.get("source_article"))))
    title = row.get("source_headline") or said
    found = ReadRow(row.get("id", ""), title, sentence(said, described))
    found.source = row.get("source_office", "")
    if row.get("source_date"):
        found.published = found.day(row, "source_date")
    one_sided = row.get("type_of_violence") == _ONE_SIDED
    found.add(Role.EVENT_TYPE, "Attack" if one_sided else "Armed clash")
    found.add(Role.STAGE, "accomplished")
    found.add_actors(Role.AGENT, [row.get("side_a", "")])
    found.add_actors(Role.TARGET, [row.get("side_b", "")])
    found.add_days(row, "date_start", "date_end", _nth(DatePrecision, row.get("date_prec", "")))
    found.place(
        row,
        where or row.get("adm_2") or row.get("adm_1") or row.get("country", ""),
        row.get("country", ""),
        _nth(PlacePrecision, row.get("where_prec", "")),
        admin1="adm_1",
        lat="latitude",
        lon="longitude",
    )
    _add_deaths(found, row)
    found.add(Role.SOURCE, *parted(row.get("source_original", "")))
    return found


def _nth(members: type[_Scale], number: str) -> _Scale | None:
    """The member of a scale that counts from 1."""
    scale = list(members)
    return scale[int(number) - 1] if number.isdecimal() and 1 <= int(number) <= len(scale) else None


def _add_deaths(found: ReadRow, row: Row) -> None:
    low, best, high = (found.number(row, name) for name in ("low", "best", "high"))
    if best is None:
        return
    low = best if low is None else min(low, best)
    high = best if high is None else max(high, best)
    if high == 0:
        found.add_count(Role.KILLED, 0)
        return
    wording = Wording.EXACT if low == high else Wording.RANGE
    found.add(Role.KILLED, Count(low, best, high, wording))
