"""The words of a text around what somebody searches for, found as the word index finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

#: What was found stands between these two.
OPENING, CLOSING = "\x01", "\x02"
_MARKS_AWAY = {ord(OPENING): " ", ord(CLOSING): " "}

_WORDS_SHOWN = 7
_NEAR = 40
#: Places looked at: what begins at the first dozens says enough of a long article.
_PLACES = 40
_WORD = re.compile(r"[^\W_]+")


def snippet(text: str, typed: Sequence[str], *, last_is_begun: bool) -> str:
    """Seven words of the text where most of the typed words stand together; empty without any.

    `typed` are the words as they were typed; of the last one perhaps only the beginning.
    """
    text = text.translate(_MARKS_AWAY)
    sought = _patterns(tuple(typed), last_is_begun)
    folded = _folded(text)
    places = sorted(
        (found.start(), found.end(), number)
        for number, pattern in enumerate(sought)
        for found in islice(pattern.finditer(folded), _PLACES)
    )
    best: list[tuple[int, int, int]] = []
    shown = (0, 0)
    for start, _, _ in places:
        window = _window(text, start)
        held = [place for place in places if window[0] <= place[0] and place[1] <= window[1]]
        if len({number for *_, number in held}) > len({number for *_, number in best}):
            best, shown = held, window
    return _marked(text, shown, [(start, end) for start, end, _ in best]) if best else ""


def _window(text: str, start: int) -> tuple[int, int]:
    """From a word before the place to seven words on."""
    before = [found.start() for found in _WORD.finditer(text, max(0, start - _NEAR), start)]
    # The first word of the stretch may be cut; at the beginning of the text it is whole.
    first = before[-1] if len(before) > 1 or (start < _NEAR and before) else start
    words = list(islice(_WORD.finditer(text, first), _WORDS_SHOWN + 1))
    if len(words) <= _WORDS_SHOWN:
        return first, len(text)
    return first, words[-2].end()


def _marked(text: str, shown: tuple[int, int], held: list[tuple[int, int]]) -> str:
    parts, here = ["…" if _WORD.search(text, 0, shown[0]) else ""], shown[0]
    for start, end in held:
        if start >= here:
            parts += [text[here:start], OPENING, text[start:end], CLOSING]
            here = end
    parts += [text[here : shown[1]], "…" if _WORD.search(text, shown[1]) else ""]
    return "".join(parts)


@lru_cache(maxsize=16)
def _patterns(typed: tuple[str, ...], last_is_begun: bool) -> tuple[re.Pattern[str], ...]:  # noqa: FBT001 - cached
    patterns = []
    for number, word in enumerate(typed):
        parts = r"[\W_]+".join(map(re.escape, _WORD.findall(_folded(word))))
        begun = last_is_begun and number == len(typed) - 1
        after = r"[^\W_]*" if begun else r"(?![^\W_])"
        patterns.append(re.compile(rf"(?<![^\W_]){parts}{after}"))
    return tuple(patterns)


def _folded(text: str) -> str:
    """The text in small letters without accents, each character in its place."""
    small = text.lower() if len(text.lower()) == len(text) else text
    return small if small.isascii() else "".join(map(_base, small))


@lru_cache(maxsize=4096)
def _base(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isalnum() or not character.isalnum() else character
