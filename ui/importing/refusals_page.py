"""What cannot be taken, each item with its reason, to be saved as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from db.imports.staged_file import write_refusals
from models.language import number, tr
from ui.theme import FIELD, UNIT, Theme

#: More are in the report alone.
_MOST = 5000


class RefusalsPage(QWidget):
    """Refusals first, then what else is worth knowing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.refused: tuple[str, ...] = ()
        self.notes: tuple[str, ...] = ()
        self._list = QTreeWidget()
        self._list.setAccessibleName(tr("Left out, with the reasons"))
        self._list.setHeaderLabels([tr("Kind"), tr("What"), tr("Why")])
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setFont(theme.font(FIELD))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for column, units in ((0, 12), (1, 44)):
            self._list.setColumnWidth(column, units * UNIT)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addWidget(self._list)

    def show_texts(self, refused: Sequence[str], notes: Sequence[str]) -> None:
        self.refused, self.notes = tuple(refused), tuple(notes)
        self._list.clear()
        told = [(tr("Left out"), text) for text in refused]
        told += [(tr("Note"), text) for text in notes]
        for kind, text in told[:_MOST]:
            item, _, reason = text.partition(": ")
            row = QTreeWidgetItem([kind, item if reason else "", reason or text])
            row.setToolTip(2, reason or text)
            if kind == tr("Left out"):
                row.setForeground(0, self._theme.color("warn"))
            self._list.addTopLevelItem(row)
        if len(told) > _MOST:
            more = tr("… and {count} more, in the report", count=number(len(told) - _MOST))
            self._list.addTopLevelItem(QTreeWidgetItem(["", "", more]))

    def write(self, path: Path) -> None:
        """Raises UserError if the file cannot be written."""
        write_refusals(path, self.refused, self.notes)
