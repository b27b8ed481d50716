"""What XML cannot hold: workbooks and KML show a sign in its place."""

from __future__ import annotations

import re

#: Not even escaped, says XML 1.0.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def writable(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)
