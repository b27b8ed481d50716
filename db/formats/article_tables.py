"""Articles from the rows of tables, whatever file they are in, by a mapping of their columns."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from db.formats.found import Doubt, Found, Refusal, at_row
from db.formats.reading import COLUMNS, Reading
from models.article import Article
from models.column_dates import DayOrder, day_order, is_ambiguous, read_day
from models.column_mapping import (
    ColumnMapping,
    ColumnRole,
    guessed_mapping,
    language_code,
    mapping_from_json,
    signature,
)
from models.errors import UserError
from models.exchange.lines import LINE_KEYS, ReadLine, derived_id
from models.language import number, tr
from models.normalising import normalised

#: A longer cell is no article; it would make every step of the work slow.
MAX_CELL = 20_000_000
#: Columns without a role that go along; tables with more than that are machine data.
MAX_EXTRA = 200

_SAMPLE_ROWS = 500
_SAMPLE_CHARACTERS = 5_000_000
_FEW_WORDS = 5
_MARKUP = re.compile(r"</(?:p|div|a|span|b|i|em|strong|li|h\d)>|<br ?/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row by the names of its columns; `number` is the one that a spreadsheet shows."""

    number: int
    cells: Mapping[str, Any]
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows that can be gone through again; `sheet` tells several apart."""

    origin: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row | Refusal]]
    sheet: str = ""

    @property
    def where(self) -> str:
        """File and sheet, for people."""
        if not self.sheet:
            return self.origin
        return tr("{origin} sheet {sheet}", origin=self.origin, sheet=self.sheet)

    def sample(self) -> list[Row]:
        """The first rows: enough to tell what the columns hold."""
        taken: list[Row] = []
        characters = 0
        for row in islice(self.rows(), _SAMPLE_ROWS):
            if isinstance(row, Row):
                taken.append(row)
                characters += sum(len(c) for c in row.cells.values() if isinstance(c, str))
            if characters > _SAMPLE_CHARACTERS:
                break
        return taken


def header_names(cells: Iterable[Any]) -> tuple[str, ...]:
    """The names of columns, none of them empty and none twice."""
    names: dict[str, None] = {}
    for at, cell in enumerate(cells, 1):
        plain = " ".join(str(cell if cell is not None else "").split()) or f"column {at}"
        name, again = plain, 1
        while name in names:
            again += 1
            name = f"{plain} ({again})"
        names[name] = None
    return tuple(names)


def read_tables(
    tables: Iterable[Table], origin: str, reading: Reading
) -> Iterator[Found | Refusal]:
    """The articles of a file's tables; of several tables, those without a text are passed over.

    Raises UserError where no table has a text.
    """
    passed: list[tuple[Table, str]] = []
    read = 0
    for table in tables:
        sample = table.sample()
        try:
            mapping = mapping_of(table, sample, reading.options)
        except UserError as error:
            passed.append((table, str(error)))
            continue
        read += 1
        yield from _articles(table, mapping, origin, reading)
    if not read:
        raise UserError(passed[0][1] if passed else tr("it has no table with rows in it"))
    for table, why in passed:
        reading.note(tr("{where}: passed over, because {why}.", where=table.where, why=why))


def mapping_of(table: Table, sample: list[Row], options: Mapping[str, Any]) -> ColumnMapping:
    """The mapping that was given, else the one remembered for such tables, else a guess.

    Raises UserError if none of the columns is a text.
    """
    if not sample:
        raise UserError(tr("it has no rows"))
    known = options.get(COLUMNS, {})
    given = mapping_from_json(known.get("given"))
    header = table.header
    if given:
        missing = given.missing(header)
        if missing:
            raise UserError(
                tr(
                    'it has no column "{column}"; its columns are {columns}',
                    column=missing[0],
                    columns=_listed(header),
                )
            )
        return given if given.columns(ColumnRole.TEXT) else _completed(given, table, sample)
    remembered = mapping_from_json(known.get("remembered", {}).get(signature(header)))
    if remembered and not remembered.missing(header):
        return remembered
    return _completed(ColumnMapping(), table, sample)


def _completed(given: ColumnMapping, table: Table, sample: list[Row]) -> ColumnMapping:
    """A guess, with the dates' order decided over the whole column where the sample is silent."""
    header = table.header
    if {"event_id", "article_id", "annotator"} <= set(header):
        raise UserError(
            tr(
                "it is a table of records without the articles' texts, as Eventdesk writes it; "
                "bring in the exchange file (.jsonl) of the same dataset instead"
            )
        )
    if {"column", "type", "meaning", "answers"} <= set(header):
        raise UserError(tr("it is a data dictionary, as Eventdesk writes it"))
    guess = guessed_mapping(header, [row.cells for row in sample])
    taken = set(given.roles.values())
    roles = {c: role for c, role in guess.roles.items() if role not in taken} | dict(given.roles)
    mapping = ColumnMapping(roles, given.order)
    if not mapping.columns(ColumnRole.TEXT):
        raise UserError(
            tr(
                "none of its columns looks like the text of articles; its columns are {columns}",
                columns=_listed(header),
            )
        )
    return ColumnMapping(roles, order_of(table, mapping))


