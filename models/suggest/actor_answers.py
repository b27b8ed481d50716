"""The answers to who did it and to whom, named as the codebook names actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.codebook import ActorClass, Codebook, Field
from models.suggest.actor_classes import (
    ActorNames,
    Side,
    class_of,
    crowd_of,
    gang_words,
    has_trait,
)
from models.suggest.actor_table import ActorKind
from models.suggest.builder import Incident
from models.suggest.names import ActorMention
from models.suggest.reading import Reading
from models.suggest.replies import Answer
from models.suggest.role_kinds import ASKS_BODIES, ASKS_PERSONS, ASKS_THINGS, name_words
from models.suggest.syntax import objects_of, singular
from models.suggest.unsaid_sides import completed
from models.values import Actor, Kind

_PERSONS = (ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.CROWD, ActorKind.ARMED, ActorKind.FORCE)
_BODIES = (ActorKind.STATE, ActorKind.GROUP, ActorKind.BODY, ActorKind.ORGANIZATION)
_QUANTITIES = frozenset({"group", "band", "number", "couple", "pair", "team", "series", "dozen"})
#: How sure an actor is that the kind of event alone speaks for.
_IMPLIED = 0.35
#: Protesters at a protest and people in an attack are all but certain.
_CROWD_IMPLIED = 0.6
#: An agent that the syntax gives and a class names, be its own words ever so vague.
_AGENT_BY_CLASS = 0.7
_WORDS_ALONE = 0.2
_BESIDE_NAMED = 0.3


@dataclass(frozen=True, slots=True)
class Scene:
    """What names an actor beside its own words: event type and country (alpha-3) of the event."""

    event: str
    country: str | None


class ActorAnswers:
    """Answers to the actor fields of one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._names = ActorNames(codebook)

    def of_incident(
        self,
        reading: Reading,
        field: Field,
        incident: Incident,
        actors: list[ActorMention],
        side: Side,
        scene: Scene,
    ) -> list[Answer]:
        """The actors of one side, surest first; where none is said, whom the event implies."""
        sure = 0.8 if side is Side.AGENT else 0.6
        if field.kind is not Kind.ACTOR or not self._names.knows(ActorClass.CIVILIANS):
            return named_actors(reading, field, actors, sure=sure)
        actors = completed(reading, incident, actors, side, scene.event)
        found = self._classed(reading, field, actors, side, scene, sure)
        implied = None if found else self._implied(incident, side, scene.event)
        if implied is not None:
            name = self._names.name(implied, scene.country, "")
            certain = implied is crowd_of(scene.event) or side is Side.TARGET
            confidence = _CROWD_IMPLIED if certain else _IMPLIED
            found.insert(0, Answer(Actor(name), (incident.first.span,), confidence))
        return found

    def _implied(self, incident: Incident, side: Side, event: str) -> ActorClass | None:
        if side is Side.TARGET:
            if has_trait(event, "on_crowd") and incident.agents:
                return ActorClass.PROTESTERS
            return ActorClass.CIVILIANS if has_trait(event, "on_people") else None
        if crowd_of(event) or not has_trait(event, "by_armed"):
            return crowd_of(event)
        words = {singular(token) for mention in incident.mentions for token in mention.unit.sent}
        return ActorClass.GANG if words & gang_words() else ActorClass.UNIDENTIFIED

    def _classed(
        self,
        reading: Reading,
        field: Field,
        actors: list[ActorMention],
        side: Side,
        scene: Scene,
        sure: float,
    ) -> list[Answer]:
        found: dict[str, Answer] = {}
        words: list[Answer] = []
        classes: set[tuple[ActorClass, str | None]] = set()
        for answer, said in _answers(reading, field, actors, sure):
            actor = _counted(reading, said)
            kind = class_of(actor, reading.doc[actor.head], side, scene.event)
            if kind is None or not self._names.knows(kind):
                found.setdefault(str(answer.value), answer)
                continue
            country = _country_of(reading, actor) or scene.country
            name = self._names.name(kind, country, _own_words(actor))
            if (kind, country) not in classes:
                classes.add((kind, country))
                sure_by = answer.confidence
                if side is Side.AGENT and sure_by >= said.confidence >= 0.5:
                    sure_by = max(sure_by, _AGENT_BY_CLASS)
                found.setdefault(name, Answer(Actor(name), answer.evidence, sure_by))
            words.append(Answer(answer.value, answer.evidence, _WORDS_ALONE))
        return [*sorted(found.values(), key=lambda a: -a.confidence), *words]


def named_actors(
    reading: Reading, field: Field, actors: list[ActorMention], *, sure: float
) -> list[Answer]:
    """The actors that a field takes, by what its name asks for, in the article's words."""
    return [answer for answer, _ in _answers(reading, field, actors, sure)]


def _answers(
    reading: Reading, field: Field, actors: list[ActorMention], sure: float
) -> list[tuple[Answer, ActorMention]]:
    fitting = [a for a in _each_once(actors) if _takes(field, a)]
    named = any(a.is_named for a in fitting)
    found = []
    for actor in fitting:
        value: Any = Actor(actor.name)
        if field.kind is Kind.TEXT:
            value = " ".join(actor.span.quote(reading.article.text).split())
        confidence = min(sure, actor.confidence)
        if named and not actor.is_named and field.kind is Kind.ACTOR:
            confidence = min(confidence, _BESIDE_NAMED)
        if value:
            found.append((Answer(value, (actor.span,), confidence), actor))
    return found


def _each_once(actors: list[ActorMention]) -> list[ActorMention]:
    """Each actor by its surest mention: names first."""
    unique: dict[str, ActorMention] = {}
    for actor in actors:
        held = unique.get(actor.name.lower())
        if held is None or held.confidence < actor.confidence:
            unique[actor.name.lower()] = actor
    named = [a for a in unique.values() if a.is_named]
    return named + [a for a in unique.values() if not a.is_named]


def _takes(field: Field, actor: ActorMention) -> bool:
    if field.kind not in (Kind.ACTOR, Kind.TEXT):
        return False
    asks = name_words(field)
    wanted: list[ActorKind] = []
    if ASKS_PERSONS.search(asks):
        wanted += _PERSONS
    if ASKS_BODIES.search(asks):
        wanted += _BODIES
    if ASKS_THINGS.search(asks):
        wanted += [ActorKind.OBJECT]
    return actor.kind in wanted if wanted else True


def _counted(reading: Reading, actor: ActorMention) -> ActorMention:
    """As in "a group of traders": the people whom a word of quantity counts."""
    head = reading.doc[actor.head]
    if actor.is_named or singular(head) not in _QUANTITIES:
        return actor
    inner = (reading.actors.read(noun) for noun in objects_of(head, "of"))
    return next((mention for mention in inner if mention is not None), actor)


def _country_of(reading: Reading, actor: ActorMention) -> str | None:
    """The country of an actor by its name or the word for a nation in it or just before it."""
    if actor.country:
        return actor.country
    start, end = actor.span.start, actor.span.end
    for nation in reading.actors.nations:
        between = reading.text[nation.span.end : start]
        if start <= nation.span.start < end or (nation.span.end < start and between.isspace()):
            return nation.actor.country
    return None


def _own_words(actor: ActorMention) -> str:
    """What a name says beyond its class: the noun of a phrase, the name of a force."""
    if actor.kind is ActorKind.STATE:
        return ""
    if actor.is_named or (actor.name != actor.words and actor.kind is ActorKind.FORCE):
        return actor.name
    return actor.words.split()[-1].lower()
