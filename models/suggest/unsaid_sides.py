"""The side of an event that no verb gives: who fought there, who stepped in, whose act it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from models.suggest.actor_classes import Side, has_trait
from models.suggest.actor_table import ActorKind
from models.suggest.arguments import arguments_of
from models.suggest.builder import Incident
from models.suggest.lexicon import nouns
from models.suggest.names import ActorMention
from models.suggest.reading import Reading
from models.suggest.syntax import singular

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

#: How sure an actor is that only stands near the event.
_NEARBY = 0.45
_NO_HEADS = ("compound", "amod", "nmod")


def completed(
    reading: Reading, incident: Incident, actors: list[ActorMention], side: Side, event: str
) -> list[ActorMention]:
    """The actors of one side; where there are none, those whom the sentences speak of."""
    actors = [a for a in actors if not _is_place(reading, a)]
    agents = incident.agents if side is Side.TARGET else actors
    targets = incident.targets if side is Side.AGENT else actors
    others = {a.name for a in (agents if side is Side.TARGET else targets)}
    own = [a for a in actors if a.name not in others] if side is Side.TARGET else actors
    if any(a.kind is not ActorKind.OBJECT for a in own):
        return own
    found: Iterable[ActorMention] = ()
    if has_trait(event, "on_crowd") and side is Side.TARGET:
        stepped_in = not any(a.kind is ActorKind.FORCE for a in agents)
        found = _forces(reading) if stepped_in else ()
    elif side is Side.AGENT:
        found = _authors(reading, incident)
    struck = side is Side.TARGET and bool(agents) and has_trait(event, "bombing")
    if not found and (struck or has_trait(event, "battles")):
        found = _fighters(reading, incident)
        if side is Side.TARGET and not agents:
            found = list(found)[1:]
    new = [replace(a, confidence=_NEARBY) for a in found if a.name not in others]
    return [*new[:1], *(own or actors)]


def _is_place(reading: Reading, actor: ActorMention) -> bool:
    """A street or town that no gazetteer knows is no actor."""
    tagged = reading.doc[actor.head].ent_type_ in ("GPE", "LOC", "FAC")
    return tagged and actor.kind is ActorKind.ORGANIZATION


def _sentences(incident: Incident) -> list[Sentence]:
    return list(dict.fromkeys(m.unit.sent for m in incident.mentions))


def _authors(reading: Reading, incident: Incident) -> list[ActorMention]:
    """As in "were wounded following an attack by the Front": whose act the sentence speaks of."""
    acts = (t for s in _sentences(incident) for t in s if singular(t) in nouns("act"))
    found = (a for act in acts for a in arguments_of(act, reading.actors).agents)
    return [a for a in found if a.is_armed]


def _fighters(reading: Reading, incident: Incident) -> list[ActorMention]:
    """All who bear arms in the sentences of a fight, each once, in order."""
    found = {a.name: a for a in _read(_sentences(incident), reading) if a.is_armed and a.is_party}
    return list(found.values())


def _forces(reading: Reading) -> list[ActorMention]:
    """Police and soldiers of the article, as in "Police intervened"."""
    return [a for a in _read(reading.sentences, reading) if a.kind is ActorKind.FORCE][:1]


def _read(sentences: Iterable[Sentence], reading: Reading) -> Iterator[ActorMention]:
    for sentence in sentences:
        for token in sentence:
            if _is_head(token) and (mention := reading.actors.read(token)) is not None:
                yield mention


def _is_head(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ not in _NO_HEADS
