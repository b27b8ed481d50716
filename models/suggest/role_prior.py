"""How likely a phrase fills a field before anything is learned: hand-set evidence in logits.

Each rule adds a round number to the log odds: what sort of thing the phrase names, which part the
syntax gives it in an event, whether the event is told as having happened, how the phrase is cut.
"""

from __future__ import annotations

from typing import Final

from models.suggest.candidates import Candidate, Cut
from models.suggest.role_features import HeadCues, Phrase
from models.suggest.role_kinds import Asked, Sort
from models.suggest.role_parse import Parse
from models.suggest.role_relations import Part

#: The log odds of any phrase of an article to fill a field: about one in two hundred.
BASE: Final = -5.3
_NEVER: Final = -3.0

_BY_SORT: Final[dict[Asked, dict[Sort, float]]] = {
    Asked.TARGET_PERSONS: {Sort.PERSON: 1.5, Sort.PEOPLE: 1.0, Sort.FORCE: 0.3, Sort.OTHER: -1.0},
    Asked.TARGET_THINGS: {Sort.THING: 1.0, Sort.OTHER: -1.0, Sort.GROUP: -1.5, Sort.PLACE: -2.0},
    Asked.AGENT_PERSONS: {Sort.ARMED: 2.0, Sort.FORCE: 0.5, Sort.PEOPLE: -0.5, Sort.PERSON: -0.7},
    Asked.AGENT_BODIES: {Sort.GROUP: 1.5, Sort.FORCE: 0.0, Sort.ARMED: -1.5},
    Asked.INSTRUMENT: {Sort.WEAPON: 3.0, Sort.OTHER: -2.5},
}
_BY_PART: Final[dict[Asked, dict[Part, float]]] = {
    Asked.TARGET_PERSONS: {Part.VICTIM: 3.5, Part.GOAL: 1.5, Part.AGENT: -1.0, Part.OBJECT: 0.5},
    Asked.TARGET_THINGS: {Part.VICTIM: 3.5, Part.GOAL: 3.0, Part.OBJECT: 1.0, Part.AGENT: -1.0},
    Asked.AGENT_PERSONS: {Part.AGENT: 3.0, Part.BLAMED: 2.0, Part.CLAIMING: 1.0},
    Asked.AGENT_BODIES: {Part.AGENT: 3.0, Part.BLAMED: 3.0, Part.CLAIMING: 3.5, Part.VICTIM: -1.0},
    Asked.INSTRUMENT: {Part.MEANS: 1.5, Part.OBJECT: 1.0, Part.AGENT: 1.0, Part.VICTIM: 0.0},
}
_NEAR_TRIGGER: Final[dict[Asked, float]] = {
    Asked.INSTRUMENT: 1.5,
    Asked.AGENT_PERSONS: 0.7,
    Asked.AGENT_BODIES: 0.7,
    Asked.TARGET_PERSONS: 0.3,
    Asked.TARGET_THINGS: 0.5,
}


def prior_of(asks: Asked, phrase: Phrase, parse: Parse) -> float:
    """The log odds that a phrase fills a field: of its best place in the article."""
    if asks not in _BY_SORT:
        return BASE
    best = max(
        _of_place(asks, candidate, head, parse)
        for candidate, head in zip(phrase.candidates, phrase.heads, strict=True)
    )
    return best + 0.2 * min(len(phrase.candidates) - 1, 3)


def _of_place(asks: Asked, candidate: Candidate, head: HeadCues, parse: Parse) -> float:
    score = BASE + _BY_SORT[asks].get(head.sort, _NEVER)
    part = _BY_PART[asks].get(head.relation.part, 0.0)
    score += part if head.relation.steps == 0 else 0.7 * part
    if head.trigger is not None:
        score += _NEAR_TRIGGER[asks]
        score += 0.0 if head.trigger.is_told else -0.7
    if candidate.sentence <= 1:
        score += 0.3
    return score + _cut(candidate, head, parse)


def _cut(candidate: Candidate, head: HeadCues, parse: Parse) -> float:
    """Whole phrases without what follows them; of a person, the name without its title."""
    if candidate.cut is Cut.EXTENDED:
        return -1.0
    start = candidate.start
    inside = range(start, candidate.end)
    before = start - 1
    cut_off = before >= 0 and parse.heads[before] in inside
    if head.sort in (Sort.PERSON, Sort.GROUP):
        same = cut_off and parse.pos[before] == "PROPN" and parse.entities[before]
        titled = any(parse.pos[i] not in ("PROPN", "ADP", "X") for i in inside)
        return (-2.0 if same and parse.entities[before] == parse.entities[start] else 0.0) - (
            1.0 if titled and head.sort is Sort.PERSON else 0.0
        )
    if cut_off and parse.pos[before] in ("ADJ", "NOUN", "PROPN", "VERB"):
        return -1.0
    return 0.0
