"""Writes POLECAT's table: PLOVER events in 40 columns, as strict TSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from db.formats.dataset import Column, Dataset
from db.formats.scheme_tables import columns_of, write_tsv
from models.codebook import Codebook
from models.schemes.schemes import POLECAT


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and the rows; returns how many."""
    return write_tsv(POLECAT, out, dataset)


def columns(_: Codebook) -> Iterator[Column]:
    return columns_of(POLECAT)
