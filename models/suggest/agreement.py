"""When a suggested value says the same as a confirmed one, for each kind of value."""

from __future__ import annotations

import math
import re
import unicodedata

from models.codebook import Field
from models.values import Actor, AnyValue, Count, DateRange, Place, PlacePrecision

#: Kilometres within which two places are the same; places known coarsely may lie farther apart.
NEAR_KM, COARSE_KM = 20.0, 100.0
_NAME_OVERLAP = 0.6
_COARSE = {PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.AREA}
_COARSE |= {PlacePrecision.COUNTRY, PlacePrecision.WATERS}
_ARTICLES = frozenset({"the", "a", "an"})


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without marks, case, punctuation and articles."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(word for word in re.findall(r"\w+", plain) if word not in _ARTICLES)


def kilometres(one: Place, other: Place) -> float | None:
    """The great-circle distance; None when a place has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b, c, d = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(1.0, half)))


def agrees(field: Field, said: AnyValue, gold: AnyValue) -> float:
    """1 when two values say the same, 0 when not; 0.5 for the same branch and overlapping days.

    Choices: the same key. Actors: the same id, or names that share six tenths of their words.
    Places: at most 20 km apart (100 km where the confirmed one is known no closer than its
    district); without coordinates the same name. Dates: the same first and last day. Counts: the
    same best number; where there is none, the same ends, or else the same wording. Texts: the
    same words, or one within the other. Flags: the same.
    """
    match said, gold:
        case Count(), Count():
            return float(_same_count(said, gold))
        case DateRange(), DateRange():
            return _same_days(said, gold)
        case Place(), Place():
            return float(_same_place(said, gold))
        case Actor(), Actor():
            return float(_same_actor(said, gold))
        case str(), str():
            return (
                _same_choice(field, said, gold) if field.choices else float(_same_text(said, gold))
            )
        case _:
            return float(said == gold)


def _same_count(said: Count, gold: Count) -> bool:
    if gold.best is not None:
        return (said.low if said.best is None else said.best) == gold.best
    if gold.low is not None or gold.high is not None:
        return (said.low, said.high) == (gold.low, gold.high)
    return said.wording is gold.wording


def _same_days(said: DateRange, gold: DateRange) -> float:
    if (said.start, said.end) == (gold.start, gold.end):
        return 1.0
    first, last = said.start or said.end, said.end or said.start
    gold_first, gold_last = gold.start or gold.end, gold.end or gold.start
    if first is None or last is None or gold_first is None or gold_last is None:
        return 0.0
    return 0.5 if first <= gold_last and last >= gold_first else 0.0


def _same_place(said: Place, gold: Place) -> bool:
    distance = kilometres(said, gold)
    if distance is None:
        return words_of(said.name) == words_of(gold.name)
    return distance <= (COARSE_KM if gold.precision in _COARSE else NEAR_KM)


def _same_actor(said: Actor, gold: Actor) -> bool:
    if said.id is not None and said.id == gold.id:
        return True
    one, other = set(words_of(said.name)), set(words_of(gold.name))
    if not one or not other:
        return said.name == gold.name
    return 2 * len(one & other) / (len(one) + len(other)) >= _NAME_OVERLAP


def _same_text(said: str, gold: str) -> bool:
    one, other = " ".join(words_of(said)), " ".join(words_of(gold))
    if not one or not other:
        return said == gold
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _same_choice(field: Field, said: str, gold: str) -> float:
    if said == gold:
        return 1.0
    paths = [choice.path for key in (said, gold) if (choice := field.choice_by_key.get(key))]
    same_branch = len(paths) == 2 and len(paths[0]) > 1 and paths[0][:1] == paths[1][:1]
    return 0.5 if same_branch else 0.0
