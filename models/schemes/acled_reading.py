"""What a row of ACLED's table tells, in its columns of today and of before March 2023."""

from __future__ import annotations

from datetime import timedelta

from models.codebook import Role
from models.schemes.derived import Row
from models.schemes.facts import TAGS
from models.schemes.read_row import ReadRow, parted, sentence
from models.values import DatePrecision, DateRange, PlacePrecision

_GEO = {"1": PlacePrecision.EXACT, "2": PlacePrecision.NEAR, "3": PlacePrecision.ADMIN1}


def read(row: Row) -> ReadRow:
    """The number of the older tables stands for an id that is missing."""
    where = row.get("location", "")
    title = ", ".join(
        filter(None, (row.get("sub_event_type"), where, row.get("country"), row.get("event_date")))
    )
    made = sentence(title, " – ".join(filter(None, (row.get("actor1"), row.get("actor2")))))
    id_ = row.get("event_id_cnty") or row.get("data_id", "")
    found = ReadRow(id_, title, row.get("notes") or made, source=row.get("source", ""))
    found.published = found.day(row, "event_date")
    found.add(Role.EVENT_TYPE, row.get("sub_event_type"))
    found.add(Role.STAGE, "intercepted" if _is_disrupted(row) else "accomplished")
    for role, number in ((Role.AGENT, "1"), (Role.TARGET, "2")):
        others = parted(row.get(f"assoc_actor_{number}", ""))
        found.add_actors(role, (row.get(f"actor{number}", ""), *others))
    _add_days(found, row.get("time_precision", ""))
    found.place(
        row,
        where or row.get("country", ""),
        row.get("country", ""),
        _GEO.get(row.get("geo_precision", "")) if where else PlacePrecision.COUNTRY,
        admin1="admin1",
        lat="latitude",
        lon="longitude",
    )
    found.add_count(Role.KILLED, found.number(row, "fatalities"))
    found.add(Role.SUMMARY, row.get("notes"))
    found.add(TAGS, *parted(row.get("tags", "")))
    return found


def _is_disrupted(row: Row) -> bool:
    return row.get("sub_event_type") == "Disrupted weapons use"


def _add_days(found: ReadRow, precision: str) -> None:
    """The stored day, the week around it, or its month."""
    day = found.published
    if day is None:
        return
    days = DateRange(day, day, DatePrecision.DAY)
    if precision == "2":
        half = timedelta(days=3)
        days = DateRange(day - half, day + half, DatePrecision.WEEK)
    elif precision == "3":
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        days = DateRange(first, last, DatePrecision.MONTH)
    found.add(Role.TIME, days)
