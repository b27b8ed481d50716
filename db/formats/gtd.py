"""Writes and reads GTD's table: one row an attack by an actor below the state."""

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
from models.schemes.schemes import GTD


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and the rows; returns how many."""
    return write_csv(GTD, out, dataset)


def columns(_: Codebook) -> Iterator[Column]:
    return columns_of(GTD)


def recognises(source: Source) -> bool:
    return is_table_of(GTD, source)


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One row, one article with one event."""
    return read_table(GTD, source, reading)
