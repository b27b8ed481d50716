"""The table of scores: events first, then every field; the words of each column in its tooltip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from models.language import number, tr
from models.suggest.evaluation import Score
from ui.quality.wording import COLUMNS, percent
from ui.theme import FIELD, MEDIUM, NOTE, SEMIBOLD, UNIT, Theme

_ROW = 28
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoreTable(QTableWidget):
    """As high as its rows, so that the page scrolls and not the table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(COLUMNS))
        self._theme = theme
        self.setAccessibleName(tr("Scores by field"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, (words, meaning) in enumerate(COLUMNS):
            item = QTableWidgetItem(tr(words))
            item.setToolTip(tr(meaning))
            item.setTextAlignment(_RIGHT if place else Qt.AlignmentFlag.AlignLeft)
            self.setHorizontalHeaderItem(place, item)
        theme.changed.connect(self.dress)
        self.dress()
        self.show_rows(())

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        colors = self._theme.palette
        self.setFont(self._theme.font(FIELD))
        self.horizontalHeader().setFont(self._theme.font(NOTE, MEDIUM))
        self.setStyleSheet(
            f"QTableWidget{{background:{colors.raised};border:1px solid {colors.line};"
            f"border-radius:8px}}"
            f"QTableWidget::item{{padding:0 {UNIT}px;border-bottom:1px solid {colors.chip}}}"
            f"QTableWidget::item:selected{{background:{colors.accent_wash};color:{colors.text}}}"
            f"QHeaderView{{background:transparent}}"
            f"QHeaderView::section{{background:transparent;color:{colors.muted};border:none;"
            f"border-bottom:1px solid {colors.line};padding:4px {UNIT}px}}"
        )

    def show_rows(self, rows: Sequence[tuple[str, Score]]) -> None:
        """The scores by the names of what they are about."""
        self.setRowCount(len(rows))
        for row, (name, score) in enumerate(rows):
            counts = (score.gold, score.found, score.right)
            shares = (score.precision, score.recall, score.f1)
            cells = (name, *(number(count) for count in counts), *map(percent, shares))
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setTextAlignment(_RIGHT if column else Qt.AlignmentFlag.AlignVCenter)
                if row == 0 or column == len(cells) - 1:
                    item.setFont(self._theme.font(FIELD, SEMIBOLD))
                self.setItem(row, column, item)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + _ROW * len(rows) + 4)
