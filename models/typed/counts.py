"""Numbers of people as somebody types them ("6+", "10-12", "dozens"), and how they are shown."""

from __future__ import annotations

import re

from models.language import later, tr
from models.typed import german
from models.typed.numbers import DIGITS, read_number, scale_of
from models.typed.words import longest_reading
from models.values import Count, Wording

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
    "a handful": Wording.SEVERAL,
    "few": Wording.SEVERAL,
    "many": Wording.SEVERAL,
    "dozens": Wording.DOZENS,
    "several dozen": Wording.DOZENS,
    "a few dozen": Wording.DOZENS,
    "a couple of dozen": Wording.DOZENS,
    "scores": Wording.DOZENS,
    "tens": Wording.DOZENS,
    "hundreds": Wording.HUNDREDS,
    "several hundred": Wording.HUNDREDS,
    "a few hundred": Wording.HUNDREDS,
    "thousands": Wording.HUNDREDS,
    "several thousand": Wording.HUNDREDS,
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
_BEFORE[Wording.AT_LEAST] += ("more than", "over", "well over", "just over", ">")
_BEFORE[Wording.AT_LEAST] += ("not fewer than", "not less than", "upwards of", "in excess of")
_BEFORE[Wording.AT_MOST] += ("≤", "fewer than", "less than", "under", "<")
_BEFORE[Wording.ABOUT] += ("close to", "just under", "circa", "ca.", "ca", "c.", "~", "≈")
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

#: What parts the ends of a range. A word in between wants room on both sides.
_TO = re.compile(rf"\s*[-–—]\s*|\s+(?:to|and|or|{'|'.join(german.BETWEEN)})\s+")
_FROM = re.compile(r"(?:between|from|zwischen|von)\s+")
_BOTH_BOUNDS = re.compile(r"at least (?P<low>.+?)(?: and|,| but)? (?:up to|at most) (?P<high>.+)")
_INTERVAL = re.compile(
    rf"(?:(?P<word>[a-zäöü][a-zäöü ]*?)\s+)?(?P<best>{DIGITS}|\?)\s*"
    rf"[(\[]\s*(?P<low>{DIGITS}|\?)\s*(?:-|–|—|to)\s*(?P<high>{DIGITS}|\?)\s*[)\]]"
)
#: Words that stand in most sentences without telling a number.
_SEEMING = frozenset(("a", "an", "no", "one", "some", "few", "many", "?", "unknown", *german.ONES))
#: What a person writes after a number.
_AFTER = {
    Wording.AT_LEAST: rf"\+|plus|or more|and more|at least|{german.OR_MORE}",
    Wording.AT_MOST: rf"or fewer|or less|at most|{german.OR_LESS}",
    Wording.ABOUT: r"or so|-?odd|or thereabouts|approximately",
}
_PREFIXES = sorted(_WORDING_BY_PREFIX, key=len, reverse=True)


def read_count(text: str) -> Count | None:
    """The count that somebody means, or None if it cannot be read.

    Understood are "2", "two", "6+", "at least 6", "10-12", "~30", "up to 20", "fewer than 20",
    "dozens", "several", "hundreds", "none", "unknown", best (low-high) as in "2 (1-4)", and
    numbers in words, thousands included.
    """
    said = " ".join(text.lower().split()).rstrip(".")
    if said in _VAGUE:
        return _vague(_VAGUE[said])
    number = read_number(said)
    if number is not None:
        return Count(number, number, number, Wording.EXACT) if number else _vague(Wording.NONE)
    return _read_interval(said) or _read_range(said) or _read_bounded(said)


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
    """Two ends: "10-12", "between three and five", "some 20 to 30", "two to three hundred"."""
    if both := _BOTH_BOUNDS.fullmatch(said):
        return _range(both["low"], both["high"])
    for prefix in _PREFIXES:
        if _WORDING_BY_PREFIX[prefix] is Wording.ABOUT and said.startswith(prefix):
            said = said[len(prefix) :].strip()
            break
    said = _FROM.sub("", said, count=1) if _FROM.match(said) else said
    for between in _TO.finditer(said):
        if found := _range(said[: between.start()], said[between.end() :]):
            return found
    return None


def _range(left: str, right: str) -> Count | None:
    """The right end tells the scale of both: "two to three hundred" begins at two hundred."""
    low, high = read_number(left), read_number(right)
    if low is None or high is None:
        return None
    scale = scale_of(right)
    if scale_of(left) == 1 and low * scale < high:
        low *= scale
    return Count(low, None, high, Wording.RANGE) if low < high else None


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
    return Count(
        read_number(found["low"]), read_number(found["best"]), read_number(found["high"]), wording
    )


def _read_bounded(said: str) -> Count | None:
    """A number with a word or sign that bounds it."""
    for wording, words in _AFTER.items():
        if found := re.fullmatch(rf"(.+?)\s*(?:{words})", said):
            number = read_number(found[1])
            return None if number is None else Count.worded(number, wording)
    for prefix in _PREFIXES:
        if said.startswith(prefix):
            number = read_number(said[len(prefix) :].strip())
            if number is not None:
                return Count.worded(number, _WORDING_BY_PREFIX[prefix])
    return None


def _or_unknown(number: int | None) -> str:
    return "?" if number is None else str(number)
