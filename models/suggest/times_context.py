"""What a time expression is read against: the day of writing, the mention before it, the tense."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from models.dates import day_of
from models.spans import Span
from models.suggest.times_lexicon import FUTURE_CUE, PAST_CUE, YEAR
from models.values import DatePrecision, DateRange

_CUE = re.compile(rf"\b(?:(?P<future>{FUTURE_CUE})|(?P<past>{PAST_CUE}))\b", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3}|[ap]\.m|[A-Z]\.[A-Z])\.$")
_UNTIL = re.compile(r"\b(?:by|until|till|through|as\s+soon\s+as)\s+$", re.IGNORECASE)
_PERFECT = frozenset({"had", "were", "was"})
_EXPLICIT_YEAR = re.compile(rf"(?<![\w$£€.,])(?:{YEAR})(?![\w%])")
_NEWS_WORD = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
_LEFT, _RIGHT = 90, 60


def tells_history(text: str, today: date) -> bool:
    """Whether the text tells of years long past, so that its dates follow each other."""
    said = [int(found[0]) for found in _EXPLICIT_YEAR.finditer(text)]
    old = sum(year <= today.year - 2 for year in said)
    news = len(_NEWS_WORD.findall(text))
    return len(said) >= 6 and old >= 0.6 * len(said) and news <= 0.35 * len(said)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of an expression. `is_explicit`: its year is written out."""

    value: DateRange | None
    is_explicit: bool = False
    is_anaphoric: bool = False
    is_duration: bool = False
    is_clock: bool = False
    is_future: bool = False
    alternatives: tuple[DateRange, ...] = ()


@dataclass
class Context:
    """The state of reading a text from start to end.

    `today` is the day of writing (None: unknown). `last_day` is the last single day that was
    resolved and `last_span` where it stands; `last_date` the last date or year that was written
    out with its year, which carries a text about history on.
    """

    text: str
    today: date | None
    history: bool = False
    last_day: date | None = None
    last_span: Span | None = None
    last_date: DateRange | None = None

    @property
    def base(self) -> date | None:
        """The day that years and months left unsaid are counted from."""
        if self.history and self.last_date:
            return self.last_date.start
        return self.today

    @property
    def anchor(self) -> date | None:
        """The day that "the next day" is counted from."""
        return self.last_day or self.base

    def is_future(self, start: int, end: int) -> bool:
        """Whether the nearest tense cue, first to the left, then to the right, is a future one."""
        left = list(_CUE.finditer(self.text, self._sentence_start(start), start))
        if left and left[-1]["future"] is not None:
            return True
        if _UNTIL.search(self.text, max(0, start - 12), start):
            return not left or left[-1][0].lower() not in _PERFECT
        if left:
            return False
        right = self.text[end : end + _RIGHT]
        broken = _SENTENCE_BREAK.search(right)
        found = _CUE.search(right, 0, broken.start() if broken else len(right))
        return found is not None and found["future"] is not None

    def _sentence_start(self, position: int) -> int:
        low = max(0, position - _LEFT)
        start = low
        for found in _SENTENCE_BREAK.finditer(self.text, low, position):
            if not _ABBREVIATED.search(self.text[max(0, found.start() - 6) : found.start() + 1]):
                start = found.end()
        return start

    def nearest(self, candidates: Iterable[date | None], *, future: bool) -> date | None:
        """The day nearest to the base; what is to come counts as farther unless meant."""
        base = self.base
        if base is None:
            return None
        if self.history and self.last_date and self.last_date.precision is DatePrecision.YEAR:
            same = [day for day in candidates if day and day.year == base.year]
            return same[0] if same else None
        weight = 0.9 if future or self.history else 3.0

        def distance(day: date) -> float:
            days = (day - base).days
            return days * weight if days > 0 else -days

        return min((day for day in candidates if day), key=distance, default=None)

    def day_of_year(self, number: int, day: int, *, future: bool) -> date | None:
        """A month and day without a year, in the year that fits best."""
        if self.base is None:
            return None
        around = range(max(1, self.base.year - 1), min(9998, self.base.year + 1) + 1)
        if (number, day) == (2, 29):
            around = range(max(1, self.base.year - 4), min(9998, self.base.year + 4) + 1)
        return self.nearest([day_of(year, number, day) for year in around], future=future)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of time expressions and how what it matches is read.

    `read` gets the match and the context; None means that it is no time after all.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], Reading | None]


def rule(pattern: str, read: Callable[[re.Match[str], Context], Reading | None]) -> Rule:
    """A rule from a pattern that ignores case and starts at a word."""
    return Rule(re.compile(rf"(?<![\w$£€]){pattern}", re.IGNORECASE), read)
