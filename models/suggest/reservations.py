"""What stands against an article as a text for the engine, in a sentence for those who run it.

The engine answers whatever it is given, with nothing if need be; who suggests on thousands of
articles is to know which of them were not read as news.
"""

from __future__ import annotations

import re

from models.suggest.pipeline import MAX_CHARACTERS

#: The share of letters of other scripts from which a text is no longer English with names in it.
_FOREIGN_SHARE = 0.2
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-zªºÀ-ÖØ-öø-\u024f\u1e00-\u1eff]")


def reservation(text: str) -> str | None:
    """Why a text was not read, or not all of it, or is no English news; None if it is fine."""
    part = text[:MAX_CHARACTERS]
    letters = _count(_LETTER, part)
    if not letters:
        return "It has no words; nothing was suggested."
    if len(text) > MAX_CHARACTERS:
        return f"Only the first {MAX_CHARACTERS:,} of its {len(text):,} characters were read."
    if _CONTROL.search(part):
        return "It holds control characters, as damaged files do; suggestions may miss things."
    if not part.isascii() and letters - _count(_LATIN, part) >= _FOREIGN_SHARE * letters:
        return "Much of it is not in Latin letters; the engine reads English."
    return None


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in letters.finditer(text))
