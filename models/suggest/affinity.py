"""How much speaks for it that a mention tells of the same event as others before it."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from models.suggest.actor_table import ActorKind
from models.suggest.event_places import Toponym
from models.suggest.mention import Mention
from models.suggest.names import ActorMention, same_actor
from models.values import PlacePrecision

if TYPE_CHECKING:
    from models.suggest.builder import Incident

_BIAS = -0.7
_FAR_KM = 30.0
_AREA_KM = 150.0
AREAS = frozenset({PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.AREA})


def affinity(mention: Mention, incident: Incident) -> float:
    """How much speaks for one and the same event; above zero they are joined."""
    last = incident.mentions[-1]
    distance = min(abs(mention.sentence - m.sentence) for m in incident.mentions)
    score = _BIAS - 0.12 * min(distance, 8)
    score += 1.3 if distance == 0 else 0.3 if distance == 1 else 0.0
    score += _reference(mention, distance) + _newness(mention, incident)
    score += _type_affinity(mention, incident)
    score += _place_affinity(mention.places, incident.places)
    score += _time_affinity(mention, incident)
    score += _actor_affinity(mention, incident)
    if incident.first.sentence <= 1 and not mention.says_new:
        score += 0.4
    if last.sentence == mention.sentence and last.unit.i == mention.unit.i:
        score += 1.0
    return score


def _reference(mention: Mention, distance: int) -> float:
    if mention.is_reference:
        return 2.2
    if mention.is_weak:
        return 1.6 if distance <= 1 else 0.8
    return 0.0


def _newness(mention: Mention, incident: Incident) -> float:
    if mention.ordinal and mention.ordinal != incident.first.ordinal:
        return -3.0 if incident.first.ordinal or mention.ordinal > 1 else -0.5
    return -1.5 if mention.says_new and not mention.is_weak else 0.0


def _type_affinity(mention: Mention, incident: Incident) -> float:
    own = {c for c, s in mention.types().items() if s >= 0.5}
    theirs = {c for c, s in incident.types().items() if s >= 0.5}
    if own & theirs:
        return 0.8
    return -0.9 if own and theirs and not mention.is_weak else 0.0


def _place_affinity(own: list[Toponym], theirs: list[Toponym]) -> float:
    mine = [p for p in own if not p.in_dateline and p.place.precision not in AREAS]
    other = [p for p in theirs if not p.in_dateline and p.place.precision not in AREAS]
    if not mine or not other:
        return _area_affinity(own, theirs)
    nearest = min(distance_km(a, b) for a in mine for b in other)
    return 1.0 if nearest <= _FAR_KM else -2.2


def _area_affinity(own: list[Toponym], theirs: list[Toponym]) -> float:
    """Places of which one is only an area: they clash if they are far apart in one breath."""
    mine = [p for p in own if p.is_scene and p.place.precision is not PlacePrecision.COUNTRY]
    other = [p for p in theirs if p.is_scene and p.place.precision is not PlacePrecision.COUNTRY]
    if not mine or not other:
        return 0.2
    return 0.2 if min(distance_km(a, b) for a in mine for b in other) <= _AREA_KM else -2.0


def distance_km(left: Toponym, right: Toponym) -> float:
    a, b = left.place, right.place
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0 if a.name == b.name else math.inf
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371.0 * math.hypot(x, math.radians(b.lat - a.lat))


def _time_affinity(mention: Mention, incident: Incident) -> float:
    own = [t.value for t in mention.times if t.is_day_of_event and t.value]
    theirs = [t.value for t in incident.times if t.value]
    if not own or not theirs:
        return 0.2
    for a in own:
        for b in theirs:
            if (a.start or date.min) <= (b.end or date.max) and (b.start or date.min) <= (
                a.end or date.max
            ):
                return 0.6
    return -2.4


def _actor_affinity(mention: Mention, incident: Incident) -> float:
    score = _side(mention.arguments.agents, incident.agents, 0.6, -1.2)
    if _same_person(mention.arguments.targets, incident.targets):
        score += 1.6  # Nobody is killed or taken twice.
    return score + _side(mention.arguments.targets, incident.targets, 1.2, -0.6)


def _same_person(own: list[ActorMention], theirs: list[ActorMention]) -> bool:
    mine = {a.name for a in own if a.kind is ActorKind.PERSON}
    return any(a.name in mine for a in theirs if a.kind is ActorKind.PERSON)


def _side(
    own: list[ActorMention], theirs: list[ActorMention], same: float, different: float
) -> float:
    mine = [a for a in own if a.is_named]
    other = [a for a in theirs if a.is_named]
    if any(same_actor(a, b) for a in own for b in theirs):
        return same
    return different if mine and other else 0.0
