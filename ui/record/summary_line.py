"""The event in one line; at most two where names are long, the whole as a tool tip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from models.language import tr
from ui.record.row_layout import wrapped
from ui.theme import SEMIBOLD, SUMMARY, Theme

_MOST_LINES = 2


class SummaryLine(QWidget):
    """Paints the words; what does not fit is cut with dots, never the fields below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Event in one line"))
        self.dress()

    @property
    def text(self) -> str:
        """All that is to be said."""
        return self._text

    def set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleDescription(text)
            self.updateGeometry()
            self.update()

    def shown_lines(self, width: float) -> list[str]:
        """The words as they stand at a width."""
        font = self._theme.font(SUMMARY, SEMIBOLD)
        found: list[str] = []
        layout = wrapped(self._text, font, width)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, length = line.textStart(), line.textLength()
            if number + 1 == _MOST_LINES and number + 1 < layout.lineCount():
                rest = self._text[start:]
                cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
                return [*found, cut]
            found.append(self._text[start : start + length].rstrip())
        return found

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        self.setFont(self._theme.font(SUMMARY, SEMIBOLD))
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(max(1, len(self.shown_lines(width))) * self._line_height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text"))
        height, lines = self._line_height(), self.shown_lines(self.width())
        self.setToolTip(self._text if lines and lines[-1].endswith("…") else "")
        for number, line in enumerate(lines):
            place = QRectF(QPointF(0, number * height), QSize(self.width(), round(height)))
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line
            )

    def _line_height(self) -> float:
        return QFontMetricsF(self.font()).height() + 1
