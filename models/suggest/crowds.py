"""Names crowds by what they do: those who protest are "Protesters", those who riot "Rioters"."""

from __future__ import annotations

from dataclasses import replace

from models.suggest.actor_table import ActorKind
from models.suggest.builder import Incident
from models.suggest.lexicon import nouns, read_data
from models.suggest.names import ActorMention

_CROWDS = (ActorKind.CROWD, ActorKind.PEOPLE)
_UNNAMED = (*_CROWDS, ActorKind.ORGANIZATION)


def agents(incident: Incident, found: list[ActorMention], event_type: str) -> list[ActorMention]:
    """The agents, with unnamed people of a protest or a riot under the name of their role.

    A protest without any agent in the words has protesters all the same.
    """
    name = read_data("refinements")["crowds"].get(event_type)
    if name is None:
        return found
    named = [_as_crowd(actor, name) for actor in found]
    if any(a.kind is not ActorKind.OBJECT for a in named):
        return named
    head = incident.first.heads[0]
    words = incident.first.span
    return [ActorMention(words, name, ActorKind.CROWD, head.i, None, 0.5, head.text), *named]


def targets(found: list[ActorMention], event_type: str) -> list[ActorMention]:
    """The targets, with demonstrators among them called protesters."""
    name = read_data("refinements")["crowds"].get(event_type)
    if name is None:
        return found
    return [_as_crowd(a, name) if _last_word(a) in nouns("demonstrators") else a for a in found]


def _as_crowd(actor: ActorMention, name: str) -> ActorMention:
    unnamed = actor.kind in _UNNAMED and actor.words == actor.words.lower()
    if actor.kind in _CROWDS or unnamed:
        return replace(actor, name=name, kind=ActorKind.CROWD)
    return actor


def _last_word(actor: ActorMention) -> str:
    words = actor.words.lower().split()
    return words[-1].removesuffix("s") if words else ""
