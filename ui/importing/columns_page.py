"""What the columns of a table hold: one row a column, with some of its cells, changed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.imports.table_preview import TableFound
from models.column_dates import DayOrder
from models.column_mapping import ColumnMapping, ColumnRole
from models.language import later, number, tr
from ui.dialogs.form_dialog import note
from ui.importing.choice_table import choice_table
from ui.theme import FIELD, MEDIUM, UNIT, Theme

_ROLES = {
    ColumnRole.TEXT: later("Text"),
    ColumnRole.TITLE: later("Title"),
    ColumnRole.DATE: later("Date of publication"),
    ColumnRole.SOURCE: later("Source"),
    ColumnRole.URL: later("Address (URL)"),
    ColumnRole.LANGUAGE: later("Language"),
    ColumnRole.ID: later("Id"),
}
_ORDERS = {
    DayOrder.UNSAID: later("as the other dates tell"),
    DayOrder.DAY_FIRST: later("3 April (day first)"),
    DayOrder.MONTH_FIRST: later("March 4 (month first)"),
}
#: Columns after these are not listed; they go along as they are.
_MOST = 200
_SAMPLES = 3
_LONGEST = 160


class ColumnsPage(QWidget):
    """The mappings of the tables among the files; `changed` tells the signature of one."""

    changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tables: list[TableFound] = []
        self.mappings: dict[str, ColumnMapping] = {}
        """What a person said, by the signature of the header."""
        self._choice = QComboBox()
        self._choice.setAccessibleName(tr("Table"))
        self._choice.currentIndexChanged.connect(lambda _: self._show())
        self._problem = note(theme, "")
        self._problem.setProperty("role", "warn")
        rows = [tr("Row {n}", n=n + 1) for n in range(_SAMPLES)]
        heads = [tr("Column"), tr("Holds"), *rows]
        self._list = choice_table(theme, tr("Columns"), heads, (24, 24))
        self._order = QComboBox()
        self._boxes: list[QComboBox] = []
        self._build()

    def headers(self) -> dict[str, tuple[str, ...]]:
        """The headers of the tables by signature."""
        return {table.signature: table.header for table in self._tables}

    def show_tables(self, tables: Sequence[TableFound]) -> None:
        """List these; a mapping that a person is changing stays in sight."""
        chosen = self._choice.currentData()
        self._tables = list(tables)
        was_heard = self._choice.blockSignals(True)  # noqa: FBT003 - as Qt has it
        self._choice.clear()
        for table in tables:
            first, *rest = table.where
            more = tr("{name} and {count} more", name=first, count=number(len(rest)))
            self._choice.addItem(more if rest else first, table.signature)
        self._choice.setCurrentIndex(max(0, self._choice.findData(chosen)))
        self._choice.blockSignals(was_heard)
        self._show()

    @property
    def in_doubt(self) -> int:
        """How many tables have no text, or dates that may be meant otherwise."""
        return sum(bool(table.problem) or table.is_order_in_doubt for table in self._tables)

    def _build(self) -> None:
        self._order.setAccessibleName(tr("What 3/4/2024 means"))
        for order, words in _ORDERS.items():
            self._order.addItem(tr(words), order)
        self._order.activated.connect(lambda _: self._tell())
        foot = QHBoxLayout()
        foot.addWidget(QLabel(tr("3/4/2024 means")))
        foot.addWidget(self._order)
        words = tr("Several columns of text are put together. What has no meaning here goes along.")
        foot.addWidget(note(self._theme, words), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self._choice)
        column.addWidget(self._problem)
        column.addWidget(self._list, 1)
        column.addLayout(foot)

    def _table(self) -> TableFound | None:
        at = self._choice.currentIndex()
        return self._tables[at] if 0 <= at < len(self._tables) else None

    def _show(self) -> None:
        table = self._table()
        self._boxes = []
        self._list.setRowCount(0)
        if table is None:
            return
        mapping = self.mappings.get(table.signature, table.mapping)
        self._choice.setVisible(len(self._tables) > 1)
        self._order.setCurrentIndex(self._order.findData(mapping.order))
        self._say(table)
        names = table.header[:_MOST]
        self._list.setRowCount(len(names))
        for at, name in enumerate(names):
            head = QTableWidgetItem(name)
            head.setFont(self._theme.font(FIELD, MEDIUM))
            self._list.setItem(at, 0, head)
            self._list.setCellWidget(at, 1, _framed(self._box(name, mapping)))
            for sample in range(min(_SAMPLES, len(table.rows))):
                shown = _shown(table.rows[sample], name)
                item = QTableWidgetItem(shown)
                item.setForeground(self._theme.color("muted"))
                item.setToolTip(shown)
                self._list.setItem(at, 2 + sample, item)

    def _say(self, table: TableFound) -> None:
        told = ""
        if table.problem and table.signature not in self.mappings:
            told = tr("Nothing comes in as it is: {problem}.", problem=table.problem)
        elif table.is_order_in_doubt:
            told = tr("No date of the table tells whether the day or the month comes first.")
        self._problem.setText(told)
        self._problem.setVisible(bool(told))

    def _box(self, name: str, mapping: ColumnMapping) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(tr("What {column} holds", column=name))
        box.addItem(tr("Goes along"), None)
        for role, words in _ROLES.items():
            box.addItem(tr(words), role)
        box.setCurrentIndex(max(0, box.findData(mapping.roles.get(name))))
        box.activated.connect(lambda _, box=box: self._on_role(box))
        self._boxes.append(box)
        return box

    def _on_role(self, changed: QComboBox) -> None:
        role = changed.currentData()
        for box in self._boxes:  # Only texts may stand in several columns.
            is_taken = role not in (None, ColumnRole.TEXT) and box.currentData() == role
            if is_taken and box is not changed:
                box.setCurrentIndex(0)
        self._tell()

    def _tell(self) -> None:
        table = self._table()
        if table is None:
            return
        roles = {
            name: ColumnRole(box.currentData())
            for name, box in zip(table.header, self._boxes, strict=False)
            if box.currentData()
        }
        order = DayOrder(self._order.currentData())
        self.mappings[table.signature] = ColumnMapping(roles, order)
        self._say(replace(table, is_order_in_doubt=False))
        self.changed.emit(table.signature)


def _framed(box: QComboBox) -> QWidget:
    """The box with room around it: rows would touch each other."""
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, UNIT // 4, UNIT, UNIT // 4)
    row.addWidget(box)
    return frame


def _shown(row: Mapping[str, Any], name: str) -> str:
    cell = row.get(name)
    return "" if cell is None else " ".join(str(cell)[: 2 * _LONGEST].split())[:_LONGEST]
