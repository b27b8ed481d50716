"""Reads many files before anything is brought in: several at once, in the order of their names.

`Staging` is what an import looks at first: the articles found with their doubts, what was refused
and why, how far it is. It can be left at any time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from db.formats import readers
from db.formats.found import Found, Refusal
from db.imports.found_files import files_of
from db.imports.reading_pool import Job, ReadingPool
from db.imports.reading_processes import Item, Note, Terms, read_noting


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file is over: all that it holds came before."""

    path: Path


def usual_workers() -> int:
    """As many processes as this one may use cores, up to eight."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), 8)
    return min(os.cpu_count() or 1, 8)


class Staging:
    """The items of files and folders, to be iterated once, in the order of the files.

    `workers` is how many processes read (0: this one reads, without limits of time and memory);
    what is read quickly is always read here. `files`, `done`, `articles`, `refused` and `current`
    (the file whose turn it is) tell how far it is; they and `cancel` are for other threads too.
    """

    def __init__(self, paths: Iterable[Path], terms: Terms, *, workers: int | None = None) -> None:
        self._terms = terms
        self._workers = usual_workers() if workers is None else workers
        self._cancelled = Event()
        self._plan = list(_planned(paths))
        self.paths = [step.path for step in self._plan if isinstance(step, Job)]
        self.files = len(self.paths)
        self.done = self.articles = self.refused = 0
        self.current = ""

    def skip(self, count: int) -> None:
        """Leaves out the first files: they were read before."""
        skipped = set([step for step in self._plan if isinstance(step, Job)][:count])
        self._plan = [step for step in self._plan if step not in skipped]
        self.done += len(skipped)

    def cancel(self) -> None:
        """Ends the iteration soon; processes are ended with it."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def __iter__(self) -> Iterator[Item | FileRead]:
        slow = [step for step in self._plan if isinstance(step, Job) and not self._is_here(step)]
        pool = ReadingPool(slow, self._terms, self._workers, self._cancelled)
        try:
            for step in self._plan:
                for item in self._items(step, pool):
                    if self._cancelled.is_set():
                        return
                    self.articles += isinstance(item, Found)
                    self.refused += isinstance(item, Refusal)
                    yield item
                if self._cancelled.is_set():
                    return
                if isinstance(step, Job):
                    self.done += 1
                    yield FileRead(step.path)
        finally:
            pool.close()

    def _items(self, step: Job | Refusal | Note, pool: ReadingPool) -> Iterator[Item]:
        if not isinstance(step, Job):
            return iter((step,))
        self.current = step.path.name
        return read_noting(step.path, self._terms) if self._is_here(step) else pool.items(step)

    def _is_here(self, job: Job) -> bool:
        return self._workers == 0 or readers.is_quick(job.path.suffix.lower())


def _planned(paths: Iterable[Path]) -> Iterator[Job | Refusal | Note]:
    notes: list[str] = []
    for path in files_of(paths, notes.append):
        yield path if isinstance(path, Refusal) else Job(path)
    yield from map(Note, notes)
