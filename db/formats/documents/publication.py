"""When and by whom a report was published, as its own first and last lines say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from models.dates import day_of
from models.language import tr
from models.month_words import MONTHS

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_DAY}\.?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)/(?P<month>\d\d?)/(?P<day>\d\d?)(?!\d)",
    )
)
_WITHOUT_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"\b{_MONTH}\s+{_DAY}(?!\d)", rf"(?<!\d){_DAY}\.?\s+(?:of\s+)?{_MONTH}")
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]{{0,6}}\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\W*(?:first |date )?(?P<label>published|publication date|posted|issued|released|release date"
    r"|load[- ]date|date|dated|updated|last updated|modified)\b(?: on| at| date)?\s*:?\s*",
    re.IGNORECASE,
)
_UPDATED = frozenset(["updated", "last updated", "modified"])
#: What may stand beside a date on a line that is nothing else.
_BESIDE = re.compile(
    r"\d{1,2}[:.h]\d\d(?::\d\d)?|\b(?:[ap]\.?m\.?|utc|gmt|[a-z]{1,3}t|at|on|last|updated|published"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b|[\W_]+",
    re.IGNORECASE,
)
#: PLACE, 20 Aug 1989 (AGENCY) - text; the place in capitals, day and agency both left out at times.
_DATELINE = re.compile(
    r"\s*(?P<place>[^\W\d_a-z][^\n()]{1,60}?)(?:,\s*|\s+)?(?P<when>[^\n()]{0,40}?)\s*"
    r"\((?P<agency>[^()\n]{2,40})\)\s*(?:[-–—:]|--|\.)"
)
_CREDIT = re.compile(r"\W*(?:source|by|from|©|copyright)\W{0,3}(?P<agency>[^\n:]{2,40}?)\W*")
_FIRST_LINES, _LAST_LINES = 8, 3


@dataclass(frozen=True, slots=True)
class Publication:
    """The day and the source that a text states; None and "" where it states none.

    `doubt` is a sentence about the day, where it was read with a choice.
    """

    day: date | None = None
    source: str = ""
    doubt: str = ""


def publication(text: str) -> Publication:
    """What the text states: in a label ("Published: …"), on a line of its own, in the dateline."""
    lines = [line for line in text.split("\n") if line.strip()]
    top, end = lines[:_FIRST_LINES], lines[_FIRST_LINES:][-_LAST_LINES:]
    day, doubt = _stated_day(top, end)
    dateline = next((m for line in top if (m := _DATELINE.match(line[:160]))), None)
    if day is None and dateline:
        day, doubt = day_in(dateline["when"])
    return Publication(day, _agency(dateline, top, end), doubt)


def _stated_day(top: list[str], end: list[str]) -> tuple[date | None, str]:
    updated: tuple[date | None, str] = (None, "")
    for line in (*top, *end):
        label = _LABEL.match(line)
        if not label:
            continue
        day, doubt = day_in(line[label.end() :][:60])
        if day and label["label"].lower() not in _UPDATED:
            return day, doubt
        if day and not updated[0]:
            updated = day, tr("Its day is that of an update: {day}.", day=day)
    for line in top:
        is_bare = len(line) <= 60 and not _LABEL.match(line)
        day, doubt = day_in(line) if is_bare else (None, "")
        if day and not _beside(line):
            return day, doubt
    return updated


def day_in(text: str) -> tuple[date | None, str]:
    """The first whole date in a text, and a doubt if its order is a matter of custom."""
    for pattern in _WRITTEN:
        if found := pattern.search(text):
            month = found["month"].lower()
            number = int(month) if month.isdigit() else MONTHS[month]
            if day := day_of(int(found["year"]), number, int(found["day"])):
                return day, ""
    if found := _NUMERIC.search(text):
        return _in_order(found, text)
    return None, ""


def day_without_year(text: str, year: int) -> date | None:
    """The first day and month in a text ("Nov 18, 8:19 PM"), as a day of that year."""
    found = next((m for pattern in _WITHOUT_YEAR if (m := pattern.search(text))), None)
    return day_of(year, MONTHS[found["month"].lower()], int(found["day"])) if found else None


def _in_order(found: re.Match[str], text: str) -> tuple[date | None, str]:
    """A date in figures: as the weekday beside it tells, else day before month."""
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    readings = [day for pair in ((second, first), (first, second)) if (day := day_of(year, *pair))]
    if len(set(readings)) == 2:
        weekday = _WEEKDAY.search(text)
        named = _WEEKDAYS.index(weekday[1].lower()) if weekday else -1
        fitting = [day for day in readings if day.weekday() == named]
        if len(fitting) == 1:
            return fitting[0], ""
        words = tr("{date} was read as day, month, year: {day}.", date=found[0], day=readings[0])
        return readings[0], words
    return (readings[0] if readings else None), ""


def _beside(line: str) -> str:
    """What is on a line beside its date and time."""
    for pattern in (*_WRITTEN, _NUMERIC):
        line = pattern.sub(" ", line)
    return _BESIDE.sub("", line)


def _agency(dateline: re.Match[str] | None, top: list[str], end: list[str]) -> str:
    names = agencies()
    if dateline and (named := names.get(_plain(dateline["agency"]))):
        return named
    for line in (*top, *end):
        credit = _CREDIT.fullmatch(line.lower())
        if credit and (named := names.get(_plain(credit["agency"]))):
            return named
    return next((names[p] for line in top if (p := _plain(line)) in names), "")


@cache
def agencies() -> dict[str, str]:
    """News agencies and papers: each way to write one, in plain letters, to its name."""
    data = tomllib.loads(Path(__file__).with_name("agencies.toml").read_text("utf-8"))
    return {_plain(way): name for name, ways in data["agency"].items() for way in (name, *ways)}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
