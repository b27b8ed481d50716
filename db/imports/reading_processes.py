"""Reads files in processes of their own, so that a hostile or huge one harms only itself.

A process takes one file at a time and hands back what it finds in it. One that says nothing for too
long, takes too much memory or breaks down is ended: its file is named, and the next goes on.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.formats.found import Found, Refusal, printable_name
from db.formats.reading import Reading
from db.imports.found_files import read_file
from models.codebook import Codebook
from models.language import Language, speak, spoken, tr

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: One article may take so long.
SECONDS = 60.0
#: A process that reads may take so much memory (where the system can limit it).
MEMORY_BYTES = 900_000_000

_BATCH_ITEMS = 100
_BATCH_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Note:
    """What is worth knowing about a source that was taken, in a sentence."""

    text: str


Item = Found | Refusal | Note


def _read(path: Path, terms: Terms) -> Iterator[Any]:
    yield from read_noting(path, terms)


@dataclass(frozen=True, slots=True)
class Terms:
    """How files are to be read, and the limits of one process; what it says is in `language`.

    `read` is what a process does with a file: it hands out what that yields.
    """

    codebook: Codebook
    new_id: Callable[[], str]
    published: date | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = SECONDS
    memory: int = MEMORY_BYTES
    language: Language = field(default_factory=spoken)
    read: Callable[[Path, Terms], Iterator[Any]] = _read

    @classmethod
    def of(cls, reading: Reading) -> Terms:
        return cls(reading.codebook, reading.new_id, reading.published, reading.options)

    def reading(self, note: Callable[[str], None]) -> Reading:
        return Reading(self.codebook, self.new_id, self.published, note, self.options)


def read_noting(path: Path, terms: Terms) -> Iterator[Item]:
    """What a file holds, with the notes about it in their place."""
    notes: list[Note] = []
    reading = terms.reading(lambda text: notes.append(Note(text)))
    for item in read_file(path, reading):
        yield from notes
        notes.clear()
        yield item
    yield from notes


class ReadingProcess:
    """One process that reads; a new one takes its place when it has to be ended."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._path = Path()
        self._since = 0.0
        self._is_awake = False
        self._start()

    def _start(self) -> None:
        self._is_awake = False
        import multiprocessing  # Late: quick formats are read without processes.

        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._terms), daemon=True)
        self._process.start()
        theirs.close()

    def begin(self, path: Path) -> None:
        self._path = path
        self.connection.send(path)
        self.listen()

    def listen(self) -> None:
        """From now on it is late if it says nothing."""
        self._since = time.monotonic()

    @property
    def is_late(self) -> bool:
        return self._is_awake and time.monotonic() - self._since > self._terms.seconds

    def take(self) -> tuple[list[Item], bool]:
        """The next items of the file and whether it is over; waits for them.

        A process that broke down is made anew, and a refusal says so.
        """
        try:
            found: list[Item] | None = self.connection.recv()
        except (EOFError, ConnectionError):
            self._process.join()
            status = self._process.exitcode
            return self._anew(
                tr("the program that read it broke down (status {status})", status=status)
            )
        self._is_awake = True  # The first thing it says is that it has started.
        self.listen()
        return found or [], found is None

    def give_up(self) -> tuple[list[Item], bool]:
        """Ends what takes too long, and begins anew."""
        return self._anew(
            tr(
                "an article in it took more than {count} seconds",
                count=f"{self._terms.seconds:.0f}",
            )
        )

    def _anew(self, reason: str) -> tuple[list[Item], bool]:
        self.close()
        self._start()
        return [_broken_off(self._path, reason)], True

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _broken_off(path: Path, reason: str) -> Refusal:
    return Refusal(
        tr("{path}: {reason}; it was not read on.", path=printable_name(path), reason=reason)
    )


def serve(connection: Connection, terms: Terms) -> None:
    """The process: paths in, lists of items out, None after each file; until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Who started it ends it.
    _limit_memory(terms.memory)
    speak(terms.language)
    with contextlib.suppress(EOFError, ConnectionError):
        connection.send([])
        while True:
            path: Path = connection.recv()
            for batch in _batches(_guarded(path, terms)):
                connection.send(batch)
            connection.send(None)


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    """The items in handfuls: each by itself would cost more than its reading."""
    batch: list[Item] = []
    sent = time.monotonic()
    for item in items:
        batch.append(item)
        if len(batch) >= _BATCH_ITEMS or time.monotonic() - sent > _BATCH_SECONDS:
            yield batch
            batch, sent = [], time.monotonic()
    if batch:
        yield batch


def _guarded(path: Path, terms: Terms) -> Iterator[Item]:
    """What the file holds; a mistake in its reader ends the file and not the batch."""
    try:
        yield from terms.read(path, terms)
    except MemoryError:
        yield _broken_off(path, tr("it takes more memory than one file may have"))
    except Exception as error:  # noqa: BLE001 - the edge of a process: it is told beyond it
        sys.excepthook(type(error), error, error.__traceback__)
        yield _broken_off(
            path,
            tr(
                "its reader made a mistake ({name}: {error})",
                name=type(error).__name__,
                error=error,
            ),
        )


def _limit_memory(count: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (count, hard))
