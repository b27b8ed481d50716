"""How likely a phrase fills a field before anything is learned: hand-set evidence in logits.

Each rule adds a round number to the log odds: what sort of thing the phrase names, which part the
syntax gives it in an event, whether the event is told as having happened, how the phrase is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log
from typing import Final

from models.suggest.candidates import Candidate, Cut
from models.suggest.lexicon import read_data
from models.suggest.role_features import HeadCues, Phrase
from models.suggest.role_kinds import Asked, Sort
from models.suggest.role_parse import Parse
from models.suggest.role_relations import Part

#: How often a phrase fills a field for which no rule speaks.
_FLOOR: Final = log(0.001)
#: In a sentence without a word that tells of an event the parts mean less.
_NOTHING_TOLD: Final = -1.0
_NOT_SAID_TO_HAVE_HAPPENED: Final = -0.5
_IN_THE_LEAD: Final = 0.3
_SAID_AGAIN: Final = 0.25
_SIDES: Final[dict[Asked, tuple[Asked, ...]]] = {
    Asked.AGENT: (Asked.AGENT_PERSONS, Asked.AGENT_BODIES),
    Asked.TARGET: (Asked.TARGET_PERSONS, Asked.TARGET_THINGS),
}


@cache
def _log_odds(asks: Asked) -> dict[tuple[str, str], float]:
    """The table of data/roles.toml by part and sort."""
    table = read_data("roles")["precision"].get(asks, {})
    found = {}
    for part, by_sort in table.items():
        for sort, precision in by_sort.items():
            found[part, sort] = log(precision / (1.0 - precision))
    return found


def priors_of(questions: Sequence[Asked], phrase: Phrase, parse: Parse) -> list[float]:
    """The log odds that a phrase fills each field: of its best place in the article."""
    places = list(zip(phrase.candidates, phrase.heads, strict=True))
    bonus = [_by_place(candidate, head, parse) for candidate, head in places]
    again = _SAID_AGAIN * min(len(places) - 1, 4)
    found = []
    for asks in questions:
        sides = _SIDES.get(asks, (asks,))
        found.append(
            again
            + max(
                _by_part(side, head) + more
                for side in sides
                for (_, head), more in zip(places, bonus, strict=True)
            )
        )
    return found


def _by_part(asks: Asked, head: HeadCues) -> float:
    table = _log_odds(asks)
    part = head.relation.part
    plain = table.get((Part.NONE, head.sort), _FLOOR)
    if part is Part.NONE:
        return plain
    name = f"inner_{part}" if head.relation.steps else part
    return max(plain - 1.0, table.get((name, head.sort), _FLOOR))


def _by_place(candidate: Candidate, head: HeadCues, parse: Parse) -> float:
    """What its sentence and its cut add, whatever is asked."""
    score = _cut(candidate, head, parse)
    if head.trigger is None:
        score += _NOTHING_TOLD
    elif not head.trigger.is_told:
        score += _NOT_SAID_TO_HAVE_HAPPENED
    return score + _IN_THE_LEAD if candidate.sentence <= 1 else score


def _cut(candidate: Candidate, head: HeadCues, parse: Parse) -> float:
    """Whole phrases without what follows them; of a person, the name without its title."""
    if candidate.cut is Cut.EXTENDED:
        return -1.0
    start = candidate.start
    if _is_part_of_name(candidate, parse):
        return -3.0
    inside = range(start, candidate.end)
    before = start - 1
    cut_off = before >= 0 and parse.heads[before] in inside
    if head.sort in (Sort.PERSON, Sort.GROUP, Sort.BODY):
        same = cut_off and parse.pos[before] == "PROPN" and parse.entities[before]
        titled = any(parse.pos[i] not in ("PROPN", "ADP", "X") for i in inside)
        return (-2.0 if same and parse.entities[before] == parse.entities[start] else 0.0) - (
            1.0 if titled and head.sort is Sort.PERSON else 0.0
        )
    if cut_off and parse.pos[before] in ("ADJ", "NOUN", "PROPN", "VERB"):
        return -1.0
    return 0.0


def _is_part_of_name(candidate: Candidate, parse: Parse) -> bool:
    """Whether the phrase is only some words of a longer known name."""
    before, after = candidate.start - 1, candidate.end
    first, last = parse.names[candidate.start], parse.names[candidate.end - 1]
    goes_on = after < len(parse.names) and last is not None and parse.names[after] is last
    return goes_on or (before >= 0 and first is not None and parse.names[before] is first)
