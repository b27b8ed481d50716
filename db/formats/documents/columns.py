"""The lines of a printed page in the order in which they are read, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Between columns there is a gap of so much of a line's height, on so many lines.
WIDE = 1.0
_LEAST_ROWS = 4
#: The lines of a column begin so near to each other: the first of a paragraph is set in (points).
_NEAR = 12.0
#: The parts of a table are shorter than those of columns of text (characters, on the whole).
_PROSE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or its part in a column, with its box in points; `bottom` grows upwards."""

    text: str
    left: float
    right: float
    bottom: float
    height: float

    def is_above(self, other: Line) -> bool:
        """Whether another line goes on below in the same column."""
        return other.left < self.right and self.left < other.right and other.bottom < self.bottom


def in_order(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines as they are read. Each row is a line as it is stored, parted at its wide gaps.

    Where columns are stored line by line across the page, each column is put together between the
    lines that run across all of them. Rows of a table stay rows.
    """
    across = _across(rows)
    parts = [part for row in across if len(row) > 1 for part in row]
    gutters = _gutters(across)
    if not gutters or sum(len(part.text) for part in parts) < _PROSE * len(parts):
        return [_whole(row) for row in rows]
    found: list[Line] = []
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for row in across:
        if any(part.left < x < part.right for part in row for x in gutters):
            found += [line for column in columns for line in column] + [_whole(row)]
            columns = [[] for _ in columns]
        else:
            for part in row:
                columns[sum(part.left >= x for x in gutters)].append(part)
    return found + [line for column in columns for line in column]


def runs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines cut where the next one does not stand below: at the top of another column."""
    found = [[lines[0]]] if lines else []
    for above, line in pairwise(lines):
        if above.is_above(line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _across(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The rows as they stand on the page: what is stored next and stands beside goes with it."""
    found: list[list[Line]] = []
    for row in rows:
        last, first = found[-1][-1] if found else None, row[0]
        if last and abs(last.bottom - first.bottom) < last.height / 2 and first.left > last.right:
            found[-1] += row
        else:
            found.append([*row])
    return found


def _gutters(rows: Sequence[Sequence[Line]]) -> list[float]:
    """Where columns begin behind a gap, on enough rows; from left to right."""
    begins = sorted(part.left for row in rows for part in row[1:])
    groups: list[list[float]] = []
    for x in begins:
        if groups and x - groups[-1][0] <= _NEAR:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [group[0] for group in groups if len(group) >= _LEAST_ROWS]


def _whole(row: Sequence[Line]) -> Line:
    first, last = row[0], row[-1]
    text = " ".join(part.text for part in row)
    return Line(text, first.left, last.right, first.bottom, first.height)
