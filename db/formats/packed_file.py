"""Reads a file that gzip packed, by what its name ends in without the .gz."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import BinaryIO, cast

from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.unpacking import MAX_TOTAL, Allowance, Unpacked, opened, read_member, refuse_deep

MAGIC = b"\x1f\x8b"


def recognises(source: Source) -> bool:
    return source.head.startswith(MAGIC)


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """What the file inside holds."""
    for member in members(source):
        yield from read_member(member, reading)


def members(source: Source) -> Iterator[Source]:
    """The one file inside."""
    refuse_deep(source)
    allowance = Allowance()
    yield source.member(source.name[: -len(".gz")], lambda: unpacked(source, allowance))


def unpacked(source: Source, allowance: Allowance) -> BinaryIO:
    """The unpacked bytes, counted against the allowance."""
    packed = MAX_TOTAL if source.size is None else source.size
    file = source.opened()
    stream = cast("BinaryIO", gzip.GzipFile(fileobj=file))
    return opened(Unpacked(stream, packed, allowance, file))
