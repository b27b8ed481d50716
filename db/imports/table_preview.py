"""The tables in a file, or in an archive, with a guess at their columns, to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, cast

from db.formats import readers
from db.formats.article_tables import Row, Table, mapping_of
from db.formats.source import Source
from models.column_mapping import ColumnMapping, ColumnRole, is_order_in_doubt, signature
from models.errors import UserError

#: The formats whose modules give tables, and are therefore mapped.
_MAPPED = frozenset(("table", "xlsx", "parquet", "records"))
_ARCHIVES = frozenset(("zip", "gz"))
_SUFFIXES = frozenset(
    suffix
    for form in readers.READERS
    if form.name in _MAPPED | _ARCHIVES
    for suffix in form.suffixes
)
_SHOWN_ROWS = 20
_SHOWN_CHARACTERS = 400
_MOST = 50


@dataclass(frozen=True, slots=True)
class TableFound:
    """Tables of one make: the names of the first ones, their header, some rows, the mapping.

    `problem` says why nothing can be taken as it is.
    """

    where: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    mapping: ColumnMapping
    problem: str = ""
    is_order_in_doubt: bool = False

    @property
    def signature(self) -> str:
        return signature(self.header)


class _TableModule(Protocol):
    def tables(self, source: Source, note: Any) -> Iterator[Table]: ...


class _ArchiveModule(Protocol):
    def members(self, source: Source) -> Iterator[Source]: ...


def may_hold_tables(path: Path) -> bool:
    """Whether a file may be a table, or have one in it, by the ending of its name."""
    return path.suffix.lower() in _SUFFIXES


def tables_of(path: Path, options: Mapping[str, Any]) -> list[TableFound]:
    """The kinds of tables in a file, one for each header.

    What cannot be read is left for the reading itself to refuse.
    """
    try:
        return together(_tables(Source.of_file(path), options))
    except OSError:
        return []


def together(tables: Iterable[TableFound]) -> list[TableFound]:
    """One for each header, with the names of all that have it."""
    found: dict[str, TableFound] = {}
    for table in tables:
        known = found.get(table.signature)
        if known:
            found[table.signature] = replace(known, where=(*known.where, *table.where))
        elif len(found) < _MOST:
            found[table.signature] = table
    return list(found.values())


def _tables(source: Source, options: Mapping[str, Any]) -> Iterator[TableFound]:
    """The tables of a file, or of all members of an archive."""
    try:
        form = readers.reader_of(source) if source.suffix in _SUFFIXES else None
        if form and form.name in _MAPPED:
            module = cast("_TableModule", form.load())
            yield from (_looked_at(table, options) for table in module.tables(source, _unheard))
        elif form and form.name in _ARCHIVES:
            for member in cast("_ArchiveModule", form.load()).members(source):
                yield from _tables(member, options)
    except (UserError, OSError):
        return


def _unheard(_: str) -> None:
    """What is worth knowing is said when the file is read."""


def _short(cells: Mapping[str, Any]) -> dict[str, Any]:
    """What is to be shown of a row: whole texts would be much to hand over."""
    return {
        name: cell[:_SHOWN_CHARACTERS] if isinstance(cell, str) else cell
        for name, cell in cells.items()
    }


def _looked_at(table: Table, options: Mapping[str, Any]) -> TableFound:
    problem, rows = "", []
    mapping = ColumnMapping()
    try:
        rows = table.sample()
        mapping = mapping_of(table, rows, options)
    except UserError as error:
        problem = str(error)
    dated = mapping.columns(ColumnRole.DATE)
    cells = [row.cells.get(dated[0]) for row in rows if isinstance(row, Row)] if dated else []
    shown = tuple(_short(row.cells) for row in rows[:_SHOWN_ROWS])
    in_doubt = mapping.order.value == "unsaid" and is_order_in_doubt(cells)
    return TableFound((table.where,), table.header, shown, mapping, problem, in_doubt)
