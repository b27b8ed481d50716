"""Days in the cells of a table, whose order of day and month is decided over the whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from models.column_words import MONTHS, folded
from models.dates import day_of

#: Dates of news lie in between; anything else in a date column is a mistake.
_FIRST, _LAST = date(1700, 1, 1), date(2150, 1, 1)

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"((?:17|18|19|20)\d\d)(\d\d)(\d\d)(?:[T ]?\d{4,6}Z?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)(?!\d)")
_OF = r"[-. /]*(?:de |of )?"
_DAY_NAMED = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|º)?{_OF}([^\W\d_]+)\.?,?{_OF}(\d{{4}}|\d\d)(?!\d)"
)
_NAMED_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_YEAR_NAMED = re.compile(r"(\d{4})[-. /]+([^\W\d_]+)[-. /]+(\d{1,2})(?!\d)")
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}\.?,? +(?=\d|[^\W\d_]+\.? \d)")
_EAST_ASIAN = re.compile(r"(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})日")
_NUMBER = re.compile(r"\d{5,13}(?:\.\d+)?")


class DayOrder(StrEnum):
    """What `3/4/2024` means: 3 April or March 4. UNSAID: the column does not tell."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNSAID = "unsaid"


def day_order(cells: Iterable[Any]) -> DayOrder:
    """The order that the column's cells agree on; UNSAID if none, or both, are beyond doubt."""
    day_first = month_first = 0
    for cell in cells:
        found = _YEAR_LAST.match(_bare(cell)) if isinstance(cell, str) else None
        if found:
            first, second = int(found[1]), int(found[2])
            day_first += first > 12 >= second
            month_first += second > 12 >= first
    if day_first == month_first:
        return DayOrder.UNSAID
    return DayOrder.DAY_FIRST if day_first > month_first else DayOrder.MONTH_FIRST


def is_ambiguous(cell: Any) -> bool:
    """Whether the cell alone does not tell the day from the month."""
    found = _YEAR_LAST.match(_bare(cell)) if isinstance(cell, str) else None
    if found is None:
        return False
    first, second = int(found[1]), int(found[2])
    return first != second and 1 <= first <= 12 and 1 <= second <= 12


def read_day(cell: Any, order: DayOrder = DayOrder.UNSAID) -> date | None:
    """The day of a cell: a date, a text in one of many forms, a Unix time, a spreadsheet's number.

    An ambiguous day is read with the day first unless the order says otherwise; a day that does not
    fit the order (13 as a month) is read the other way round.
    """
    if isinstance(cell, datetime):
        return _sound(cell.date())
    if isinstance(cell, date):
        return _sound(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_number(float(cell))
    if not isinstance(cell, str) or len(cell) > 100:
        return None
    return _of_text(_bare(cell), order)


def _bare(cell: str) -> str:
    """The cell without the name of a weekday before it and blanks around it."""
    text = " ".join(cell.split())
    found = _WEEKDAY.match(text)
    if found and _month(found[0].strip(" .,")) is None:
        return text[found.end() :]
    return text


def _of_text(text: str, order: DayOrder) -> date | None:
    if found := _YEAR_FIRST.match(text) or _EAST_ASIAN.match(text) or _COMPACT.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.match(text):
        first, second, year = int(found[1]), int(found[2]), _year(found[3])
        if order is DayOrder.MONTH_FIRST:
            return _day(year, first, second) or _day(year, second, first)
        return _day(year, second, first) or _day(year, first, second)
    return _of_number(float(text)) if _NUMBER.fullmatch(text) else _with_month_name(text)


def _with_month_name(text: str) -> date | None:
    if found := _DAY_NAMED.match(text):
        return _named(_year(found[3]), found[2], int(found[1]))
    if found := _NAMED_DAY.match(text):
        return _named(int(found[3]), found[1], int(found[2]))
    if found := _YEAR_NAMED.match(text):
        return _named(int(found[1]), found[2], int(found[3]))
    return None


def _of_number(number: float) -> date | None:
    """Days of a spreadsheet (since 1899-12-30), or seconds or milliseconds since 1970."""
    if 20_000 <= number < 80_000:
        return date(1899, 12, 30) + timedelta(int(number))
    if 19_000_000 <= number < 21_000_000 and number == int(number):
        return _of_text(str(int(number)), DayOrder.UNSAID)
    if 100_000_000 <= number < 5e9:
        return datetime.fromtimestamp(number, UTC).date()
    if 1e11 <= number < 5e12:
        return datetime.fromtimestamp(number / 1000, UTC).date()
    return None


def _year(digits: str) -> int:
    """The year; of one with two digits the century that POSIX gives it."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 69 else 2000)


def _month(name: str) -> int | None:
    return MONTHS.get(folded(name))


def _named(year: int, month: str, day: int) -> date | None:
    number = _month(month)
    return _day(year, number, day) if number else None


def _day(year: int, month: int, day: int) -> date | None:
    found = day_of(year, month, day)
    return _sound(found) if found else None


def _sound(day: date) -> date | None:
    return day if _FIRST <= day < _LAST else None
