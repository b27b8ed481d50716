"""Charts of what the confirmed events cover: countries, types, months, places. Free of Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from models.codebook import Codebook, Role
from models.language import number, tr, trn
from models.progress import Share, Spot
from ui.charts.figure import Figure, Form, Series, Table
from ui.progress.calendar_words import (
    month_words,
    months_between,
)

_MOST_ROWS = 10


def countries_figure(shares: Sequence[Share], country: Callable[[str], str]) -> Figure:
    rows = [(country(one.key) or tr("Unknown"), one.events) for one in shares]
    table = Table(("country", "events"), tuple((one.key, one.events) for one in shares))
    return _ranking("countries", tr("Countries"), rows, table)


def types_figure(shares: Sequence[Share], codebook: Codebook) -> Figure:
    field = codebook.with_role(Role.EVENT_TYPE)
    choices = field.choice_by_key if field else {}
    rows = [
        (choices[one.key].label if one.key in choices else one.key, one.events) for one in shares
    ]
    table = Table(("type", "events"), tuple((one.key, one.events) for one in shares))
    return _ranking("types", tr("Event types"), rows, table)


def months_figure(shares: Sequence[Share]) -> Figure:
    """By the month in which the events took place."""
    dated = {one.key: one.events for one in shares if one.key}
    months = months_between(min(dated), max(dated)) if dated else []
    labels = tuple(month_words(date.fromisoformat(f"{key}-01")) for key in months)
    counts = tuple(dated.get(key, 0) for key in months)
    return Figure(
        "months",
        tr("Months"),
        tr("Confirmed events by the month in which they took place."),
        Form.BARS,
        labels,
        (Series(tr("Events"), counts, "accent"),),
        Table(("month", "events"), tuple((one.key, one.events) for one in shares)),
        hints=tuple(
            trn("{when}: {count} event", "{when}: {count} events", count, when=label)
            for label, count in zip(labels, counts, strict=True)
        ),
    )


def map_figure(cells: Sequence[Spot], spots: Iterable[Spot]) -> Figure:
    """Where confirmed events were; what lies within a tenth of a degree is one of the cells."""
    return Figure(
        "map",
        tr("Where it happened"),
        tr("Confirmed events; what lies close together is one point."),
        Form.MAP,
        tuple(cell.name for cell in cells),
        (Series(tr("Events"), tuple(cell.events for cell in cells), "accent"),),
        Table(("place", "country", "lat", "lon", "events"), spots),
        points=tuple((cell.lat, cell.lon) for cell in cells),
    )


def _ranking(key: str, title: str, rows: Sequence[tuple[str, int]], table: Table) -> Figure:
    """The most frequent, and the rest in one row."""
    shown = list(rows[:_MOST_ROWS])
    if rest := rows[_MOST_ROWS:]:
        shown.append((tr("{count} others", count=len(rest)), sum(count for _, count in rest)))
    return Figure(
        key,
        title,
        tr("Confirmed events."),
        Form.ROWS,
        tuple(label for label, _ in shown),
        (Series(tr("Events"), tuple(count for _, count in shown), "accent"),),
        table,
        notes=tuple(number(count) for _, count in shown),
        hints=tuple(
            trn("{name}: {count} event", "{name}: {count} events", count, name=label)
            for label, count in shown
        ),
    )
