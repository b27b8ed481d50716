"""Writes an Excel workbook: a sheet of incidents, one of values, and the dictionary of both."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from db.formats import long_table, wide_table
from db.formats.dataset import Column, Dataset, Loss
from db.formats.flat_csv import joined, shown
from db.formats.formula_cells import neutralised
from db.formats.wide_table import WideRows
from db.formats.xml_characters import writable
from models.codebook import Codebook
from models.errors import UserError
from models.language import later, number, tr

columns = wide_table.columns

#: Excel's own limits: rows of a sheet, characters of a cell.
_MAX_ROWS, _MAX_CELL = 1_048_576, 32_767
#: The earliest moment that an archive can tell, so that the same data gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write(out: BinaryIO, dataset: Dataset) -> int:
    """The workbook; returns the number of incidents. Raises UserError if a sheet would be full."""
    # Late: the library is heavy, and most sessions write no workbook.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    incidents, values = book.create_sheet("incidents"), book.create_sheet("values")
    wide, long = WideRows(dataset.codebook), long_table.LongRows(dataset)
    sheets = (
        _Sheet(incidents, wide_table.columns(dataset.codebook), dataset),
        _Sheet(values, long_table.columns(dataset.codebook), dataset),
    )
    for coded in dataset.articles:
        sheets[0].append(wide.of(coded), coded.article.id)
        sheets[1].append(long.of(coded), coded.article.id)
    _write_dictionary(book.create_sheet("dictionary"), dataset.codebook)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        _copy_without_clock(file, out)
    return sheets[0].count


class _Sheet:
    """A sheet that is written row by row."""

    def __init__(self, sheet: Any, head: Sequence[Column], dataset: Dataset) -> None:
        sheet.freeze_panes = "A2"
        sheet.append([column.name for column in head])
        self._sheet, self._head, self._dataset = sheet, head, dataset
        self.count = 0

    def append(self, rows: Iterable[list[Any]], article_id: str) -> None:
        for row in rows:
            self.count += 1
            if self.count >= _MAX_ROWS:
                raise UserError(
                    tr(
                        "A sheet of Excel holds {most} rows, and there are more; narrow the export "
                        "down, or write a CSV or Parquet file.",
                        most=number(_MAX_ROWS - 1),
                    )
                )
            cells = (
                self._cell(column, cell, article_id)
                for column, cell in zip(self._head, row, strict=True)
            )
            self._sheet.append(list(cells))

    def _cell(self, column: Column, cell: Any, article_id: str) -> Any:
        """Numbers and flags as such, all else as text that is never run."""
        if isinstance(cell, tuple):
            cell = cell[0] if len(cell) == 1 else joined(cell)
        if cell is None or cell == "":
            return None
        if isinstance(cell, bool | int | float):
            return cell
        text = neutralised(writable(shown(cell)))
        if len(text) > _MAX_CELL:
            words = later("A cell of Excel holds 32,767 characters; the rest was cut off.")
            self._dataset.lose(
                Loss(article_id, "", column.name, text[:100], "cell_too_long", words)
            )
            text = text[:_MAX_CELL]
        return text


def _write_dictionary(sheet: Any, codebook: Codebook) -> None:
    sheet.append(["sheet", "column", "type", "meaning", "answers"])
    tables = (
        ("incidents", wide_table.columns(codebook)),
        ("values", long_table.columns(codebook)),
    )
    for name, head in tables:
        for column in head:
            cells = (column.name, column.type, column.meaning, " | ".join(column.answers))
            sheet.append([name, *(neutralised(cell)[:_MAX_CELL] for cell in cells)])


def _copy_without_clock(book: BinaryIO, out: BinaryIO) -> None:
    """The archive again, without the times at which it was made."""
    with (
        zipfile.ZipFile(book) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for held in source.infolist():
            entry = zipfile.ZipInfo(held.filename, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with source.open(held) as parts, target.open(entry, "w", force_zip64=True) as file:
                if held.filename == "docProps/core.xml":
                    file.write(_STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", parts.read()))
                else:
                    while block := parts.read(1 << 20):
                        file.write(block)
