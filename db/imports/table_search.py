"""Finds the tables among the files of an import, so that their columns can be looked at.

Files that are slow or risky to open are looked into by a process of its own, as for reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

from db.formats import readers
from db.imports.found_files import files_of
from db.imports.reading_pool import Job, ReadingPool
from db.imports.reading_processes import Terms
from db.imports.table_preview import TableFound, may_hold_tables, tables_of, together


def tables_among(
    paths: Iterable[Path],
    terms: Terms,
    *,
    cancelled: Event | None = None,
    workers: int | None = None,
) -> list[TableFound]:
    """The kinds of tables in files, folders and archives, one for each header.

    `workers` is how many processes look (0: this one does); `cancelled` ends it from elsewhere.
    """
    files = [
        path
        for path in files_of(paths, _unheard)
        if isinstance(path, Path) and may_hold_tables(path)
    ]
    count = 1 if workers is None else workers
    return together(_tables(files, terms, cancelled or Event(), count))


def _tables(
    paths: list[Path], terms: Terms, cancelled: Event, workers: int
) -> Iterator[TableFound]:
    here = {path for path in paths if not workers or readers.is_quick(path.suffix.lower())}
    jobs = {path: Job(path) for path in paths if path not in here}
    pool = ReadingPool(jobs.values(), replace(terms, read=_look), workers, cancelled)
    try:
        for path in paths:
            if cancelled.is_set():
                return
            items = tables_of(path, terms.options) if path in here else pool.items(jobs[path])
            yield from (item for item in items if isinstance(item, TableFound))
    finally:
        pool.close()


def _look(path: Path, terms: Terms) -> Iterator[TableFound]:
    yield from tables_of(path, terms.options)


def _unheard(_: str) -> None:
    """What is worth knowing of the files is said when they are read."""
