"""The user guide beside the window: it opens at what one is doing, and can be searched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QUrl
from PySide6.QtGui import (
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.language import tr
from ui.theme import FIELD, UNIT, Theme
from ui.widgets.room_on_screen import fitting

_GUIDE = Path(__file__).parents[2] / "docs" / "guide.md"
_WIDTH, _HEIGHT = 960, 680


class GuideDialog(QDialog):
    """Chapters left, text right; Enter in the box goes to the next place found."""

    def __init__(self, theme: Theme, chapter: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first = chapter
        self._chapters = QListWidget()
        self._text = QTextBrowser()
        self._box = QLineEdit()
        self._build()
        self.dress()
        self._read()
        theme.changed.connect(self.dress)

    @property
    def chapters(self) -> list[str]:
        """The headings, in order."""
        return [self._chapters.item(row).text() for row in range(self._chapters.count())]

    @property
    def shown(self) -> str:
        """The first line of text in sight."""
        return self._text.cursorForPosition(QPoint(2 * UNIT, 2 * UNIT)).block().text()

    def show_chapter(self, name: str) -> None:
        """Bring a chapter to the top; a name that no chapter has shows the beginning."""
        for row, chapter in enumerate(self.chapters):
            if chapter == name:
                self._chapters.setCurrentRow(row)

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        colors = self._theme.palette
        for widget in (self._chapters, self._text):
            widget.setFont(self._theme.font(FIELD))
            widget.setStyleSheet(
                f"background:{colors.raised};border:1px solid {colors.line};"
                f"border-radius:{UNIT}px;padding:{UNIT}px"
            )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now the text has its width, and with it the heights of its chapters.
        self.show_chapter(self._first)

    def _build(self) -> None:
        self.setWindowTitle(tr("Guide"))
        self.resize(fitting(self, QSize(_WIDTH, _HEIGHT)))
        self._box.setPlaceholderText(tr("Search the guide"))
        self._box.setAccessibleName(tr("Search the guide"))
        self._box.setClearButtonEnabled(True)
        self._chapters.setAccessibleName(tr("Chapters"))
        self._chapters.setFixedWidth(34 * UNIT)
        self._text.setAccessibleName(tr("Guide"))
        self._text.setOpenExternalLinks(True)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout()
        column.addWidget(self._box)
        column.addWidget(self._text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        row.setSpacing(2 * UNIT)
        row.addWidget(self._chapters)
        row.addLayout(column, 1)
        self._box.textChanged.connect(self._search_anew)
        self._box.returnPressed.connect(self._search_on)
        self._chapters.currentTextChanged.connect(self._go_to)

    def _read(self) -> None:
        lines = _GUIDE.read_text(encoding="utf-8").splitlines()
        # Without its pictures: they show the window, which stands right beside.
        text = "\n".join(line for line in lines if not line.startswith("!["))
        self._text.document().setMarkdown(text)
        _let_air_in(self._text.document())
        self._text.document().setBaseUrl(QUrl.fromLocalFile(str(_GUIDE)))
        self._chapters.addItems(
            [line.removeprefix("## ") for line in lines if line.startswith("## ")]
        )
        self._chapters.setCurrentRow(0)

    def _go_to(self, chapter: str) -> None:
        block = self._text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 2 and block.text() == chapter:
                self._bring_up(block)
                return
            block = block.next()

    def _bring_up(self, block: QTextBlock) -> None:
        layout = self._text.document().documentLayout()
        top = layout.blockBoundingRect(block).top()
        self._text.verticalScrollBar().setValue(round(top) - UNIT // 2)

    def _search_anew(self, _typed: str) -> None:
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        self._search_on()

    def _search_on(self) -> None:
        typed = self._box.text()
        if typed and not self._text.find(typed, QTextDocument.FindFlag(0)):
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._text.find(typed, QTextDocument.FindFlag(0))


def _let_air_in(document: QTextDocument) -> None:
    """Markdown comes set solid; a guide is read at one and a half lines."""
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        # Each line of an example is a block of its own; they belong together.
        is_example = shape.hasProperty(QTextFormat.Property.BlockCodeFence.value)
        height = 110 if is_example else 140
        shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(2 * UNIT if shape.headingLevel() else 0)
        shape.setBottomMargin(0 if is_example else UNIT / 2)
        QTextCursor(block).setBlockFormat(shape)
        block = block.next()
