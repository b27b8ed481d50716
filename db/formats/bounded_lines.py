"""The lines of a stream, none of them endless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, AnyStr

from models.errors import UserError
from models.language import tr


def bounded_lines(stream: IO[AnyStr], most: int) -> Iterator[tuple[int, AnyStr]]:
    """Each line with its number, from 1.

    Raises UserError at one that has `most` characters (or bytes) or more; no more is read of it.
    """
    number = 0
    while line := stream.readline(most):
        number += 1
        if len(line) == most:
            raise UserError(
                tr("line {number} is longer than {most} MB", number=number, most=most // 1_000_000)
            )
        yield number, line
