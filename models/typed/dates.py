"""Dates as somebody types them ("4 Jan", "last Friday", "4-6 Jan"), and how they are shown.

English and German forms are understood whatever language is in force; shown is that language's.

Days come before months in "4/1/2024". A date without a year is the latest such day that is not
after the publication date, and words such as "yesterday" count from there too.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.language import later, tr
from models.typed.calendar import (
    MONTH_NAMES,
    day_of,
    days,
    month_days,
    month_named,
    natural_precision,
    one_day,
    shifted_month,
    weekday_named,
    year_days,
    year_of,
)
from models.typed.german import BEFORE_DAY, BETWEEN
from models.typed.spells import READERS, Reader, latest
from models.typed.words import in_english, in_known_words, longest_reading
from models.values import DatePrecision, DateRange

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fr[ei]|sat|sun|die|mit|don|sam|son)[a-z]*\.? )?"
_MONTH = r"(?P<month>[a-zä]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
# A day is a day, whichever hour of it is told.
_PART_OF_DAY = re.compile(
    r"(?<=\w)(?: (?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk))?"
    r"(?: (?:at )?\d{1,2}(?::\d\d(?: ?[ap]m)?|(?:\.\d\d)? ?(?:[ap]m|uhr)))?"
    r"(?: (?:local time|gmt|utc|uhr))?$"
)
_TELLS_A_DAY = re.compile(r"\d|day\b|overnight|tag$|woch$|heute|gestern")
_SPLIT = re.compile(
    rf"\s+(?:to|until|till|through|and|or|{'|'.join(BETWEEN)})\s+|\s*[–—]\s*|\s+-\s+|\s*/\s*(?=\d{{4}}-)"
)
_HYPHEN = re.compile(r"-")
_PRECISION = re.compile(r"(.*?)\s*\(([a-zä ]+)\)")
_PRECISION_WORDS = {
    DatePrecision.DAY: later("day"),
    DatePrecision.FEW_DAYS: later("few days"),
    DatePrecision.WEEK: later("week"),
    DatePrecision.MONTH: later("month"),
    DatePrecision.YEAR: later("year"),
}


def read_date(text: str, published: date | None) -> DateRange | None:
    """The days that somebody means, or None if they cannot be read.

    A precision in brackets, as in "4-6 Jan 2024 (week)", stands above the usual one.
    """
    said = in_known_words(in_english(" ".join(text.lower().replace(",", " ").split())))
    said = said if said == "last night" else _PART_OF_DAY.sub("", said).rstrip(".")
    named = _PRECISION.fullmatch(said)
    try:
        read = _read(named[1] if named else said, published)
    except (ValueError, OverflowError):  # "3000 years ago": calendars begin at year 1.
        return None
    if not named:
        return read
    precision = _precision_named(named[2])
    return DateRange(read.start, read.end, precision) if read and precision else None


def date_within(text: str, published: date | None) -> str:
    """The longest stretch of words that reads as a date, such as "last Friday" of a sentence.

    Single words count only with a digit or as days of the week or words such as "yesterday".
    """
    found = longest_reading(text, lambda said: read_date(said, published))
    return found if " " in found or _TELLS_A_DAY.search(found.lower()) else ""


def show_date(dates: DateRange) -> str:
    """The days in the shortest words that `read_date` turns into the same days."""
    text = _show_days(dates.start, dates.end)
    usual = natural_precision(dates.start, dates.end)
    if dates.precision in (None, usual):
        return text
    return f"{text} ({tr(_PRECISION_WORDS[dates.precision])})"


def _precision_named(said: str) -> DatePrecision | None:
    """The precision by its word, in English or in the language in force."""
    for precision, word in _PRECISION_WORDS.items():
        if said in (word, tr(word).lower()):
            return precision
    return None


def _show_days(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return _show_open(start, end)
    if start == end:
        return _show_day(start)
    if (start, end) == year_days(start.year):
        return f"{start.year:04}"
    if (start, end) == month_days(start.year, start.month):
        return tr("{month} {year}", month=tr(MONTH_NAMES[start.month - 1]), year=f"{start.year:04}")
    if start < end and (start.year, start.month) == (end.year, end.month):
        return tr("{first}–{last}", first=start.day, last=_show_day(end))
    return f"{_show_day(start)} – {_show_day(end)}"


def _show_open(start: date | None, end: date | None) -> str:
    if end:
        return tr("by {day}", day=_show_day(end))
    return tr("from {day}", day=_show_day(start)) if start else tr("unknown")


def _show_day(day: date) -> str:
    month = tr(MONTH_NAMES[day.month - 1])
    return tr("{day} {month} {year}", day=day.day, month=month, year=f"{day.year:04}")


def _read(said: str, published: date | None) -> DateRange | None:
    if said in ("unknown", "unbekannt", "?"):
        return DateRange(None, None)
    for pattern, reader in _BOUNDS:
        found = pattern.fullmatch(said)
        read = reader(found, published) if found else None
        if read:
            return read
    return _read_point(said, published) or _read_range(said, published)


def _read_point(said: str, published: date | None) -> DateRange | None:
    """Days named by one expression, which may well be a whole week, month or year."""
    said = re.sub(r"^(?:(?:on|in|at|during|over|the|early on|late on|am|im)\s+)+", "", said)
    for pattern, reader in _POINTS:
        found = pattern.fullmatch(said)
        read = reader(found, published) if found else None
        if read:
            return read
    return None


def _read_range(said: str, published: date | None) -> DateRange | None:
    """Days from one expression to another; without a year the latest that had begun by then.

    So "4-6 Jan" in an article of 5 January is of the same year, though its end lies ahead.
    """
    said = re.sub(r"^(?:from|between|vom|von|zwischen)\s+", "", said)
    for cut in list(_SPLIT.finditer(said)) or list(_HYPHEN.finditer(said)):
        left, right = said[: cut.start()].strip(), said[cut.end() :].strip()
        read = _between(left, right, published)
        if read and published and not re.search(r"\d{4}", said):
            later = _between(left, right, published + timedelta(365))
            read = later if later and later.start and later.start <= published else read
        if read:
            return read
    return None


def _between(left: str, right: str, published: date | None) -> DateRange | None:
    """The days from one expression to another; each can lend the other its month and year."""
    month_before = re.fullmatch(rf"{_MONTH} {_DAY}", left)
    if month_before and re.fullmatch(rf"{_DAY}(?: {_YEAR})?", right):  # "Jan 4-6"
        right = f"{month_before['month']} {right}"
    last = _with_year_of(left, right, published) or _read_point(right, published)
    if last is None or last.end is None:
        return None
    if re.fullmatch(_DAY, left):  # "4-6 January"
        if last.start != last.end:
            return None
        left = f"{left} {MONTH_NAMES[last.end.month - 1].lower()}"
    first = _read_point(left, last.end)
    if first is None or first.start is None:
        return None
    return days(first.start, last.end)


def _with_year_of(left: str, right: str, published: date | None) -> DateRange | None:
    """The end of "4 Jan 2024 to 6 Feb", where only the beginning has a year."""
    first = _read_point(left, published) if re.search(r"\d{4}", left) else None
    if first is None or first.start is None or re.search(r"\d{4}", right):
        return None
    same, next_ = (_read_point(f"{right} {first.start.year + add}", None) for add in (0, 1))
    return same if same and same.end and same.end >= first.start else next_


def _iso(found: re.Match[str], _: date | None) -> DateRange | None:
    return one_day(day_of(found["year"], found["month"], found["day"]))


def _day_first(found: re.Match[str], published: date | None) -> DateRange | None:
    year = found["year"]
    if year:
        return one_day(day_of(year, found["month"], found["day"]))
    return latest(int(found["month"]), int(found["day"]), published)


def _named_day(found: re.Match[str], published: date | None) -> DateRange | None:
    month = month_named(found["month"])
    if month is None:
        return None
    if found["year"]:
        return one_day(day_of(found["year"], month, found["day"]))
    return latest(month, int(found["day"]), published)


def _month_and_year(found: re.Match[str], published: date | None) -> DateRange | None:
    month = month_named(found["month"])
    if month is None:
        return None
    if found["year"]:
        year = year_of(found["year"])
    elif published:
        year = published.year - (month > published.month)
    else:
        return None
    part = found["part"]
    first, last = month_days(year, month)
    if part in ("early", "beginning of", "start of"):
        last = first.replace(day=10)
    elif part in ("mid", "mid-", "middle of"):
        first, last = first.replace(day=11), first.replace(day=20)
    elif part in ("late", "end of"):
        first = first.replace(day=21)
    return DateRange(first, last, DatePrecision.MONTH)


def _iso_month(found: re.Match[str], _: date | None) -> DateRange | None:
    month = int(found["month"])
    return days(*month_days(int(found["year"]), month)) if 1 <= month <= 12 else None


def _whole_year(found: re.Match[str], _: date | None) -> DateRange | None:
    year = int(found["year"])
    return days(*year_days(year)) if year else None


def _weekday(found: re.Match[str], published: date | None) -> DateRange | None:
    weekday = weekday_named(found["weekday"])
    if weekday is None or published is None:
        return None
    back = (published.weekday() - weekday) % 7
    if found["last"] and not back:
        back = 7
    return one_day(published - timedelta(back))


def _near(found: re.Match[str], published: date | None) -> DateRange | None:
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "day before yesterday": -2, "tomorrow": 1}
    shift |= {"heute": 0, "gestern": -1, "vorgestern": -2, "morgen": 1}
    return one_day(published + timedelta(shift[found[0]])) if published else None


def _ago(found: re.Match[str], published: date | None) -> DateRange | None:
    said, unit = found["number"], found["unit"]
    if published is None:
        return None
    number = int(said)
    match unit:
        case "day":
            return one_day(published - timedelta(number))
        case "week":
            return _week_of(published - timedelta(7 * number))
        case "month":
            return days(*month_days(*shifted_month(published, -number)))
        case _:
            return days(*year_days(published.year - number))


def _week_of(day: date) -> DateRange:
    monday = day - timedelta(day.weekday())
    return days(monday, monday + timedelta(6))


def _calendar_unit(found: re.Match[str], published: date | None) -> DateRange | None:
    """The whole of "last week" or "this month", but nothing after the publication date."""
    if published is None:
        return None
    back = 0 if found["which"] == "this" else 1
    match found["unit"]:
        case "week":
            read = _week_of(published - timedelta(7 * back))
        case "month":
            read = days(*month_days(*shifted_month(published, -back)))
        case "year":
            read = days(*year_days(published.year - back))
        case _:
            return None
    return DateRange(read.start, min(read.end or published, published), read.precision)


def _weekend(found: re.Match[str], published: date | None) -> DateRange | None:
    """The latest weekend that has begun; "last weekend" said on one is the one before."""
    if published is None:
        return None
    saturday = published - timedelta((published.weekday() - 5) % 7)
    if found["which"] == "last" and published <= saturday + timedelta(1):
        saturday -= timedelta(7)
    return days(saturday, saturday + timedelta(1))


def _overnight(found: re.Match[str], published: date | None) -> DateRange | None:
    """Both days of a night: the one before publication, or the one that begins on a given day."""
    if found["rest"]:
        night = _read_point(found["rest"], published) or _read_range(found["rest"], published)
        if night is None or night.start is None or night.start != night.end:
            return night
        return days(night.start, night.start + timedelta(1))
    return days(published - timedelta(1), published) if published else None


def _around(found: re.Match[str], published: date | None) -> DateRange | None:
    """A day more or less; a longer stretch is loose enough already."""
    read = _read_point(found["rest"], published)
    if read is None or read.start is None or read.start != read.end:
        return read
    return days(read.start - timedelta(1), read.start + timedelta(1))


def _week_with(found: re.Match[str], published: date | None) -> DateRange | None:
    """The week, from Monday, that a day lies in."""
    read = _read_point(found["rest"], published)
    return _week_of(read.start) if read and read.start and read.start == read.end else None


def _open(side: str, shift: int) -> Reader:
    """A reader of "by 4 Jan" and the like: only one end is known."""

    def read(found: re.Match[str], published: date | None) -> DateRange | None:
        point = _read_point(found["rest"], published)
        if point is None or point.start is None or point.end is None:
            return None
        if side == "end":
            bound = point.start if shift else point.end
            return DateRange(None, bound + timedelta(shift))
        bound = point.end if shift else point.start
        return DateRange(bound + timedelta(shift), None)

    return read


_BOUNDS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(r"(?:by|on or before|until|till|no later than|bis(?: zum)?|<=|≤) ?(?P<rest>.+)"),
        _open("end", 0),
    ),
    (re.compile(rf"(?:before|{BEFORE_DAY}|<) ?(?P<rest>.+)"), _open("end", -1)),
    (
        re.compile(r"(?:since|on or after|from|seit(?: dem)?|ab(?: dem)?|>=|≥) ?(?P<rest>.+?)"),
        _open("start", 0),
    ),
    (re.compile(r"(?:after|nach(?: dem)?|>) ?(?P<rest>.+)"), _open("start", 1)),
    (re.compile(r"(?:overnight|last night|(?:the )?night of)(?: (?P<rest>.+))?"), _overnight),
    (re.compile(r"(?:the )?week (?:of|beginning|starting) (?P<rest>.+)"), _week_with),
    (re.compile(r"(?:around|about|circa|ca\.?|~|≈) ?(?P<rest>.+)"), _around),
)

_POINTS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"), _iso),
    (re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"), _iso),
    (
        re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})\.?(?:[/.]?{_YEAR})?"),
        _day_first,
    ),
    (re.compile(rf"(?P<day>\d{{1,2}})-(?P<month>\d{{1,2}})-{_YEAR}"), _day_first),
    (re.compile(rf"{_WEEKDAY}{_DAY}(?: of)?[ -]?{_MONTH}(?:[ -]{_YEAR})?"), _named_day),
    (re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY}(?: {_YEAR})?"), _named_day),
    (
        re.compile(
            r"(?:(?P<part>early|mid-?|late|beginning of|start of|middle of|end of) ?)?"
            rf"{_MONTH}(?: (?P<year>\d{{4}}))?"
        ),
        _month_and_year,
    ),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"), _iso_month),
    (re.compile(r"(?P<year>\d{4})"), _whole_year),
    (
        re.compile(r"(?P<last>last |past |letzten )?(?:this |am )?(?P<weekday>[a-z]{3,10})"),
        _weekday,
    ),
    (
        re.compile(
            r"today|tonight|yesterday|day before yesterday|tomorrow|heute|gestern|vorgestern|morgen"
        ),
        _near,
    ),
    (re.compile(r"(?P<number>\d+) (?P<unit>day|week|month|year)s? ago"), _ago),
    (re.compile(r"(?P<which>last|this|previous) (?P<unit>week|month|year)"), _calendar_unit),
    (re.compile(r"(?:(?P<which>last|this|past) )?weekend"), _weekend),
    *READERS,
)
