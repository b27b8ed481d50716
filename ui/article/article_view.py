"""The article's text on screen: laid out once, evidence painted only where it is visible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QApplication, QFrame, QTextEdit, QWidget
from typing_extensions import override

from models.language import tr
from models.spans import Span, Utf16Map
from ui.article.displayed_text import SHOWN_LIMIT, displayed
from ui.article.evidence_painter import EvidencePainter, Ink, Mark, Marks, rects
from ui.article.margin import Margin
from ui.theme import UNIT, Theme
from ui.words.directions import RIGHT_TO_LEFT

#: Percent of the type size from line to line.
LINE_HEIGHT = 160
#: Characters on a line; a few narrow ones more still stay below 75.
MEASURE = 70

_SAMPLE = "The council said on Monday that two people were hurt in the old harbour town. "
_BLANK_LINE = re.compile(r"\n\r?\n")
_WIDEST_GAP = 5
_SCROLL_KEYS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class ArticleView(QTextEdit):
    """Shows one text under a header that scrolls with it. Positions in and out are code points."""

    clicked = Signal(int)
    dragged = Signal(object)
    """Words are being swept over with the mouse (`Span`, not yet snapped to words)."""
    sentence_wanted = Signal(int)
    """Clicked three times: the sentence at a position is wanted."""
    zoom_wanted = Signal(int)
    hovered = Signal(object)
    """The pointer is over the character at a position (`int`), or beside the text (None)."""
    resize_wanted = Signal(int)
    """Shift and the wheel: a longer (1) or shorter (-1) phrase is wanted."""

    def __init__(self, theme: Theme, header: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self._map = Utf16Map("")
        self._marks = Marks()
        self._pressed: tuple[QPoint, int] | None = None
        self._is_dragging = False
        #: Whether something in the text runs from right to left.
        self.is_bidirectional = False
        self._twice: tuple[QPoint, int] | None = None
        self._has_blank_lines = False
        self._evidence_painter = EvidencePainter(theme)
        self.margin = Margin(self, theme)
        self._header = header
        header.setParent(self.viewport())
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Article"))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_bar_value_changed)
        # Its room is kept, so that lines stay; but it shows only where there is more to see.
        bar.rangeChanged.connect(lambda _least, most: bar.setEnabled(most > 0))
        bar.setEnabled(bar.maximum() > 0)
        self.dress()

    def dress(self) -> None:
        """Take colours and type from the theme again."""
        paper = self._theme.palette.paper
        self.setStyleSheet(f"QTextEdit{{background:{paper};border:none;border-radius:0;padding:0}}")
        self.document().setDefaultFont(self._theme.reading_font())
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._paragraph())
        self.fit()

    def show_text(self, text: str, utf16: Utf16Map) -> None:
        """Lay out another text and go to its beginning."""
        text = text[:SHOWN_LIMIT]
        self._text, self._map = text, utf16
        self._pressed, self._is_dragging = None, False
        self.margin.set_marks(())
        self._has_blank_lines = bool(_BLANK_LINE.search(text))
        self.is_bidirectional = bool(RIGHT_TO_LEFT.search(text))
        self.mark(())
        document = self.document()
        document.clear()
        # One edit block: the text is laid out once, in its final shape.
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        document.rootFrame().setFrameFormat(self._frame())
        cursor.setBlockFormat(self._paragraph())
        cursor.insertText(displayed(text))
        cursor.endEditBlock()
        self.margin.renumber()
        self.verticalScrollBar().setValue(0)
        self._place_header()

    def fit(self) -> None:
        """Centre the column below the header; wanted after either has another size."""
        frame, wanted = self.document().rootFrame(), self._frame()
        if frame.frameFormat() != wanted:
            frame.setFrameFormat(wanted)
        self._place_header()

    def set_numbered(self, *, is_numbered: bool) -> None:
        """Show the number of each paragraph in the margin."""
        self.margin.set_numbered(is_numbered=is_numbered)
        self.fit()

    def mark(self, marks: Sequence[Mark]) -> None:
        """What to paint behind and under the words; positions are UTF-16 units."""
        self._marks = Marks(marks)
        self.viewport().update()

    def show_hand(self, *, is_shown: bool) -> None:
        """The pointer as a hand, where a click takes something."""
        shape = Qt.CursorShape.PointingHandCursor if is_shown else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def nearest_point(self, position: QPoint) -> int:
        """The code point nearest to a position of the viewport."""
        return self._point(self.cursorForPosition(position))

    def point_lines_away(self, point: int, lines: int) -> int:
        """The code point above or below another one on the screen."""
        cursor = self._cursor_at(point)
        way = QTextCursor.MoveOperation.Down if lines > 0 else QTextCursor.MoveOperation.Up
        cursor.movePosition(way, QTextCursor.MoveMode.MoveAnchor, abs(lines))
        return self._point(cursor)

    def rect_of(self, point: int) -> QRectF:
        """Where a code point stands in the viewport."""
        return QRectF(self.cursorRect(self._cursor_at(point)))

    def bring_into_view(self, span: Span) -> None:
        """Scroll only if the span does not stand well inside the view."""
        top, bottom = self.rect_of(span.start).top(), self.rect_of(span.end).bottom()
        room = self.viewport().height()
        margin = min(6 * UNIT, room / 5)
        if top < margin or (bottom > room - margin and top > room / 3):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(top - room / 3))

    def scroll_by_key(self, key: int) -> bool:
        """Scroll if the key is one for scrolling."""
        action = _SCROLL_KEYS.get(Qt.Key(key))
        if action is not None:
            self.verticalScrollBar().triggerAction(action)
        return action is not None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        for block, marks in self._visible_marks(event.rect().top(), event.rect().bottom()):
            self._evidence_painter.paint(painter, block, marks, bidirectional=self.is_bidirectional)
        self.margin.paint(painter, *self._units_near(event.rect().top(), event.rect().bottom()))
        painter.end()
        super().paintEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            position = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            if self._is_third_click(position, event.timestamp()):
                self.sentence_wanted.emit(self.nearest_point(position))
                return
            self._pressed = position, self.nearest_point(position)
            self._is_dragging = False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._pressed is None:
            self.hovered.emit(self._point_under(position))
            return
        origin, start = self._pressed
        far = (position - origin).manhattanLength() >= QApplication.startDragDistance()
        if far or self._is_dragging:
            self._is_dragging = True
            first, last = sorted((start, self.nearest_point(position)))
            self.dragged.emit(Span(first, last))
            self._scroll_while_dragging(position.y())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)
        super().leaveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._is_dragging:
            point = self._point_under(event.position().toPoint())
            if point is not None:
                self.clicked.emit(point)
        self._pressed, self._is_dragging = None, False

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = self._point_under(event.position().toPoint())
        if point is not None:
            self._twice = event.position().toPoint(), event.timestamp()
            self.dragged.emit(Span(point, point + 1))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.scroll_by_key(event.key()):
            event.ignore()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # Some systems turn the wheel sideways while Shift is down.
            turned = event.angleDelta().y() or event.angleDelta().x()
            self.resize_wanted.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _visible_marks(self, top: int, bottom: int) -> Iterator[tuple[QTextBlock, list[Mark]]]:
        """The blocks in a strip of the viewport that carry marks, and which."""
        first, last = self._units_near(top, bottom)
        block = self.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            begin, end = block.position(), block.position() + block.length()
            if not self.is_bidirectional:
                begin, end = max(begin, first), min(end, last + 1)
            if marks := self._marks.between(begin, end):
                yield block, marks
            block = block.next()

    def _units_near(self, top: int, bottom: int) -> tuple[int, int]:
        """The first and the last unit in or close to a strip of the viewport."""
        return self._unit_near(top - 4 * UNIT), self._unit_near(bottom + 4 * UNIT)

    def _unit_near(self, y: int) -> int:
        """The unit at the left edge of the line at a height of the viewport."""
        layout = self.document().documentLayout()
        place = QPointF(0, y + self.verticalScrollBar().value())
        return max(0, layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit))

    def _point_under(self, position: QPoint) -> int | None:
        """The code point whose character is under a position; None beside the text."""
        place = QPointF(position.x(), position.y() + self.verticalScrollBar().value())
        near = self.cursorForPosition(position).position()
        # The letters of some scripts are drawn with gaps between them that belong to the word.
        for gap in (0, _WIDEST_GAP) if self.is_bidirectional else (0,):
            for unit in (near, near - 1):
                block = self.document().findBlock(max(0, unit))
                mark = Mark(unit, unit + 1, ink=Ink.SELECTION)
                for rect in rects(block, mark, bidirectional=self.is_bidirectional):
                    if rect.adjusted(-gap, -2, gap, 6).contains(place):
                        return self._map.to_code_point(unit)
        return None

    def _point(self, cursor: QTextCursor) -> int:
        return min(self._map.to_code_point(cursor.position()), len(self._text))

    def _cursor_at(self, point: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(max(0, min(self._map.to_utf16(point), last)))
        return cursor

    def _frame(self) -> QTextFrameFormat:
        """The margins that make the column, and room above it for the header."""
        room = self.viewport().width()
        column = _character_width(self._theme.reading_font()) * MEASURE
        is_wide = room > 480 or self.margin.is_numbered
        side = max(5 * UNIT if is_wide else 2 * UNIT, round((room - column) / 2))
        self._header.setFixedWidth(max(1, room - 2 * side))
        layout = self._header.layout()
        height = layout.totalHeightForWidth(self._header.width()) if layout else 0
        self._header.setFixedHeight(max(1, height))
        made = QTextFrameFormat()
        made.setLeftMargin(side)
        made.setRightMargin(side)
        made.setTopMargin(3 * UNIT + height + 2 * UNIT)
        made.setBottomMargin(8 * UNIT)
        return made

    def _paragraph(self) -> QTextBlockFormat:
        """Lines as far apart as the type size wants, whatever the font's own idea of it."""
        font = self._theme.reading_font()
        percent = LINE_HEIGHT * font.pixelSize() / QFontMetricsF(font).height()
        made = QTextBlockFormat()
        made.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        made.setBottomMargin(0 if self._has_blank_lines else 1.5 * UNIT)
        return made

    def _on_bar_value_changed(self) -> None:
        self._place_header()
        # Other words are under the pointer now.
        self.hovered.emit(None)

    def _place_header(self) -> None:
        left = round(self.document().rootFrame().frameFormat().leftMargin())
        self._header.move(left, 3 * UNIT - self.verticalScrollBar().value())

    def _is_third_click(self, position: QPoint, at: int) -> bool:
        twice, self._twice = self._twice, None
        if twice is None or at - twice[1] > QApplication.doubleClickInterval():
            return False
        return (position - twice[0]).manhattanLength() < QApplication.startDragDistance()

    def _scroll_while_dragging(self, y: int) -> None:
        """The farther above or below the view the pointer is, the faster."""
        beyond = min(y, 0) + max(y - self.viewport().height(), 0)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + beyond // 2)


def _character_width(font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
