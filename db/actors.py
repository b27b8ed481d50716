"""What people said of actors: the tables of main names and of other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlite_utils import Database

from db.stale import StaleEditError
from models.actor_renaming import take_actors
from models.actors import ActorBook, ActorChange, ActorEntry, ActorSort

if TYPE_CHECKING:
    from db.project import Project


def read(db: Database) -> ActorBook:
    """All that is known, in order of the main names."""
    aliases: dict[str, list[str]] = {}
    for alias, name in db.execute("SELECT alias, name FROM actor_aliases ORDER BY alias"):
        aliases.setdefault(name, []).append(alias)
    rows = db.execute("SELECT name, country, kind FROM actor_entries ORDER BY name")
    return ActorBook(
        tuple(
            ActorEntry(name, tuple(aliases.get(name, ())), country, sort and ActorSort(sort))
            for name, country, sort in rows
        )
    )


def write(db: Database, changes: Iterable[ActorChange]) -> None:
    """Brings the tables from before the changes to after them; all come at once."""
    found = list(changes)
    if not found:
        return
    held = {entry.name: entry for entry in read(db).entries}
    for change in found:
        name = (change.before or change.after or ActorEntry("")).name
        if held.get(name) != change.before:
            raise StaleEditError(f"What is known of {name} is not what the edit starts from")
    gone = [[change.before.name] for change in found if change.before]
    db.conn.executemany("DELETE FROM actor_aliases WHERE name = ?", gone)
    db.conn.executemany("DELETE FROM actor_entries WHERE name = ?", gone)
    known = [change.after for change in found if change.after]
    db.conn.executemany(
        "INSERT INTO actor_entries (name, country, kind) VALUES (?, ?, ?)",
        [(one.name, one.country, one.sort) for one in known],
    )
    db.conn.executemany(
        "INSERT INTO actor_aliases (alias, name) VALUES (?, ?)",
        [(alias, one.name) for one in known for alias in one.aliases],
    )


def uses(db: Database) -> dict[str, int]:
    """In how many confirmed values each actor stands, under whichever name; most used first."""
    book = read(db)
    found: Counter[str] = Counter()
    for name, count in db.execute("SELECT name, sum(uses) FROM actors GROUP BY name"):
        found[book.main_name(name)] += count
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def take_list(project: Project, entries: Sequence[ActorEntry], annotator: str) -> int:
    """Takes what another list says of actors over, as one edit; returns how many are different."""
    edit = take_actors(project.actor_book(), entries)
    project.apply(edit, annotator)
    return sum(1 for change in edit.actors if change.after)
