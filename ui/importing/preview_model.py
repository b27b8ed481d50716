"""The articles found, as rows of a table: doubtful ones first, each to be ticked and corrected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import IntEnum
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon
from typing_extensions import override

from db.imports.preview import Correction, PreviewRow
from models.column_dates import read_day
from models.events import State
from models.language import number, tr
from ui.record.row_painting import state_icon
from ui.theme import FIELD, MEDIUM, Theme

_Index = QModelIndex | QPersistentModelIndex
# Where an article stood in a table of events; such an origin is English in every language.
_PLACE = re.compile(r" (?:row|line) \d+$")
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_CHECK = Qt.ItemDataRole.CheckStateRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """What a column shows."""

    TITLE = 0
    DATE = 1
    SOURCE = 2
    DOUBTS = 3
    LANGUAGE = 4
    FORMAT = 5
    WORDS = 6
    OPENING = 7


_EDITABLE = frozenset((Column.TITLE, Column.DATE, Column.SOURCE))


class PreviewModel(QAbstractTableModel):
    """Rows come while files are read. `left_out` and `corrections` are by the rows' numbers."""

    counted = Signal()
    """How many there are, or are ticked, has changed."""
    refused = Signal(str)
    """What was typed cannot be taken; a sentence."""

    def __init__(self, theme: Theme, parent: Any = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._doubtful: list[PreviewRow] = []
        self._plain: list[PreviewRow] = []
        self.left_out: set[int] = set()
        self.corrections: dict[int, Correction] = {}
        self.has_events = False
        """Whether any of the articles comes with events."""
        self.annotators: set[str] = set()
        """Whose the events are, as far as the files say."""

    def clear(self) -> None:
        self.beginResetModel()
        self._doubtful, self._plain = [], []
        self.left_out, self.corrections, self.has_events = set(), {}, False
        self.annotators = set()
        self.endResetModel()
        self.counted.emit()

    def take(self, rows: Iterable[PreviewRow]) -> None:
        rows = list(rows)
        self.has_events = self.has_events or any(row.events for row in rows)
        self.annotators.update(*(row.annotators for row in rows))
        self._insert(self._doubtful, [row for row in rows if row.doubts], len(self._doubtful))
        self._insert(self._plain, [row for row in rows if not row.doubts], self.rowCount())
        self.counted.emit()

    def _insert(self, held: list[PreviewRow], rows: list[PreviewRow], at: int) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            held += rows
            self.endInsertRows()

    @property
    def ticked(self) -> int:
        return self.rowCount() - len(self.left_out)

    @property
    def doubtful(self) -> int:
        return sum(bool(self.open_doubts(row)) for row in self._doubtful)

    def open_doubts(self, row: PreviewRow) -> list[str]:
        """What is still to be looked at: a date that a person wrote is beyond doubt."""
        is_dated = self._wrote(row).published is not None
        return [doubt.text for doubt in row.doubts if not (doubt.of_day and is_dated)]

    def _is_doubted(self, row: PreviewRow, column: Column) -> bool:
        """Whether what stands there is in doubt; who leaves it as it is has then confirmed it."""
        is_of_day = any(doubt.of_day for doubt in row.doubts)
        return column is Column.DATE and is_of_day and row.published is not None

    def _wrote(self, row: PreviewRow) -> Correction:
        return self.corrections.get(row.number, Correction())

    def row(self, at: int) -> PreviewRow:
        doubtful = len(self._doubtful)
        return self._doubtful[at] if at < doubtful else self._plain[at - doubtful]

    def tick(self, rows: Iterable[int], *, on: bool) -> None:
        for at in rows:
            held = self.row(at).number
            self.left_out.discard(held) if on else self.left_out.add(held)
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))
        self.counted.emit()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._doubtful) + len(self._plain)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(_DISPLAY)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != _DISPLAY:
            return None
        return (
            *(tr("Title"), tr("Date"), tr("Source"), tr("To look at"), tr("Language")),
            *(tr("Format"), tr("Words"), tr("First words")),
        )[section]

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.TITLE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _EDITABLE else flags

    @override
    def data(self, index: _Index, role: int = int(_DISPLAY)) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index.row()), Column(index.column())
        is_title = column is Column.TITLE
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._shown(row, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._told(row, column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._color(row, column)
        told = {
            Qt.ItemDataRole.DecorationRole: self._mark(row, column),
            _CHECK: _checked(on=self._is_ticked(row)) if is_title else None,
            Qt.ItemDataRole.FontRole: self._theme.font(FIELD, MEDIUM) if is_title else None,
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if column is Column.WORDS else None,
        }
        return told.get(Qt.ItemDataRole(role))

    @override
    def setData(self, index: _Index, value: Any, role: int = int(_EDIT)) -> bool:
        row = self.row(index.row())
        if role == _CHECK:
            self.tick([index.row()], on=Qt.CheckState(value) is Qt.CheckState.Checked)
            return True
        is_same = str(value).strip() == self._shown(row, Column(index.column()))
        if role != _EDIT or (is_same and not self._is_doubted(row, Column(index.column()))):
            return False
        known = self._wrote(row)
        changed = self._corrected(known, Column(index.column()), str(value).strip())
        if changed is None:
            return False
        self.corrections[row.number] = changed
        at = index.row()
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))
        self.counted.emit()
        return True

    def _corrected(self, known: Correction, column: Column, typed: str) -> Correction | None:
        if column is Column.TITLE:
            return replace(known, title=typed)
        if column is Column.SOURCE:
            return replace(known, source=typed)
        day = read_day(typed)
        if day is None:
            self.refused.emit(tr("“{typed}” is no day; write it as 2024-01-05.", typed=typed))
            return None
        return replace(known, published=day)

    def _is_ticked(self, row: PreviewRow) -> bool:
        return row.number not in self.left_out

    def _shown(self, row: PreviewRow, column: Column) -> str:
        written = self._written(row, column)
        return _as_read(row, column) if written is None else written

    def _written(self, row: PreviewRow, column: Column) -> str | None:
        """What a person wrote over the cell, or what stands there because of it."""
        wrote = self._wrote(row)
        match column:
            case Column.TITLE:
                return wrote.title
            case Column.DATE:
                return _day(wrote.published) or None
            case Column.SOURCE:
                return wrote.source
            case Column.DOUBTS:
                doubts = " ".join(self.open_doubts(row))
                return doubts or self._said_of(row)
            case _:
                return None

    def _said_of(self, row: PreviewRow) -> str | None:
        """What stands where the doubts stood, once a person has settled them."""
        over = [column for column in _EDITABLE if self._is_written_over(row, column)]
        if not over:
            return None
        same = all(self._written(row, column) == _as_read(row, column) for column in over)
        return tr("Confirmed by you") if same else tr("Corrected by you")

    def _is_written_over(self, row: PreviewRow, column: Column) -> bool:
        return column in _EDITABLE and self._written(row, column) is not None

    def _mark(self, row: PreviewRow, column: Column) -> QIcon | None:
        """The mark of a value that a person confirmed, corrected or added, as in the record."""
        if not self._is_written_over(row, column):
            return None
        read = _as_read(row, column)
        if read == self._written(row, column):
            return state_icon(self._theme, State.ACCEPTED)
        return state_icon(self._theme, State.CORRECTED if read else State.ADDED)

    def _told(self, row: PreviewRow, column: Column) -> str:
        if self._is_written_over(row, column):
            read = _as_read(row, column)
            if read == self._written(row, column):
                return tr("Confirmed by you")
            if not read:
                return tr("Corrected by you; nothing was read here")
            return tr("Corrected by you; read was “{words}”", words=read)
        return row.origin if column is Column.FORMAT else self._shown(row, column)

    def _color(self, row: PreviewRow, column: Column) -> Any:
        if not self._is_ticked(row):
            return self._theme.color("faint")
        if column is Column.DOUBTS and self.open_doubts(row):
            return self._theme.color("warn")
        quiet = (Column.LANGUAGE, Column.FORMAT, Column.WORDS, Column.OPENING, Column.DOUBTS)
        return self._theme.color("muted") if column in quiet else None


def _as_read(row: PreviewRow, column: Column) -> str:
    return {
        Column.TITLE: row.title,
        Column.DATE: _day(row.published),
        Column.SOURCE: row.source,
        Column.LANGUAGE: row.language,
        Column.FORMAT: PurePath(_PLACE.sub("", row.origin)).suffix.lstrip(".").upper(),
        Column.WORDS: number(row.words),
        Column.DOUBTS: "",
        Column.OPENING: row.opening,
    }[column]


def _checked(*, on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
