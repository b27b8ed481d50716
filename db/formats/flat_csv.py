"""Writes a flat table: one row an incident, one column a part of a field, evidence as quotes."""

from __future__ import annotations

import csv
from typing import Any, TextIO

from db.formats.dataset import Dataset
from db.formats.formula_cells import neutralised
from db.formats.wide_table import BETWEEN, columns, rows

__all__ = ["columns", "joined", "shown", "write"]


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and one row an incident with confirmed values; returns how many."""
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns(dataset.codebook)])
    count = 0
    for count, row in enumerate(rows(dataset), 1):  # noqa: B007 - the count is returned
        writer.writerow([_cell(cell) if cell else "" for cell in row])
    return count


def _cell(cell: Any) -> str:
    return neutralised(joined(cell) if isinstance(cell, tuple) else shown(cell))


def joined(answers: tuple[Any, ...]) -> str:
    """Several answers in one cell, in their order; empty if none of them says anything."""
    if len(answers) == 1:
        return shown(answers[0])
    texts = [shown(answer) for answer in answers]
    return BETWEEN.join(texts) if any(texts) else ""


def shown(answer: Any) -> str:
    """A part of an answer as text."""
    if isinstance(answer, str):
        return answer
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return str(answer)
