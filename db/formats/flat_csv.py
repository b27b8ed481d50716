"""Writes a flat table: one row an incident, one column a part of a field, evidence as quotes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from db.formats.dataset import CodedArticle, Dataset
from db.formats.formula_cells import neutralised
from db.formats.wide_table import (
    BETWEEN,
    HEAD_WIDTH,
    Cells,
    Part,
    WideRows,
    columns,
    quotes,
)
from models.events import FieldValue
from models.remembered import remembered

__all__ = ["columns", "joined", "shown", "write"]


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and one row an incident with confirmed values; returns how many."""
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns(dataset.codebook)])
    table = WideRows(dataset.codebook, _cells, "")
    count = 0
    for coded in dataset.articles:
        for row in table.of(coded):
            row[:HEAD_WIDTH] = [neutralised(shown(cell)) for cell in row[:HEAD_WIDTH]]
            writer.writerow(row)
            count += 1
    return count


def _cells(parts: Sequence[Part]) -> Cells:
    """The cells of a field as text."""

    @remembered
    def texts(answer: Any) -> list[str]:
        return [neutralised(shown(part(answer))) for part in parts]

    def cells(values: list[FieldValue], coded: CodedArticle) -> Iterable[str]:
        words = neutralised(joined(quotes(values, coded)))
        if len(values) > 1:
            answers = [value.value for value in values]
            said = (neutralised(joined(tuple(map(part, answers)))) for part in parts)
            return [*said, words]
        answer = values[0].value
        if isinstance(answer, str) and len(parts) == 1:
            return [neutralised(answer), words]
        return [*texts(answer), words]

    return cells


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
