"""Numbers of people as somebody types them ("6+", "10-12", "dozens"), and how they are shown."""

from __future__ import annotations

import re

from models.language import later, tr
from models.typed import german
from models.typed.words import NUMBERS, TENS, UNDER_TWENTY, longest_reading
from models.values import Count, Wording

_NUMBER_WORDS = (
    NUMBERS
    | {"a pair": 2, "half a dozen": 6, "a dozen": 12, "one dozen": 12, "two dozen": 24}
    | {"a hundred": 100, "one hundred": 100, "a thousand": 1000, "one thousand": 1000}
)

_VAGUE = {
    "none": Wording.NONE,
    "no one": Wording.NONE,
    "nobody": Wording.NONE,
    "no": Wording.NONE,
    "nil": Wording.NONE,
    "several": Wording.SEVERAL,
    "some": Wording.SEVERAL,
    "a few": Wording.SEVERAL,
    "a couple": Wording.SEVERAL,
    "few": Wording.SEVERAL,
    "many": Wording.SEVERAL,
    "dozens": Wording.DOZENS,
    "scores": Wording.DOZENS,
    "tens": Wording.DOZENS,
    "hundreds": Wording.HUNDREDS,
    "unknown": Wording.UNSPECIFIED,
    "unspecified": Wording.UNSPECIFIED,
    "?": Wording.UNSPECIFIED,
}


_VAGUE |= german.VAGUE_COUNTS

#: What a person writes before a number. "More than 20" keeps the number of the article, 20.
_BEFORE = {
    Wording.EXACT: ("exactly",),
    Wording.AT_LEAST: (
        "at least",
        "no fewer than",
        "no less than",
        "minimum",
        "min.",
        "min",
        ">=",
        "≥",
    ),
    Wording.AT_MOST: (
        "at most",
        "up to",
        "as many as",
        "no more than",
        "maximum",
        "max.",
        "max",
        "<=",
    ),
    Wording.ABOUT: ("about", "around", "some", "nearly", "almost", "approximately", "roughly"),
}
_BEFORE[Wording.AT_LEAST] += ("more than", "over", ">")
_BEFORE[Wording.AT_MOST] += ("≤", "fewer than", "less than", "under", "<")
_BEFORE[Wording.ABOUT] += ("circa", "ca.", "ca", "c.", "~", "≈")
_WORDING_BY_PREFIX = {said: wording for wording, before in _BEFORE.items() for said in before}
_WORDING_BY_PREFIX |= german.BEFORE_COUNTS

_SHOWN = {
    Wording.EXACT: later("exactly"),
    Wording.AT_LEAST: later("at least"),
    Wording.AT_MOST: later("at most"),
    Wording.ABOUT: later("about"),
    Wording.UNSPECIFIED: later("unknown"),
}
_SHOWN_ALONE = {
    Wording.NONE: later("none"),
    Wording.SEVERAL: later("several"),
    Wording.DOZENS: later("dozens"),
    Wording.HUNDREDS: later("hundreds"),
    Wording.RANGE: later("range"),
}

_NUMBER = r"\d{1,3}(?:[,.  ]\d{3})+|\d{1,12}"
_RANGE = re.compile(
    rf"(?:(?:between|from|zwischen|von)\s+)?(?P<low>{_NUMBER})\s*(?:-|–|—|to|and|or|bis|und)\s*(?P<high>{_NUMBER})"
)
_INTERVAL = re.compile(
    rf"(?:(?P<word>[a-zäöü][a-zäöü ]*?)\s+)?(?P<best>{_NUMBER}|\?)\s*"
    rf"[(\[]\s*(?P<low>{_NUMBER}|\?)\s*(?:-|–|—|to)\s*(?P<high>{_NUMBER}|\?)\s*[)\]]"
)
_BETWEEN = "|".join(german.BETWEEN_COUNTS)
_WORDED_RANGE = re.compile(
    r"(?:(?:between|from|zwischen|von)\s+)?(?P<low>[a-zäöüß -]+?)"
    rf"\s*(?:–|\b(?:to|and|or|{_BETWEEN})\b)\s*(?P<high>[a-zäöüß -]+)"
)
#: Words that stand in most sentences without telling a number.
_SEEMING = frozenset(("a", "an", "no", "one", "some", "few", "many", "?", "unknown", *german.ONES))
#: What a person writes after a number.
_AFTER = {
    Wording.AT_LEAST: rf"\+|or more|and more|at least|{german.OR_MORE}",
    Wording.AT_MOST: rf"or fewer|or less|at most|{german.OR_LESS}",
    Wording.ABOUT: r"or so|or thereabouts|approximately",
}
_PREFIXES = sorted(_WORDING_BY_PREFIX, key=len, reverse=True)


