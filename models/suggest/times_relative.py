"""Rules for times told from today or from another mention: "yesterday", "two days later"."""

from __future__ import annotations

import re
from datetime import date

from models.suggest.numerals import NUMBER, parse_number
from models.suggest.times_calendar import (
    few_days,
    month,
    months,
    moved,
    one_day,
    week,
    weekend,
    years,
)
from models.suggest.times_context import Context, Reading, Rule, rule
from models.suggest.times_lexicon import (
    DAY_PREFIX,
    DAY_SUFFIX,
    HOUR,
    PART_OF_DAY,
    UNIT,
    WEEKDAY,
    WEEKDAY_SHORT,
    WEEKDAYS,
)
from models.values import DateRange

_AMOUNT = (
    rf"(?:(?P<n>{NUMBER})|(?P<one>an?|one)|(?P<two>(?:a\s+)?couple\s+of)"
    r"|(?P<vague>several|some|a\s+few|few|many))"
)
_DAYS_IN = {"minute": 0.0, "hour": 1 / 24, "day": 1.0}
_WEEKS_IN = {"week": 1, "fortnight": 2}
_DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NOT_A_DAY = re.compile(
    r"(?:\b(?:Black|Bloody|Super|Good|Easter|Holy|Ash|Palm|Ruby|Man|Girl|Joe|Maundy|Casual)\s+$)"
)
_NEWSPAPER = re.compile(
    r"\s+(?:Times|Telegraph|Mail|Express|Mirror|Herald|School|Post|Star|Tribune|Night\s+Live)\b"
)


def shifted(unit: str, steps: int, start: date) -> DateRange | None:
    """The day, week, month or year that lies so many of them from a day."""
    unit = unit.lower()
    if abs(steps) > 100_000:
        return None
    if unit in _DAYS_IN:
        return one_day(moved(start, int(steps * _DAYS_IN[unit])))
    if unit in _WEEKS_IN:
        return week(moved(start, 7 * steps * _WEEKS_IN[unit]))
    if unit == "weekend":
        return weekend(moved(start, 7 * steps))
    return _shifted_far(unit, steps, start)


