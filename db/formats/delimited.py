"""Reads tables of articles as text with separators: CSV, TSV and their kin."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from db.formats.article_tables import MAX_CELL, Row, Table, header_names, read_tables
from db.formats.bounded_lines import bounded_lines
from db.formats.formula_cells import restored
from db.formats.found import Doubt, Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.stream_encoding import stream_encoding
from models.column_dates import read_day
from models.errors import UserError
from models.language import number, tr

#: More columns than any spreadsheet can have.
MAX_COLUMNS = 20_000

_SAMPLE = 200_000
_SEPARATORS = ",;\t|"
#: No text holds it: a table of one column has no separator.
_NONE = "\x1f"

# A backslash before a mark inside a cell; one before the mark that ends a cell is a letter of it.
_ESCAPED = re.compile(r'\\"(?!["\r\n,;\t|]|\Z)')


def recognises(source: Source) -> bool:  # noqa: ARG001 - what else ends so is asked before
    """What is no text is told so when it is read."""
    return True


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One row, one article; quoted cells may hold line breaks."""
    yield from read_tables(tables(source, reading.note), source.origin, reading)


@dataclass(frozen=True, slots=True)
class _Form:
    """How the table is written down."""

    encoding: str
    mark: int
    separator: str = _NONE
    quoting: int = csv.QUOTE_MINIMAL
    escape: str | None = None
    #: Excel's `sep=;` stands before the header.
    skipped: int = 0

    def reader(self, lines: Iterator[str]) -> Any:
        return csv.reader(
            lines,
            delimiter=self.separator,
            quoting=self.quoting,  # type: ignore[arg-type]
            escapechar=self.escape,
        )


def tables(source: Source, note: Callable[[str], None]) -> Iterator[Table]:
    """The file's one table. Raises UserError if it is none."""
    encoding, mark, guessed = stream_encoding(source)
    if guessed:
        note(tr("{origin}: read as {encoding}.", origin=source.origin, encoding=encoding))
    form = _sniffed(source, _Form(encoding, mark))
    first = next(_cells(source, form), None)
    if first is None:
        raise UserError(tr("it is empty"))
    cells = first[1]
    if len(cells) > MAX_COLUMNS:
        raise UserError(
            tr(
                "it has {count} columns; up to {most} are taken",
                count=number(len(cells)),
                most=number(MAX_COLUMNS),
            )
        )
    has_header = _is_header(cells)
    if not has_header:
        note(
            tr(
                "{origin}: its first row is no header, so its columns are numbered.",
                origin=source.origin,
            )
        )
    header = header_names(cells if has_header else [""] * len(cells))
    yield Table(source.origin, header, lambda: _rows(source, form, header, has_header=has_header))


def _rows(
    source: Source, form: _Form, header: tuple[str, ...], *, has_header: bool
) -> Iterator[Row | Refusal]:
    width = len(header)
    for row, cells in _cells(source, form):
        if row == 1 and has_header:
            continue
        whole = [restored(cell) if cell[:1] == "'" else cell for cell in cells]
        if len(whole) == width:
            yield Row(row, dict(zip(header, whole, strict=True)))
        elif any(whole):
            yield _ragged(row, whole, header)


def _ragged(row: int, cells: list[str], header: tuple[str, ...]) -> Row:
    """A row of another length: missing cells are empty, those beyond the header are kept."""
    held = dict(zip(header, cells, strict=False))
    surplus = {f"column {at + 1}": cells[at] for at in range(len(header), len(cells))}
    filled = {name: cell for name, cell in surplus.items() if cell}
    if not filled and len(cells) > len(header):
        return Row(row, held)
    words = tr(
        "The row has {cells} cells, the header has {columns}.",
        cells=len(cells),
        columns=len(header),
    )
    return Row(row, held | filled, Doubt(words))


def _cells(source: Source, form: _Form) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, from 1. Raises UserError where no more can be read."""
    csv.field_size_limit(MAX_CELL)
    row = 0
    with source.opened() as stream:
        stream.read(form.mark)
        # UTF-8 was looked at whole; in another encoding a byte may be out of place.
        errors = "strict" if form.encoding == "utf-8" else "replace"
        with io.TextIOWrapper(stream, form.encoding, errors, newline="") as text:
            lines = _Lines(text, form.skipped)
            reader = form.reader(iter(lines))
            try:
                for cells in reader:
                    row += 1
                    if lines.ended:  # Only a row whose quotation is open asks for more lines.
                        raise UserError(
                            tr("a quotation mark in row {row} is never closed", row=row)
                        )
                    yield row, cells
            except csv.Error:
                raise UserError(
                    tr(
                        "row {row} has a cell of more than {most} MB; a quotation mark may not be "
                        "closed",
                        row=row + 1,
                        most=MAX_CELL // 1_000_000,
                    )
                ) from None


@dataclass(slots=True)
class _Lines:
    """The lines of a stream, none of them endless."""

    text: io.TextIOWrapper
    skipped: int
    ended: bool = False

    def __iter__(self) -> Iterator[str]:
        for at, line in bounded_lines(self.text, MAX_CELL):
            if at > self.skipped:
                yield line
        self.ended = True


def _sniffed(source: Source, form: _Form) -> _Form:
    """The form with the separator that gives rows of one length."""
    with source.opened() as stream:
        stream.read(form.mark)
        with io.TextIOWrapper(stream, form.encoding, "replace", newline="") as text:
            sample = text.read(_SAMPLE)
            is_cut = bool(text.read(1))
    first = sample.lstrip().partition("\n")[0].rstrip()
    escape = "\\" if len(_ESCAPED.findall(sample)) > sample.count('""') else None
    if first.lower().startswith("sep=") and len(first) == 5:
        return _Form(form.encoding, form.mark, first[4], escape=escape, skipped=1)
    wanted = "\t" if source.suffix in (".tsv", ".tab") else _SEPARATORS
    forms = [
        _Form(form.encoding, form.mark, separator, quoting, escape)
        for separator in wanted
        if separator in sample
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
    ]
    fits = [(_fit(one, sample, is_cut=is_cut), -at, one) for at, one in enumerate(forms)]
    best = max(fits, default=None, key=lambda fit: fit[:2])
    if best is None or best[0] <= 0:
        return _Form(form.encoding, form.mark, escape=escape)
    return best[2]


def _fit(form: _Form, sample: str, *, is_cut: bool) -> float:
    """The share of rows that have as many cells as the header has, which must be two or more."""
    csv.field_size_limit(MAX_CELL)
    try:
        lengths = [len(row) for row in form.reader(iter(io.StringIO(sample, newline=""))) if row]
    except csv.Error:
        return 0.0
    if is_cut and len(lengths) > 1:
        lengths.pop()
    if not lengths or lengths[0] < 2:
        return 0.0
    return Counter(lengths)[lengths[0]] / len(lengths)


def _is_header(cells: list[str]) -> bool:
    """Whether a first row names columns: names are short, and no numbers, days or addresses."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and not any(
        len(cell) > 100
        or cell.startswith(("http://", "https://"))
        or cell.replace(".", "").isdigit()
        or (any(sign.isdigit() for sign in cell) and read_day(cell) is not None)
        for cell in filled
    )
