"""What all archives share: how much may be unpacked, and how their members are read.

A small archive can hold more than any disk (a "zip bomb"), so what it says of sizes is not trusted:
bytes are counted as they come out.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from typing_extensions import Buffer, override

from db.formats import readers
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.language import number, tr

#: An archive in an archive is opened; one in that is not.
MAX_DEPTH = 2
#: So many members of one archive are looked at.
MAX_MEMBERS = 100_000
#: So many bytes of one archive are unpacked.
MAX_TOTAL = 8_000_000_000
#: From so many bytes on, more than `MAX_RATIO` unpacked bytes a packed one are no text of people:
#: news shrinks to a third, tables of numbers to a twentieth.
SUSPECT_BYTES = 20_000_000
MAX_RATIO = 200
#: A member of up to so many bytes is held in memory, where readers can jump about in it.
HELD_BYTES = 32_000_000

#: What the standard library raises at damaged or unknown packed data.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)


@dataclass(slots=True)
class Allowance:
    """How many bytes of an archive, with all archives in it, may still be unpacked."""

    left: int = MAX_TOTAL

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise UserError(tr("it unpacks to more than {most} GB", most=number(MAX_TOTAL / 1e9)))


class Unpacked(io.RawIOBase):
    """A packed stream that is counted while it is unpacked; raises UserError when it is too much.

    `packed` is how many bytes the source takes where it is packed; `under` is the file that the
    stream unpacks, if it does not close that itself.
    """

    def __init__(
        self,
        stream: BinaryIO,
        packed: int,
        allowance: Allowance,
        under: BinaryIO | None = None,
    ) -> None:
        super().__init__()
        self._stream = stream
        self._under = under
        self._packed = packed
        self._allowance = allowance
        self._count = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with _damage_in_words():
            return self._stream.seek(offset, whence)

    @override
    def tell(self) -> int:
        return self._stream.tell()

    @override
    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        with _damage_in_words():
            data = self._stream.read(len(view))
        view[: len(data)] = data
        self._count += len(data)
        self._allowance.spend(len(data))
        if self._count > max(SUSPECT_BYTES, MAX_RATIO * self._packed):
            raise UserError(
                tr(
                    "it unpacks to more than {most} times its size, as no text does; it was not "
                    "read on",
                    most=MAX_RATIO,
                )
            )
        return len(data)

    @override
    def close(self) -> None:
        self._stream.close()
        if self._under:
            self._under.close()
        super().close()


@contextmanager
def _damage_in_words() -> Iterator[None]:
    try:
        yield
    except (*DAMAGED, OSError) as error:
        raise UserError(tr("its packed data is damaged ({error})", error=error)) from None


def opened(unpacked: Unpacked) -> BinaryIO:
    """The unpacked bytes as a stream: in memory if they are few, else as they are asked for."""
    counted = io.BufferedReader(unpacked, 1 << 16)
    try:
        start = counted.read(HELD_BYTES)
        if len(start) == HELD_BYTES:
            counted.seek(0)
            return counted
    except UserError:
        counted.close()
        raise
    counted.close()
    return io.BytesIO(start)


def refuse_deep(source: Source) -> None:
    """Raises UserError for an archive that lies too deep in others."""
    if source.depth >= MAX_DEPTH:
        raise UserError(tr("archives inside archives are opened one level deep, not deeper"))


def read_member(member: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """What a member holds; if it cannot be read, a refusal with its name."""
    try:
        yield from readers.read(member, reading)
    except UserError as error:
        yield Refusal(f"{member.origin}: {error}.")
