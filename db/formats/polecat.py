"""Writes and reads POLECAT's table: PLOVER events in 40 columns, as strict TSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from db.formats.dataset import Column, Dataset
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.scheme_reading import is_table_of, read_strict
from db.formats.scheme_tables import columns_of, write_tsv
from db.formats.source import Source
from models.codebook import Codebook
from models.schemes.schemes import POLECAT


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and the rows; returns how many."""
    return write_tsv(POLECAT, out, dataset)


def columns(_: Codebook) -> Iterator[Column]:
    return columns_of(POLECAT)


def recognises(source: Source) -> bool:
    return is_table_of(POLECAT, source)


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One row, one article with one event; nothing is quoted in strict TSV."""
    return read_strict(POLECAT, source, reading)
