"""A project file is made, opened, and told apart from others that come to bear its name."""

from __future__ import annotations

import stat
from pathlib import Path

from sqlite_utils import Database

from db import dataset_view, journal, stored_codebook, tally
from db.connection import connect, make_durable, migrate, prepare, writing
from db.failures import explained, stat_of
from db.migrations import migrations
from models.codebook import Codebook
from models.errors import UserError
from models.language import tr


def create(path: Path, codebook: Codebook) -> Database:
    """A new file; raises UserError where one is already there, and leaves that as it is."""
    if not codebook.source:
        raise ValueError("A project keeps its codebook as TOML, and this one has none")
    if stat_of(path):
        raise UserError(tr("{path} already exists; choose another name, or open it.", path=path))
    with explained(path):
        db = connect(path)
        try:
            prepare(db)
            make_durable(db)
            migrations.apply(db)
            stored_codebook.write(db, codebook, journal.now())
            dataset_view.make(db, codebook)
            with writing(db):
                tally.mark(db, codebook)
        except BaseException:
            db.close()
            _remove(path)
            raise
    return db


def open_(path: Path) -> tuple[Database, Codebook]:
    """A file that is there; an older one is migrated, after a copy of it was made.

    Raises UserError where there is none, or what is there is no project.
    """
    found = stat_of(path)
    if found is None:
        raise UserError(tr("There is no project at {path}.", path=path))
    if stat.S_ISDIR(found.st_mode):
        raise UserError(tr("{path} is a folder; name the project file in it.", path=path))
    if not stat.S_ISREG(found.st_mode) or found.st_size == 0:
        raise UserError(tr("{path} is not an Eventdesk project: it is empty.", path=path))
    with explained(path):
        db = connect(path)
        try:
            migrate(db, path)
            make_durable(db)
            codebook = stored_codebook.read(db, path)
            dataset_view.make(db, codebook)
        except BaseException:
            db.close()
            raise
    return db, codebook


def identity(path: Path) -> tuple[int, int] | None:
    """Tells the file (device, inode) from any other that may come to stand under its name."""
    found = stat_of(path)
    return found and (found.st_dev, found.st_ino)


def _remove(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        name.unlink(missing_ok=True)
