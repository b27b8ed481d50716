"""Words for numbers and stretches of time as people type them, brought to one form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from models.typed_german import NUMBERS, STRETCHES

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10} | NUMBERS
#: Of long passages no longer stretch is tried.
_MOST_WORDS = 8
_UNITS = r"(?P<unit>hour|day|week|month|year)s?"
_COUNTED = re.compile(rf"\b(?P<number>{'|'.join(_NUMBERS)}) {_UNITS}\b")
_STRETCHES = [(re.compile(rf"\b{german}\b"), english) for german, english in STRETCHES.items()]


def in_english(said: str) -> str:
    """German stretches of time in English words, and numbers before units in digits."""
    for german, english in _STRETCHES:
        said = german.sub(english, said)
    return _COUNTED.sub(lambda found: f"{_NUMBERS[found['number']]} {found['unit']}s", said)


def longest_reading(text: str, read: Callable[[str], Any]) -> str:
    """The longest stretch of words that can be read; empty where none, or several, can be."""
    words = [word.strip("()[]\"“”'’;:!?") for word in text.split()]
    for length in range(min(len(words), _MOST_WORDS), 0, -1):
        found: dict[str, str] = {}
        for place in range(len(words) - length + 1):
            said = " ".join(words[place : place + length]).strip(",")
            value = read(said)
            if value is not None:
                found.setdefault(str(value), said)
        if found:
            return next(iter(found.values())) if len(found) == 1 else ""
    return ""
