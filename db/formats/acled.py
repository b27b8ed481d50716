"""Writes and reads ACLED's table: one row an event and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from db.formats.dataset import Column, Dataset
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.scheme_reading import is_table_of, read_table
from db.formats.scheme_tables import columns_of, write_csv
from db.formats.source import Source
from models.codebook import Codebook
from models.schemes.schemes import ACLED


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and the rows; returns how many."""
    return write_csv(ACLED, out, dataset)


def columns(_: Codebook) -> Iterator[Column]:
    return columns_of(ACLED)


def recognises(source: Source) -> bool:
    return is_table_of(ACLED, source)


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One row, one article with one event."""
    return read_table(ACLED, source, reading)
