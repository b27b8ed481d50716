"""The day that a file's name carries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from models.dates import day_of
from models.language import tr
from models.month_words import MONTHS

_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d\d?)[-_.](\d\d?)[-_.]((?:19|20)\d\d)(?!\d)")
_BEGUN = "|".join(sorted({name[:3] for name in MONTHS}))
_MONTH_NAME = re.compile(
    rf"(?<!\d)(\d\d?)[-_. ]?({_BEGUN})[a-z]*[-_. ]?((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)


def date_in_name(name: str, note: Callable[[str], None]) -> date | None:
    """The day that a file's name carries: 2024-01-05, 20240105, 05-01-2024, 5-Jan-2024."""
    for found in _YEAR_FIRST.finditer(name):
        day = day_of(int(found[1]), int(found[3]), int(found[4]))
        if day:
            return day
    for found in _MONTH_NAME.finditer(name):
        day = day_of(int(found[3]), MONTHS[found[2].lower()], int(found[1]))
        if day:
            return day
    for found in _YEAR_LAST.finditer(name):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        day = day_of(year, second, first) or day_of(year, first, second)
        if day and first <= 12 and second <= 12 and first != second:
            note(
                tr(
                    "{name} in its name was read as day, month, year: {day}.",
                    name=found[0],
                    day=day.isoformat(),
                )
            )
        if day:
            return day
    return None
