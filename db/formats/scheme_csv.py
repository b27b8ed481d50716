"""Writes the table of a foreign scheme as CSV."""

from __future__ import annotations

import csv
from typing import TextIO

from db.formats.dataset import Dataset
from db.formats.formula_cells import neutralised
from db.formats.scheme_rows import rows_of
from models.schemes.scheme import Scheme


def write_table(scheme: Scheme, out: TextIO, dataset: Dataset) -> int:
    """A header and the rows in the scheme's columns; returns how many."""
    writer = csv.writer(out)
    writer.writerow(scheme.columns)
    count = 0
    for row in rows_of(scheme, dataset):
        writer.writerow([neutralised(row.get(column, "")) for column in scheme.columns])
        count += 1
    return count
