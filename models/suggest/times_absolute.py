"""Rules for dates that name their month or year: "4 January 2024", "Jan. 4", "1914"."""

from __future__ import annotations

import re
from datetime import date

from models.dates import day_of
from models.month_words import MONTHS
from models.suggest.numerals import parse_number
from models.suggest.times_calendar import few_days, holiday, month, months, one_day, years
from models.suggest.times_context import Context, Reading, Rule, rule
from models.suggest.times_lexicon import (
    AMBIGUOUS_MONTHS,
    D1,
    DASH,
    DAY,
    DAY_PREFIX,
    DAY_SUFFIX,
    EASTER_HOLIDAYS,
    FIXED_HOLIDAYS,
    FLOATING_HOLIDAYS,
    GAP,
    MONTH,
    TO,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    any_of,
)

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4}
_ORDINALS |= {"4th": 4, "final": 4, "last": 4}

_PART = r"(?:(?:early|late|mid|end|middle|beginning|start)(?:-|\s+of\s+|\s+in\s+|\s+))"
_NAMED_DAY = rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s+(?:the\s+)?)?"
_MONTH_CUE = re.compile(
    r"\b(?:in|of|since|until|till|by|last|next|during|from|to|this|early|late|mid|and|between|through"
    r"|end|start|beginning|before|after|every|each)[\s-]+$",
    re.IGNORECASE,
)
_PEOPLE_OR_MEASURE = (
    r"people|persons|men|women|children|soldiers|troops|civilians|fighters|militants|rebels|police"
    r"|officers|members|workers|jobs|employees|residents|families|houses|homes|prisoners|refugees"
    r"|dead|killed|wounded|injured|cases|points|shares|dollars|pounds|euros|miles|feet|metres|meters"
    r"|km|kilometers|kilometres|tons|tonnes|acres|pages|votes|block|hours|degrees|percent|per\s+cent"
    r"|protesters|students|demonstrators|ships|tanks|aircraft|planes|guns|rounds|copies|more"
    r"|(?:[A-Z][a-z]+\s+){1,2}(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Lane|Drive)\b"
)
_QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:about|some|nearly|almost|roughly|than|least|approximately|over|another|number|no\.?"
    r"|room|flight|highway|route|section|unit|battalion|page|channel|model|boeing)|[#$£€])\s*$",
    re.IGNORECASE,
)

#: "At 2030" is half past eight: no year stands after "at".
_NO_CLOCK = r"(?<!\bat\s)(?<!\bat\sabout\s)(?<!\bat\saround\s)"


def month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _day_number(text: str) -> int:
    return int(re.match("[0-9]+", text)[0])  # type: ignore[index]


def _full_year(text: str, today: date | None) -> int:
    """A year of four digits, or of two: the one that is not in the future."""
    number = int(text.lstrip("'’"))
    if number >= 100:
        return number
    century = (today.year if today else 2000) // 100 * 100
    return century + number - (100 if today and century + number > today.year + 1 else 0)


def _iso(found: re.Match[str], _here: Context) -> Reading | None:
    day = day_of(*(int(part) for part in found.group("y", "m", "d")))
    return Reading(one_day(day), is_explicit=True) if day else None


def _numeric(found: re.Match[str], here: Context) -> Reading | None:
    first, second = int(found["a"]), int(found["b"])
    year = _full_year(found["y"], here.today)
    orders = [(second, first), (first, second)]
    if found["sep"] == "/":
        orders.reverse()
    days = [day for number, inside in orders if (day := day_of(year, number, inside))]
    if not days:
        return None
    others = tuple(value for day in days[1:] if (value := one_day(day)) and day != days[0])
    return Reading(one_day(days[0]), is_explicit=True, alternatives=others)


def _with_year(found: re.Match[str], here: Context) -> Reading | None:
    year, number = _full_year(found["y"], here.today), month_number(found["month"])
    start = day_of(year, number, _day_number(found["d"]))
    if start is None:
        return None
    if not found["d2"]:
        return Reading(one_day(start), is_explicit=True)
    end = day_of(year, number, _day_number(found["d2"]))
    return Reading(few_days(start, end) or one_day(start), is_explicit=True)


def _without_year(found: re.Match[str], here: Context) -> Reading | None:
    number, first = month_number(found["month"]), _day_number(found["d"])
    future = here.is_future(*found.span())
    start = _year_after(found, here, number, first) or here.day_of_year(
        number, first, future=future
    )
    last = (found.groupdict().get("last") or "").lower()
    if start and here.today and last == "last" and start >= here.today:
        start = day_of(start.year - 1, number, first)
    if start is None:
        return Reading(None) if day_of(2000, number, first) else None
    end = day_of(start.year, number, _day_number(found["d2"])) if found["d2"] else None
    later = here.today is not None and start > here.today
    return Reading(few_days(start, end) or one_day(start), is_future=future and later)


