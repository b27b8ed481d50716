"""Stretches of a text, and the one place where code points meet the UTF-16 units of Qt."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: code points, end excluded."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def quote(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


def is_inside(span: Span, text: str) -> bool:
    """Whether the span covers at least one character and lies within the text."""
    return 0 <= span.start < span.end <= len(text)


def merged(spans: list[Span]) -> list[Span]:
    """The spans in order of start, with overlapping and touching ones made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


class Utf16Map:
    """Converts positions in one text between code points (ours) and UTF-16 units (Qt's).

    Only characters beyond U+FFFF make a difference, so only their positions are kept: the map
    of a text without them costs nothing.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # A pattern finds the rare astral characters without a Python loop over the text.
        self._astral = [match.start() for match in re.finditer("[\U00010000-\U0010ffff]", text)]
        self._astral_units = [point + count for count, point in enumerate(self._astral)]

    def to_utf16(self, point: int) -> int:
        """The UTF-16 position of a code point position."""
        return point + bisect_left(self._astral, point)

    def to_code_point(self, unit: int) -> int:
        """The code point position of a UTF-16 position; inside a pair: that of the character."""
        index = bisect_right(self._astral_units, unit)
        inside_pair = index > 0 and self._astral_units[index - 1] == unit - 1
        return unit - index if not inside_pair else self._astral[index - 1]


_WORD = re.compile(r"\w+(?:[.’'\-]\w+)*")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n+)")


def words(text: str) -> list[Span]:
    """The words of a text, for selecting evidence by keyboard."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def sentence_around(text: str, position: int) -> Span:
    """The sentence at a position: a plain guess by punctuation, good enough to select by."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() > position:
            return Span(start, max(match.start(), start))
        start = match.end()
    return Span(start, len(text))


def snapped(text: str, span: Span) -> Span:
    """The span widened to whole words and without space at its edges."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and start < len(text) and _joined(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and end > 0 and _joined(text[end - 1], text[end]):
        end += 1
    return Span(start, end)


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()