def order_of(table: Table, mapping: ColumnMapping) -> DayOrder:
    """How the dates of a table are meant, by all of its rows, unless it is said already."""
    dated = mapping.columns(ColumnRole.DATE)
    if not dated or mapping.order is not DayOrder.UNSAID:
        return mapping.order
    return day_order(row.cells.get(dated[0]) for row in table.rows() if isinstance(row, Row))


def _listed(header: tuple[str, ...]) -> str:
    shown = ", ".join(name[:40] for name in header[:20])
    rest = len(header) - 20
    return tr("{shown} and {count} more", shown=shown, count=number(rest)) if rest > 0 else shown


def _articles(
    table: Table, mapping: ColumnMapping, origin: str, reading: Reading
) -> Iterator[Found | Refusal]:
    extra = [name for name in table.header if name not in mapping.roles]
    if len(extra) > MAX_EXTRA:
        reading.note(
            tr(
                "{where}: it has {count} columns; of those without a meaning the first {most} "
                "were kept.",
                where=table.where,
                count=number(len(table.header)),
                most=MAX_EXTRA,
            )
        )
    kept = frozenset(extra[:MAX_EXTRA])
    dropped = frozenset(extra[MAX_EXTRA:])
    rows = _RowReader(mapping, kept, dropped, origin, reading)
    for row in table.rows():
        if isinstance(row, Refusal):
            yield row
        elif any(cell not in (None, "") for cell in row.cells.values()):
            yield rows.read(row, at_row(table.where, row.number))


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Makes an article of a row."""

    mapping: ColumnMapping
    kept: frozenset[str]
    dropped: frozenset[str]
    origin: str
    reading: Reading

    def read(self, row: Row, where: str) -> Found | Refusal:
        parts = (self._word(row, name) for name in self.mapping.columns(ColumnRole.TEXT))
        text = normalised("\n\n".join(part for part in parts if part.strip()))
        if not text:
            return Refusal(tr("{where}: it has no text.", where=where))
        if len(text) > MAX_CELL:
            return Refusal(
                tr(
                    "{where}: its text has more than {most} MB.",
                    where=where,
                    most=MAX_CELL // 1_000_000,
                )
            )
        if problem := _half_character(row.cells.values()):
            return Refusal(f"{where}: {problem}.")
        doubts = [row.doubt] if row.doubt else []
        if len(text.split()) < _FEW_WORDS:
            doubts.append(Doubt(tr("The text is very short.")))
        if _MARKUP.search(text):
            doubts.append(Doubt(tr("The text has HTML marks in it.")))
        article = Article(
            self._one(row, ColumnRole.ID) or derived_id(text),
            text,
            " ".join(self._one(row, ColumnRole.TITLE).split()),
            self._one(row, ColumnRole.SOURCE),
            self._one(row, ColumnRole.URL) or None,
            self._published(row, doubts),
            language_code(self._one(row, ColumnRole.LANGUAGE)),
            self.origin,
            self._extra(row),
        )
        return Found(where, ReadLine(article, None, (), ()), tuple(doubts))

    def _published(self, row: Row, doubts: list[Doubt]) -> date | None:
        columns = self.mapping.columns(ColumnRole.DATE)
        cell = row.cells.get(columns[0]) if columns else None
        order = self.mapping.order
        day = read_day(cell, order)
        if cell not in (None, "") and day is None:
            doubts.append(
                Doubt(
                    tr("The date {cell} is not understood.", cell=repr(str(cell)[:40])), of_day=True
                )
            )
        elif day and order is DayOrder.UNSAID and is_ambiguous(cell):
            doubts.append(
                Doubt(tr("The date {cell} was read as day, month, year.", cell=cell), of_day=True)
            )
        elif day is None and self.reading.published is None:
            doubts.append(Doubt(tr("No date was found."), of_day=True))
        return day or self.reading.published

    def _one(self, row: Row, role: ColumnRole) -> str:
        columns = self.mapping.columns(role)
        return self._word(row, columns[0]).strip() if columns else ""

    def _word(self, row: Row, name: str) -> str:
        cell = row.cells.get(name)
        if cell is None or (isinstance(cell, float) and math.isnan(cell)):
            return ""
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
            return "\n\n".join(cell)  # A text by its paragraphs.
        return cell if isinstance(cell, str) else str(_plain(cell))

    def _extra(self, row: Row) -> dict[str, Any]:
        roles, dropped = self.mapping.roles, self.dropped
        found: dict[str, Any] = {}
        for name, cell in row.cells.items():
            if name not in roles and name not in dropped and cell not in (None, ""):
                found[f"{name} (column)" if name in LINE_KEYS else name] = _plain(cell)
        return found


def _plain(cell: Any) -> Any:
    """The cell as JSON can hold it."""
    if isinstance(cell, str | bool | int):
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, Mapping):
        return {str(key): _plain(held) for key, held in cell.items()}
    if isinstance(cell, list | tuple):
        return [_plain(held) for held in cell]
    return None if cell is None else str(cell)


def _half_character(cells: Iterable[Any]) -> str:
    """Half of a surrogate pair is no character: no database and no file can hold it."""
    for cell in cells:
        if isinstance(cell, str) and cell.isascii():
            continue
        said = cell if isinstance(cell, str) else json.dumps(_plain(cell), ensure_ascii=False)
        try:
            said.encode()
        except UnicodeEncodeError as error:
            code = f"\\u{ord(error.object[error.start]):04x}"
            return tr("it holds half a character ({code})", code=code)
    return ""
