"""Writes the tables of foreign schemes: as CSV, or as strict TSV where the scheme prescribes it."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from db.formats.dataset import Column, Dataset
from db.formats.formula_cells import neutralised, restored
from db.formats.scheme_rows import rows_of
from models.schemes.dictionary import described
from models.schemes.scheme import Scheme

#: A longer cell than any table of events has.
MAX_CELL = 5_000_000

# What would end a cell or a line of strict TSV, where nothing can be quoted.
_ENDS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_csv(scheme: Scheme, out: TextIO, dataset: Dataset) -> int:
    """A header and the rows in the scheme's columns; returns how many."""
    return _write(scheme, out, dataset, _as_csv, _csv_rows)


def write_tsv(scheme: Scheme, out: TextIO, dataset: Dataset) -> int:
    """The same without quotes: a tab or a line's end in a cell becomes a space."""
    return _write(scheme, out, dataset, _as_tsv, _tsv_rows)


_Writer = Callable[[TextIO], Callable[[Iterable[str]], object]]


def _write(
    scheme: Scheme,
    out: TextIO,
    dataset: Dataset,
    writer: _Writer,
    reader: Callable[[TextIO], Iterator[list[str]]],
) -> int:
    """The rows go through a file beside: which columns there are is known only after the last.

    Rows that came in may have columns of their own, as older tables have; these follow the others.
    """
    columns, count = dict.fromkeys(scheme.columns), 0
    own = columns.keys()
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as body:
        write = writer(body)
        for found in rows_of(scheme, dataset):
            if not found.row.keys() <= own:
                columns |= dict.fromkeys(found.row)
            write(found.row.get(column, "") for column in columns)
            count += 1
        body.seek(0)
        write = writer(out)
        write(columns)
        if len(columns) == len(scheme.columns):
            shutil.copyfileobj(body, out)
        else:
            for cells in reader(body):
                write((*cells, *[""] * (len(columns) - len(cells))))
    return count


def _as_csv(out: TextIO) -> Callable[[Iterable[str]], object]:
    write = csv.writer(out).writerow
    return lambda cells: write([neutralised(cell) for cell in cells])


def _csv_rows(body: TextIO) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL)
    for cells in csv.reader(body):
        yield [restored(cell) for cell in cells]


def _as_tsv(out: TextIO) -> Callable[[Iterable[str]], object]:
    return lambda cells: out.write("\t".join(_ENDS.sub(" ", cell) for cell in cells) + "\n")


def _tsv_rows(body: TextIO) -> Iterator[list[str]]:
    for line in body:
        yield line.removesuffix("\n").split("\t")


def columns_of(scheme: Scheme) -> Iterator[Column]:
    """The columns for the dictionary of a dataset."""
    for name in scheme.columns:
        told = described(scheme.name, name)
        yield Column(name, told.type, told.meaning, told.answers)
