"""Which column of a table is the text of an article, its title, its day, and so on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.column_dates import DayOrder, day_order, is_ambiguous, read_day
from models.column_words import LANGUAGES, NAMES, folded
from models.errors import UserError
from models.language import tr

#: A row by the names of its columns.
Cells = Mapping[str, Any]

_WEB = ("http://", "https://", "www.", "ftp://")


class ColumnRole(StrEnum):
    """What a column holds of an article. A column without a role goes along as it is."""

    TEXT = "text"
    TITLE = "title"
    DATE = "date"
    SOURCE = "source"
    URL = "url"
    LANGUAGE = "language"
    ID = "id"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Roles by the names of columns; several columns may be text, of other roles there is one.

    `order` says how dates such as 3/4/2024 are meant.
    """

    roles: Mapping[str, ColumnRole] = field(default_factory=dict)
    order: DayOrder = DayOrder.UNSAID

    def columns(self, role: ColumnRole) -> tuple[str, ...]:
        return tuple(column for column, held in self.roles.items() if held is role)

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        """The columns that are mapped, but not in a table."""
        return tuple(column for column in self.roles if column not in header)

    def to_json(self) -> dict[str, Any]:
        return {
            "columns": {column: role.value for column, role in self.roles.items()},
            "dates": self.order.value,
        }


def mapping_from_json(data: Any) -> ColumnMapping | None:
    """The mapping as `to_json` wrote it; None if it is none."""
    try:
        roles = {str(column): ColumnRole(role) for column, role in data["columns"].items()}
        return ColumnMapping(roles, DayOrder(data["dates"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def parse_mapping(text: str) -> ColumnMapping:
    """A mapping as it is typed: `text=Body,title=Headline,dates=day-first`.

    Several columns of text are joined by `+`. Raises UserError.
    """
    roles: dict[str, ColumnRole] = {}
    order = DayOrder.UNSAID
    for part in text.split(","):
        said, sign, columns = (piece.strip() for piece in part.partition("="))
        if not sign or not columns:
            raise UserError(tr('"{part}" is no column; it must look like text=Body', part=part))
        if said == "dates":
            order = _order(columns)
        elif said not in set(ColumnRole):
            raise UserError(
                tr(
                    'there is no "{said}"; a column can be {roles}',
                    said=said,
                    roles=", ".join(ColumnRole),
                )
            )
        else:
            for column in columns.split("+") if said == ColumnRole.TEXT else [columns]:
                roles[column.strip()] = ColumnRole(said)
    return ColumnMapping(roles, order)


def _order(text: str) -> DayOrder:
    if text not in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST):
        raise UserError(tr('dates can be "day-first" or "month-first", not "{text}"', text=text))
    return DayOrder(text)


def signature(header: Sequence[str]) -> str:
    """What tables of the same make have in common: the names of their columns, in order."""
    told = json.dumps([folded(name) for name in header], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def guessed_mapping(header: Sequence[str], rows: Sequence[Cells]) -> ColumnMapping:
    """What the columns probably hold, by their names and by the cells of some rows.

    A role that no column fits stays free; without a text, a table cannot be taken.
    """
    free = dict.fromkeys(header)
    columns = {name: _Column.of(name, rows) for name in header}
    roles: dict[str, ColumnRole] = {}
    for role in ColumnRole:
        scores = {name: columns[name].fit(role) for name in free}
        best = max(scores, key=lambda name: scores[name], default=None)
        if best is not None and scores[best] > 0:
            roles[best] = role
            del free[best]
    dated = next((name for name, role in roles.items() if role is ColumnRole.DATE), None)
    order = day_order(columns[dated].cells) if dated else DayOrder.UNSAID
    return ColumnMapping(roles, order)


def is_order_in_doubt(cells: Sequence[Any]) -> bool:
    """Whether a column of dates has ambiguous ones and nothing that tells their order."""
    return day_order(cells) is DayOrder.UNSAID and any(map(is_ambiguous, cells))


def language_code(cell: Any) -> str:
    """The code of a language told by name or code (`German`, `de-AT`); empty if it is none."""
    name = folded(str(cell))
    if name in LANGUAGES:
        return LANGUAGES[name]
    code = name.partition(" ")[0]
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else ""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's name and its cells that are not empty."""

    name: str
    cells: tuple[Any, ...]
    rows: int

    @classmethod
    def of(cls, name: str, rows: Sequence[Cells]) -> _Column:
        cells = (row.get(name) for row in rows)
        return cls(name, tuple(cell for cell in cells if cell not in (None, "")), len(rows))

    def fit(self, role: ColumnRole) -> float:
        """How well the column fits, from 0 (not at all)."""
        named = self._named(role)
        if not self.cells:
            return named / 2
        suits = _SUITS[role](self)
        if role is ColumnRole.TEXT:
            return named + suits if named or suits > 0.15 else 0.0
        if suits < 0.5:
            return 0.0
        if role is ColumnRole.URL or (role is ColumnRole.DATE and not self._is_numbers):
            return named + 0.1
        return named

    def _named(self, role: ColumnRole) -> float:
        """From 1 for the surest name to near 0.5 for the last; half of that for part of a name."""
        name, names = folded(self.name), NAMES[role.value]
        if name in names:
            return 1 - names.index(name) / len(names) / 2
        words = set(name.split())
        ranks = [rank for rank, known in enumerate(names) if set(known.split()) <= words]
        return (1 - ranks[0] / len(names) / 2) / 2 if ranks else 0.0

    @property
    def texts(self) -> list[str]:
        return [str(cell) for cell in self.cells]

    @property
    def _is_numbers(self) -> bool:
        return all(isinstance(c, int | float) or str(c).isdigit() for c in self.cells)

    def _share(self, fits: Sequence[bool]) -> float:
        return sum(fits) / len(fits)

    def text(self) -> float:
        """Longer is likelier, up to 400 characters."""
        lengths = [len(text) for text in self.texts if " " in text or not text.isascii()]
        return min(sum(lengths) / len(self.cells), 400) / 400

    def title(self) -> float:
        return self._share([len(text) <= 500 and not _is_web(text) for text in self.texts])

    def date(self) -> float:
        return self._share([read_day(cell) is not None for cell in self.cells])

    def source(self) -> float:
        return self._share([len(text) <= 120 and not _is_web(text) for text in self.texts])

    def url(self) -> float:
        return self._share([_is_web(text) for text in self.texts])

    def language(self) -> float:
        return self._share([bool(language_code(text)) for text in self.texts])

    def id(self) -> float:
        """An id is short, and no two rows have the same."""
        texts = self.texts
        distinct = len(set(texts)) == len(texts) == self.rows
        return self._share([len(text) <= 200 for text in texts]) if distinct else 0.0


def _is_web(text: str) -> bool:
    return text.strip().lower().startswith(_WEB)


_SUITS = {
    ColumnRole.TEXT: _Column.text,
    ColumnRole.TITLE: _Column.title,
    ColumnRole.DATE: _Column.date,
    ColumnRole.SOURCE: _Column.source,
    ColumnRole.URL: _Column.url,
    ColumnRole.LANGUAGE: _Column.language,
    ColumnRole.ID: _Column.id,
}
