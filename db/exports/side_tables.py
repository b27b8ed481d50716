"""Tables that grow while a dataset is written, and stand beside it at the end."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TextIO

from db.dataset_files import LOSSES, PROVENANCE
from db.formats.formula_cells import neutralised

_COLUMNS = {
    LOSSES: ("article_id", "event_id", "field", "value", "rule", "words"),
    PROVENANCE: (
        *("id", "event_id", "article_id", "annotator", "coded", "accepted_in_bulk", "split"),
    ),
}


class SideTable:
    """Rows in a file of its own, until they are copied to where they belong."""

    def __init__(self, file: TextIO, columns: Iterable[str]) -> None:
        self._file = file
        self._writer = csv.writer(file)
        self._writer.writerow(columns)

    def add(self, cells: Iterable[str]) -> None:
        self._writer.writerow(map(neutralised, cells))

    def copy(self, out: TextIO) -> None:
        self._file.seek(0)
        shutil.copyfileobj(self._file, out)
        self._file.seek(0, 2)


@contextmanager
def side_tables(*names: str) -> Iterator[dict[str, SideTable]]:
    """Empty tables by their names; they go away in the end."""
    with ExitStack() as files:
        yield {
            name: SideTable(
                files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="")),
                _COLUMNS[name],
            )
            for name in names
        }
