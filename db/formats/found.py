"""What a reader makes of a file: articles with where they stood, and refusals in words."""

from __future__ import annotations

from dataclasses import dataclass

from models.exchange import ReadLine


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be taken: one sentence that names file, line and reason."""

    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """One article as read. `where` is the file, and the line in it where it has several."""

    where: str
    line: ReadLine
