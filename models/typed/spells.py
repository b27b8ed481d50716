"""Stretches of days by looser words ("late 2023", "the 4th", "first week of May", "Q4 2023")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from models.typed.calendar import (
    day_of,
    days,
    month_days,
    month_named,
    one_day,
    weekday_named,
)
from models.values import DatePrecision, DateRange

Reader = Callable[[re.Match[str], date | None], DateRange | None]

_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3}
_ORDINALS |= {"4th": 3, "last": -1}
_FEASTS = {
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new year": (1, 1),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "silvester": (12, 31),
    "neujahr": (1, 1),
    "heiligabend": (12, 24),
    "weihnachten": (12, 25),
}
#: First and last month of a third of a year, as its beginning, middle or end.
_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def latest(month: int, day: int, published: date | None) -> DateRange | None:
    """The latest such day that is not after the publication date (29 February: a leap year's)."""
    years = range(published.year, published.year - 9, -1) if published else ()
    found = (day_of(year, month, day) for year in years)
    return one_day(next((each for each in found if each and published and each <= published), None))


def _feast(found: re.Match[str], published: date | None) -> DateRange | None:
    month, day = _FEASTS[found["feast"]]
    year = found["year"]
    return one_day(day_of(year, month, day)) if year else latest(month, day, published)


def _numbered_day(found: re.Match[str], published: date | None) -> DateRange | None:
    """The latest day of a number ("the 4th")."""
    if published is None:
        return None
    for back in range(3):
        count = published.year * 12 + published.month - 1 - back
        day = day_of(count // 12, count % 12 + 1, found["day"])
        if day and day <= published:
            return one_day(day)
    return None


def _part_of_year(found: re.Match[str], _: date | None) -> DateRange | None:
    first, last = _THIRDS[found["part"]]
    year = int(found["year"])
    return _months(year, first, last) if year else None


def _quarter(found: re.Match[str], _: date | None) -> DateRange | None:
    year, quarter = int(found["year"]), int(found["quarter"])
    return _months(year, 3 * quarter - 2, 3 * quarter) if year else None


def _months(year: int, first: int, last: int) -> DateRange:
    return DateRange(date(year, first, 1), month_days(year, last)[1], DatePrecision.YEAR)


def _week_of_month(found: re.Match[str], published: date | None) -> DateRange | None:
    """Weeks are counted from the first of the month, seven days each."""
    month = _month(found, published)
    if month is None:
        return None
    place = _ORDINALS[found["which"]]
    first, last = month_days(*month)
    start = last - timedelta(6) if place < 0 else first + timedelta(7 * place)
    return days(start, start + timedelta(6))


def _half_of_month(found: re.Match[str], published: date | None) -> DateRange | None:
    month = _month(found, published)
    if month is None:
        return None
    first, last = month_days(*month)
    is_first = _ORDINALS[found["which"]] == 0
    start, end = (first, first.replace(day=15)) if is_first else (first.replace(day=16), last)
    return DateRange(start, end, DatePrecision.MONTH)


def _month(found: re.Match[str], published: date | None) -> tuple[int, int] | None:
    """Year and month; without a year the latest that had begun."""
    month = month_named(found["month"])
    if month is None:
        return None
    if found["year"]:
        return int(found["year"]), month
    return (published.year - (month > published.month), month) if published else None


def _past(found: re.Match[str], published: date | None) -> DateRange | None:
    """Up to the day of publication ("the last three days")."""
    if published is None:
        return None
    number, unit = int(found["number"]), found["unit"]
    back = {"hour": -(-number // 24), "day": number, "week": 7 * number}[unit]
    return days(published - timedelta(back), published)


def _day_of_last_week(found: re.Match[str], published: date | None) -> DateRange | None:
    weekday = weekday_named(found["weekday"])
    if weekday is None or published is None:
        return None
    return one_day(published - timedelta(published.weekday() + 7 - weekday))


_MONTH = r"(?P<month>[a-zä]{3,9})(?: (?P<year>\d{4}))?"

READERS: Iterable[tuple[re.Pattern[str], Reader]] = (
    (re.compile(rf"(?P<feast>{'|'.join(_FEASTS)})(?: (?P<year>\d{{4}}))?"), _feast),
    (re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)"), _numbered_day),
    (re.compile(r"(?P<part>early|mid|late)[ -](?P<year>\d{4})"), _part_of_year),
    (re.compile(r"q(?P<quarter>[1-4])[ /-]?(?P<year>\d{4})"), _quarter),
    (re.compile(r"(?P<year>\d{4})[ /-]?q(?P<quarter>[1-4])"), _quarter),
    (re.compile(rf"(?P<which>{'|'.join(_ORDINALS)}) week of {_MONTH}"), _week_of_month),
    (re.compile(rf"(?P<which>first|1st|second|2nd|last) half of {_MONTH}"), _half_of_month),
    (re.compile(r"last week (?P<weekday>[a-z]{6,9})"), _day_of_last_week),
    (re.compile(r"(?:last|past) (?P<number>\d{1,3}) (?P<unit>hour|day|week)s?"), _past),
)
