"""How likely a phrase fills a field before anything is learned: hand-set evidence in logits.

Each rule adds a round number to the log odds: what sort of thing the phrase names, which part the
syntax gives it in an event, whether the event is told as having happened, how the phrase is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import log
from typing import Final

from models.suggest.candidates import Candidate
from models.suggest.lexicon import read_data
from models.suggest.role_cuts import is_full_name
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
#: A name of which the article has a fuller form.
_SHORT_NAME: Final = -1.0
#: The group's name in front of its men: the group is asked for apart.
_OF_GROUP: Final = -1.0
#: What the edges of a phrase speak for, by `role_cuts`: analysts write down the words that say who
#: or what it is, persons by their names, things with what they belong to.
_CUTS: Final = {
    "vague": -1.5,
    "titled": -1.0,
    "name_part": -3.0,
    "name_cut": -2.0,
    "hyphen_cut": -2.0,
    "compound": -1.0,
    "modifier_cut": -1.0,
    "whole_cut": -0.7,
    "of_told": -1.0,
    "extended": -1.5,
}
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


def priors_of(questions: Sequence[Asked], phrase: Phrase) -> list[float]:
    """The log odds that a phrase fills each field: of its best place in the article."""
    places = list(zip(phrase.candidates, phrase.heads, phrase.cuts, strict=True))
    bonus = [_by_place(*place) for place in places]
    again = _SAID_AGAIN * min(len(places) - 1, 4)
    found = []
    for asks in questions:
        sides = _SIDES.get(asks, (asks,))
        found.append(
            again
            + max(
                _by_part(side, head.sort, head.relation.part, is_inner=head.relation.steps > 0)
                + more
                + _by_side(side, cuts)
                for side in sides
                for (_, head, cuts), more in zip(places, bonus, strict=True)
            )
        )
    return found


def prefer_full_names(
    prior: list[list[float]],
    phrases: Sequence[Phrase],
    links: Iterable[tuple[int, int]],
    parse: Parse,
) -> None:
    """Lets the fullest form of a person's name speak for all: it is as likely as any of them."""
    named = {
        n
        for n, phrase in enumerate(phrases)
        if is_full_name(phrase.candidates, [head.sort for head in phrase.heads], parse)
    }
    words = {n: frozenset(phrases[n].key.split()) for n in named}
    short = set()
    for a, b in links:
        if a in named and b in named and words[a] != words[b]:
            one, fuller = (a, b) if words[a] < words[b] else (b, a)
            if words[one] < words[fuller]:
                short.add(one)
                prior[fuller] = [max(pair) for pair in zip(prior[one], prior[fuller], strict=True)]
    for n in short:
        prior[n] = [odds + _SHORT_NAME for odds in prior[n]]


@cache
def _by_part(asks: Asked, sort: Sort, part: Part, *, is_inner: bool) -> float:
    table = _log_odds(asks)
    plain = table.get((Part.NONE, sort), _FLOOR)
    if part is Part.NONE:
        return plain
    name = f"inner_{part}" if is_inner else part
    return max(plain - 1.0, table.get((name, sort), _FLOOR))


def _by_side(asks: Asked, cuts: Iterable[str]) -> float:
    return _OF_GROUP if asks is Asked.AGENT_PERSONS and "of_group" in cuts else 0.0


def _by_place(candidate: Candidate, head: HeadCues, cuts: Iterable[str]) -> float:
    """What its sentence and its cut add, whatever is asked."""
    score = sum(_CUTS.get(cut, 0.0) for cut in cuts)
    if head.trigger is None:
        score += _NOTHING_TOLD
    elif not head.trigger.is_told:
        score += _NOT_SAID_TO_HAVE_HAPPENED
    return score + _IN_THE_LEAD if candidate.sentence <= 1 else score
