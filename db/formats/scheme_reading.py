"""Reads rows of foreign schemes as records: each with an article of its own that says what it says.

A row comes without the news text that it was coded from. Its notes, or a sentence of its columns,
stand for it; the row itself goes along with the record, so that it comes out as it came in.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time
from itertools import chain
from typing import Any

from db.formats.bounded_lines import bounded_lines
from db.formats.formula_cells import restored
from db.formats.found import Found, Refusal, at_line, at_row
from db.formats.reading import Reading
from db.formats.scheme_tables import MAX_CELL
from db.formats.source import Source
from db.formats.stream_encoding import stream_encoding
from models.article import Article
from models.errors import UserError
from models.events import Event
from models.exchange.lines import ReadLine, derived_id
from models.language import number, tr
from models.schemes.derived import Row
from models.schemes.records import RowRecords
from models.schemes.scheme import Scheme
from models.schemes.schemes import TABLES
from models.schemes.tables import table

#: More columns than any of the schemes has, with what people add to them.
MAX_COLUMNS = 2_000

#: A column of no scheme, that names the article of the project which a row was coded from.
ARTICLE_ID = "article_id"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BETWEEN = re.compile(r"[,;\t]")


def is_table_of(scheme: Scheme, source: Source) -> bool:
    """Whether the first line names the scheme's columns."""
    encoding = "utf-16" if source.head.startswith(_UTF16) else "utf-8-sig"
    first = source.head.decode(encoding, "replace").partition("\n")[0]
    return scheme.marks <= {name.strip(' "\r') for name in _BETWEEN.split(first)}


def scheme_of(header: Iterable[str]) -> Scheme | None:
    """The scheme whose table has these columns, whatever file it is in; None if it is none's."""
    names = set(header)
    return next((scheme for scheme in TABLES if scheme.marks <= names), None)


def as_texts(cells: Mapping[str, Any]) -> Row:
    """The cells of a workbook's row as a table of texts would have them."""
    return {name: text for name, cell in cells.items() if (text := _as_text(cell))}


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def read_table(scheme: Scheme, source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """One row, one article with one event. Raises UserError where no more can be read."""
    yield from read_rows(scheme, source.origin, _rows(source), reading)


def read_strict(scheme: Scheme, source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The same of strict TSV: a tab ends every cell, a line's end every row, nothing is quoted."""
    yield from read_rows(scheme, source.origin, _strict_rows(source), reading)


def read_rows(
    scheme: Scheme,
    origin: str,
    rows: Iterable[tuple[int, Any]],
    reading: Reading,
    *,
    unit: str = "row",
) -> Iterator[Found | Refusal]:
    """The records of rows, each with its number; what is no row is a sentence.

    `unit` is what is numbered: `row` or `line`. Articles name it in English, whatever is spoken.
    """
    records = RowRecords(reading.codebook, reading.new_id)
    at = {"row": at_row, "line": at_line}[unit]
    for place, row in rows:
        where = at(origin, place)
        if not scheme.takes(row):
            yield Refusal(f"{where}: {row}.")
            continue
        read = scheme.read(row)
        if not read.id:
            read.id = derived_id(json.dumps(row, ensure_ascii=False, sort_keys=True))
        record = records.of(read, scheme.name, row)
        article = replace(record.article, origin=f"{origin} {unit} {place}")
        if article.published is None:
            article = replace(article, published=reading.published)
        problems = tuple(
            tr("{where}: {problem}; the row is kept.", where=where, problem=problem)
            for problem in record.problems
        )
        yield Found(where, _line(article, record.event, problems, row))


def _line(article: Article, event: Event, problems: tuple[str, ...], row: Any) -> ReadLine:
    """The row's line; a row that names an article that is there belongs to that one."""
    named = row.get(ARTICLE_ID)
    if not isinstance(named, str) or not named:
        return ReadLine(article, None, (event,), problems, lists_events=True)
    return ReadLine(
        replace(article, id=named, text=""), None, (replace(event, article_id=named),), problems
    )


def _rows(source: Source) -> Iterator[tuple[int, Any]]:
    csv.field_size_limit(MAX_CELL)
    with _text(source, "") as text:
        lines = _lines(text)
        first = next(lines, "")
        reader = csv.reader(chain([first], lines), delimiter=_separator(first))
        try:
            header = _named(next(reader, []))
            if len(header) > MAX_COLUMNS:
                raise UserError(
                    tr(
                        "it has {count} columns; up to {most} are taken",
                        count=number(len(header)),
                        most=number(MAX_COLUMNS),
                    )
                )
            for at, cells in enumerate(reader, 2):
                yield from _row(at, header, [*map(restored, cells)])
        except csv.Error as error:
            raise UserError(tr("a row cannot be read ({error})", error=error)) from None


def _strict_rows(source: Source) -> Iterator[tuple[int, Any]]:
    with _text(source, "\n") as text:
        lines = _lines(text)
        header = _named(next(lines, "").rstrip("\r\n").split("\t"))
        for at, line in enumerate(lines, 2):
            yield from _row(at, header, line.rstrip("\r\n").split("\t"))


def _row(at: int, header: list[str], cells: list[str]) -> Iterator[tuple[int, Any]]:
    """The row by its columns; empty cells are left out, and empty rows."""
    if len(cells) > len(header) and any(cells[len(header) :]):
        said = tr(
            "it has {cells} cells and the header has {columns}",
            cells=len(cells),
            columns=len(header),
        )
        yield at, said
    elif any(cells):
        pairs = zip(header, cells, strict=False)
        yield at, {name: cell for name, cell in pairs if cell}


@contextmanager
def _text(source: Source, newline: str) -> Iterator[io.TextIOWrapper]:
    encoding, mark, guessed = stream_encoding(source)
    with source.opened() as stream:
        stream.read(mark)
        errors = "replace" if guessed else "strict"
        with io.TextIOWrapper(stream, encoding, errors, newline=newline) as text:
            yield text


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    return (line for _number, line in bounded_lines(text, MAX_CELL))


def _separator(first: str) -> str:
    return max("\t;,", key=first.count) if first.count(",") == 0 else ","


def _named(header: list[str]) -> list[str]:
    alias = table("plover")["alias"]
    return [alias.get(name.strip(), name.strip()) for name in header]
