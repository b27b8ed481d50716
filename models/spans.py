"""Stretches of a text, and the one place where code points meet the UTF-16 units of Qt."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
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
        # A pattern finds the rare astral characters without a Python loop over the text.
        self._astral = [match.start() for match in re.finditer("[\U00010000-\U0010ffff]", text)]
        self._astral_units = [point + count for count, point in enumerate(self._astral)]

    def to_utf16(self, point: int) -> int:
        """The UTF-16 position of a code point position."""
        return point + bisect_left(self._astral, point)

    def to_code_point(self, unit: int) -> int:
        """The code point position of a UTF-16 position; inside a pair: that of the character."""
        index = bisect_left(self._astral_units, unit)
        inside_pair = index > 0 and self._astral_units[index - 1] == unit - 1
        return unit - index if not inside_pair else self._astral[index - 1]


# \\w knows no combining marks: Latin accents, Hebrew and Arabic points, Indic vowel signs. The
# joiners of Persian and of emoji belong to their neighbours too.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0963\u0966-\u0e7f\u1ab0-\u1aff\u20d0-\u20ff\u200c\u200d\ufe0e\ufe0f"
)
_WORD = re.compile(rf"\w[\w{_MARKS}]*(?:[.’'\-]\w[\w{_MARKS}]*)*")
# Western and Arabic ends need a space after them, those of Chinese and Japanese do not.
_SENTENCE_END = re.compile(
    r"(?<=[.!?…\u061f\u06d4])(?P<close>[\"”’»)\]]*)\s+(?![a-z\s])"
    r"|(?<=[\u3002\uff01\uff1f])(?P<wide>[”’\u300d\u300f\uff09]*)\s*"
    r"|\n\s*"
)


def words(text: str) -> list[Span]:
    """The words of a text, for selecting evidence by keyboard."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def sentence_around(text: str, position: int) -> Span:
    """The sentence at a position: a plain guess by punctuation, good enough to select by.

    Space after a sentence counts to it, space at the very beginning to the first one.
    """
    best = Span(0, 0)
    start = 0
    for match in _SENTENCE_END.finditer(text):
        closing = len(match["close"] or match["wide"] or "")
        sentence = _trimmed(text, Span(start, match.start() + closing))
        start = match.end()
        best = sentence if sentence.start < sentence.end else best
        if match.end() > position and best.start < best.end:
            return best
    last = _trimmed(text, Span(start, len(text)))
    return last if last.start < last.end else best


def snapped(text: str, span: Span) -> Span:
    """The span widened to whole words and without space at its edges."""
    inside = (min(max(position, 0), len(text)) for position in span)
    start, end = _trimmed(text, Span(*inside))
    while 0 < start < len(text) and _joined(text[start - 1], text[start]):
        start -= 1
    while 0 < end < len(text) and _joined(text[end - 1], text[end]):
        end += 1
    return Span(start, end)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _joined(left: str, right: str) -> bool:
    """Whether a cut between two characters would go through a word, a letter or an emoji."""
    if left.isspace() or right.isspace():
        return False
    return _continues(right) or left == "\u200d" or (_in_word(left) and _in_word(right))


def _in_word(character: str) -> bool:
    return character.isalnum() or _continues(character)


def _continues(character: str) -> bool:
    """Whether a character is part of the one before it: marks, joiners, skin tones."""
    is_mark = unicodedata.category(character).startswith("M")
    return is_mark or character in "\u200c\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff"
