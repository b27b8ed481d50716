"""How much speaks for it that some mentions tell of a real incident, worth a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.suggest.actor_table import ActorKind
from models.suggest.lexicon import nouns
from models.suggest.names import ActorMention
from models.suggest.syntax import is_verb, singular
from models.values import PlacePrecision

if TYPE_CHECKING:
    from models.suggest.answers import Choices
    from models.suggest.builder import Incident
    from models.suggest.reading import Reading

#: What is enough to be proposed.
_BRIEF = 2.5
_AREAS = (PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY)
_PEOPLE = (ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.CROWD)
_FIGHTERS = (ActorKind.GROUP, ActorKind.ARMED, ActorKind.FORCE, ActorKind.STATE)


def relevance(reading: Reading, incident: Incident, choices: Choices) -> float:
    """The score of an incident; generic words need something hard beside them.

    A note of a few sentences was written because of what it tells first.
    """
    if reading.is_brief and incident.is_lead and _says_something(reading, incident):
        return max(_BRIEF, _evidence(reading, incident, choices))
    return _evidence(reading, incident, choices)


def _evidence(reading: Reading, incident: Incident, choices: Choices) -> float:
    strong = max(m.weight for m in incident.sources)
    specific = any(not m.is_generic for s in incident.sources for m in s.matches)
    harm = [c for c in incident.counts if not c.is_aggregate and not c.is_hypothetical]
    armed = any(a.kind in _FIGHTERS for a in (*incident.agents, *incident.targets))
    weapon = _has_weapon(reading, incident, choices)
    told = (specific and _is_anchored(incident)) or _hits_people_somewhere(incident)
    if not (harm or armed or weapon or told):
        return 0.0
    score = min(strong, 1.8)
    score += 0.8 * bool(harm) + 0.4 * armed + 0.4 * weapon
    score += 0.4 * any(not p.in_dateline for p in incident.places)
    score += 0.4 * bool(incident.times)
    score += 0.3 * bool(incident.targets) + 0.4 * bool(incident.agents)
    score += max(0.0, 0.8 - 0.3 * incident.first.sentence)
    return score - 0.8 * _in_court(incident)


def _says_something(reading: Reading, incident: Incident) -> bool:
    """Whether it names somebody whom it concerns, or the kind of event and any place."""
    specific = any(not m.is_generic for s in incident.sources for m in s.matches)
    placed = bool(reading.toponyms or reading.actors.names)
    return bool(incident.agents or incident.targets) or (specific and placed)


def _has_weapon(reading: Reading, incident: Incident, choices: Choices) -> bool:
    """A weapon apart from the event's own verb: "beat" alone proves no fists."""
    verbs_told = {(h.idx, h.idx + len(h)) for m in incident.sources for h in m.heads if is_verb(h)}
    return any(
        tuple(span) not in verbs_told
        for answer in choices.instruments(reading, incident)
        for span in answer.evidence
    )


def _hits_people_somewhere(incident: Incident) -> bool:
    """Even a generic word tells of an event when it has a person for target and a town."""
    hit = any(t.kind in _PEOPLE for t in incident.targets)
    hit = hit or (bool(incident.times) and any(_is_concrete(t) for t in incident.targets))
    return hit and any(p.place.precision not in _AREAS for p in incident.own_places)


def _is_anchored(incident: Incident) -> bool:
    """A person, a thing or a place that the event touches."""
    gathering = any(m.weight >= 1.0 and m.places for m in incident.mentions)
    people = [a for a in (*incident.agents, *incident.targets) if gathering or _is_concrete(a)]
    return bool(people) or any(p.place.precision not in _AREAS for p in incident.own_places)


def _is_concrete(actor: ActorMention) -> bool:
    return actor.kind is not ActorKind.ORGANIZATION


def _in_court(incident: Incident) -> bool:
    words = {singular(t) for t in incident.first.unit.sent}
    return len(words & nouns("court")) >= 1 and not incident.times