def read_count(text: str) -> Count | None:
    """The count that somebody means, or None if it cannot be read.

    Understood are "2", "two", "6+", "at least 6", "10-12", "~30", "up to 20", "fewer than 20",
    "dozens", "several", "hundreds", "none", "unknown" and best (low-high): "2 (1-4)".
    """
    said = " ".join(text.lower().split()).rstrip(".")
    if said in _VAGUE:
        return _vague(_VAGUE[said])
    number = _number(said)
    if number is not None:
        return Count(number, number, number, Wording.EXACT) if number else _vague(Wording.NONE)
    ranged = _read_interval(said) or _read_range(said) or _read_worded_range(said)
    return ranged or _read_bounded(said)


def count_within(text: str) -> str:
    """The longest stretch of words that reads as one count, such as "at least six" of many.

    Empty where there is none, or where two stretches of that length tell different counts.
    """
    found = longest_reading(text, read_count)
    return "" if found.lower() in _SEEMING else found


def show_count(count: Count) -> str:
    """The count in the shortest words that `read_count` turns into the same count."""
    low, best, high, wording = count.low, count.best, count.high, count.wording
    short = ""
    if wording is Wording.RANGE:
        short = f"{low}–{high}" if best is None else f"{best} ({low}–{high})"
    elif (low is None and best is None and high is None) or wording is Wording.NONE:
        short = _word(wording)
    elif wording is Wording.EXACT and best:
        short = str(best)
    elif wording in _SHOWN:
        short = f"{_word(wording)} {low if best is None else best}"
    plain = Count(low, best, high, wording)
    if read_count(short) == plain:
        return short
    return f"{_word(wording)} {_or_unknown(best)} ({_or_unknown(low)}–{_or_unknown(high)})"


def _word(wording: Wording) -> str:
    return tr((_SHOWN | _SHOWN_ALONE)[wording])


def _vague(wording: Wording) -> Count:
    if wording is Wording.NONE:
        return Count(0, 0, 0, wording)
    return Count(None, None, None, wording)


def _read_range(said: str) -> Count | None:
    found = _RANGE.fullmatch(said)
    if not found:
        return None
    low, high = _number(found["low"]), _number(found["high"])
    return Count(low, None, high, Wording.RANGE)


def _read_worded_range(said: str) -> Count | None:
    """A range whose ends are words ("three to five")."""
    found = _WORDED_RANGE.fullmatch(said)
    low, high = (_number(found[side]) if found else None for side in ("low", "high"))
    is_range = low is not None and high is not None and low < high
    return Count(low, None, high, Wording.RANGE) if is_range else None


def _read_interval(said: str) -> Count | None:
    found = _INTERVAL.fullmatch(said)
    if not found:
        return None
    wording = Wording.RANGE
    if found["word"]:
        shown = _SHOWN | _SHOWN_ALONE
        named = {word: one for one in Wording for word in (shown[one], _word(one).lower())}
        if found["word"] not in named:
            return None
        wording = named[found["word"]]
    return Count(_number(found["low"]), _number(found["best"]), _number(found["high"]), wording)


def _read_bounded(said: str) -> Count | None:
    """A number with a word or sign that bounds it."""
    for wording, words in _AFTER.items():
        if found := re.fullmatch(rf"(.+?)\s*(?:{words})", said):
            number = _number(found[1])
            return None if number is None else Count.worded(number, wording)
    for prefix in _PREFIXES:
        if said.startswith(prefix):
            number = _number(said[len(prefix) :].strip())
            if number is not None:
                return Count.worded(number, _WORDING_BY_PREFIX[prefix])
    return None


def _number(said: str) -> int | None:
    if re.fullmatch(_NUMBER, said):
        return int(re.sub(r"\D", "", said))
    if said in _NUMBER_WORDS:
        return _NUMBER_WORDS[said]
    tens, _, ones = said.replace("-", " ").partition(" ")
    if tens in TENS and ones in UNDER_TWENTY[1:10]:
        return _NUMBER_WORDS[tens] + _NUMBER_WORDS[ones]
    return None


def _or_unknown(number: int | None) -> str:
    return "?" if number is None else str(number)
