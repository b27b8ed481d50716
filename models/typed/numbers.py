"""Whole numbers as people write them: in digits, in words, in dozens, hundreds and thousands."""

from __future__ import annotations

import re

from models.typed import german
from models.typed.words import NUMBERS, TENS, UNDER_TWENTY

#: Digits with what may stand between groups of three.
DIGITS = r"\d{1,3}(?:[,.  ]\d{3})+|\d{1,12}"
_SCALES = {
    "dozen": 12, "dutzend": 12, "score": 20, "hundred": 100, "hundert": 100,
    "thousand": 1000, "tausend": 1000, "k": 1000, "million": 1_000_000, "millionen": 1_000_000,
}  # fmt: skip
_WHOLE = {
    "a pair": 2, "half a dozen": 6, "half dozen": 6, german.HALF_A_DOZEN: 6,
}  # fmt: skip
_SCALED = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?P<scale>{'|'.join(_SCALES)})", re.IGNORECASE
)
_ARTICLES = frozenset({"a", "an", *german.ONES})
_AND = frozenset({"and", "und"})


def read_number(said: str) -> int | None:
    """The number that is meant, of lower case words: "2 000", "two hundred and six", "1.5k"."""
    if re.fullmatch(DIGITS, said):
        return int(re.sub(r"\D", "", said))
    if said in _WHOLE:
        return _WHOLE[said]
    if scaled := _SCALED.fullmatch(said):
        number = float(scaled["digits"].replace(",", ".")) * _SCALES[scaled["scale"]]
        return int(number) if number == int(number) else None
    return _of_words(said.replace("-", " ").split())


def scale_of(said: str) -> int:
    """What the last word of a number multiplies by ("hundred"), else 1."""
    last = re.search(r"[a-zäöü]+$", said)
    return _SCALES.get(last[0], 1) if last else 1


def _of_words(words: list[str]) -> int | None:
    """Millions, thousands and the rest, each of them less than a thousand."""
    if not words or words[0] in _AND or words[-1] in _AND:
        return None
    total, least = 0, 10**9
    group: list[str] = []
    for word in words:
        scale = _SCALES.get(word, 1)
        if scale < 1000:
            group.append(word)
            continue
        number = _under_thousand(group)
        if not number or scale >= least:
            return None
        total, least, group = total + number * scale, scale, []
    if not group:
        return total
    rest = _under_thousand(group)
    return None if rest is None or (total and not rest) else total + rest


def _under_thousand(words: list[str]) -> int | None:
    """A number of at most one scale below a thousand: "two hundred and six", "three dozen"."""
    words = words[1:] if words[:1] and words[0] in _AND else words
    places = [place for place, word in enumerate(words) if word in _SCALES]
    if not places:
        return _under_hundred(words)
    if len(places) > 1 or places[0] == 0:
        return None
    scale, after = _SCALES[words[places[0]]], words[places[0] + 1 :]
    number = 1 if words[0] in _ARTICLES and places[0] == 1 else _under_hundred(words[: places[0]])
    if not number:
        return None
    if not after:
        return number * scale
    after = after[1:] if after[0] in _AND else after
    rest = _under_hundred(after)
    return number * scale + rest if rest and scale == _SCALES["hundred"] else None


def _under_hundred(words: list[str]) -> int | None:
    match words:
        case [one] if one in NUMBERS:
            return NUMBERS[one]
        case [tens, ones] if tens in TENS and ones in UNDER_TWENTY[1:10]:
            return NUMBERS[tens] + NUMBERS[ones]
        case _:
            return None
