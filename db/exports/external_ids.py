"""Keeps the ids that events have in foreign schemes, so that they have the same ones ever after."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from db.connection import writing


class KeptIds:
    """Ids of earlier exports; an event that has none gets the first of its candidates that is free.

    `keep` writes the new ones down. They are no decision of a person, so the journal does not
    know of them; where they cannot be written, the next export comes to the same ones, as long as
    the event's day and country stay and no other event takes its number.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._fresh: dict[tuple[str, str], tuple[str, int]] = {}

    def of(self, scheme: str, event_id: str, part: int, candidates: Iterable[str]) -> str | None:
        """The id of an event's row, None if no candidate is free."""
        held = self._db.conn.execute(
            "SELECT id FROM external_ids WHERE scheme = ? AND event_id = ? AND part = ?",
            (scheme, event_id, part),
        ).fetchone()
        if held:
            return str(held[0])
        for id_ in candidates:
            if (scheme, id_) not in self._fresh and not self._is_taken(scheme, id_):
                self._fresh[scheme, id_] = (event_id, part)
                return id_
        return None

    def keep(self) -> None:
        """Write down what is new; it does no harm if another program keeps the file from it."""
        if not self._fresh:
            return
        rows = [
            (scheme, event_id, part, id_) for (scheme, id_), (event_id, part) in self._fresh.items()
        ]
        try:
            with writing(self._db):
                self._db.conn.executemany(
                    "INSERT OR IGNORE INTO external_ids (scheme, event_id, part, id)"
                    " VALUES (?, ?, ?, ?)",
                    rows,
                )
        except sqlite3.OperationalError:
            return
        self._fresh.clear()

    def _is_taken(self, scheme: str, id_: str) -> bool:
        return bool(
            self._db.conn.execute(
                "SELECT 1 FROM external_ids WHERE scheme = ? AND id = ?", (scheme, id_)
            ).fetchone()
        )
