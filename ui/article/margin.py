"""What stands beside the lines of an article: marks of unclaimed sentences, paragraph numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit, QToolTip
from typing_extensions import override

from ui.theme import NOTE, UNIT, Theme

_SIZE = 9.0
#: From the edge of the text to the middle of the first mark.
_DISTANCE = 2 * UNIT
_REACH = 5.0


@dataclass(frozen=True, slots=True)
class MarginMark:
    """A mark beside the line on which a UTF-16 position stands; `words` say what it means."""

    unit: int
    words: str
    is_here: bool = False


class Margin(QObject):
    """Paints beside the column on the side where its lines begin, and knows what is clicked."""

    clicked = Signal(int)
    """A mark was clicked (its place among the marks)."""

    def __init__(self, view: QTextEdit, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._marks: Sequence[MarginMark] = ()
        self._units: list[int] = []
        #: Whether each paragraph shows its number.
        self.is_numbered = False
        self._numbers: list[int] = []
        view.viewport().installEventFilter(self)

    def set_marks(self, marks: Sequence[MarginMark]) -> None:
        """Show these marks, in order of their positions."""
        if marks != self._marks:
            self._marks = marks
            self._units = [mark.unit for mark in marks]
            self._view.viewport().update()

    def set_numbered(self, *, is_numbered: bool) -> None:
        """Show the number of each paragraph beside its first line."""
        if is_numbered != self.is_numbered:
            self.is_numbered = is_numbered
            self.renumber()
            self._view.viewport().update()

    def renumber(self) -> None:
        """Count the paragraphs anew; blank lines have no number."""
        self._numbers = []
        block = self._view.document().begin()
        while self.is_numbered and block.isValid():
            if block.text().strip():
                self._numbers.append(block.blockNumber())
            block = block.next()

    def paint(self, painter: QPainter, first: int, last: int) -> None:
        """What stands beside the units from `first` to `last`; origin is the document's."""
        begin, end = bisect_left(self._units, first), bisect_right(self._units, last)
        for place, box in self._boxes(begin, end):
            self._diamond(painter, box, is_here=self._marks[place].is_here)
        if self._numbers:
            self._paint_numbers(painter, first, last)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), "" if place is None else self._marks[place].words, self._view
            )
            return True
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            place = self._at(event.position())
            if place is not None and event.button() is Qt.MouseButton.LeftButton:
                self.clicked.emit(place)
                return True
        return super().eventFilter(watched, event)

    def box(self, place: int) -> QRectF:
        """Where a mark stands in the viewport."""
        ((_, box),) = self._boxes(place, place + 1)
        return box.translated(0, -self._view.verticalScrollBar().value())

    def _at(self, position: QPointF) -> int | None:
        near = position + QPointF(0, self._view.verticalScrollBar().value())
        for place, box in self._boxes(0, len(self._marks)):
            if box.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(near):
                return place
        return None

    def _boxes(self, begin: int, end: int) -> Iterator[tuple[int, QRectF]]:
        """The marks' places in the document; several on one line stand beside each other."""
        while 0 < begin < len(self._units) and self._same_line(begin - 1, begin):
            begin -= 1
        beside = 0
        for place in range(begin, end):
            beside = beside + 1 if place > begin and self._same_line(place - 1, place) else 0
            block, middle = self._line(self._units[place])
            x = self._edge(block, self._distance() + beside * (_SIZE + 4))
            yield place, QRectF(x - _SIZE / 2, middle - _SIZE / 2, _SIZE, _SIZE)

    def _same_line(self, one: int, other: int) -> bool:
        return self._line(self._units[one]) == self._line(self._units[other])

    def _line(self, unit: int) -> tuple[QTextBlock, float]:
        """The block of a position and the height of its line's middle in the document."""
        block = self._view.document().findBlock(unit)
        layout = block.layout()
        line = layout.lineForTextPosition(unit - block.position())
        metrics = QFontMetricsF(block.document().defaultFont())
        baseline = layout.position().y() + line.y() + line.ascent()
        return block, baseline - metrics.xHeight() / 2

    def _distance(self) -> float:
        """From the edge of the text to the middle of a mark; a narrow pane has little room."""
        room = self._view.document().rootFrame().frameFormat().leftMargin()
        return min(_DISTANCE, room - _SIZE / 2 - 2)

    def _edge(self, block: QTextBlock, distance: float) -> float:
        """A distance out from where the block's lines begin: at the right for right-to-left."""
        frame = self._view.document().rootFrame().frameFormat()
        if block.textDirection() is Qt.LayoutDirection.RightToLeft:
            return self._view.viewport().width() - frame.rightMargin() + distance
        return frame.leftMargin() - distance

    def _diamond(self, painter: QPainter, box: QRectF, *, is_here: bool) -> None:
        color = QColor(self._theme.palette.accent if is_here else self._theme.palette.warn)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(color if is_here else Qt.BrushStyle.NoBrush)
        middle = box.center()
        painter.drawPolygon(
            [
                QPointF(middle.x(), box.top()),
                QPointF(box.right(), middle.y()),
                QPointF(middle.x(), box.bottom()),
                QPointF(box.left(), middle.y()),
            ]
        )

    def _paint_numbers(self, painter: QPainter, first: int, last: int) -> None:
        document = self._view.document()
        painter.setFont(self._theme.font(NOTE))
        painter.setPen(QColor(self._theme.palette.faint))
        begin = bisect_left(self._numbers, document.findBlock(first).blockNumber())
        end = bisect_right(self._numbers, document.findBlock(last).blockNumber())
        width, height = 4.0 * UNIT, 2.0 * UNIT
        for place in range(begin, end):
            block = document.findBlockByNumber(self._numbers[place])
            _, middle = self._line(block.position())
            beyond = _DISTANCE - UNIT if not self._has_mark(block) else _DISTANCE + UNIT
            x = self._edge(block, beyond)
            is_right = block.textDirection() is Qt.LayoutDirection.RightToLeft
            box = QRectF(x if is_right else x - width, middle - height / 2, width, height)
            side = Qt.AlignmentFlag.AlignLeft if is_right else Qt.AlignmentFlag.AlignRight
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, str(place + 1))

    def _has_mark(self, block: QTextBlock) -> bool:
        """Whether a mark stands beside the block's first line."""
        line = block.layout().lineAt(0)
        place = bisect_left(self._units, block.position())
        end = block.position() + line.textLength()
        return place < len(self._units) and self._units[place] < end
