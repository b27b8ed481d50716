"""The first rows of what would be written; a cell of a scheme can be written over here."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QTableWidget, QTableWidgetItem

from db.exports.export_preview import Preview, RowKey
from models.language import tr
from ui.theme import UNIT

_WIDEST = 28 * UNIT
_LONG = 1000


class PreviewTable(QStackedWidget):
    """Shows rows as a table and other text as lines.

    `written_over` tells of a cell that a person wrote: which row, which column, and the text;
    an empty text means that it is to be derived again. Only one's own records can be written over.
    """

    written_over = Signal(object, str, str)

    def __init__(self, me: str) -> None:
        super().__init__()
        self._me = me
        self._keys: tuple[RowKey, ...] = ()
        self._table = QTableWidget()
        self._table.setAccessibleName(tr("The first rows"))
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(3 * UNIT)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._table.cellChanged.connect(self._on_table_changed)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(tr("The first lines"))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setTabChangesFocus(True)
        self.addWidget(self._table)
        self.addWidget(self._text)

    def show_preview(self, found: Preview) -> None:
        if found.rows:
            self._fill(found)
            self.setCurrentWidget(self._table)
        else:
            self._text.setPlainText(
                "\n".join(found.lines)
                or tr("This format is no text, so there are no first rows to be shown.")
            )
            self.setCurrentWidget(self._text)

    def _fill(self, found: Preview) -> None:
        head, *rows = found.rows
        self._keys = found.keys
        with QSignalBlocker(self._table):
            self._table.setColumnCount(len(head))
            self._table.setHorizontalHeaderLabels(list(head))
            self._table.setRowCount(len(rows))
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    self._table.setItem(number, column, self._item(number, cell))
            self._table.resizeColumnsToContents()
            for column in range(len(head)):
                if self._table.columnWidth(column) > _WIDEST:
                    self._table.setColumnWidth(column, _WIDEST)

    def _item(self, row: int, cell: str) -> QTableWidgetItem:
        item = QTableWidgetItem(cell)
        item.setToolTip(cell if len(cell) < _LONG else f"{cell[:_LONG]} …")
        if row >= len(self._keys) or self._keys[row].annotator != self._me:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
        return item

    def _on_table_changed(self, row: int, column: int) -> None:
        item, head = self._table.item(row, column), self._table.horizontalHeaderItem(column)
        if item and head and row < len(self._keys):
            self.written_over.emit(self._keys[row], head.text(), item.text())
