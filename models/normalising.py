"""One way to write a text, so that the same report from two files is the same article.

Applied once, before any offset into a text is fixed. Every function is pure and idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028]")
#: Soft hyphens, zero-width spaces, byte order marks, directions, and control characters. Joiners
#: (U+200C, U+200D) stay: Persian and Indic scripts are written with them.
_JUNK = re.compile(
    "[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile("[\xa0\u2000-\u200a\u202f\u205f]")
_BLANK_LINES = re.compile(r"\n{3,}")
_LEADING = re.compile(r"\s*\n")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)

#: A text with longer lines is not broken at a fixed width.
_WIDEST = 100
_NARROWEST = 40
#: So many breaks, and this share of them, must stand where the next word did not fit.
_LEAST_BREAKS = 6
_FORCED = 0.95
_LIST_ITEM = re.compile(r"\s|[-*•–—·>|]\s?|\(?\w{1,3}[.)]\s")
_FIRST_WORD = re.compile(r"\S+")
_HYPHENATED = re.compile(r"(\w+)-\n(\w+)")
#: What is written with a hyphen, also where no line ends.
_PREFIXES = frozenset(
    """
    al anti co counter cross el ex half high inter long low mid multi non post pre
    pro quasi re self semi short so sub trans ultra un under vice well
    """.split()  # noqa: SIM905 - a list of thirty lines would say no more
)

_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.?)?\s*[-–—\[(]?\s*\d{1,4}\s*[-–—\])]?(?:\s*(?:/|of|von)\s*\d{1,4})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
#: So many lines at the edge of a page may be a running head or foot.
_EDGE_LINES = 3


def normalised(text: str) -> str:
    """One kind of line end, no invisible characters, plain ligatures and spaces, NFC.

    Words, punctuation and paragraphs are left as they are.
    """
    if not _is_plain(text):
        text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
        text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _JUNK.sub("", text))
        text = unicodedata.normalize("NFC", _SPACES.sub(" ", text).translate(_LIGATURES))
    # Patterns would try every space of the text for what is only found at the ends of lines.
    text = "\n".join([line.rstrip(" \t") for line in text.split("\n")]).rstrip()
    text = _BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text
    leading = _LEADING.match(text)
    return text[leading.end() :] if leading else text


def _is_plain(text: str) -> bool:
    """Whether there is nothing but letters, signs, spaces and line ends of ASCII."""
    return text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()


def unwrapped(text: str) -> str:
    """Paragraphs of one line each, if the lines are broken at a fixed width; else the same text.

    That they are is seen from the breaks: each stands where the next word did not fit any more.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return text
    breaks = [
        (line, after)
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not _LIST_ITEM.match(after)
    ]
    forced = sum(_is_forced(line, after, width) for line, after in breaks)
    if forced < _LEAST_BREAKS or forced < _FORCED * len(breaks):
        return text
    out = [lines[0]]
    for line, after in pairwise(lines):
        goes_on = line.strip() and after.strip() and not _LIST_ITEM.match(after)
        if goes_on and _is_forced(line, after, width):
            out[-1] = joined(out[-1], after, text)
        else:
            out.append(after)
    return "\n".join(out)


def joined(line: str, after: str, text: str = "") -> str:
    """Two lines of a paragraph as one; a word parted at the end of the line is whole again.

    `text` shows how the word is written elsewhere.
    """
    line, after = line.rstrip(), after.lstrip()
    parted = _HYPHENATED.search(f"{line[-60:]}\n{after[:60]}")
    if not line.endswith("-") or not parted:
        return f"{line} {after}"
    first, second = parted[1], parted[2]
    is_compound = (
        not second[0].islower()
        or not first.isalpha()
        or first.lower() in _PREFIXES
        or f"{first}-{second}" in text
    )
    if is_compound and f"{first}{second}" not in text:
        return line + after
    return line[:-1] + after


def without_running_heads(pages: Sequence[str]) -> list[str]:
    """The pages without the lines that come again on most of them, and without page numbers."""
    split = [page.split("\n") for page in pages]
    seen = Counter(key for lines in split for key in {_key(line) for line in _edges(lines)})
    often = {key for key, count in seen.items() if count >= max(2, len(pages) * 0.5)}
    return ["\n".join(_trimmed(lines, often)) for lines in split]


def _trimmed(lines: list[str], often: set[str]) -> list[str]:
    """The lines without heads and feet: from both edges inwards, up to the first of the text."""
    start, end = 0, len(lines)
    while start < min(end, _EDGE_LINES) and _is_running(lines[start], often):
        start += 1
    while end > max(start, len(lines) - _EDGE_LINES) and _is_running(lines[end - 1], often):
        end -= 1
    return lines[start:end]


def _is_running(line: str, often: set[str]) -> bool:
    bare = line.strip()
    return not bare or _key(line) in often or _PAGE_NUMBER.fullmatch(bare) is not None


def _edges(lines: list[str]) -> list[str]:
    """The lines at both edges, as far as they may be running heads at all."""
    found = [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]
    return [line for line in found if 2 < len(line.strip()) <= 120]


def _key(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split())).casefold()


def _is_forced(line: str, after: str, width: int) -> bool:
    """Whether the next word did not fit on the line."""
    word = _FIRST_WORD.search(after)
    return word is not None and len(line) + 1 + len(word[0]) > width
