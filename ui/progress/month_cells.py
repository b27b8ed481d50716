"""Heat tables of confirmed events: countries or types by month. Free of Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from models.codebook import Codebook, Role
from models.language import later, number, tr, trn
from models.progress import MonthShare
from ui.charts.figure import Figure, Form, Series, Table
from ui.progress.calendar_words import month_words

#: So many rows and columns show their numbers in a card of the least width.
_MOST_ROWS, _MOST_COLUMNS = 12, 12
#: The part of the dated events that the columns must hold; what is older stands in one of its own.
_HELD = 0.95
_NAME = 18
_EARLIER = -1


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a column is: so many months, with its words and those that tell of it."""

    months: int
    words: Callable[[int], str]
    about: str


def _month(place: int) -> str:
    return month_words(date(place // 12, place % 12 + 1, 1))


def _quarter(place: int) -> str:
    return tr("Q{quarter} {year}", quarter=place % 4 + 1, year=place // 4)


_UNITS = (
    _Unit(1, _month, later("Confirmed events by the month in which they took place.")),
    _Unit(3, _quarter, later("Confirmed events by the quarter in which they took place.")),
    _Unit(12, str, later("Confirmed events by the year in which they took place.")),
)


def country_months(shares: Sequence[MonthShare], country: Callable[[str], str]) -> Figure:
    return _cells("countries-by-month", tr("Countries"), "country", shares, country)


def type_months(shares: Sequence[MonthShare], codebook: Codebook) -> Figure:
    field = codebook.with_role(Role.EVENT_TYPE)
    choices = field.choice_by_key if field else {}
    return _cells(
        "types-by-month",
        tr("Event types"),
        "type",
        shares,
        lambda key: choices[key].label if key in choices else key,
    )


def _cells(
    key: str, variant: str, column: str, shares: Sequence[MonthShare], named: Callable[[str], str]
) -> Figure:
    """Rows by number, the rest in one; columns without a gap, also where nothing happened."""
    dated = [one for one in shares if one.month]
    unit = _unit_of(dated)
    columns = _columns(dated, unit)
    told = _rows(dated, unit, columns, named)
    labels = tuple(_label(place, unit) for place in columns)
    return Figure(
        key,
        tr("Coverage by month"),
        _about(unit, sum(one.events for one in shares if not one.month)),
        Form.CELLS,
        labels,
        tuple(
            Series(
                f"{_shortened(name)} · {number(counts.total())}",
                tuple(counts[place] for place in columns),
                "accent",
            )
            for name, counts in told
        ),
        Table(
            (column, "month", "events"), tuple((one.key, one.month, one.events) for one in shares)
        ),
        variant=variant,
        hints=tuple(
            _hint(name, label, counts[place])
            for name, counts in told
            for place, label in zip(columns, labels, strict=True)
        ),
    )


def _rows(
    dated: Sequence[MonthShare], unit: _Unit, columns: Sequence[int], named: Callable[[str], str]
) -> list[tuple[str, Counter[int]]]:
    """The name of each row and its events by column, those with the most events first."""
    rows: dict[str, Counter[int]] = {}
    for one in dated:
        row = rows.setdefault(one.key, Counter())
        place = _number(one.month, unit)
        row[place if place in columns else _EARLIER] += one.events
    ranked = sorted(rows, key=lambda one: (-rows[one].total(), one))
    told = [(named(one) or tr("Unknown"), rows[one]) for one in ranked[:_MOST_ROWS]]
    if rest := ranked[_MOST_ROWS:]:
        name = tr("{count} others", count=len(rest))
        told.append((name, sum((rows[one] for one in rest), Counter())))
    return told


def _about(unit: _Unit, undated: int) -> str:
    said = tr(unit.about)
    if not undated:
        return said
    left = trn(
        "{count} without a date is left out.", "{count} without a date are left out.", undated
    )
    return f"{said} {left}"


def _unit_of(dated: Sequence[MonthShare]) -> _Unit:
    """The finest that shows nearly all events: one wrong date must not make years of months."""
    events = sum(one.events for one in dated)
    for unit in _UNITS:
        last = max((_number(one.month, unit) for one in dated), default=0)
        shown = (one for one in dated if _number(one.month, unit) > last - _MOST_COLUMNS)
        if sum(one.events for one in shown) >= _HELD * events:
            return unit
    return _UNITS[-1]


def _columns(dated: Sequence[MonthShare], unit: _Unit) -> list[int]:
    places = {_number(one.month, unit) for one in dated}
    if not places:
        return []
    first = max(min(places), max(places) - _MOST_COLUMNS + 1)
    return [*([_EARLIER] if min(places) < first else []), *range(first, max(places) + 1)]


def _number(month: str, unit: _Unit) -> int:
    """The place of a month such as 2024-01 among the units of all years."""
    return (int(month[:4]) * 12 + int(month[5:]) - 1) // unit.months


def _label(place: int, unit: _Unit) -> str:
    return tr("earlier") if place == _EARLIER else unit.words(place)


def _hint(name: str, when: str, count: int) -> str:
    if not count:
        return ""
    return trn(
        "{name}, {when}: {count} event",
        "{name}, {when}: {count} events",
        count,
        name=name,
        when=when,
    )


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"
