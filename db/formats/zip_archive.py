"""Reads zip archives: every member of a known kind, without putting any of it on the disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO, cast

from db.formats import readers
from db.formats.companions import companions
from db.formats.found import Found, Refusal, passed_over
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.unpacking import (
    DAMAGED,
    MAX_MEMBERS,
    Allowance,
    Unpacked,
    opened,
    read_member,
    refuse_deep,
)
from models.errors import UserError
from models.language import number, tr

#: An archive in an archive has to be held in memory.
MAX_NESTED_BYTES = 200_000_000

_ENCRYPTED = 0x1


def recognises(source: Source) -> bool:
    return source.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The members in the order of the archive; those of other kinds are counted in a note."""
    refuse_deep(source)
    with _archive(source) as archive:
        yield from _read(source, _entries(source, archive), reading)


def members(source: Source) -> Iterator[Source]:
    """The members that can be read, each as long as the next is not asked for."""
    refuse_deep(source)
    with _archive(source) as archive:
        for info, member in _entries(source, archive):
            if member.suffix in readers.EXTENSIONS and not info.flag_bits & _ENCRYPTED:
                yield member


@contextmanager
def _archive(source: Source) -> Iterator[zipfile.ZipFile]:
    stream = source.opened() if source.depth == 0 else _held(source)
    with stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (*DAMAGED, OSError, ValueError) as error:
            raise UserError(tr("it is a damaged zip archive ({error})", error=error)) from None
        with archive:
            yield archive


def _held(source: Source) -> BinaryIO:
    return Source.of_bytes(source.origin, source.data(MAX_NESTED_BYTES)).opened()


def _entries(source: Source, archive: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, Source]]:
    """The members without what goes along with others."""
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_litter(info)]
    if len(infos) > MAX_MEMBERS:
        raise UserError(
            tr(
                "it has {count} files in it; up to {most} are taken",
                count=number(len(infos)),
                most=number(MAX_MEMBERS),
            )
        )
    along = companions(info.filename for info in infos)
    member_of = _Finder(source, archive, infos, Allowance())
    return [(info, member_of(info)) for info in infos if info.filename not in along]


def _read(
    source: Source, entries: list[tuple[zipfile.ZipInfo, Source]], reading: Reading
) -> Iterator[Found | Refusal]:
    others: list[str] = []
    for info, member in entries:
        if member.suffix not in readers.EXTENSIONS:
            others.append(member.origin.removeprefix(f"{source.origin}/"))
        elif info.flag_bits & _ENCRYPTED:
            yield Refusal(tr("{origin}: it is locked with a password.", origin=member.origin))
        else:
            yield from read_member(member, reading)
    if len(others) == len(entries):
        raise UserError(tr("there is no file in it that can be imported"))
    if others:
        reading.note(passed_over(source.origin, others))


class _Finder:
    """Makes sources of members; each finds those beside it."""

    def __init__(
        self,
        source: Source,
        archive: zipfile.ZipFile,
        infos: list[zipfile.ZipInfo],
        allowance: Allowance,
    ) -> None:
        self._source, self._archive, self._allowance = source, archive, allowance
        self._by_name = {info.filename: info for info in infos}

    def __call__(self, info: zipfile.ZipInfo) -> Source:
        unpack = partial(_unpacked, self._archive, info, self._allowance)
        find = partial(self._beside, info.filename.rpartition(".")[0])
        return self._source.member(info.filename, unpack, info.file_size, find)

    def _beside(self, stem: str, suffix: str) -> Source | None:
        other = self._by_name.get(stem + suffix)
        return self(other) if other else None


def _is_litter(info: zipfile.ZipInfo) -> bool:
    """What systems put beside the files of people."""
    parts = info.filename.split("/")
    return "__MACOSX" in parts or parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> BinaryIO:
    try:
        stream = archive.open(info)
    except (*DAMAGED, OSError, RuntimeError) as error:
        raise UserError(tr("it cannot be unpacked ({error})", error=error)) from None
    return opened(Unpacked(cast("BinaryIO", stream), info.compress_size, allowance))
