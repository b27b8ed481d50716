"""Days, weeks and months as a chart shows them. Free of Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from models.language import tr
from models.typed.calendar import MONTH_NAMES
from ui.words.days import short_day_words

_MOST_DAYS, _MOST_WEEKS = 45, 60


def buckets(days: Sequence[date]) -> dict[date, date]:
    """Each day with the day, week (from Monday) or month that it is shown in."""
    if len(days) < 2 or (max(days) - min(days)).days < _MOST_DAYS:
        return {day: day for day in days}
    if (max(days) - min(days)).days < 7 * _MOST_WEEKS:
        return {day: day - timedelta(days=day.weekday()) for day in days}
    return {day: day.replace(day=1) for day in days}


def bucket_labels(starts: Sequence[date]) -> tuple[str, ...]:
    if _step(starts) > 7:
        return tuple(map(month_words, starts))
    return day_labels(starts)


def day_labels(days: Sequence[date]) -> tuple[str, ...]:
    """With the year where they are of more than one."""
    several = len({day.year for day in days}) > 1
    return tuple(short_day_words(day) if several else day_words(day) for day in days)


def bucket_words(starts: Sequence[date]) -> str:
    step = _step(starts)
    if step > 7:
        return tr("By month. An article counts on the day of the last edit on it.")
    if step == 7:
        return tr("By week from Monday. An article counts on the day of the last edit on it.")
    return tr("By day. An article counts on the day of the last edit on it.")


def _step(starts: Sequence[date]) -> int:
    steps = [(after - before).days for before, after in pairwise(starts)]
    return min(steps, default=1)


def months_between(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:])
    found = []
    while (key := f"{year:04}-{month:02}") <= last:
        found.append(key)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def day_words(day: date) -> str:
    month = tr(MONTH_NAMES[day.month - 1])[:3]
    return tr("{day} {month}", day=day.day, month=month)


def month_words(day: date) -> str:
    month = tr(MONTH_NAMES[day.month - 1])[:3]
    return tr("{month} {year}", month=month, year=day.year)
