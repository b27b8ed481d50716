"""Every kind of value as short text on one line."""

from __future__ import annotations

from models.codebook import Field
from models.language import tr
from models.typed.counts import show_count
from models.typed.dates import show_date
from models.values import Actor, AnyValue, Count, DateRange, Place


def show_value(value: AnyValue | None, field: Field | None) -> str:
    """A value in a few words on one line; `field` gives the labels of its choices."""
    match value:
        case None:
            return tr("not reported")
        case bool():
            return tr("yes") if value else tr("no")
        case Place():
            return show_place(value)
        case DateRange():
            return show_date(value)
        case Count():
            return show_count(value)
        case _:
            return _show_words(value.name if isinstance(value, Actor) else value, field)


def _show_words(said: str, field: Field | None) -> str:
    choice = field.readable_by_key.get(said) if field else None
    return choice.label if choice else " ".join(said.split())


def show_place(place: Place) -> str:
    """A place with its region and country: "Rukban, Homs, SYR"."""
    parts = (place.name, place.admin1, place.country)
    return ", ".join(dict.fromkeys(" ".join(part.split()) for part in parts if part))


def show_coordinates(lat: float, lon: float) -> str:
    """Degrees to four places, some ten metres: "33.3100 N, 38.7000 E"."""
    north, east = "NS"[lat < 0], "EW"[lon < 0]
    return f"{abs(lat):.4f} {north}, {abs(lon):.4f} {east}"
