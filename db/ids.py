"""Ids of records and values: ULIDs, so that they sort by when they were made."""

from __future__ import annotations


def new_id() -> str:
    # Late: the first import takes longer than all the rest of this room.
    from ulid import ULID

    return str(ULID())
