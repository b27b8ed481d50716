"""Finding words in one article: whatever the case, the accents and the kind of quotes. No Qt."""

from __future__ import annotations

import re
import unicodedata

from models.spans import Span

_ALIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-"}
_MARKS = "[\u0300-\u036f]*"


class FoldedText:
    """A text made ready for finding; positions in it are those of the text."""

    def __init__(self, text: str) -> None:
        self._folded = text.translate({ord(letter): _folded(letter) for letter in set(text)})
        self._has_marks = bool(re.search(_MARKS[:-1], text))

    def find(self, words: str) -> list[Span]:
        """Every place where the words stand, be it over a line break; none for empty words."""
        parts = ["".join(map(self._pattern, part)) for part in words.split()]
        if not parts:
            return []
        pattern = re.compile(r"\s+".join(parts))
        return [Span(*found.span()) for found in pattern.finditer(self._folded)]

    def _pattern(self, letter: str) -> str:
        return re.escape(_folded(letter)) + (_MARKS if self._has_marks else "")


def _folded(letter: str) -> str:
    """One letter for one: the small form of the letter without its accent."""
    plain = _ALIKE.get(letter) or unicodedata.normalize("NFD", letter)[0]
    small = plain.lower()
    return small if len(small) == 1 else letter
