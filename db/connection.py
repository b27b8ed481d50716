"""Opens project files: durable settings, migration with a copy before it, refusals in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from sqlite_utils import Database, Migrations

from db.migrations import APPLICATION_ID, migrations
from models.errors import UserError
from models.language import tr

#: How long a write waits for another program that is writing to the same file.
BUSY_SECONDS = 2.0
#: How often it looks whether that one has finished. SQLite itself looks ever more seldom, up to ten
#: times a second, and so misses the short gaps between the transactions of a busy program.
_LOOK_AGAIN = 0.001


def connect(path: Path) -> Database:
    """The file as a database; it is made if missing. Nothing is read or written yet."""
    db = Database(sqlite3.connect(path, timeout=BUSY_SECONDS), execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def reader(path: Path) -> Database:
    """A further connection to a project that is open here; it only reads, and makes no file."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    return Database(sqlite3.connect(address, timeout=BUSY_SECONDS, uri=True), execute_plugins=False)


def prepare(db: Database) -> None:
    """Settings of a new, empty file.

    Pages of texts are long: with twice the usual size a file of articles is a quarter smaller, and
    an import a tenth quicker.
    """
    db.execute("PRAGMA page_size = 8192")


def make_durable(db: Database) -> None:
    """A commit is on the disk when it returns, and readers never wait for a writer."""
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    # Pages. Whoever commits copies what gathered into the file: four megabytes are not felt.
    db.execute("PRAGMA wal_autocheckpoint = 500")
    # Kilobytes. More makes a large import no quicker: the system keeps the pages.
    db.execute("PRAGMA cache_size = -16384")


#: Kilobytes for who stays and searches; a large import would take a tenth longer with it.
STAYING = 8192
#: Kilobytes for one look through much of the file: no page is needed twice.
LOOKING_THROUGH = 2048


def limit_cache(db: Database, kilobytes: int) -> None:
    """Keep less of the file in memory from now on."""
    db.execute(f"PRAGMA cache_size = -{kilobytes}")


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction that is the only writer from its beginning.

    One that reads first and writes then would be refused at once, without waiting, where another
    program wrote in between.
    """
    _begin(db.conn)
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise


def _begin(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.OperationalError where another program goes on writing for BUSY_SECONDS."""
    until = monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or monotonic() > until:
                    raise
                sleep(_LOOK_AGAIN)
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")


@contextmanager
def writing_derived(db: Database) -> Iterator[None]:
    """One transaction of what the machine can make again; it does not wait for the disk.

    After a crash of the system it is there whole or not at all. A decision that builds upon it
    brings it to the disk together with itself: both are in one log, in their order.
    """
    db.execute("PRAGMA synchronous = NORMAL")
    try:
        with writing(db):
            yield
    finally:
        db.execute("PRAGMA synchronous = FULL")


def in_memory() -> Database:
    """An empty project that lives in memory only."""
    db = Database(memory=True, execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    migrations.apply(db)
    return db


def migrate(db: Database, path: Path, steps: Migrations = migrations) -> Path | None:
    """Brings an existing file to the present schema; returns the copy made before, if any."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UserError(
            tr("{path} is not an Eventdesk project; it may be another program's file.", path=path)
        )
    applied = {step.name for step in steps.applied(db)}
    if applied - _known(steps):
        raise UserError(
            tr(
                "{path} was written by a newer version of Eventdesk; update Eventdesk to open it.",
                path=path,
            )
        )
    if not steps.pending(db):
        return None
    copy = _copy_path(path, len(applied) + 1)
    try:
        with closing(sqlite3.connect(copy)) as target:
            db.conn.backup(target)
    except sqlite3.Error:
        copy.unlink(missing_ok=True)
        raise
    steps.apply(db)
    return copy


def _known(steps: Migrations) -> set[str]:
    """The names of all steps: an empty database has every one before it."""
    empty = Database(memory=True, execute_plugins=False)
    try:
        return {step.name for step in steps.pending(empty)}
    finally:
        empty.close()


def _copy_path(path: Path, number: int) -> Path:
    """`name.before-migration-2.db` beside the file; an older copy is never overwritten."""
    copy = path.with_name(f"{path.stem}.before-migration-{number}{path.suffix}")
    count = 1
    while copy.exists():
        count += 1
        copy = path.with_name(f"{path.stem}.before-migration-{number}-{count}{path.suffix}")
    return copy
