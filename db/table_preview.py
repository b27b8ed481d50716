"""The tables among the files of an import, with a guess at their columns, to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, cast

from db.formats import readers
from db.formats.article_tables import Row, Table, mapping_of
from db.formats.found import Refusal
from db.formats.source import Source
from db.found_files import files_of
from models.column_mapping import ColumnMapping, ColumnRole, is_order_in_doubt, signature
from models.errors import UserError

#: The formats whose modules give tables, and are therefore mapped.
_MAPPED = frozenset(("table", "xlsx", "parquet", "records"))
_SHOWN_ROWS = 20
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


def tables_among(paths: Iterable[Path], options: Mapping[str, Any]) -> list[TableFound]:
    """The kinds of tables in files and folders, one for each header; archives are not looked into.

    What cannot be read is left for the reading itself to refuse.
    """
    found: dict[str, TableFound] = {}
    for path in files_of(paths, lambda _: None):
        if isinstance(path, Refusal) or len(found) >= _MOST:
            continue
        for table in _tables(path):
            mark = signature(table.header)
            if mark in found:
                known = found[mark]
                found[mark] = replace(known, where=(*known.where, table.where))
            else:
                found[mark] = _looked_at(table, options)
    return list(found.values())


def _tables(path: Path) -> Sequence[Table]:
    suffixes = {s for form in readers.READERS if form.name in _MAPPED for s in form.suffixes}
    if path.suffix.lower() not in suffixes:
        return ()
    try:
        source = Source.of_file(path)
        form = readers.reader_of(source)
        if form.name not in _MAPPED:
            return ()
        return list(cast("_TableModule", form.load()).tables(source, lambda _: None))
    except (UserError, OSError):
        return ()


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
    shown = tuple(row.cells for row in rows[:_SHOWN_ROWS])
    in_doubt = mapping.order.value == "unsaid" and is_order_in_doubt(cells)
    return TableFound((table.where,), table.header, shown, mapping, problem, in_doubt)
