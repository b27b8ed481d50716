"""A text box for a sentence or more: it grows with what is typed, and Enter is not typed."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

_MOST_LINES = 7
_LEFT_TO_THE_EDITOR = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})


class WordsBox(QPlainTextEdit):
    """Holds one paragraph; line breaks in what is pasted become spaces."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        return " ".join(self.toPlainText().split())

    def set_text(self, text: str) -> None:
        """Show a text, selected, from its beginning."""
        self.setPlainText(" ".join(text.split()))
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEFT_TO_THE_EDITOR:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the lines are, up to so many."""
        lines = round(self.document().size().height())
        shown = min(max(1, lines), _MOST_LINES)
        inner = shown * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        frame = self.height() - self.viewport().height()
        is_full = lines > _MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_full else policy.ScrollBarAlwaysOff
        )
        if self.height() != round(inner + frame):
            self.setFixedHeight(round(inner + frame))
