"""The day of a record, as schemes that want one day or a stretch of days ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.language import later
from models.schemes.derived import SkipError
from models.typed.calendar import natural_precision
from models.values import DatePrecision, DateRange

#: An event that was reported day by day over a longer time is taken apart by a person.
LONGEST = 31


def first_and_last(days: DateRange | None) -> tuple[date, date]:
    """The first and last possible day; an open end is the other one. Raises SkipError."""
    first = days and (days.start or days.end)
    last = days and (days.end or days.start)
    if not first or not last:
        raise SkipError("no_date", later("The record has no date."))
    return first, last


def precision_of(days: DateRange) -> DatePrecision:
    return days.precision or natural_precision(days.start, days.end) or DatePrecision.DAY


def midpoint(first: date, last: date) -> date:
    return first + (last - first) // 2


def reported(first: date, last: date) -> Iterator[date]:
    """Every day of a stretch. Raises SkipError if it is long."""
    if (last - first).days >= LONGEST:
        raise SkipError(
            "too_many_days", later("It lasts too many days for a row a day; take it apart.")
        )
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def in_words(day: date) -> str:
    """A day as notes begin with it, whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
