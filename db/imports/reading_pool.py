"""Shares files out among processes that read, and hands back what they found in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from db.formats.found import Found
from db.imports.reading_processes import Item, ReadingProcess, Terms

#: What was read before its turn came may take so many characters, over all files.
WAITING_CHARACTERS = 30_000_000
#: So many files a process may be read before their turn.
AHEAD = 24

#: What no article is weighs little.
_NOT_MUCH = 200
_LOOK_SECONDS = 0.2


@dataclass(slots=True, eq=False)
class Job:
    """One file to be read, with what was found in it and nobody has taken yet."""

    path: Path
    items: deque[Item] = field(default_factory=deque)
    weight: int = 0
    is_over: bool = False

    def put(self, items: Iterable[Item]) -> None:
        for item in items:
            self.items.append(item)
            self.weight += _weight(item)

    def take(self) -> Item:
        item = self.items.popleft()
        self.weight -= _weight(item)
        return item


def _weight(item: Item) -> int:
    return len(item.line.article.text) if isinstance(item, Found) else _NOT_MUCH


class ReadingPool:
    """Reads jobs with up to `workers` processes; `cancelled` ends it from another thread."""

    def __init__(self, jobs: Iterable[Job], terms: Terms, workers: int, cancelled: Event) -> None:
        self._waiting = deque(jobs)
        self._terms, self._workers, self._cancelled = terms, workers, cancelled
        self._idle: list[ReadingProcess] = []
        self._at_work: dict[ReadingProcess, Job] = {}
        self._ahead: list[Job] = []
        self._heard: set[ReadingProcess] = set()

    def items(self, job: Job) -> Iterator[Item]:
        """What one file holds, as it is read. Jobs are to be asked for in their order."""
        while not self._cancelled.is_set():
            while job.items:
                yield job.take()
            if job.is_over:
                break
            self._hand_out(job)
            self._listen(job)
        if job in self._ahead:
            self._ahead.remove(job)

    def close(self) -> None:
        for process in (*self._idle, *self._at_work):
            process.close()
        self._idle.clear()
        self._at_work.clear()

    def _is_full(self) -> bool:
        return sum(job.weight for job in self._ahead) > WAITING_CHARACTERS

    def _hand_out(self, current: Job) -> None:
        while self._waiting and len(self._at_work) < self._workers:
            job = self._waiting[0]
            too_many = len(self._ahead) >= AHEAD * self._workers or self._is_full()
            if job is not current and too_many:
                break
            process = self._idle.pop() if self._idle else ReadingProcess(self._terms)
            process.begin(job.path)
            self._at_work[process] = self._waiting.popleft()
            self._ahead.append(job)

    def _listen(self, current: Job) -> None:
        """Takes what processes say; while too much waits, only from the one whose turn it is."""
        is_full = self._is_full()
        heard = {p for p, job in self._at_work.items() if job is current or not is_full}
        for process in heard - self._heard:
            process.listen()
        self._heard = heard
        from multiprocessing.connection import wait  # Late: most imports need no process.

        by_connection = {process.connection: process for process in heard}
        for connection in wait(list(by_connection), _LOOK_SECONDS):
            self._take(by_connection.pop(connection), is_late=False)  # type: ignore[call-overload]
        for process in by_connection.values():
            if process.is_late:
                self._take(process, is_late=True)

    def _take(self, process: ReadingProcess, *, is_late: bool) -> None:
        items, is_over = process.give_up() if is_late else process.take()
        job = self._at_work[process]
        job.put(items)
        if is_over:
            job.is_over = True
            del self._at_work[process]
            self._idle.append(process)