_YEAR_LATER = re.compile(
    rf"(?:{TO}|\s+until\s+)(?:{D1}\s+{MONTH}|{MONTH}(?:\s+{D1})?),?\s+(?P<y>{YEAR})", re.IGNORECASE
)


def _year_after(found: re.Match[str], here: Context, number: int, day: int) -> date | None:
    """The day by a year that stands later in the same range ("from 4 May to 6 June 1955")."""
    later = _YEAR_LATER.match(here.text, found.end())
    return day_of(int(later["y"]), number, day) if later else None


def _month_year(found: re.Match[str], here: Context) -> Reading | None:
    year = _full_year(found["y"], here.today)
    return Reading(month(year, month_number(found["month"])), is_explicit=True)


def _month_of_year(found: re.Match[str], here: Context) -> Reading:
    """A month of a year that is told from today: "April next year"."""
    if here.base is None:
        return Reading(None)
    step = {"last": -1, "this": 0, "next": 1, "same": 0, "that": 0}[found["step"].lower()]
    return Reading(month(here.base.year + step, month_number(found["month"])))


def _month(found: re.Match[str], here: Context) -> Reading | None:
    name, number = found["month"], month_number(found["month"])
    before = here.text[max(0, found.start("month") - 14) : found.start("month")]
    bare = name.lower().rstrip(".") in AMBIGUOUS_MONTHS or (
        name.lower() in MONTHS and len(name) == 3
    )
    if bare and (not _MONTH_CUE.search(before) or name.islower()):
        return None
    base = here.base
    if base is None:
        return Reading(None)
    if later := _YEAR_LATER.match(here.text, found.end()):
        return Reading(month(int(later["y"]), number))
    step = (found["step"] or "").lower()
    future = step == "next" or (not step and here.is_future(*found.span()))
    year = base.year
    if step in {"last", "past"} and number >= base.month:
        year -= 1
    elif future and number < base.month:
        year += 1
    elif not future and number > base.month and not here.history and step != "this":
        year -= 1
    return Reading(
        month(year, number), is_future=future and (year, number) > (base.year, base.month)
    )


def _holiday(found: re.Match[str], here: Context) -> Reading:
    name = re.sub(r"\s+", " ", found["name"].lower().replace("’", "'"))
    if found["y"]:
        return Reading(one_day(holiday(name, int(found["y"]))), is_explicit=True)
    if here.base is None:
        return Reading(None)
    future = here.is_future(*found.span())
    near = range(max(2, here.base.year - 1), min(9997, here.base.year + 1) + 1)
    day = here.nearest([holiday(name, year) for year in near], future=future)
    return Reading(one_day(day), is_future=future)


def _quarter(found: re.Match[str], here: Context) -> Reading:
    which = _ORDINALS[found["which"].lower()]
    if found["y"]:
        return Reading(months(int(found["y"]), 3 * which - 2, 3), is_explicit=True)
    if here.base is None:
        return Reading(None)
    year = here.base.year
    if found["step"]:
        year += {"last": -1, "this": 0, "next": 1}[found["step"].lower()]
    elif 3 * which - 2 > here.base.month and not here.is_future(*found.span()):
        year -= 1
    return Reading(months(year, 3 * which - 2, 3))


def _year(found: re.Match[str], here: Context) -> Reading | None:
    before = here.text[max(0, found.start("y") - 14) : found.start("y")]
    if _QUANTITY_BEFORE.search(before) and not found["part"]:
        return None
    return Reading(years(int(found["y"])), is_explicit=True)


def _spelled_year(found: re.Match[str], _here: Context) -> Reading:
    """A year as it is spoken: "nineteen ninety-six", "two thousand and four"."""
    tail = parse_number(found["tail"]) if found["tail"] else 0
    if found["century"]:
        return Reading(years(1900 + (tail or 0)), is_explicit=True)
    return Reading(years(2000 + (tail or 0)), is_explicit=True)


def _decade(found: re.Match[str], _here: Context) -> Reading:
    first = int(found["y"]) if found["y"] else 1900 + int(found["yy"])
    span = 99 if first % 100 == 0 else 9
    return Reading(years(first, first + span), is_duration=True)


def _september_11(_found: re.Match[str], _here: Context) -> Reading:
    return Reading(one_day(date(2001, 9, 11)))


_HOLIDAY = any_of([*FIXED_HOLIDAYS, *FLOATING_HOLIDAYS, *EASTER_HOLIDAYS])
_RANGE_END = rf"(?:{TO}(?P<d2>{DAY}))?"
_NO_QUANTITY = r"(?![,.]?[0-9]|%|\s+per\s?cent)"

