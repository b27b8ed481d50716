"""The rows of a record as values: what each field shows, before anything is measured or painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.codebook import Codebook, Field
from models.duplicates.told import Report, Told, told
from models.events import Band, State, Suggested, band
from models.review import Record, ShownValue, shown_fields
from models.rules import problems


@dataclass(frozen=True, slots=True)
class Row:
    """One field with what stands on it and what is wrong with that, in words."""

    field: Field
    values: tuple[ShownValue, ...]
    problems: tuple[str, ...] = ()
    offers: tuple[Suggested, ...] = ()
    told: tuple[Told, ...] = ()
    """What other reports of the event say, where that is not what stands here."""

    @property
    def waiting(self) -> ShownValue | None:
        """The first suggestion on the row that nobody has decided on."""
        return next((one for one in self.values if one.state is State.SUGGESTED), None)

    @property
    def possible(self) -> Suggested | None:
        """The best answer to an empty row, if it is worth showing."""
        best = self.offers[0] if self.offers and not self.values else None
        return best if best and band(best.confidence) is not Band.WEAK else None

    @property
    def leading_state(self) -> State | None:
        """The state that the row's glyph shows: what waits comes before what is decided."""
        if self.waiting:
            return State.SUGGESTED
        held = [one.state for one in self.values if one.state is not State.REJECTED]
        return held[0] if held else (State.REJECTED if self.values else None)


def rows_of(codebook: Codebook, record: Record, reports: Sequence[Report] = ()) -> tuple[Row, ...]:
    """The record's rows in codebook order, without what is wrong with them."""
    values = record.values_by_field()
    return tuple(
        Row(
            field,
            values.get(field.key, ()),
            offers=record.offers(field.key),
            told=told(field, record, reports),
        )
        for field in shown_fields(codebook, record)
    )


def with_problems(
    rows: tuple[Row, ...], codebook: Codebook, record: Record, published: date | None
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows with their problems, and the problems that belong to no row."""
    found = problems(codebook, record, published)
    keys = {row.field.key for row in rows}
    said = tuple(
        replace(row, problems=tuple(p.text for p in found if p.field == row.field.key))
        for row in rows
    )
    return said, tuple(problem.text for problem in found if problem.field not in keys)
