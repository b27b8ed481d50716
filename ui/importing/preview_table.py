"""The table of articles found: Space ticks, Enter corrects."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget
from typing_extensions import override

from models.language import tr
from ui.importing.preview_model import Column, PreviewModel
from ui.theme import FIELD, UNIT, Theme

_WIDTHS = {
    Column.TITLE: 22,
    Column.DATE: 13,
    Column.SOURCE: 14,
    Column.LANGUAGE: 10,
    Column.FORMAT: 8,
    Column.WORDS: 8,
    Column.DOUBTS: 16,
}
#: What the first words of an article must have to tell anything; they stand below the table, too.
_OPENING = 24


class PreviewTable(QTableView):
    """One row an article; several may be chosen and ticked together."""

    def __init__(self, theme: Theme, model: PreviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setAccessibleName(tr("Articles found"))
        self.setFont(theme.font(FIELD))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.EditKeyPressed
            | QTableView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        for column, units in _WIDTHS.items():
            heads.resizeSection(column, units * UNIT)
        heads.setStretchLastSection(True)
        heads.setMinimumHeight(4 * UNIT)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(4 * UNIT)
        theme.changed.connect(self.viewport().update)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Title and doubts share what the others leave; openings show where there is much of it."""
        super().resizeEvent(event)
        spare = max(0, self.viewport().width() - sum(_WIDTHS.values()) * UNIT)
        is_narrow = spare < _OPENING * UNIT
        self.setColumnHidden(Column.OPENING, is_narrow)
        for column in (Column.TITLE, Column.DOUBTS):
            wide = _WIDTHS[column] * UNIT + spare // (2 if is_narrow else 4)
            self.horizontalHeader().resizeSection(column, wide)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_editing:
            super().keyPressEvent(event)
            return
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if event.key() == Qt.Key.Key_Space and chosen:
            on = any(self._rows.row(at).number in self._rows.left_out for at in chosen)
            self._rows.tick(chosen, on=on)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being written."""
        return self.state() is QTableView.State.EditingState

    def choose_first(self) -> None:
        """Let the keyboard begin at the first article, which is doubtful if any is."""
        if self._rows.rowCount() and not self.currentIndex().isValid():
            first = self._rows.index(0, Column.TITLE)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)
