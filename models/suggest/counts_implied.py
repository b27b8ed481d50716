"""Victims without a number: "a fatal shooting", "a double homicide", "took his own life"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.suggest.counts_patterns import Harm, Hit
from models.suggest.counts_quantity import Quantity
from models.values import Count, Wording

_I = re.IGNORECASE
_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_VIOLENCE = (
    r"shootings?|stabbings?|beatings?|attacks?|blasts?|bombings?|explosions?|assaults?|ambush"
)
_OWN_HAND = re.compile(
    r"\b(?:turn(?:s|ed|ing)\s+(?:the|his|her|a|that)\s+(?:\w+\s+)?(?:gun|weapon|rifle|pistol|shotgun|handgun|firearm)"
    r"\s+on\s+(?:him|her)self|t(?:ook|aking|akes)\s+(?:his|her)\s+own\s+life|commit(?:ted|ting|s)\s+suicide"
    r"|died\s+of\s+(?:an?\s+)?(?:apparent\s+)?self-inflicted)",
    _I,
)
_MANY = re.compile(
    rf"\b(?P<times>{'|'.join(_TIMES)})[ -](?P<kind>homicide|murder|killing|slaying|fatal\s+shooting"
    rf"|shooting|stabbing)\b(?!-)",
    _I,
)
_DEADLY = re.compile(
    rf"\b(?:fatal|deadly|lethal)\s+(?:\w+\s+)?(?:{_VIOLENCE})\b|\b(?:shooting|stabbing)\s+deaths?\b"
    r"|\bhomicides?\b(?!\s+(?:detectives?|investigators?|units?|division|squad|bureau|rate|commander|section|lt))"
    r"|(?<!attempted )(?<!attempt )\bmurder\s+(?:victims?|investigation|charges?)\b"
    r"|\bcharged\s+with\s+(?:(?!attempted)[\w-]+\s+){0,3}?(?:murder|manslaughter)\b"
    r"|\b(?:body|corpse)\s+(?:was\s+|were\s+|had\s+been\s+)(?:found|discovered|recovered)"
    r"|\bf(?:ou|i)nd(?:ing)?\s+(?:an?|the|his|her)\s+(?:\w+\s+)?(?:body|corpse)\b"
    r"|\bautopsy\b|\b(?:cause|manner)\s+of\s+death\b|\b(?:the|a|this|his|her)\s+(?:suspicious\s+)?(?:death|killing|slaying|murder)\b"
    r"|\b(?:arrested|wanted|held|convicted|sentenced)\s+(?:for|on|of|in)\s+(?:\w+\s+){0,3}?(?:murder|manslaughter|killing|slaying)\b",
    _I,
)
_OTHER = re.compile(
    r"\b(?:attempted(?:\s+[\w-]+)?|(?:\d+|first|second|third|fourth|fifth|\w+th)(?:st|nd|rd|th)?)\s+$"
    r"|\b(?:this year|last year|so far|history|since january)\b",
    _I,
)

#: A death that something answers, avenges or recalls is another event's.
_REASON = re.compile(
    r"\b(?:answer|response|responded|reply|retaliat\w+|reveng\w*|aveng\w+|reprisals?|anger|angry|outrage"
    r"|protest\w*|anniversary|funeral|mourn\w*|vigil|condemn\w*|blamed)\b[^.;,]{0,40}$",
    _I,
)

_DEATH = re.compile(
    r"\b(?:dies?|died|dead|deadly|killed|kills|fatal(?:ly)?|murder(?:ed|s)?|slain|slaying|homicide"
    r"|manslaughter|(?<!life or )deaths?|claims\s+life|shot\s+to\s+death)\b",
    _I,
)
_NOT_YET = re.compile(
    r"\b(?:attempted|attempt|near|threat\w*|plot\w*|non|not|no|anniversary|years?\s+after|last\s+year)\b",
    _I,
)


def tells_of_death(headline: str) -> bool:
    """Whether a headline says that somebody died, without asking how many."""
    return _DEATH.search(headline) is not None and _NOT_YET.search(headline) is None


def find_implied(text: str, start: int, end: int) -> Iterator[Hit]:
    """Deaths that follow from the name of the crime; they count only where no number is given."""
    for found in _DEADLY.finditer(text, start, end):
        before = text[start : found.start()]
        if _REASON.search(before) or _OTHER.search(before) or _OTHER.search(text[start:end]):
            continue
        yield Hit(Harm.KILLED, *found.span(), _quantity(found, 1, Wording.AT_LEAST))


def find_told_by_kind(text: str, start: int, end: int) -> Iterator[Hit]:
    """Victims counted by the crime's name, and killers who die by their own hand."""
    for found in _MANY.finditer(text, start, end):
        struck = found["kind"].lower() in ("shooting", "stabbing")
        harm = Harm.STRUCK if struck else Harm.KILLED
        yield Hit(harm, *found.span(), _quantity(found, _TIMES[found["times"].lower()]))
    for found in _OWN_HAND.finditer(text, start, end):
        yield Hit(Harm.KILLED, *found.span(), _quantity(found, 1, is_more=True))


def _quantity(
    found: re.Match[str], number: int, wording: Wording = Wording.EXACT, *, is_more: bool = False
) -> Quantity:
    high = number if wording is Wording.EXACT else None
    count = Count(number, number, high, wording)
    return Quantity(found.start(), found.start(), found.end(), count, is_more, has_noun=True)
