"""Values of the seven kinds, and how each is written in exchange files and in the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar


class Kind(StrEnum):
    """What sort of answer a field takes."""

    CHOICE = "choice"
    TEXT = "text"
    ACTOR = "actor"
    PLACE = "place"
    DATE = "date"
    COUNT = "count"
    FLAG = "flag"


class PlacePrecision(StrEnum):
    """How closely a place is known: UCDP GED `where_prec` 1 to 7, in its order."""

    EXACT = "exact"
    NEAR = "near"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    AREA = "area"
    COUNTRY = "country"
    WATERS = "waters"


class DatePrecision(StrEnum):
    """How closely a date is known: UCDP GED `date_prec` 1 to 5, in its order."""

    DAY = "day"
    FEW_DAYS = "few_days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Wording(StrEnum):
    """How the article words a number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    SEVERAL = "several"
    DOZENS = "dozens"
    HUNDREDS = "hundreds"
    UNSPECIFIED = "unspecified"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, group or body under its canonical name."""

    name: str
    id: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A place: country as ISO 3166-1 alpha-3, degrees in WGS84."""

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    gazetteer_id: str | None = None
    precision: PlacePrecision | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DateRange:
    """The first and the last possible day; a missing start reads "on or before"."""

    start: date | None
    end: date | None
    precision: DatePrecision | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as an interval (low <= best <= high) and how the article words it."""

    low: int | None
    best: int | None
    high: int | None
    wording: Wording = Wording.EXACT
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def worded(cls, number: int, wording: Wording) -> Count:
        """A number as it is meant: "at least 6" has no upper end, "up to 20" no lower one."""
        match wording:
            case Wording.AT_LEAST:
                return cls(number, number, None, wording)
            case Wording.AT_MOST:
                return cls(None, number, number, wording)
            case Wording.ABOUT:
                return cls(None, number, None, wording)
            case _:
                return cls(number, number, number, wording)


_Enum = TypeVar("_Enum", bound=StrEnum)

# A choice is the key of the choice; a text is itself.
AnyValue = str | bool | Actor | Place | DateRange | Count


class ValueShapeError(ValueError):
    """A value written in a file does not have the shape of its kind."""


def to_json(value: AnyValue) -> Any:
    """The value as it stands in exchange files (design: kinds and value shapes)."""
    match value:
        case Actor():
            return _with_extra({"name": value.name}, {"id": value.id}, value.extra)
        case Place():
            known = {"country": value.country, "admin1": value.admin1, "lat": value.lat}
            known |= {"lon": value.lon, "gazetteer_id": value.gazetteer_id}
            known["precision"] = value.precision and value.precision.value
            return _with_extra({"name": value.name}, known, value.extra)
        case DateRange():
            days = {"start": _iso(value.start), "end": _iso(value.end)}
            precision = value.precision and value.precision.value
            return _with_extra(days, {"precision": precision}, value.extra)
        case Count():
            numbers = {"low": value.low, "best": value.best, "high": value.high}
            return {**numbers, "wording": value.wording.value, **value.extra}
        case _:
            return value


def from_json(kind: Kind, data: Any) -> AnyValue:
    """The value of a kind, read from its JSON shape.

    Raises ValueShapeError with a sentence that says what is wrong and what is allowed.
    """
    match kind:
        case Kind.CHOICE | Kind.TEXT:
            if not isinstance(data, str) or not data:
                raise ValueShapeError(f"needs a non-empty string, not {shown_json(data)}")
            return data
        case Kind.FLAG:
            if not isinstance(data, bool):
                raise ValueShapeError(f"needs true or false, not {shown_json(data)}")
            return data
        case Kind.ACTOR:
            # Other programs name an actor by a plain string.
            return _actor({"name": data} if isinstance(data, str) else _object(data, "name"))
        case Kind.PLACE:
            return _place(_object(data, "name"))
        case Kind.DATE:
            return _date_range(_object(data, "start and end"))
        case Kind.COUNT:
            return _count(_object(data, "low, best, high and wording"))


def _actor(data: dict[str, Any]) -> Actor:
    name, id_ = _name(data), _optional(data, "id", str)
    return Actor(name, id_, _rest(data, "name", "id"))


def _place(data: dict[str, Any]) -> Place:
    lat, lon = _degrees(data, "lat", 90), _degrees(data, "lon", 180)
    known = ("name", "country", "admin1", "lat", "lon", "gazetteer_id", "precision")
    return Place(
        _name(data),
        _optional(data, "country", str),
        _optional(data, "admin1", str),
        lat,
        lon,
        _optional(data, "gazetteer_id", str),
        _member(PlacePrecision, data, "precision"),
        _rest(data, *known),
    )


def _date_range(data: dict[str, Any]) -> DateRange:
    start, end = _day(data, "start"), _day(data, "end")
    precision = _member(DatePrecision, data, "precision")
    return DateRange(start, end, precision, _rest(data, "start", "end", "precision"))


def _count(data: dict[str, Any]) -> Count:
    low, best, high = (_number(data, key) for key in ("low", "best", "high"))
    wording = _member(Wording, data, "wording") or Wording.EXACT
    return Count(low, best, high, wording, _rest(data, "low", "best", "high", "wording"))


def _object(data: Any, needs: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise ValueShapeError(f"needs an object with {needs}, not {shown_json(data)}")
    return data


def _name(data: dict[str, Any]) -> str:
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueShapeError(f'"name" must be a non-empty string, not {shown_json(name)}')
    return name


def _optional(data: dict[str, Any], key: str, type_: type[str]) -> str | None:
    found = data.get(key)
    if found is not None and not isinstance(found, type_):
        raise ValueShapeError(f'"{key}" must be a string, not {shown_json(found)}')
    return found


def _degrees(data: dict[str, Any], key: str, limit: int) -> float | None:
    found = data.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not abs(found) <= limit:
        raise ValueShapeError(
            f'"{key}" must be degrees from -{limit} to {limit}, not {shown_json(found)}'
        )
    return found


def _number(data: dict[str, Any], key: str) -> int | None:
    found = data.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise ValueShapeError(
            f'"{key}" must be a whole number from 0 or null, not {shown_json(found)}'
        )
    return found


def _day(data: dict[str, Any], key: str) -> date | None:
    found = data.get(key)
    if found is None:
        return None
    try:
        return date.fromisoformat(found)
    except (TypeError, ValueError):
        raise ValueShapeError(
            f'"{key}" must be a day such as 2024-01-05 or null, not {shown_json(found)}'
        ) from None


def _member(enum: type[_Enum], data: dict[str, Any], key: str) -> _Enum | None:
    found = data.get(key)
    if found is None:
        return None
    try:
        return enum(found)
    except ValueError:
        allowed = ", ".join(enum)
        raise ValueShapeError(
            f'"{key}" must be one of {allowed}, not {shown_json(found)}'
        ) from None


def _rest(data: dict[str, Any], *known: str) -> dict[str, Any]:
    return {key: item for key, item in data.items() if key not in known}


def _with_extra(
    always: dict[str, Any], optional: dict[str, Any], extra: dict[str, Any]
) -> dict[str, Any]:
    said = {key: item for key, item in optional.items() if item is not None}
    return {**always, **said, **extra}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def shown_json(data: Any) -> str:
    """What stands in a file, as it stands there, in short."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:37] + "..."
