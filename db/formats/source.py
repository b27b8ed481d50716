"""Where a reader reads from: a file, or a member of an archive that behaves like one."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from db.formats.found import printable_name
from models.errors import UserError
from models.language import number, tr

#: So much of a source is looked at to tell what it is.
HEAD_BYTES = 8192

#: Parts of a path that lead somewhere else, or nowhere.
_NO_NAMES = ("", ".", "..")


@dataclass(frozen=True)
class Source:
    """One file, or one member of an archive.

    `origin` is the printable name, inside an archive the path in it (`bundle.zip/news/a.html`).
    `size` is in bytes, None where it is not known before reading; an archive's word on it is not to
    be trusted. `opened` begins a fresh stream each time. `path` is None inside an archive; there
    `find` looks for another member by its name.
    """

    origin: str
    opened: Callable[[], BinaryIO]
    size: int | None = None
    path: Path | None = None
    depth: int = 0
    find: Callable[[str], Source | None] | None = None

    @classmethod
    def of_file(cls, path: Path) -> Source:
        """A file on disk. Raises OSError if it cannot be looked at."""
        return cls(printable_name(path), lambda: path.open("rb"), path.stat().st_size, path)

    @classmethod
    def of_bytes(cls, origin: str, data: bytes) -> Source:
        return cls(origin, lambda: io.BytesIO(data), len(data))

    def member(
        self,
        name: str,
        opened: Callable[[], BinaryIO],
        size: int | None = None,
        find: Callable[[str], Source | None] | None = None,
    ) -> Source:
        """What an archive holds by that name. The name is text to be shown, never a path to go."""
        parts = [part for part in name.replace("\\", "/").split("/") if part not in _NO_NAMES]
        shown = "".join(c if c.isprintable() else "\ufffd" for c in "/".join(parts))
        return Source(
            f"{self.origin}/{shown or 'unnamed'}", opened, size, None, self.depth + 1, find
        )

    def beside(self, suffix: str) -> Source | None:
        """What has the same name with another ending, in the same folder or archive."""
        if self.path is not None:
            other = self.path.with_suffix(suffix)
            return Source.of_file(other) if other.is_file() else None
        return self.find(suffix) if self.find else None

    @property
    def name(self) -> str:
        """The file's own name, without the folders of an archive."""
        return self.origin.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot."""
        return os.path.splitext(self.name)[1].lower()  # noqa: PTH122 - it is no path of this disk

    @cached_property
    def head(self) -> bytes:
        with self.opened() as stream:
            return stream.read(HEAD_BYTES)

    def data(self, limit: int) -> bytes:
        """All bytes. Raises UserError if there are more than `limit`."""
        if self.size is not None and self.size > limit:
            raise UserError(
                tr(
                    "it has {size} MB; up to {most} MB are taken",
                    size=number(self.size / 1e6),
                    most=number(limit / 1e6),
                )
            )
        with self.opened() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise UserError(
                tr(
                    "it has more than {most} MB, which is all that is taken",
                    most=number(limit / 1e6),
                )
            )
        return data
