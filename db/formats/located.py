"""The incidents as points on a map, for the formats of maps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.formats.dataset import CodedArticle, Dataset, Loss
from db.formats.wide_table import WideRows, wide_columns
from models.language import later
from models.selection import event_days, event_places
from models.values import Place


@dataclass(frozen=True, slots=True)
class Point:
    """An incident at one of its places. `facts` are the columns of the table of incidents."""

    event_id: str
    title: str
    place: Place
    lat: float
    lon: float
    first: date | None
    last: date | None
    facts: dict[str, Any]


def points(dataset: Dataset) -> Iterator[Point]:
    """A point for each place of an incident; one without coordinates is told as a loss."""
    names = [wide.column.name for wide in wide_columns(dataset.codebook)]
    table = WideRows(dataset.codebook)
    for coded in dataset.articles:
        for row in table.of(coded):
            facts = {
                name: _plain(cell)
                for name, cell in zip(names, row, strict=True)
                if cell not in (None, "", ())
            }
            yield from _of_incident(dataset, coded, facts)


def _of_incident(dataset: Dataset, coded: CodedArticle, facts: dict[str, Any]) -> Iterator[Point]:
    event_id = facts["event_id"]
    event = next(one for one in coded.events if one.id == event_id)
    when = event_days(dataset.codebook, event)
    is_placed = False
    for place in event_places(dataset.codebook, event):
        if place.lat is not None and place.lon is not None:
            is_placed = True
            days = (when.start, when.end) if when else (None, None)
            yield Point(event_id, coded.article.title, place, place.lat, place.lon, *days, facts)
    if not is_placed:
        words = later("A map needs coordinates, and no place of the record has any.")
        dataset.lose(Loss(coded.article.id, event_id, "", "", "no_coordinates", words))


def _plain(cell: Any) -> Any:
    """What JSON can hold."""
    if isinstance(cell, tuple):
        plain = [_plain(one) for one in cell]
        return plain[0] if len(plain) == 1 else plain
    return cell.isoformat() if isinstance(cell, date) else cell
