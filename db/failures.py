"""What SQLite reports, in words that a user can act on. The only place that translates it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from models.errors import UserError
from models.language import later, tr

_SENTENCES = {
    sqlite3.SQLITE_BUSY: later(
        "{path} is in use by another program that is writing to it; close that program, or try "
        "again in a moment. Nothing was changed."
    ),
    sqlite3.SQLITE_FULL: later(
        "The disk with {path} is full; free some space and try again. The last change was not "
        "made, everything before it is saved."
    ),
    sqlite3.SQLITE_READONLY: later(
        "{path} cannot be written, because the file or its folder is read-only; allow writing "
        "there, or work on a copy."
    ),
    sqlite3.SQLITE_CANTOPEN: later(
        "{path} cannot be opened; check that its folder exists and that you may read and write "
        "there."
    ),
    sqlite3.SQLITE_NOTADB: later("{path} is not an Eventdesk project: it is not a database."),
    sqlite3.SQLITE_CORRUPT: later("{path} is damaged ({detail}); go back to a copy of it."),
    sqlite3.SQLITE_IOERR: later(
        "Reading or writing {path} failed ({detail}); check the disk or the network drive."
    ),
}
#: Opening a project takes a shared memory file of this size.
_LEAST_FREE = 32_768
_SENTENCES[sqlite3.SQLITE_LOCKED] = _SENTENCES[sqlite3.SQLITE_BUSY]
_SENTENCES[sqlite3.SQLITE_PERM] = _SENTENCES[sqlite3.SQLITE_READONLY]


def stat_of(path: Path) -> os.stat_result | None:
    """What the system knows of a path, None if there is nothing."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UserError(
            tr("{path} cannot be opened: {strerror}.", path=path, strerror=error.strerror)
        ) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what can go wrong outside the app into a UserError; bugs go on as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the kind of failure, the rest of the code says where it came from.
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if kind == sqlite3.SQLITE_IOERR and _is_full(path):
            kind = sqlite3.SQLITE_FULL
        sentence = _SENTENCES.get(kind)
        if sentence is None:
            raise
        raise UserError(tr(sentence, path=path, detail=error)) from error


def _is_full(path: Path) -> bool:
    """Where not even the files that go with a project fit, SQLite says no more than "I/O error"."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_FREE
    except OSError:
        return False


class _HasPath(Protocol):
    @property
    def path(self) -> Path: ...


_P = ParamSpec("_P")
_R = TypeVar("_R")
_Self = TypeVar("_Self", bound=_HasPath)


def explaining(
    method: Callable[Concatenate[_Self, _P], _R],
) -> Callable[Concatenate[_Self, _P], _R]:
    """Does the same for a whole method of something with a path."""

    @wraps(method)
    def wrapper(self: _Self, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with explained(self.path):
            return method(self, *args, **kwargs)

    return wrapper
