"""What an article looks like on screen: the same UTF-16 units, each at its own position.

Qt swallows or reinterprets some characters when it takes plain text (it drops the CR of a CRLF,
treats U+FDD0 as the border of a frame …). Each of them is replaced by one unit that Qt leaves
alone, so that a position on the screen is a position in the text.
"""

from __future__ import annotations

import re

#: So many characters of an article are shown. News is a thousand times shorter; what is longer is
#: something else (a book, a log), and laying it all out would hold the window up for seconds.
SHOWN_LIMIT = 1_000_000

_NOTHING = "\N{ZERO WIDTH SPACE}"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"

# Control characters show as nothing; a lone CR and the paragraph separator break the line.
_HIDDEN = re.compile("\r(?=\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MISREAD = re.compile("[\ufdd0\ufdd1\ufffc\ud800-\udfff]")


def displayed(text: str) -> str:
    """The text as it is handed to Qt, equal in length in code points and in UTF-16 units."""
    return _MISREAD.sub(_UNKNOWN, _HIDDEN.sub(_NOTHING, text))
