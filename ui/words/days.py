"""Days in words of the window's language."""

from __future__ import annotations

from datetime import date

from models.language import tr
from models.typed.calendar import MONTH_NAMES


def day_words(day: date) -> str:
    """A day in words: 5 January 2024."""
    return _said(day, tr(MONTH_NAMES[day.month - 1]))


def short_day_words(day: date) -> str:
    """A day in few words: 5 Jan 2024."""
    return _said(day, tr(MONTH_NAMES[day.month - 1])[:3])


def _said(day: date, month: str) -> str:
    return tr("{day} {month} {year}", day=day.day, month=month, year=day.year)
