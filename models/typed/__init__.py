"""What people type into editors and read on chips: every kind of value as short text."""

from __future__ import annotations

from models.typed.counts import count_within, read_count, show_count
from models.typed.dates import date_within, read_date, show_date
from models.typed.places import read_coordinates
from models.typed.values import show_coordinates, show_place, show_value

__all__ = [
    "count_within",
    "date_within",
    "read_coordinates",
    "read_count",
    "read_date",
    "show_coordinates",
    "show_count",
    "show_date",
    "show_place",
    "show_value",
]
