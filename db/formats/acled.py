"""Writes ACLED's table: one row an event and day, in its columns and their order."""

from __future__ import annotations

from typing import TextIO

from db.formats.dataset import Dataset
from db.formats.scheme_csv import write_table
from models.schemes.schemes import ACLED


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and the rows; returns how many."""
    return write_table(ACLED, out, dataset)
