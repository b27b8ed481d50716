"""Files and folders that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from db.ids import new_id
from models.errors import UserError
from models.language import later, tr

_TEXT = {"encoding": "utf-8", "newline": ""}


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of `path` when it is complete; `-` is standard output."""
    with _opened(path, "") as file:
        yield cast("TextIO", file)


@contextmanager
def written_bytes(path: Path) -> Iterator[BinaryIO]:
    """The same for binary data."""
    with _opened(path, "b") as file:
        yield cast("BinaryIO", file)


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[TextIO | BinaryIO]:
    how: dict[str, str] = {} if mode else _TEXT
    try:
        if str(path) == "-":
            with open(1, f"w{mode}", closefd=False, **how) as file:  # type: ignore[call-overload]
                yield file
        elif path.exists() and not path.is_file() and not path.is_dir():
            # A pipe or a terminal: there is nothing to replace, and what it leads to has no path.
            with path.open(f"w{mode}", **how) as file:  # type: ignore[call-overload]
                yield file
        else:
            with part_beside(path) as part:
                with part.open(f"x{mode}", **how) as file:  # type: ignore[call-overload]
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(path.resolve())
    except BrokenPipeError:
        # The reader went away (such as `| head`): nothing is wrong here.
        raise
    except OSError as error:
        raise UserError(write_failure(path, error)) from error


@contextmanager
def part_beside(path: Path) -> Iterator[Path]:
    """A free name beside `path` for what is not complete yet; what is left there goes away."""
    target = path.resolve()
    part = target.with_name(f".{target.name}.{new_id()}.part")
    try:
        yield part
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)


def write_failure(path: Path, error: OSError) -> str:
    """Why a file could not be written, in a sentence."""
    if error.errno == errno.ENOSPC:
        words = later("{path} could not be written, because the disk is full; free some space.")
    elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        words = later("{path} could not be written, because it or its folder is read-only.")
    elif error.errno == errno.ENOENT:
        words = later("{path} could not be written, because there is no folder {folder}.")
    elif error.errno == errno.EISDIR:
        words = later("{path} could not be written, because it is a folder; name a file in it.")
    else:
        words = later("{path} could not be written: {strerror}.")
    return tr(words, path=path, folder=path.parent, strerror=error.strerror)
