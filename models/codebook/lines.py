"""On which line each table of a codebook file begins, for messages about mistakes in it."""

from __future__ import annotations

import re
from typing import Any

_HEADER = re.compile(r"\s*\[\[\s*([a-z]+(?:\s*\.\s*[a-z]+)*)\s*\]\]")


def header_lines(text: str, data: dict[str, Any]) -> dict[str, int]:
    """The line of each `[[...]]` header by its path, such as `field[2].choice[1]`.

    tomllib gives no positions, so headers are counted; where the count disagrees with what was
    read (a header inside a long text), no lines are named rather than wrong ones.
    """
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        found = _HEADER.match(line)
        if not found:
            continue
        *parents, last = re.split(r"\s*\.\s*", found[1])
        prefix = ""
        for parent in parents:
            prefix = f"{prefix}{parent}"
            prefix = f"{prefix}[{counts.get(prefix, 0)}]."
        path = f"{prefix}{last}"
        counts[path] = counts.get(path, 0) + 1
        lines[f"{path}[{counts[path]}]"] = number
    fields = data.get("field", [])
    agree = isinstance(fields, list) and counts.get("field", 0) == len(fields)
    return lines if agree else {}
