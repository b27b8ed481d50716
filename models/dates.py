"""Days of the calendar by their numbers."""

from __future__ import annotations

from datetime import date


def day_of(year: int | str, month: int | str, day: int | str) -> date | None:
    """The day, or None if the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
