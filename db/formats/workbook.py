"""Reads Excel workbooks of articles: each sheet a table, values only, nothing run."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from db.formats.article_tables import Row, Table, header_names, read_tables
from db.formats.formula_cells import restored
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.scheme_reading import as_texts, read_rows, scheme_of
from db.formats.source import Source
from db.formats.unpacking import MAX_RATIO, SUSPECT_BYTES
from models.errors import UserError
from models.language import number, tr

#: So large a workbook inside an archive is held in memory.
MAX_BYTES = 300_000_000
#: Strings and styles are held in memory while the sheets stream.
MAX_HELD = 120_000_000
#: One sheet, unpacked.
MAX_SHEET = 2_000_000_000

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ParseError, EOFError, NotImplementedError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError),
)


def recognises(source: Source) -> bool:
    return source.head.startswith(b"PK")


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One row, one article; sheets without a text are passed over and named.

    A sheet with the columns of a scheme of the field is read as records.
    """
    others, schemes = [], 0
    for table in tables(source, reading.note):
        scheme = scheme_of(table.header)
        if scheme is None:
            others.append(table)
        else:
            schemes += 1
            origin = f"{table.origin} sheet {table.sheet}" if table.sheet else table.origin
            yield from read_rows(scheme, origin, _texts(table), reading)
    if others or not schemes:
        yield from read_tables(others, source.origin, reading)


def _texts(table: Table) -> Iterator[tuple[int, Any]]:
    for row in table.rows():
        if isinstance(row, Row):  # None of a workbook's is refused.
            yield row.number, as_texts(row.cells)


def tables(source: Source, note: Callable[[str], None]) -> Iterator[Table]:  # noqa: ARG001 - as all
    """The sheets that can be seen and have rows. Raises UserError if it is no sound workbook."""
    with _opened(source) as book:
        names = [s.title for s in book.worksheets if s.sheet_state == "visible"]
    for name in names:
        first = next((cells for _, cells in _cells(source, name)), None)
        if first is not None:
            header = header_names(first)
            sheet = name if len(names) > 1 else ""
            yield Table(source.origin, header, partial(_rows, source, name, header), sheet)


def _rows(source: Source, name: str, header: tuple[str, ...]) -> Iterator[Row | Refusal]:
    cells = _cells(source, name)
    next(cells)
    for row, values in cells:
        whole = [restored(v) if isinstance(v, str) else v for v in values]
        held = dict(zip(header, whole, strict=False))
        surplus = {f"column {at + 1}": whole[at] for at in range(len(header), len(whole))}
        yield Row(row, held | {key: v for key, v in surplus.items() if v not in (None, "")})


def _cells(source: Source, name: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows that hold something, with the numbers that a spreadsheet shows."""
    with _opened(source) as book:
        sheet = book[name]
        sheet.reset_dimensions()  # A file may say that it is as large as can be.
        for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if any(value not in (None, "") for value in values):
                yield row, values


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    from openpyxl import load_workbook

    with _stream(source) as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Of parts that are not read: charts, validation.
        try:
            _refuse_bombs(stream)
            with closing(load_workbook(stream, read_only=True, data_only=True)) as book:
                yield book
        except _DAMAGED as error:
            raise UserError(
                tr("it is no workbook that can be read ({error})", error=error)
            ) from None


def _stream(source: Source) -> BinaryIO:
    return source.opened() if source.path else io.BytesIO(source.data(MAX_BYTES))


def _refuse_bombs(stream: BinaryIO) -> None:
    """A zip file's own word on sizes is kept to by the standard library when it is read."""
    with zipfile.ZipFile(stream) as archive:
        for member in archive.infolist():
            is_sheet = member.filename.startswith("xl/worksheets/")
            most = MAX_SHEET if is_sheet else MAX_HELD
            dense = member.file_size > max(SUSPECT_BYTES, MAX_RATIO * member.compress_size)
            if member.file_size > most or dense:
                raise UserError(
                    tr(
                        "its part {filename} unpacks to {size} MB, which is too much",
                        filename=member.filename,
                        size=number(member.file_size / 1e6),
                    )
                )
    stream.seek(0)
