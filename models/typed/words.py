"""Words for numbers and stretches of time as people type them, brought to one form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from models.typed import german

#: From nought upwards, and from twenty upwards in steps of ten.
UNDER_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
#: Numbers that are one word, in English and German.
NUMBERS = {word: number for number, word in enumerate(UNDER_TWENTY)} | {
    word: 10 * number for number, word in enumerate(TENS, 2)
}
NUMBERS |= german.NUMBERS

_BEFORE_UNITS = {"a": 1, "an": 1} | NUMBERS
#: Of long passages no longer stretch is tried.
_MOST_WORDS = 8
_UNITS = r"(?P<unit>hour|day|week|month|year)s?"
_COUNTED = re.compile(rf"\b(?P<number>{'|'.join(_BEFORE_UNITS)}) {_UNITS}\b")
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS = "(?:jan|feb|mar|mär|apr|mai|may|jun|jul|aug|sep|oct|okt|nov|dec|dez)"
#: Other words for what the readers of dates know, and what tells no day of its own.
_REPHRASED = [
    (re.compile(said), known)
    for said, known in (
        (r"\bthis (?:morning|afternoon|evening)\b|\b(?:earl(?:y|ier)|late) today\b", "today"),
        (rf"\b(?:early|late) (?={_DAYS}\b|yesterday\b)", ""),
        (r"\bearlier (?=this (?:week|month|year)\b)", ""),
        (r"\bsometime (?:in |on |during )?", ""),
        (r"^(?:in )?(?:the )?past week$", "past 7 days"),
        (rf"^({_DAYS}) (?:of )?last week$", r"last week \1"),
        # Of two days, one or the other: "28/29 December", "Dec 28 or 29", "2023-12-28/29".
        (r"^(\d{4}-\d\d-)(\d\d)/(\d\d)$", r"\1\2 to \1\3"),
        (rf"^({_MONTHS}[a-zä]*\.? \d{{1,2}})(?:/| or )(?=\d{{1,2}}\b)", r"\1 to "),
        (r"^(\d{1,2})/(?=\d{1,2}\.? [a-zä]{3,9}\b)", r"\1 to "),
    )
]
_STRETCHES = [(re.compile(rf"\b{said}\b"), english) for said, english in german.STRETCHES.items()]


def in_english(said: str) -> str:
    """German stretches of time in English words, and numbers before units in digits."""
    for pattern, english in _STRETCHES:
        said = pattern.sub(english, said)
    return _COUNTED.sub(lambda found: f"{_BEFORE_UNITS[found['number']]} {found['unit']}s", said)


def in_known_words(said: str) -> str:
    """Days said otherwise in the words that are read; days that are told apart become a range."""
    for pattern, known in _REPHRASED:
        said = pattern.sub(known, said)
    return said


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
