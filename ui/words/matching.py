"""How typed letters find entries in a list: prefixes before words before scattered letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

_T = TypeVar("_T")

#: The score from which on a text begins, or one of its words begins, with what is typed.
WORD_BEGINS = 80


@lru_cache(maxsize=32768)
def plain(text: str) -> str:
    """The text without case, accents and punctuation, for comparing."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = ("" if unicodedata.combining(c) else c if c.isalnum() else " " for c in parts)
    return " ".join("".join(kept).split())


def score(query: str, text: str) -> int:
    """How well a text fits what is typed; 0: not at all. Higher is better."""
    wanted, offered = plain(query), plain(text)
    if not wanted or offered == wanted:
        return 100 if wanted else 1
    if offered.startswith(wanted):
        return 95 if offered[len(wanted)] == " " else 90
    if f" {wanted}" in offered:
        return WORD_BEGINS
    # Asked last, as most texts come this far at every key.
    if " " in wanted and _words_begin(wanted.split(), offered.split()):
        return 60
    if len(wanted) <= 2:
        return 0
    return 40 if wanted in offered else 20 * _scattered(wanted, offered)


def ranked(query: str, items: Iterable[_T], texts: Callable[[_T], Sequence[str]]) -> list[_T]:
    """The items that fit, best first; of equals the earlier stays first.

    The first text of an item counts fully, the others (synonyms, help) a little less.
    """
    scored = [(_best(query, texts(item)), item) for item in items]
    return [item for points, item in sorted(scored, key=lambda s: -s[0]) if points > 0]


def ranked_forgiving(
    query: str, items: Sequence[_T], texts: Callable[[_T], Sequence[str]]
) -> list[_T]:
    """As `ranked`; where nothing fits, what fits but for one slip of the fingers in each word."""
    found = ranked(query, items, texts)
    wanted = plain(query).split()
    if found or not any(len(word) >= _LEAST_WITH_SLIP for word in wanted):
        return found
    return [item for item in items if _nearly_fit(wanted, texts(item))]


#: In shorter words one letter more or less is another word.
_LEAST_WITH_SLIP = 4


def _nearly_fit(wanted: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each of the words wanted nearly begins one of the words of some texts."""
    words = [word for text in texts for word in plain(text).split()]
    return all(any(_nearly_begins(one, word) for word in words) for one in wanted)


def _nearly_begins(typed: str, word: str) -> bool:
    """Whether a word begins with what is typed, but for one letter more, less, other or swapped."""
    if word.startswith(typed):
        return True
    if len(typed) < _LEAST_WITH_SLIP:
        return False
    same = next((n for n, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), -1)
    if same < 0:
        # The word ends within what is typed.
        return len(typed) - len(word) == 1
    rest, other = typed[same:], word[same:]
    return (
        other.startswith(rest[1:])
        or other[1:].startswith(rest[1:])
        or other[1:].startswith(rest)
        or (other[:2] == rest[1::-1] and other[2:].startswith(rest[2:]))
    )


def _best(query: str, texts: Sequence[str]) -> int:
    if not texts:
        return 0
    others = [score(query, text) - 15 for text in texts[1:]]
    return max([score(query, texts[0]), *(s for s in others if s >= 25)])


def _words_begin(wanted: list[str], offered: list[str]) -> bool:
    """Whether each typed word begins a word of the text, in order."""
    rest = iter(offered)
    return all(any(word.startswith(part) for word in rest) for part in wanted)


def _scattered(wanted: str, offered: str) -> bool:
    """Whether the letters come in order, each starting a word or following the one before."""
    place = -1
    for letter in wanted.replace(" ", ""):
        follows = place >= 0 and offered[place + 1 : place + 2] == letter
        place = place + 1 if follows else f" {offered}".find(f" {letter}", place + 1)
        if place < 0:
            return False
    return True
