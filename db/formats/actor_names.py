"""Actors with their other names as a table: one row for each other name, read and written."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from db.formats.article_tables import Row
from db.formats.dataset import Column
from db.formats.delimited import tables
from db.formats.formula_cells import neutralised
from db.formats.found import Refusal
from db.formats.source import Source
from models.actors import ActorEntry, ActorSort
from models.errors import UserError
from models.language import tr

COLUMNS = (
    Column("name", "text", "The main name of an actor, under which records hold it."),
    Column("other_name", "text", "Another name of it; empty where none is known."),
    Column("country", "text", "Its country (ISO 3166-1 alpha-3)."),
    Column("kind", "text", "What it is.", tuple(ActorSort)),
)


def rows(entries: Iterable[ActorEntry]) -> Iterator[tuple[str, str, str, str]]:
    """One row for each other name; one row for an actor without any."""
    for entry in entries:
        for alias in entry.aliases or ("",):
            yield (entry.name, alias, entry.country or "", entry.sort or "")


def write(out: TextIO, entries: Iterable[ActorEntry]) -> None:
    """A table as spreadsheets read it."""
    writer = csv.writer(out)
    writer.writerow(column.name for column in COLUMNS)
    writer.writerows(map(neutralised, row) for row in rows(entries))


def read(source: Source, refuse: Callable[[str], None]) -> list[ActorEntry]:
    """The actors of such a table, whatever its separator and encoding; `refuse` is told of rows.

    Raises UserError where it has no column `name`.
    """
    found: dict[str, ActorEntry] = {}
    for table in tables(source, refuse):
        columns = {name.strip().lower(): name for name in table.header}
        if "name" not in columns:
            raise UserError(
                tr("it has no column “name”; the others are other_name, country and kind")
            )
        for row in table.rows():
            if isinstance(row, Refusal):
                refuse(row.text)
                continue
            try:
                entry = _entry(row, columns)
            except UserError as error:
                refuse(f"{source.origin}, row {row.number}: {error}")
                continue
            held = found.get(entry.name, entry)
            found[entry.name] = ActorEntry.of(
                entry.name,
                (*held.aliases, *entry.aliases),
                entry.country or held.country,
                entry.sort or held.sort,
            )
    return list(found.values())


def _entry(row: Row, columns: dict[str, str]) -> ActorEntry:
    name, other, country, sort = (
        " ".join(str(row.cells.get(columns.get(one.name, ""), "")).split()) for one in COLUMNS
    )
    if not name:
        raise UserError(tr("the name is empty"))
    if country and not (len(country) == 3 and country.isascii() and country.isalpha()):
        raise UserError(
            tr("“{country}” is no country code such as MLI (ISO 3166-1 alpha-3)", country=country)
        )
    if sort and sort.lower() not in tuple(ActorSort):
        raise UserError(
            tr(
                "“{sort}” is no kind of actor (allowed: {kinds})",
                sort=sort,
                kinds=", ".join(ActorSort),
            )
        )
    return ActorEntry.of(
        name, (other,), country.upper() or None, ActorSort(sort.lower()) if sort else None
    )
