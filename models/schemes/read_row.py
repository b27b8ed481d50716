"""What a row of a foreign table tells, by the roles of a codebook; the cells' own forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.codebook import Role
from models.language import tr
from models.schemes.derived import Row
from models.schemes.tables import country_named
from models.values import Actor, Count, DatePrecision, DateRange, Place, PlacePrecision, Wording

_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(slots=True)
class ReadRow:
    """A row as read: what the article of its own is, and answers by role or key of a field.

    An event type is a sub-event type of ACLED's; other choices are keys. `problems` are sentences
    on cells that could not be read; such a cell stays in the row and comes out again.
    """

    id: str
    title: str
    text: str
    source: str = ""
    published: date | None = None
    language: str = ""
    url: str | None = None
    answers: list[tuple[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add(self, role: str, *answers: Any) -> None:
        """Answers to the field of a role; what is None or empty is none."""
        self.answers += [(role, answer) for answer in answers if answer not in (None, "")]

    def add_actors(self, role: Role, names: Iterable[str]) -> None:
        self.add(role, *(Actor(name) for name in dict.fromkeys(names) if name))

    def add_count(self, role: Role, number: int | None) -> None:
        """A number as it stands."""
        if number is not None:
            wording = Wording.EXACT if number else Wording.NONE
            self.add(role, Count(number, number, number, wording))

    def add_days(self, row: Row, first: str, last: str, precision: DatePrecision | None) -> None:
        """The days of two columns, the second of which may be empty."""
        start = self.day(row, first)
        end = self.day(row, last) if row.get(last) else start
        if start and end and start <= end:
            self.add(Role.TIME, DateRange(start, end, precision))

    def day(self, row: Row, column: str) -> date | None:
        """The day of a cell: ISO, with or without a time, or month/day/year."""
        cell = row.get(column, "").strip()
        found = _US_DAY.fullmatch(cell)
        try:
            if found:
                return date(int(found[3]), int(found[1]), int(found[2]))
            return date.fromisoformat(cell[:10])
        except ValueError:
            self.problems.append(tr("{cell} is no day", cell=f"{column} {cell!r}"))
            return None

    def number(self, row: Row, column: str) -> int | None:
        """The whole number of a cell, None where it is empty or negative: not known."""
        cell = row.get(column, "").strip()
        if not cell:
            return None
        try:
            number = int(float(cell))
        except (ValueError, OverflowError):
            self.problems.append(tr("{cell} is no number", cell=f"{column} {cell!r}"))
            return None
        return number if number >= 0 else None

    def degrees(self, row: Row, column: str, limit: int) -> float | None:
        cell = row.get(column, "").strip()
        try:
            found = float(cell) if cell else None
        except ValueError:
            found = float("nan")
        if found is None or abs(found) <= limit:
            return found
        self.problems.append(
            tr("{cell} is no angle up to {limit} degrees", cell=f"{column} {cell!r}", limit=limit)
        )
        return None

    def place(
        self, row: Row, name: str, country: str, precision: PlacePrecision | None, **parts: str
    ) -> None:
        """A place; `parts` names the columns of `admin1`, `lat` and `lon`."""
        if not name:
            return
        lat = self.degrees(row, parts["lat"], 90)
        lon = self.degrees(row, parts["lon"], 180)
        both = lat is not None and lon is not None
        self.add(
            Role.PLACE,
            Place(
                name,
                country_named(country),
                row.get(parts["admin1"]) or None,
                lat if both else None,
                lon if both else None,
                row.get(parts.get("gazetteer_id", "")) or None,
                precision,
            ),
        )


def parted(cell: str, separator: str = ";") -> list[str]:
    """The parts of a cell that holds several."""
    return [part for found in cell.split(separator) if (part := found.strip())]


def sentence(*parts: str) -> str:
    """A text for a row that has none of its own."""
    return ", ".join(filter(None, parts)) + "."
