"""Writes and reads PLOVER events as JSON Lines: one event a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from db.formats.bounded_lines import bounded_lines
from db.formats.dataset import Column, Dataset, how_coded
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.scheme_reading import read_rows
from db.formats.scheme_rows import rows_of
from db.formats.scheme_tables import MAX_CELL, columns_of
from db.formats.source import Source
from models.codebook import Codebook
from models.language import tr
from models.schemes.records import foreign_row
from models.schemes.schemes import PLOVER


def write(out: TextIO, dataset: Dataset) -> int:
    """One line an event; returns how many. The comment says how the record was made."""
    count = 0
    for found in rows_of(PLOVER, dataset):
        line = {key: said for key, said in found.row.items() if said != ""}
        if foreign_row(found.event, PLOVER.name) is None:
            line["comment"] = how_coded(found.coded, found.event)
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        count += 1
    return count


def columns(_: Codebook) -> Iterator[Column]:
    return columns_of(PLOVER)


def recognises(source: Source) -> bool:
    """Whether the first line is an event by PLOVER's keys and names."""
    first = source.head.partition(b"\n")[0]
    if len(first) == len(source.head):
        # A line of more than a head's length; its keys stand in it all the same.
        return all(f'"{key}":'.encode() in first.replace(b": ", b":") for key in PLOVER.marks)
    row = _parsed(first)
    return isinstance(row, dict) and row.keys() >= PLOVER.marks


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One line, one article with one event."""
    return read_rows(PLOVER, source.origin, _rows(source), reading, unit="line")


def _rows(source: Source) -> Iterator[tuple[int, Any]]:
    with source.opened() as stream:
        for number, line in bounded_lines(stream, MAX_CELL):
            if line.strip():
                row = _parsed(line)
                fits = isinstance(row, dict) and row.keys() >= {"date", "event"}
                yield number, row if fits else tr("it is no PLOVER event")


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
