"""Writes ACLED's table: one row an event and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from db.formats.dataset import Column, Dataset
from db.formats.scheme_tables import columns_of, write_csv
from models.codebook import Codebook
from models.schemes.schemes import ACLED


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and the rows; returns how many."""
    return write_csv(ACLED, out, dataset)


def columns(_: Codebook) -> Iterator[Column]:
    return columns_of(ACLED)
