"""What a scheme is: columns, how a record becomes rows, how a row becomes a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from models.edits import EventChange, Review
from models.events import Event
from models.language import tr
from models.schemes.derived import Derived, Row
from models.schemes.facts import Facts
from models.schemes.read_row import ReadRow

#: Keys of `Event.extra`: what an analyst wrote over derived columns, by scheme, number of the row
#: among the event's rows (from "0") and column; and the row that a record was read from.
OVERRIDES, FOREIGN = "overrides", "row"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme. `ids` yields the ids that the part of an event can have there, best first.

    `once`: an event is one row, whichever and however many articles report it. `marks` are columns
    that only this scheme's tables have together. `numbered`: its ids are numbers that other
    events could have, too. `of_texts`: every cell is a text.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    id_column: str
    derive: Callable[[Facts], Derived]
    ids: Callable[[Row, Facts, int], Iterator[str]]
    read: Callable[[Row], ReadRow]
    marks: frozenset[str]
    once: bool = True
    numbered: bool = True
    of_texts: bool = True

    def takes(self, row: object) -> bool:
        """Whether something can be a row of the scheme."""
        if not isinstance(row, dict):
            return False
        return not self.of_texts or all(isinstance(cell, str) for cell in row.values())


def overrides(event: Event, scheme: str) -> dict[int, Row]:
    """What was written over the derived columns, by the number of the row."""
    by_scheme = event.extra.get(OVERRIDES)
    parts = by_scheme.get(scheme) if isinstance(by_scheme, dict) else None
    if not isinstance(parts, dict):
        return {}
    return {
        int(part): {str(column): cell for column, cell in row.items()}
        for part, row in parts.items()
        if part.isdecimal() and isinstance(row, dict)
    }


def overridden(event: Event, scheme: str, part: int, column: str, cell: Any) -> Event:
    """The event with a cell written over, or as derived again where `cell` is None.

    A cell is a text; in PLOVER's objects anything that JSON can hold.
    """
    kept = overrides(event, scheme)
    row = kept.pop(part, {})
    row.pop(column, None)
    if cell is not None:
        row[column] = cell
    if row:
        kept[part] = row
    held = event.extra.get(OVERRIDES)
    by_scheme: dict[str, Any] = dict(held) if isinstance(held, dict) else {}
    by_scheme.pop(scheme, None)
    if kept:
        by_scheme[scheme] = {str(part): dict(sorted(kept[part].items())) for part in sorted(kept)}
    extra = {key: value for key, value in event.extra.items() if key != OVERRIDES}
    if by_scheme:
        extra[OVERRIDES] = dict(sorted(by_scheme.items()))
    return replace(event, extra=extra)


def override(event: Event, scheme: str, part: int, column: str, cell: Any) -> Review:
    """The edit that writes over a cell of a scheme's row, or (None) has it derived again."""
    title = tr("Override {column}", column=column)
    if cell is None:
        title = tr("Take back the override of {column}", column=column)
    after = overridden(event, scheme, part, column, cell)
    return Review(title, () if after == event else (EventChange(event, after),))


def with_overrides(scheme: str, event: Event, derived: Derived) -> Derived:
    """What an analyst wrote stands above what was derived."""
    written = overrides(event, scheme)
    if not written:
        return derived
    rows = tuple(row | written.get(part, {}) for part, row in enumerate(derived.rows))
    return replace(derived, rows=rows)