ABSOLUTE_RULES: tuple[Rule, ...] = (
    rule(r"(?P<y>[12][0-9]{3})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9-])", _iso),
    rule(r"(?P<y>[12][0-9]{3})/(?P<m>[01]?[0-9])/(?P<d>[0-3]?[0-9])(?![0-9/])", _iso),
    rule(
        r"(?<![0-9/.-])(?P<a>[0-9]{1,2})(?P<sep>[/.-])(?P<b>[0-9]{1,2})(?P=sep)"
        r"(?P<y>(?:1[5-9]|20)?[0-9]{2})(?![0-9/.-]?[0-9])",
        _numeric,
    ),
    rule(
        rf"{DAY_PREFIX}{_NAMED_DAY}(?P<month>{MONTH}){GAP}(?P<d>{DAY}){_RANGE_END}"
        rf"(?:,{GAP}|\s+(?:of\s+)?)(?P<y>{YEAR}){DAY_SUFFIX}",
        _with_year,
    ),
    rule(
        rf"{DAY_PREFIX}{_NAMED_DAY}(?P<d>{DAY}){_RANGE_END}(?:{GAP}|-|\s+of\s+)(?P<month>{MONTH})"
        rf",?(?:{GAP}|-)(?P<y>{YEAR}|['’][0-9]{{2}}(?![0-9])|[0-9]{{2}}(?=\s*\())",
        _with_year,
    ),
    rule(
        rf"(?P<part>{_PART})?(?P<month>{MONTH})(?:,?{GAP}|\s+of\s+|-)"
        rf"(?P<y>{YEAR}|['’][0-9]{{2}}(?![0-9]))",
        _month_year,
    ),
    rule(
        r"(?:Sept(?:ember|\.)?\s+11(?=\s+(?:attacks?|hijack|terror))|9/11(?![0-9/]))", _september_11
    ),
    rule(
        rf"{DAY_PREFIX}(?:(?P<last>last|this|next)\s+)?{_NAMED_DAY}(?P<month>{MONTH}){GAP}(?P<d>{DAY})"
        rf"(?:(?:{DASH}|\s+(?:to|through)\s+)(?P<d2>{DAY}))?{_NO_QUANTITY}{DAY_SUFFIX}",
        _without_year,
    ),
    rule(
        rf"{DAY_PREFIX}{_NAMED_DAY}(?P<d>{DAY})(?:{TO}(?P<d2>{DAY}))?(?:{GAP}|-|\s+of\s+)(?P<month>{MONTH})"
        rf"{DAY_SUFFIX}(?!\s+[0-9]{{2}}(?![0-9]))",
        _without_year,
    ),
    rule(
        rf"(?P<part>{_PART})?(?P<month>{MONTH})\s+(?:of\s+)?(?P<step>last|this|next|that|same)\s+year",
        _month_of_year,
    ),
    rule(
        rf"(?:the\s+)?(?P<which>{any_of(_ORDINALS)})[\s-]quarter(?:\s+of\s+(?:the\s+)?"
        rf"(?:(?P<step>last|this|next)\s+year|(?P<y>{YEAR})))?",
        _quarter,
    ),
    rule(
        r"(?:the\s+year\s+)?(?:(?P<century>nineteen)[\s-]|(?:(?<=in\s)|(?<=year\s)|(?<=by\s))two\s+thousand"
        r"(?:\s+(?:and\s+)?(?=\w))?)(?P<tail>(?(century)(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
        r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)"
        r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)?))(?!\w)",
        _spelled_year,
    ),
    rule(rf"(?P<name>{_HOLIDAY})(?![a-z])(?:,?\s+(?P<y>{YEAR}))?", _holiday),
    rule(
        rf"(?P<part>{_PART})?(?:(?:the\s+)?(?P<step>last|past|this|next)\s+)?(?P<month>{MONTH})"
        r"(?![’'\w])(?!\s+[0-9])",
        _month,
    ),
    rule(
        r"(?:the\s+)?(?:(?:early|late|mid)[\s-])?(?:(?P<y>(?:1[5-9]|20)[0-9]0)[’']?s"
        r"|[’'](?P<yy>[0-9]0)[’']?s)(?!\w)",
        _decade,
    ),
    rule(
        rf"(?<![0-9][.,:/]){_NO_CLOCK}(?P<part>{_PART}|fiscal\s+|year\s+)?(?P<y>{YEAR})(?![\w%]|[.,:/][0-9]"
        rf"|[-–]?(?:mile|foot|year|meter|metre|pound|man|member)|\s+(?:{_PEOPLE_OR_MEASURE}))",
        _year,
    ),
)
