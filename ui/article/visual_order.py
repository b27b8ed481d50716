"""Which word is seen beside another one, in text that runs to the right, to the left, or both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from models.spans import Span, Utf16Map
from ui.article.evidence_painter import Ink, Mark, rects


class VisualOrder:
    """The words of a text as they are laid out in a document."""

    def __init__(self, document: QTextDocument, utf16: Utf16Map) -> None:
        self._document = document
        self._utf16 = utf16

    def begins_right(self, point: int) -> bool:
        """Whether the paragraph of a code point begins at the right."""
        block = self._document.findBlock(self._utf16.to_utf16(point))
        return block.textDirection() is Qt.LayoutDirection.RightToLeft

    def beside(self, words: Sequence[Span], head: int, step: int) -> int:
        """The place of the word at the right (1) or left (-1) of another one.

        At the end of a line it is the word with which the next line begins.
        """
        here, first, last = self._line_of(words[head]), head, head
        while first > 0 and self._line_of(words[first - 1]) == here:
            first -= 1
        while last + 1 < len(words) and self._line_of(words[last + 1]) == here:
            last += 1
        seen = sorted(range(first, last + 1), key=lambda place: self._left_of(words[place]))
        place = seen.index(head) + step
        if 0 <= place < len(seen):
            return seen[place]
        is_on = (step > 0) != self.begins_right(words[head].start)
        return max(0, min(last + 1 if is_on else first - 1, len(words) - 1))

    def _line_of(self, word: Span) -> tuple[int, int]:
        """Paragraph and line on which a word begins."""
        unit = self._utf16.to_utf16(word.start)
        block = self._document.findBlock(unit)
        line = block.layout().lineForTextPosition(unit - block.position())
        return block.blockNumber(), line.lineNumber()

    def _left_of(self, word: Span) -> float:
        """How far from the left edge the first part of a word is seen."""
        start, end = (self._utf16.to_utf16(point) for point in word)
        mark = Mark(start, end, Ink.SELECTION)
        boxes = rects(self._document.findBlock(start), mark, bidirectional=True)
        return min((box.left() for box in boxes), default=0.0)
