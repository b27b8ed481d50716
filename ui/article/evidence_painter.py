"""Paints evidence behind and under the words of one block of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextBlock, QTextLine

from ui.theme import Theme

#: How high a line turns up at its ends, in pixels.
_CORNER = 4.0


class Ink(IntEnum):
    """How a stretch is painted; later ones lie on top."""

    SENTENCE = -1
    """A sentence that is asked about."""
    OTHER_EVENT = 0
    FOCUSED_EVENT = 1
    FOCUSED_FIELD = 2
    SELECTION = 3
    PHRASE = 4
    """A phrase that a click or Enter would take."""
    FOUND = 5
    FOUND_HERE = 6
    """The place that the search in the article shows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A painted stretch in UTF-16 units; `lane` keeps the lines of overlapping ones apart.

    `is_crowded`: it overlaps another one, so its line shows where it begins and where it ends.
    """

    start: int
    end: int
    ink: Ink
    lane: int = 0
    is_crowded: bool = False


class Marks:
    """All marks of a text, to be found by where they lie."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._sorted = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._sorted]
        self._longest = max((mark.end - mark.start for mark in self._sorted), default=0)

    def between(self, begin: int, end: int) -> list[Mark]:
        """The marks that reach into a stretch of UTF-16 units, by where they begin."""
        first = bisect_left(self._starts, begin - self._longest)
        near = self._sorted[first : bisect_left(self._starts, end)]
        return [mark for mark in near if mark.end > begin]


class EvidencePainter:
    """Washes for the focused event, lines under everything: legible where stretches overlap."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(
        self, painter: QPainter, block: QTextBlock, marks: list[Mark], *, bidirectional: bool
    ) -> None:
        """The marks of one block; the painter's origin is that of the document."""
        for mark in sorted(marks, key=lambda mark: (mark.ink, mark.lane)):
            for rect in rects(block, mark, bidirectional=bidirectional):
                self._wash(painter, rect, mark)
        for mark in marks:
            boxes = list(rects(block, mark, bidirectional=bidirectional))
            for number, rect in enumerate(boxes):
                begins = bidirectional or (number == 0 and mark.start >= block.position())
                ends = bidirectional or (
                    number == len(boxes) - 1 and mark.end < block.position() + block.length()
                )
                self._line(painter, rect, mark, (begins, ends))

    def _wash(self, painter: QPainter, rect: QRectF, mark: Mark) -> None:
        if mark.ink is Ink.OTHER_EVENT:
            return
        if mark.ink in (Ink.PHRASE, Ink.FOUND):
            self._outline(painter, rect, is_dotted=mark.ink is Ink.FOUND)
            return
        palette = self._theme.palette
        fill = {
            Ink.SENTENCE: palette.accent_wash,
            Ink.FOCUSED_EVENT: palette.ev_event,
            Ink.FOCUSED_FIELD: palette.ev_focus,
            Ink.SELECTION: palette.accent_wash,
            Ink.FOUND_HERE: palette.accent_wash,
        }[mark.ink]
        painter.setPen(Qt.PenStyle.NoPen)
        if mark.ink in (Ink.SELECTION, Ink.FOUND_HERE):
            painter.setPen(QPen(QColor(palette.accent), 1.5))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(rect.adjusted(-1.5, -0.5, 1.5, 1.5), 3, 3)

    def _outline(self, painter: QPainter, rect: QRectF, *, is_dotted: bool) -> None:
        pen = QPen(QColor(self._theme.palette.accent), 1.5)
        if is_dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 2), 3, 3)

    def _line(
        self, painter: QPainter, rect: QRectF, mark: Mark, corners: tuple[bool, bool]
    ) -> None:
        """A line under the words; among others it turns up where the stretch begins and ends."""
        palette = self._theme.palette
        if mark.ink not in (Ink.OTHER_EVENT, Ink.FOCUSED_EVENT, Ink.FOCUSED_FIELD):
            return
        if mark.ink is Ink.FOCUSED_EVENT and not mark.is_crowded:
            return
        color, width = palette.ev_other, 1.4
        if mark.ink is Ink.FOCUSED_FIELD:
            color, width = palette.warn, 2.0
        elif mark.ink is Ink.FOCUSED_EVENT:
            color, width = palette.warn, 1.2
        y = rect.bottom() + 1.5 + 3 * mark.lane
        # A step inwards, so that neighbours do not share a corner.
        left, right = rect.left() + 0.5, rect.right() - 0.5
        begins, ends = corners if mark.is_crowded else (False, False)
        line = [QPointF(left, y), QPointF(right, y)]
        painter.setPen(QPen(QColor(color), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            [QPointF(left, y - _CORNER)] * begins + line + [QPointF(right, y - _CORNER)] * ends
        )


def rects(block: QTextBlock, mark: Mark, *, bidirectional: bool) -> Iterator[QRectF]:
    """Where a mark's words stand, line by line, in the coordinates of the document."""
    layout, metrics = block.layout(), QFontMetricsF(block.document().defaultFont())
    start = max(0, mark.start - block.position())
    end = min(block.length() - 1, mark.end - block.position())
    if start >= end:
        return
    number = layout.lineForTextPosition(start).lineNumber()
    while 0 <= number < layout.lineCount():
        line = layout.lineAt(number)
        first = line.textStart()
        if first >= end:
            return
        stretch = max(start, first), min(end, first + line.textLength())
        if stretch[0] < stretch[1]:
            sides = _visual(line, *stretch) if bidirectional else [_plain(line, *stretch)]
            # The font's own height: an emoji makes its line higher, not the words beside it.
            top = line.y() + line.ascent() - metrics.ascent()
            for left, right in sides:
                box = QRectF(left, top, right - left, metrics.ascent() + metrics.descent())
                yield box.translated(layout.position())
        number += 1


def _plain(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    left, right = sorted((_x(line, start), _x(line, end)))
    # Without the space that hangs over the end of a wrapped line.
    return left, min(right, line.x() + line.naturalTextWidth())


def _visual(line: QTextLine, start: int, end: int) -> Iterator[tuple[float, float]]:
    """Text of two directions on one line: what is one stretch to read may be several to see."""
    for run in line.glyphRuns(start, end - start):
        box = run.boundingRect()
        yield box.left(), box.right()


def _x(line: QTextLine, position: int) -> float:
    # The stubs say object; at run time it is the pair (x, position).
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
