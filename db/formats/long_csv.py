"""Writes a table of values: one row a value, with its evidence, state, annotator and offsets."""

from __future__ import annotations

import csv
from typing import TextIO

from db.formats.dataset import Dataset
from db.formats.flat_csv import shown
from db.formats.formula_cells import neutralised
from db.formats.long_table import columns, rows

__all__ = ["columns", "write"]


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and a row a value; returns how many."""
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns(dataset.codebook)])
    count = 0
    for count, row in enumerate(rows(dataset), 1):  # noqa: B007 - the count is returned
        writer.writerow([neutralised(shown(cell)) for cell in row])
    return count
