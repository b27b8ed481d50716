"""What a reader makes of a file: articles with where they stood, and refusals in words."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from models.exchange.lines import ReadLine
from models.language import tr


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be taken: one sentence that names file, line and reason."""

    text: str


class Doubt(NamedTuple):
    """A sentence about what a person should look at before an article is brought in.

    `of_day`: it is about the date of publication, and settled by a person who writes one.
    """

    text: str
    of_day: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One article as read. `where` is the file, and the line in it where it has several.

    `labels`: the labels of a foreign tool, each with the field that it is taken for (empty: none,
    it is kept aside) and how often it was there.
    """

    where: str
    line: ReadLine
    doubts: tuple[Doubt, ...] = ()
    labels: tuple[tuple[str, str, int], ...] = ()


def guessed_doubt(encoding: str) -> tuple[Doubt, ...]:
    """What is to be said of an encoding that was guessed; nothing where none was ("")."""
    if not encoding:
        return ()
    return (Doubt(tr("Its encoding was guessed: {encoding}.", encoding=encoding)),)


def at_row(origin: str, row: int) -> str:
    """Where something stands in a table, for people."""
    return tr("{origin} row {row}", origin=origin, row=row)


def at_line(origin: str, line: int) -> str:
    """Where something stands in a file of lines, for people."""
    return tr("{origin} line {line}", origin=origin, line=line)


def printable_name(path: Path) -> str:
    """The file's name; bytes in it that are no text (an older system's) are replaced."""
    return os.fsencode(path.name).decode("utf-8", "replace")


#: So many files that were passed over are named; the rest is a number.
_NAMED = 20


def passed_over(origin: str, others: Sequence[str]) -> str:
    """What is said of the files of a folder or archive that nothing here can read."""
    shown = ", ".join(others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
    return tr(
        "{origin}: files of other kinds were passed over ({count}: {shown}).",
        origin=origin,
        count=len(others),
        shown=shown,
    )
