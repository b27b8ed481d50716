"""The calendar behind typed dates: days, months and years, and the precision of a stretch."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from models import dates
from models.language import later, tr
from models.typed import german
from models.values import DatePrecision, DateRange

MONTH_NAMES = (
    *(later("January"), later("February"), later("March"), later("April"), later("May")),
    *(later("June"), later("July"), later("August"), later("September"), later("October")),
    *(later("November"), later("December")),
)
_MONTHS = tuple(name.lower() for name in MONTH_NAMES)
WEEKDAY_NAMES = (
    *(later("Monday"), later("Tuesday"), later("Wednesday"), later("Thursday"), later("Friday")),
    *(later("Saturday"), later("Sunday")),
)
_WEEKDAYS = tuple(name.lower() for name in WEEKDAY_NAMES)


def month_named(said: str) -> int | None:
    """The number of a month by its name or the beginning of it ("Jan", "Sept", "Mär")."""
    return _beginning_with(said, _MONTHS) or _beginning_with(said, german.MONTHS)


def weekday_named(said: str) -> int | None:
    """The number of a weekday (Monday is 0) by its name or the beginning of it."""
    found = _beginning_with(said, _WEEKDAYS) or _beginning_with(said, german.WEEKDAYS)
    return None if found is None else found - 1


def weekday_words(day: date) -> str:
    """The weekday of a day, in the language in force."""
    return tr(WEEKDAY_NAMES[day.weekday()])


def _beginning_with(said: str, names: tuple[str, ...]) -> int | None:
    if len(said) < 3:
        return None
    return next((place for place, name in enumerate(names, 1) if name.startswith(said)), None)


def year_of(said: int | str) -> int:
    """A year; two digits mean 1970 to 2069."""
    year = int(said)
    if isinstance(said, str) and len(said) == 2:
        year += 2000 if year < 70 else 1900
    return year


def day_of(year: int | str, month: int | str, day: int | str) -> date | None:
    """The day, its year as `year_of` reads it, or None if the calendar has no such day."""
    return dates.day_of(year_of(year), month, day)


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_days(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def shifted_month(day: date, months: int) -> tuple[int, int]:
    """Year and month that many months later."""
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def natural_precision(start: date | None, end: date | None) -> DatePrecision | None:
    """How closely a stretch of days is known by its length (UCDP); unknown with an open end."""
    if start is None or end is None:
        return None
    length = abs((end - start).days) + 1
    bounds = ((1, DatePrecision.DAY), (6, DatePrecision.FEW_DAYS), (7, DatePrecision.WEEK))
    fitting = (
        precision for bound, precision in (*bounds, (31, DatePrecision.MONTH)) if length <= bound
    )
    return next(fitting, DatePrecision.YEAR)


def days(start: date, end: date) -> DateRange:
    """The days with the precision that follows from their number."""
    return DateRange(start, end, natural_precision(start, end))


def one_day(day: date | None) -> DateRange | None:
    return days(day, day) if day else None
