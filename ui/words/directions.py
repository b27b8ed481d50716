"""Words that run from right to left, kept from mixing up the line in which they stand."""

from __future__ import annotations

import re

#: Letters of scripts that run from right to left.
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufefc\U00010800-\U00010fff]")
_FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """The text, so that a line that it stands in keeps its order (Unicode's annex 9, isolates)."""
    if not RIGHT_TO_LEFT.search(text):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_END_OF_ISOLATE}"
