"""What a reader makes of a file: articles with where they stood, and refusals in words."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from models.exchange import ReadLine


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be taken: one sentence that names file, line and reason."""

    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """One article as read. `where` is the file, and the line in it where it has several.

    `doubts` are sentences about what a person should look at before it is brought in: no date was
    found, the encoding was guessed. `labels`: the labels of a foreign tool, each with the field
    that it is taken for (empty: none, it is kept aside) and how often it was there.
    """

    where: str
    line: ReadLine
    doubts: tuple[str, ...] = ()
    labels: tuple[tuple[str, str, int], ...] = ()


def printable_name(path: Path) -> str:
    """The file's name; bytes in it that are no text (an older system's) are replaced."""
    return os.fsencode(path.name).decode("utf-8", "replace")
