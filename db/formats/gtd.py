"""Writes GTD's table: one row an attack by an actor below the state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from db.formats.dataset import Column, Dataset
from db.formats.scheme_tables import columns_of, write_csv
from models.codebook import Codebook
from models.schemes.schemes import GTD


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and the rows; returns how many."""
    return write_csv(GTD, out, dataset)


def columns(_: Codebook) -> Iterator[Column]:
    return columns_of(GTD)
