"""Whole numbers in English words and digits."""

from __future__ import annotations

import re

from models.suggest.wordlist import words

_UNITS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}

WORDS: dict[str, int] = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: 20 + 10 * place for place, word in enumerate(_TENS)}
    | _SCALES
)

_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})[-\s](?:{'|'.join(_UNITS[1:10])})|{_SMALL})"
_SPELLED = (
    rf"(?:(?:{_BELOW_HUNDRED}|an?)\s(?:{_SCALE})(?:\s(?:and\s)?{_BELOW_HUNDRED}(?:\s(?:{_SCALE}))?)*"
    rf"|{_BELOW_HUNDRED})"
)
#: A whole number, to be put in a pattern that ignores case.
NUMBER = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,7}}(?:\s(?:{_SCALE}))?|{_SPELLED})"


def parse_number(text: str) -> int | None:
    """The value of a number as `NUMBER` matches it; None for anything else."""
    parts = re.split(r"[-\s]+", text.strip().lower().replace(",", ""))
    total, current = 0, 0
    for part in parts:
        if part.isascii() and part.isdigit():
            current += int(part)
        elif part in {"a", "an"}:
            current += 1
        elif part == "hundred":
            current = max(current, 1) * 100
        elif part in _SCALES:
            total, current = total + max(current, 1) * _SCALES[part], 0
        elif part in WORDS:
            current += WORDS[part]
        elif part != "and":
            return None
    return total + current
