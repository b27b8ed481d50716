"""Word tables: written as running text, and made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def words(text: str) -> tuple[str, ...]:
    """The words of a text, in order."""
    return tuple(text.split())


def longest_of(phrases: Iterable[str]) -> str:
    """A pattern for the longest of many phrases; each beginning is looked at once for all."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        branch = tree
        for letter in phrase:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _pattern(tree)


def _pattern(tree: dict[str, Any]) -> str:
    further = [re.escape(letter) + _pattern(branch) for letter, branch in tree.items() if letter]
    if not further:
        return ""
    return f"(?:{'|'.join(further)}){'?' if '' in tree else ''}"
