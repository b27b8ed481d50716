"""How sure a count is: by how it was come to, in round figures measured on shooting reports."""

from __future__ import annotations

from collections.abc import Sequence

from models.suggest.counts_patterns import Harm
from models.suggest.counts_totals import CountMention, Total
from models.values import Count, Wording

#: The headline says the same, says another number, or is alone in giving one.
HEADLINE_AGREES = 0.9
HEADLINE_DIFFERS = 0.65
HEADLINE_ALONE = 0.8
#: "Nobody was hurt", one victim, several victims, many, "dozens": stated in so many words.
_NONE = 0.9
_ONE = 0.85
_SEVERAL = 0.75
_MANY = 0.65
_VAGUE = 0.6
#: The same number is stated again; another number is stated.
_AGAIN = 0.1
_OTHERWISE = -0.15
#: Only the name of the crime says so; those who were shot less the dead; a sum of one sentence.
_IMPLIED = 0.75
_SHARED_ONE = 0.75
_SHARED = 0.5
_SUM_OF_SENTENCE = 0.7
#: A sum over sentences is more often wrong than right.
_SUM = 0.4
_MOST_OF_SEVERAL = 5


def confidence(found: Total, mentions: Sequence[CountMention], kind: Harm) -> float:
    """The probability that a count over all mentions of an incident is right."""
    own = [m for m in mentions if m.kind is kind and m.counts]
    stated = [m for m in own if not m.is_implied]
    if own and not stated:
        return _IMPLIED
    same = [m for m in stated if m.value == found.value]
    if same:
        numbers = {_size(m.value) for m in stated} - {0, 1, _size(found.value)}
        again = _AGAIN if len({m.sentence for m in same}) > 1 else 0.0
        return _stated(found.value) + again + (_OTHERWISE if numbers else 0.0)
    sentences = {m.sentence for m in mentions if m.span in found.evidence}
    if stated and len(found.evidence) > 1:
        return _SUM_OF_SENTENCE if len(sentences) == 1 else _SUM
    return _SHARED_ONE if _size(found.value) == 1 else _SHARED


def _stated(value: Count) -> float:
    if value.wording is Wording.NONE:
        return _NONE
    size = _size(value)
    if size == 1:
        return _ONE
    if size == 0:
        return _VAGUE
    return _SEVERAL if size <= _MOST_OF_SEVERAL else _MANY


def _size(value: Count) -> int:
    """The number meant, 0 where none is given."""
    return next((n for n in (value.best, value.low, value.high) if n is not None), 0)