def _shifted_far(unit: str, steps: int, start: date) -> DateRange | None:
    if unit == "month":
        return month(start.year, start.month + steps)
    if unit == "quarter":
        return months(start.year, 3 * ((start.month - 1) // 3 + steps) + 1, 3)
    return years(start.year + steps * (10 if unit == "decade" else 1))


def _amount(found: re.Match[str]) -> int | None:
    """The number in an expression such as "two days ago"; None when it is vague."""
    if found["n"]:
        return parse_number(found["n"])
    if found["one"]:
        return 1
    return 2 if found["two"] else None


def _ago(found: re.Match[str], here: Context) -> Reading:
    number, way = _amount(found), found["way"].lower()
    is_told_from_now = way in {"ago", "from now", "hence"} and not here.history
    start = here.today if is_told_from_now else here.anchor
    if start is None or number is None:
        return _vague_shift(found, here, way)
    steps = number if way in {"later", "after", "afterwards", "from now", "hence"} else -number
    value = shifted(found["unit"], steps, start)
    return Reading(value, is_anaphoric=not is_told_from_now, is_future=way in {"from now", "hence"})


def _vague_shift(found: re.Match[str], here: Context, way: str) -> Reading:
    """Vague hours still name the day ("a few hours later"), vague weeks name none."""
    hours = found["unit"].lower() in {"hour", "minute"}
    if not hours:
        return Reading(None, is_anaphoric=way not in {"ago", "from now"})
    anaphoric = way not in {"ago", "from now", "hence"}
    return Reading(one_day(here.anchor if anaphoric else here.today), is_anaphoric=anaphoric)


def _hours_after(_found: re.Match[str], here: Context) -> Reading:
    return Reading(one_day(here.anchor), is_anaphoric=True)


def _stretch(found: re.Match[str], here: Context) -> Reading:
    """From then to now: "the past three days"."""
    number = _amount(found) if found["unit"] else None
    if here.today is None or number is None:
        return Reading(None, is_duration=True)
    first = shifted(found["unit"], -number, here.today)
    start = first.start if first else None
    if found["unit"].lower() in {"week", "month", "year", "decade"} and start:
        return Reading(_span(start, here.today), is_duration=True)
    return Reading(few_days(start, here.today), is_duration=True)


def _span(start: date, end: date) -> DateRange | None:
    found = few_days(start, end)
    return DateRange(start, end, None) if found else None


def _rolling(found: re.Match[str], here: Context) -> Reading:
    """The days up to now: "the past week"."""
    if here.today is None:
        return Reading(None, is_duration=True)
    length = {"day": 1, "week": 7, "month": 30, "year": 365}[found["unit"].lower()]
    start = moved(here.today, -length)
    return Reading(_span(start, here.today) if start else None, is_duration=True)


def _period(found: re.Match[str], here: Context) -> Reading | None:
    step, unit = found["step"].lower(), found["unit"].lower()
    anaphoric = step in {"following", "previous", "same", "that", "preceding"} or (
        step == "next" and bool(found["the"])
    )
    start = here.anchor if anaphoric else here.base
    if anaphoric and unit == "year" and here.last_date:
        start = here.last_date.start
    if start is None:
        return Reading(None, is_anaphoric=anaphoric)
    if unit == "weekend" and not anaphoric:
        return _weekend(step, found, here, start)
    steps = {"last": -1, "past": -1, "previous": -1, "preceding": -1}.get(step, 0)
    steps = 1 if step in {"next", "coming", "following"} else steps
    is_future = step in {"next", "coming"} and not anaphoric
    return Reading(shifted(unit, steps, start), is_anaphoric=anaphoric, is_future=is_future)


def _weekend(step: str, found: re.Match[str], here: Context, today: date) -> Reading:
    future = step in {"next", "coming"} or (step != "last" and here.is_future(*found.span()))
    saturday = moved(today, (5 - today.weekday()) if future else -((today.weekday() - 5) % 7))
    if step in {"last", "past"} and saturday and today.weekday() >= 5:
        saturday = moved(saturday, -7)
    return Reading(weekend(saturday), is_future=future)


def _the_weekend(found: re.Match[str], here: Context) -> Reading:
    return _weekend("", found, here, here.base) if here.base else Reading(None)


def _last_night(found: re.Match[str], here: Context) -> Reading:
    step = found["step"].lower()
    if step in {"same", "that"}:
        return Reading(one_day(here.anchor), is_anaphoric=True)
    if step in {"next", "following", "previous"}:
        day = moved(here.anchor, -1 if step == "previous" else 1) if here.anchor else None
        return Reading(one_day(day), is_anaphoric=True)
    today = here.today
    return Reading(one_day(moved(today, -1 if step == "last" else 0)) if today else None)


def _near_day(found: re.Match[str], here: Context) -> Reading:
    if here.today is None:
        return Reading(None)
    words = found["day"].lower().split()
    steps = _DAY_WORDS[words[-1]]
    if len(words) > 1:
        steps += -1 if "before" in words else 1
    return Reading(one_day(moved(here.today, steps)), is_future=steps > 0)


def _overnight(_found: re.Match[str], here: Context) -> Reading:
    today = here.today
    if today is None:
        return Reading(None)
    before = moved(today, -1)
    days = (one_day(before), one_day(today))
    return Reading(few_days(before, today), alternatives=tuple(day for day in days if day))


def _weekday(found: re.Match[str], here: Context) -> Reading | None:
    outside = here.text[max(0, found.start("day") - 12) : found.start("day")]
    if _NOT_A_DAY.search(outside) or _NEWSPAPER.match(here.text, found.end("day")):
        return None
    name = found["day"].rstrip(".")
    if len(name) < 6 and not _is_short_day(found, here):
        return None
    base = here.base
    if base is None:
        return Reading(None)
    back = (base.weekday() - WEEKDAYS[name.lower()]) % 7
    step = (found["step"] or "").lower()
    if found["week"]:
        return _weekday_of_week(found, base, WEEKDAYS[name.lower()])
    future = step in {"next", "following", "coming", "this coming"} or (
        step not in {"last", "past", "this past", "previous"} and here.is_future(*found.span())
    )
    if future:
        ahead = 7 - back if back or step else 0
        return Reading(one_day(moved(base, ahead)), is_future=True)
    if step in {"last", "past", "this past", "previous"} and not back:
        back = 7
    earlier = one_day(moved(base, -back - 7)) if not back else None
    return Reading(one_day(moved(base, -back)), alternatives=(earlier,) if earlier else ())


def _is_short_day(found: re.Match[str], here: Context) -> bool:
    """Whether "Sun." or "Sat" is meant as a day: written like one, and not a whole sentence."""
    name = found["day"]
    if not name[0].isupper() or (name.isupper() and len(name) > 3):
        return False
    after = here.text[found.end("day") : found.end("day") + 2]
    return name.endswith(".") or after.startswith(",")


def _weekday_of_week(found: re.Match[str], base: date, weekday: int) -> Reading:
    step = {"last": -1, "this": 0, "next": 1}[re.split(r"\s+", found["week"].lower())[-2]]
    monday = moved(base, -base.weekday() + 7 * step)
    return Reading(one_day(moved(monday, weekday)) if monday else None, is_future=step > 0)


def _other_day(found: re.Match[str], here: Context) -> Reading:
    """Counted from the mention before: "the next day", "the day before"."""
    way = re.sub(r"\s+", " ", found["way"].lower())
    steps = {"next": 1, "following": 1, "after": 1, "same": 0, "that": 0}.get(way, -1)
    anchor = here.anchor
    return Reading(one_day(moved(anchor, steps)) if anchor else None, is_anaphoric=True)


def _in_the_day(_found: re.Match[str], here: Context) -> Reading:
    return Reading(one_day(here.anchor), is_anaphoric=True)


def _the_year(found: re.Match[str], here: Context) -> Reading | None:
    if here.base is None:
        return Reading(None)
    if found["unit"].lower() == "month":
        return Reading(month(here.base.year, here.base.month))
    return Reading(years(here.base.year))


def _duration(_found: re.Match[str], _here: Context) -> Reading:
    return Reading(None, is_duration=True)


def _clock(_found: re.Match[str], here: Context) -> Reading:
    return Reading(one_day(here.anchor), is_clock=True, is_anaphoric=here.last_day is not None)


_SHORT = rf"(?:{WEEKDAY}|{WEEKDAY_SHORT})"
_PART = r"(?:(?:early|late|mid|the\s+end\s+of|the\s+beginning\s+of|earlier|later)[\s-]+)?"
_WEEK = r"(?:\s*,?\s+(?:of\s+)?(?P<week>(?:last|this|next)\s+week))"

RELATIVE_RULES: tuple[Rule, ...] = (
    rule(
        rf"{_AMOUNT}[\s-]+(?:(?:full|whole|more|long|calendar)\s+)?(?P<unit>{UNIT})s?\s+"
        r"(?P<way>ago|earlier|before|previously|later|after|afterwards|from\s+now|hence)(?!\w)",
        _ago,
    ),
    rule(r"(?:minutes|hours)\s+(?:after|later|before|earlier)(?!\w)", _hours_after),
    rule(
        rf"(?:the\s+(?:last|past|previous)|past|previous)\s+(?:(?=(?:{NUMBER}|couple|several|few)\b){_AMOUNT})\s+"
        rf"(?P<unit>{UNIT})s?(?!\w)",
        _stretch,
    ),
    rule(r"(?:the|this)\s+past\s+(?P<unit>day|week|month|year)(?!\w)", _rolling),
    rule(
        rf"{DAY_PREFIX}(?:(?:the\s+)?(?P<step>last|this\s+past|this\s+coming|past|previous|next"
        rf"|following|coming)\s+)?(?P<day>{_SHORT})(?![a-z])(?:{DAY_SUFFIX})?{_WEEK}?",
        _weekday,
    ),
    rule(
        rf"{_PART}(?P<the>the\s+)?(?P<step>last|past|previous|preceding|this|next|coming|following|same|that)\s+"
        r"(?P<unit>week|month|year|weekend|quarter|fortnight|decade)(?![\w-])",
        _period,
    ),
    rule(
        rf"{_PART}(?:the\s+)?(?P<step>last|this|that|same|next|following|previous)\s+"
        rf"(?P<part>{PART_OF_DAY})(?!\w)",
        _last_night,
    ),
    rule(
        r"(?:(?:early|late)\s+)?(?P<day>(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)"
        rf"|yesterday|today|tonight|tomorrow)(?:\s+{PART_OF_DAY})?(?!\w)",
        _near_day,
    ),
    rule(r"overnight(?!\w)", _overnight),
    rule(r"(?:over\s+|during\s+|at\s+)?(?:the|this)\s+weekend(?!\w)", _the_weekend),
    rule(
        rf"{_PART}(?:on\s+)?(?:the\s+|that\s+)?(?P<way>next|following|previous|same|that|preceding)"
        r"\s+day(?![\w-])",
        _other_day,
    ),
    rule(
        r"(?:the\s+|a\s+)day\s+(?P<way>before|earlier|after|later)(?!\w)(?!\s+(?:yesterday|tomorrow))",
        _other_day,
    ),
    rule(r"(?:earlier|later)\s+(?:in|that|on)\s+(?:the\s+|that\s+)?day(?!\w)", _in_the_day),
    rule(
        r"(?:the\s+(?:full\s+|whole\s+|current\s+)?|year[- ]?end\s*|year[’']s\s+)"
        r"(?P<unit>year|month)(?:[- ]?end)?(?![\w-])",
        _the_year,
    ),
    rule(
        rf"(?:{NUMBER}|an?|several|a\s+few|many)[\s-]+(?:more\s+|straight\s+|full\s+)?{UNIT}s?(?![\w-])",
        _duration,
    ),
    rule(
        r"(?:[01]?[0-9]|2[0-3])(?:(?::[0-5][0-9](?![0-9])|[:.][0-5][0-9](?=\s*(?:[ap]\.?m\b|GMT|hours)))"
        r"(?:\s*(?:[ap]\.?m\b\.?|GMT|hours|local\s+time))?"
        r"|\s*(?:[ap]\.?m\b\.?|o['’]clock))",
        _clock,
    ),
    rule(
        r"(?:(?<=\bat\s)|(?<=\bat\sabout\s)|(?<=\bat\saround\s))(?:[01][0-9]|2[0-3])[0-5][0-9]"
        r"(?:\s*(?:GMT|hours|local(?:\s+time)?))?(?![\w%]|[.,][0-9])",
        _clock,
    ),
    rule(
        rf"(?:before|at|after|around|until|since)\s+{HOUR}(?!\w)"
        r"|(?:(?:in|during)\s+the\s+(?:early\s+|late\s+)?|mid[\s-]|(?:early|late)\s+)"
        r"(?:morning|afternoon|evening|night)(?!\w)",
        _clock,
    ),
)
