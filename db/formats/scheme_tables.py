"""Writes the tables of foreign schemes: as CSV, or as strict TSV where the scheme prescribes it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import TextIO

from db.formats.dataset import Column, Dataset
from db.formats.formula_cells import neutralised
from db.formats.scheme_rows import rows_of
from models.schemes.scheme import Scheme

# What would end a cell or a line of strict TSV, where nothing can be quoted.
_ENDS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_csv(scheme: Scheme, out: TextIO, dataset: Dataset) -> int:
    """A header and the rows in the scheme's columns; returns how many."""
    writer = csv.writer(out)
    writer.writerow(scheme.columns)
    count = 0
    for _, _, row in rows_of(scheme, dataset):
        writer.writerow([neutralised(row.get(column, "")) for column in scheme.columns])
        count += 1
    return count


def write_tsv(scheme: Scheme, out: TextIO, dataset: Dataset) -> int:
    """The same without quotes: a tab or a line's end in a cell becomes a space."""
    out.write("\t".join(scheme.columns) + "\n")
    count = 0
    for _, _, row in rows_of(scheme, dataset):
        cells = (_ENDS.sub(" ", row.get(column, "")) for column in scheme.columns)
        out.write("\t".join(cells) + "\n")
        count += 1
    return count


def columns_of(scheme: Scheme) -> Iterator[Column]:
    """The columns for the dictionary of a dataset."""
    for name in scheme.columns:
        yield Column(name, "text", f"As the codebook of {scheme.title} defines it.")
