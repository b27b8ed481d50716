"""A chart as plain data: what is drawn, what it says, and the table behind it. Free of Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

Cell = str | int | float | None


class Form(Enum):
    """How a figure is drawn."""

    BARS = "bars"
    """Groups of upright bars, one group a label."""
    ROWS = "rows"
    """Lying bars, one row a label, the series end to end."""
    LINES = "lines"
    CELLS = "cells"
    """A table of cells, one row a series, one column a label; the shade says how much."""
    MAP = "map"
    """Points on a map, as large as their numbers."""


class Look(Enum):
    """Tells series apart without colour: fill of a bar, stroke of a line."""

    SOLID = "solid"
    HATCHED = "hatched"
    CROSSED = "crossed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each label; None where there is none.

    `ink` is a token of the palette.
    """

    name: str
    values: tuple[float | None, ...]
    ink: str
    look: Look = Look.SOLID


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a chart, for a file; many rows may be read only when they are written."""

    header: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]

    def to_csv(self) -> str:
        """Comma-separated lines (RFC 4180); an empty cell is unknown."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.header)
        for row in self.rows:
            writer.writerow(["" if cell is None else _cell(cell) for cell in row])
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart. `key` names its files; `variant` is the word by which it is chosen among others.

    `notes` stand at the ends of rows. `top` is the end of the axis of numbers where it is known.
    `hints` say in words what a label's numbers are, for the pointer and for screen readers.
    """

    key: str
    title: str
    about: str
    form: Form
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    table: Table
    unit: str = ""
    variant: str = ""
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    top: float | None = None
    points: tuple[tuple[float, float], ...] = ()
    """Latitude and longitude of each label on a map."""

    @property
    def is_empty(self) -> bool:
        if self.form is Form.ROWS:
            return not self.labels  # A row says something with a 0, too.
        return not any(value for one in self.series for value in one.values)


def sparse(labels: Sequence[str], most: int) -> list[tuple[int, str]]:
    """At most so many of the labels, evenly spread, with their places."""
    step = max(1, -(-len(labels) // max(1, most)))
    return [(place, label) for place, label in enumerate(labels) if place % step == 0]


def write_csv(path: Path, figure: Figure) -> None:
    """The table as UTF-8 with the mark by which spreadsheets know it.

    Raises OSError; UserError where its rows are read now and cannot be.
    """
    path.write_text(figure.table.to_csv(), encoding="utf-8-sig", newline="")


def _cell(cell: str | float) -> str | float:
    """A number with no more digits than it deserves; words that no sheet takes for a formula."""
    if isinstance(cell, float):
        return round(cell, 4)
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return cell
