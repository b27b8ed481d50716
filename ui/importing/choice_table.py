"""The table in which the import shows columns and labels: each row has a box to choose in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget

from ui.theme import FIELD, UNIT, Theme


def choice_table(
    theme: Theme, name: str, heads: Sequence[str], widths: Sequence[int]
) -> QTableWidget:
    """`widths` are those of the first columns, in units; the keyboard goes from box to box."""
    table = QTableWidget(0, len(heads))
    table.setAccessibleName(name)
    table.setFont(theme.font(FIELD))
    table.setHorizontalHeaderLabels(list(heads))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(5 * UNIT + UNIT // 2)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for section, units in enumerate(widths):
        header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(section, units * UNIT)
    return table
