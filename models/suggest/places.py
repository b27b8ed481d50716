"""Places in news text: toponyms, the place each means, and the place of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.spans import Span
from models.suggest.gazetteer import Gazetteer, GazetteerPlace, shared_gazetteer
from models.suggest.places_astray import settled
from models.suggest.places_events import (
    PlaceCandidate,
    PlaceMention,
    Relation,
    Role,
    chained,
    described,
    event_places,
    value,
)
from models.suggest.places_find import find_toponyms, unknown_toponyms
from models.suggest.places_rank import Ranked, demonyms, ranked
from models.suggest.text import find_dateline

__all__ = [
    "PlaceCandidate",
    "PlaceMention",
    "Relation",
    "Resolved",
    "Role",
    "demonyms",
    "event_places",
    "find_toponyms",
    "read_places",
    "resolve_toponyms",
    "shared_gazetteer",
    "value",
]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place that a toponym means; `margin` is how clearly it stands before the next."""

    span: Span
    place: GazetteerPlace
    margin: float

    @property
    def lat(self) -> float:
        return self.place.lat

    @property
    def lon(self) -> float:
        return self.place.lon

    @property
    def country(self) -> str:
        return self.place.country


def resolve_toponyms(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer | None = None
) -> list[Resolved | None]:
    """For each span of the text the place it means, or None if no place of that name is known."""
    toponyms = ranked(text, [Span(*span) for span in spans], gazetteer or shared_gazetteer())
    return [_resolved(toponym) for toponym in toponyms]


def read_places(
    text: str,
    entities: Sequence[tuple[int, int]] = (),
    names: Sequence[tuple[int, int]] = (),
    gazetteer: Gazetteer | None = None,
) -> list[PlaceMention]:
    """Every place that the text names: resolved, with its role, its relation and its areas.

    `entities` and `names` as in `find_toponyms`. One call an article; `event_places` then ranks
    the mentions for each of its events.
    """
    index = gazetteer or shared_gazetteer()
    known = find_toponyms(text, [*entities, *_of_dateline(text)], names, index)
    resolved = resolve_toponyms(text, known, index)
    found = [
        PlaceMention(
            span, span.quote(text), item.place if item else None, item.margin if item else 0
        )
        for span, item in zip(known, resolved, strict=True)
    ]
    found += [
        PlaceMention(s, s.quote(text), None, 0.0) for s in unknown_toponyms(text, known, names)
    ]
    line = find_dateline(text)
    told = settled(text, [described(text, mention, line) for mention in found])
    return chained(text, told)


def _of_dateline(text: str) -> list[tuple[int, int]]:
    """The town before the dash: capitals alone do not make recognisers see it."""
    line = find_dateline(text)
    if line is None or line.place is None:
        return []
    town = line.place.quote(text).split(",")[0].split("/")[0]
    return [(line.place.start, line.place.start + len(town))]


def _resolved(toponym: Ranked) -> Resolved | None:
    place = toponym.place
    return Resolved(toponym.span, place, toponym.margin) if place else None
