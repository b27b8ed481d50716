"""Days, weeks, months and years as date ranges."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from models.dates import day_of
from models.suggest.times_lexicon import EASTER_HOLIDAYS, FIXED_HOLIDAYS, FLOATING_HOLIDAYS
from models.values import DatePrecision, DateRange


def moved(start: date, days: int) -> date | None:
    """The day so many days later; None beyond the calendar."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def one_day(day: date | None) -> DateRange | None:
    return DateRange(day, day, DatePrecision.DAY) if day else None


def few_days(start: date | None, end: date | None) -> DateRange | None:
    """The days from start to end; None when there is no such stretch."""
    if start is None or end is None or end < start:
        return None
    return DateRange(start, end, DatePrecision.FEW_DAYS) if start < end else one_day(start)


def week(inside: date | None) -> DateRange | None:
    """The week from Monday to Sunday around a day."""
    monday = moved(inside, -inside.weekday()) if inside else None
    sunday = moved(monday, 6) if monday else None
    return DateRange(monday, sunday, DatePrecision.WEEK) if sunday else None


def weekend(inside: date | None) -> DateRange | None:
    """Saturday and Sunday of the week around a day."""
    found = week(inside)
    return few_days(moved(found.start, 5), found.end) if found and found.start else None


def month(year: int, number: int) -> DateRange | None:
    """A month; numbers beyond 1 to 12 count on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9998:
        return None
    last = calendar.monthrange(year, number)[1]
    return DateRange(date(year, number, 1), date(year, number, last), DatePrecision.MONTH)


def months(year: int, first: int, count: int) -> DateRange | None:
    """A stretch of months, such as a quarter, known no closer than by its year."""
    start, end = month(year, first), month(year, first + count - 1)
    return DateRange(start.start, end.end, DatePrecision.YEAR) if start and end else None


def years(first: int, last: int | None = None) -> DateRange | None:
    last = first if last is None else last
    if not 1 <= first <= last <= 9998:
        return None
    return DateRange(date(first, 1, 1), date(last, 12, 31), DatePrecision.YEAR)


def easter(year: int) -> date:
    """Easter Sunday of the western calendar (the anonymous Gregorian computation)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    weekday = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    number, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, number, day + 1)


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year; None for a holiday without a known rule."""
    if name in FIXED_HOLIDAYS:
        return day_of(year, *FIXED_HOLIDAYS[name])
    if name in EASTER_HOLIDAYS:
        return moved(easter(year), EASTER_HOLIDAYS[name])
    if name not in FLOATING_HOLIDAYS:
        return None
    number, weekday, which = FLOATING_HOLIDAYS[name]
    days = [row[weekday] for row in calendar.monthcalendar(year, number) if row[weekday]]
    return date(year, number, days[which - 1 if which > 0 else which])
