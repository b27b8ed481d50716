"""The widgets of the import and how they stand; what they do is the dialog's."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.codebook import Codebook
from models.language import later, number, tr, trn
from ui.dialogs.form_dialog import note
from ui.importing.columns_page import ColumnsPage
from ui.importing.labels_page import LabelsPage
from ui.importing.preview_model import PreviewModel
from ui.importing.preview_table import PreviewTable
from ui.importing.refusals_page import RefusalsPage
from ui.theme import SEMIBOLD, SUMMARY, TITLE, UNIT, Theme
from ui.widgets.chosen_chip import choose_by
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.hint_bar import HintBar

_WIDTH, _HEIGHT = 156, 84
_SHOWN_NAMES = 5
"""In units: fits a screen of 1366 × 768, with its title bar."""

_KEYS = (
    ("Space", later("tick")),
    ("Enter", later("correct")),
    ("Ctrl Enter", later("import what is ticked")),
)


class Page(IntEnum):
    """The pages, in the order of their chips; EMPTY has none."""

    ARTICLES = 0
    COLUMNS = 1
    LABELS = 2
    REFUSED = 3
    EMPTY = 4


class ImportForm:
    """Builds the dialog's inside; its widgets are public to the dialog."""

    def __init__(self, theme: Theme, annotator: str, codebook: Codebook, dialog: QDialog) -> None:
        self._theme = theme
        self._dialog = dialog
        self.files = _button(tr("Add files …"))
        self.folder = _button(tr("Add folder …"))
        self.paste = _button(tr("Paste"))
        self.clear = _button(tr("Begin anew"))
        self.again = _button(tr("Read again"))
        self.published = QLineEdit()
        self.published.setPlaceholderText("2024-01-05")
        self.published.setAccessibleName(tr("Date of articles that name none"))
        self.published.setFixedWidth(16 * UNIT)
        self.confirmed = QCheckBox(
            tr("Take the events in the files as confirmed by {name}", name=annotator)
        )
        self.kept = QCheckBox()
        self.model = PreviewModel(theme, dialog)
        self.table = PreviewTable(theme, self.model)
        self.columns = ColumnsPage(theme)
        self.labels = LabelsPage(theme, codebook)
        self.refusals = RefusalsPage(theme)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.save = _button(tr("Save report …"))
        self.cancel = _button(tr("Cancel"))
        self.bring = QPushButton()
        self._listed = note(theme, "")
        self._summary = QLabel()
        self._summary.setFont(theme.font(SUMMARY))
        self._said = note(theme, "")
        self._said.setProperty("role", "warn")
        self._row = note(theme, "")
        self._keys = HintBar(theme)
        self._keys.set_hints(_KEYS)
        self._chips = {page: QPushButton() for page in Page if page is not Page.EMPTY}
        self._pages = QStackedWidget()
        self._build()

    def wanted_size(self) -> QSize:
        """As large as the contents want, but never larger than the screen."""
        wanted = QSize(_WIDTH * UNIT, _HEIGHT * UNIT)
        screen = self._dialog.screen().availableSize()
        return wanted.boundedTo(screen - QSize(8 * UNIT, 12 * UNIT))

    def say(self, text: str) -> None:
        """A sentence above the buttons; empty: nothing."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def go(self, page: Page) -> None:
        self._pages.setCurrentIndex(page)
        if page in self._chips:
            self._chips[page].setChecked(True)

    def show_keys(self, *, is_shown: bool) -> None:
        """Say what keys do in the table, once there is something in it to do it with."""
        self._keys.setVisible(is_shown)

    def show_files(self, paths: Sequence[Path]) -> None:
        names = ", ".join(path.name or str(path) for path in paths[:6])
        more = len(paths) - 6
        self._listed.setText(
            tr("{names} and {count} more", names=names, count=number(more)) if more > 0 else names
        )
        if not paths:
            self._pages.setCurrentIndex(Page.EMPTY)
        elif self._is_empty:
            self.go(Page.ARTICLES)

    def show_progress(self, done: int, total: int, name: str) -> None:
        self.bar.setRange(0, total if total > 1 else 0)
        self.bar.setValue(done)
        if name:
            told = tr("Reading {name} ({done} of {total})", name=name, done=done, total=total)
            self._listed.setText(told)

    def name_pages(self) -> None:
        """The chips with what is on their pages; those with nothing on them are hidden."""
        tables, refused = len(self.columns.headers()), len(self.refusals.refused)
        notes = len(self.refusals.notes)
        articles = trn("{count} article", "{count} articles", self.model.rowCount())
        self._chips[Page.ARTICLES].setText(articles)
        left = trn("{count} left out", "{count} left out", refused) if refused else tr("Notes")
        self._chips[Page.REFUSED].setText(left)
        asked = tr("Columns: please look") if self.columns.in_doubt else tr("Columns")
        self._chips[Page.COLUMNS].setText(asked)
        self._chips[Page.ARTICLES].setVisible(not self._is_empty)
        self._chips[Page.COLUMNS].setVisible(tables > 0 and not self._is_empty)
        self._chips[Page.REFUSED].setVisible(refused + notes > 0)
        unknown = self.labels.unknown
        without = trn("Labels: {count} without meaning", "Labels: {count} without meaning", unknown)
        self._chips[Page.LABELS].setText(without if unknown else tr("Labels"))
        self._chips[Page.LABELS].setVisible(self.labels.count > 0 and not self._is_empty)

    @property
    def _is_empty(self) -> bool:
        return self._pages.currentIndex() == Page.EMPTY

    def sum_up(self) -> None:
        """How many are to be looked at and are left out."""
        told = []
        doubtful, left = self.model.doubtful, len(self.model.left_out)
        if doubtful:
            told.append(trn("{count} to look at, on top", "{count} to look at, on top", doubtful))
        if left:
            told.append(trn("{count} not ticked", "{count} not ticked", left))
        self._summary.setText(" · ".join(told))

    def _build(self) -> None:
        head = QLabel(tr("Import articles"))
        head.setFont(self._theme.font(TITLE, SEMIBOLD))
        column = QVBoxLayout(self._dialog)
        column.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(UNIT + UNIT // 2)
        column.addWidget(head)
        column.addLayout(self._top())
        column.addWidget(self._listed)
        column.addWidget(self.bar)
        column.addLayout(self._middle())
        column.addWidget(self._pages, 1)
        column.addWidget(self._said)
        column.addLayout(self._bottom())
        self._said.hide()

    def _top(self) -> FlowLayout:
        """The buttons, and the date behind them; on a narrow screen in the next line."""
        row = FlowLayout(spacing=UNIT)
        for button in (self.files, self.folder, self.paste, self.clear, self.again):
            row.addWidget(button)
        dated = QWidget()
        pair = QHBoxLayout(dated)
        pair.setContentsMargins(2 * UNIT, 0, 0, 0)
        pair.setSpacing(UNIT)
        label = QLabel(tr("Date of articles that name none"))
        label.setBuddy(self.published)
        pair.addWidget(label)
        pair.addWidget(self.published)
        row.addWidget(dated)
        return row

    def _middle(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        for chip in self._chips.values():
            row.addWidget(chip)
        choose_by(self._chips, self.go)
        row.addStretch(1)
        row.addWidget(self._summary)
        for widget in (self._articles(), self.columns, self.labels, self.refusals, self._empty()):
            self._pages.addWidget(widget)
        return row

    def _articles(self) -> QWidget:
        """The table, and under it what the row that the keyboard is on has no room for."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.table, 1)
        column.addWidget(self._row)
        self._row.setTextFormat(Qt.TextFormat.PlainText)
        self._row.hide()
        self.table.selectionModel().currentRowChanged.connect(lambda to, _: self._tell_row(to))
        self.model.modelReset.connect(self._row.hide)
        return page

    def _tell_row(self, index: QModelIndex) -> None:
        self._row.setVisible(index.isValid())
        if index.isValid():
            row = self.model.row(index.row())
            events = [trn("{count} event", "{count} events", row.events)] if row.events else []
            told = "  ·  ".join((row.origin, *events, *self.model.open_doubts(row)))
            self._row.setText(f"{told}\n{row.opening} …")

    def _empty(self) -> QLabel:
        words = tr(
            "Drop files, folders or archives here, or paste them or a text.\n"
            "Web pages, PDF, Word, mails, texts, tables, exports of news archives and of"
            " annotation tools are recognised; nothing comes in before you have looked."
        )
        empty = QLabel(words)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        empty.setFont(self._theme.font(SUMMARY))
        empty.setProperty("role", "muted")
        empty.setProperty("drop", "true")
        return empty

    def name_annotators(self) -> None:
        """Offer to keep whose the events are, where the files say so."""
        names = sorted(self.model.annotators)
        self.kept.setVisible(bool(names))
        shown = ", ".join(names[:_SHOWN_NAMES]) + (", …" if len(names) > _SHOWN_NAMES else "")
        self.kept.setText(tr("Keep the events as decided by {names}", names=shown))

    def _bottom(self) -> QHBoxLayout:
        self.bring.setAutoDefault(True)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        whose = QVBoxLayout()
        whose.setSpacing(UNIT // 2)
        whose.addStretch(1)
        whose.addWidget(self.kept)
        whose.addWidget(self.confirmed)
        whose.addWidget(self._keys)
        row.addLayout(whose, 1)
        for button in (self.save, self.cancel, self.bring):
            row.addWidget(button)
        return row


def _button(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(False)
    return made
