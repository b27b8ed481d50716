"""Writing to a project file that other programs may have open, too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from db import project_file, stored_codebook
from db.connection import writing
from db.stale import StaleEditError
from models.codebook import Codebook
from models.errors import UserError
from models.language import tr


class SharedFile:
    """Notices what other programs did to the file since it was opened."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path
        self._opened = self._looked = self._version()
        self._identity = project_file.identity(path)

    @contextmanager
    def writing(self, codebook: Codebook) -> Iterator[None]:
        """One transaction by a codebook; what another program is in the way of is no bug of ours.

        Raises UserError where the file is another one now, its codebook was revised, or what is to
        be changed was changed meanwhile.
        """
        if project_file.identity(self._path) != self._identity:
            # SQLite would go on writing to what no name leads to any more.
            raise UserError(
                tr(
                    "{path} was moved, replaced or deleted while it was open, so nothing was "
                    "saved; put it back. What is shown can still be exported.",
                    path=self._path,
                )
            )
        try:
            with writing(self._db):
                self._check_codebook(codebook)
                yield
        except StaleEditError as error:
            if self._version() == self._opened:
                raise
            raise UserError(
                tr(
                    "This was changed in another window meanwhile, so nothing was saved; look at "
                    "the article as it is now and repeat the step."
                )
            ) from error

    def _check_codebook(self, codebook: Codebook) -> None:
        """What is coded by a codebook that another window has revised would not be readable."""
        if self._version() == self._looked:
            return
        if stored_codebook.source_in_use(self._db) != codebook.source:
            raise UserError(
                tr(
                    "The codebook was revised in another window, so nothing was saved; open the "
                    "project again and repeat the step."
                )
            )
        self._looked = self._version()

    def _version(self) -> int:
        """A number that changes when another program writes to the file."""
        version: int = self._db.execute("PRAGMA data_version").fetchone()[0]
        return version
