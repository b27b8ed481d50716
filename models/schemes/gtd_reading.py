"""What a row of GTD's table tells."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from models.codebook import Role
from models.language import tr
from models.schemes.derived import Row
from models.schemes.read_row import ReadRow, sentence
from models.values import DatePrecision, DateRange, PlacePrecision

_UNKNOWN = "unknown"
#: ACLED's sub-event types by attack type; an assault on fighters is a clash.
_TYPES = {
    "2": "Attack",
    "3": "Remote explosive/landmine/IED",
    "4": "Abduction/forced disappearance",
    "5": "Abduction/forced disappearance",
    "6": "Abduction/forced disappearance",
    "7": "Looting/property destruction",
}
_MEANS = {"2": "chemical", "5": "firearm", "6": "ied", "8": "arson", "9": "blade", "10": "vehicle"}
_ARMED_TARGETS = ("3", "4", "17")


def read(row: Row) -> ReadRow:
    city = _known(row.get("city", ""))
    place = city or row.get("location") or row.get("provstate") or row.get("country_txt", "")
    title = ", ".join(
        filter(None, (row.get("attacktype1_txt"), place, row.get("country_txt"), _day_said(row)))
    )
    text = row.get("summary") or sentence(title, row.get("gname", ""), row.get("target1", ""))
    found = ReadRow(row.get("eventid", ""), title, text, source=row.get("dbsource", ""))
    found.add(Role.EVENT_TYPE, _type(row))
    found.add(Role.STAGE, "failed" if row.get("success") == "0" else "accomplished")
    found.add(Role.INSTRUMENT, *_means(row))
    found.add_actors(Role.AGENT, (_known(row.get(name, "")) for name in _names("gname")))
    found.add_actors(Role.TARGET, (row.get(f"target{n}", "") for n in (1, 2, 3)))
    if row.get("claimed") == "1":
        found.add(Role.ATTRIBUTION, "claimed")
    elif row.get("guncertain1") == "1":
        found.add(Role.ATTRIBUTION, "possible")
    _add_days(found, row)
    found.place(
        row,
        place,
        row.get("country_txt", ""),
        _precision(row, city),
        admin1="provstate",
        lat="latitude",
        lon="longitude",
    )
    found.add_count(Role.KILLED, found.number(row, "nkill"))
    found.add_count(Role.WOUNDED, found.number(row, "nwound"))
    found.add_count(Role.ABDUCTED, found.number(row, "nhostkid"))
    found.add(Role.SUMMARY, row.get("summary"))
    return found


def _names(name: str) -> tuple[str, ...]:
    return name, f"{name}2", f"{name}3"


def _known(name: str) -> str:
    return "" if name.strip().lower() == _UNKNOWN else name


def _type(row: Row) -> str:
    if row.get("suicide") == "1":
        return "Suicide bomb"
    kind = row.get("attacktype1", "")
    if kind == "2" and row.get("targtype1") in _ARMED_TARGETS:
        return "Armed clash"
    return _TYPES.get(kind, "Attack")


def _means(row: Row) -> list[str]:
    found = [_MEANS.get(row.get(f"weaptype{n}", ""), "") for n in (1, 2, 3, 4)]
    found += ["suicide"] if row.get("suicide") == "1" else []
    return list(dict.fromkeys(filter(None, found)))


def _day_said(row: Row) -> str:
    return "-".join(filter(None, (row.get(name) for name in ("iyear", "imonth", "iday"))))


def _add_days(found: ReadRow, row: Row) -> None:
    """The day; the month or the year where GTD has 0 for what is unknown."""
    year, month, day = (found.number(row, name) for name in ("iyear", "imonth", "iday"))
    if not year:
        return
    try:
        if month and day:
            first = date(year, month, day)
            found.published = first
            last = found.day(row, "resolution") if row.get("extended") == "1" else None
            end = last if last and last >= first else first
            found.add(Role.TIME, DateRange(first, end, DatePrecision.DAY))
        elif month:
            last = date(year, month, monthrange(year, month)[1])
            found.add(Role.TIME, DateRange(date(year, month, 1), last, DatePrecision.MONTH))
        else:
            days = DateRange(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)
            found.add(Role.TIME, days)
    except ValueError:
        found.problems.append(tr("{cell} is no day", cell=_day_said(row)))


def _precision(row: Row, city: str) -> PlacePrecision:
    if row.get("vicinity") == "1":
        return PlacePrecision.NEAR
    if city:
        return PlacePrecision.EXACT
    if row.get("location"):
        return PlacePrecision.ADMIN2
    return PlacePrecision.ADMIN1 if row.get("provstate") else PlacePrecision.COUNTRY
