"""Which points the place editor's map shows, and which of them must be in view."""

from __future__ import annotations

from collections.abc import Sequence

from models.earth import km
from models.values import Place
from ui.map.pins import Pin, PinKind

_MOST_CANDIDATES = 8
#: Other places further off (km) do not make the map smaller.
_NEIGHBOURHOOD = 2500.0


def pins_of(
    chosen: Place | None, candidates: Sequence[Place], elsewhere: Sequence[Place]
) -> list[Pin]:
    """Pins of what has a point: the chosen place, other candidates, the event's other places.

    `number` is the place's index among the candidates, or among the other places.
    """
    pins: list[Pin] = []
    for kind, places in ((PinKind.OTHER, elsewhere), (PinKind.CANDIDATE, candidates)):
        for number, place in enumerate(places[:_MOST_CANDIDATES]):
            pin = _pin(place, kind, number)
            if pin and place != chosen and not any(_same_point(pin, other) for other in pins):
                pins.append(pin)
    stressed = _pin(chosen, PinKind.CHOSEN, -1) if chosen else None
    return [stressed, *pins] if stressed else pins


def looked_at(pins: Sequence[Pin]) -> list[tuple[float, float]]:
    """The points that the map is for: the chosen one with its neighbours, else all others."""
    points = [(pin.lat, pin.lon) for pin in pins]
    if not pins or pins[0].kind is not PinKind.CHOSEN:
        return points
    others = [(pin.lat, pin.lon) for pin in pins if pin.kind is PinKind.OTHER]
    near = [point for point in others if km(*points[0], *point) <= _NEIGHBOURHOOD]
    return [points[0], *near]


def _pin(place: Place, kind: PinKind, number: int) -> Pin | None:
    if place.lat is None or place.lon is None:
        return None
    return Pin(place.lat, place.lon, place.name, kind, number)


def _same_point(one: Pin, other: Pin) -> bool:
    return (one.lat, one.lon) == (other.lat, other.lon)
