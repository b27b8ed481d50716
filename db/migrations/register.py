"""What the steps of the schema are put into, in their order."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database, Migrations

#: "EvtD": tells our files from other SQLite files.
APPLICATION_ID = 0x45767444

migrations = Migrations("project")


def run(db: Database, statements: Iterable[str]) -> None:
    """Each statement in turn, within the transaction of the step."""
    for statement in statements:
        db.execute(statement)
