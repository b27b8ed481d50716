"""Work that takes longer than a frame, on another thread: values in, values out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from models.errors import UserError


class Job(QObject):
    """Runs a function once on another thread, of its own pool if none is given; tells how it went.

    What the function returns comes by `done`; a UserError comes by `failed` as its sentence; any
    other error is a bug and goes to `sys.excepthook` of that thread.
    """

    progressed = Signal(int)
    done = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        work: Callable[[Callable[[int], None]], Any],
        parent: QObject,
        pool: QThreadPool | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._pool = pool or QThreadPool(self)

    def start(self) -> None:
        self._pool.start(_Run(self._work, self))

    def wait(self) -> None:
        """Until the function has returned."""
        self._pool.waitForDone()


class _Run(QRunnable):
    """Holds bound signals only: the job may be watched by nobody any more."""

    def __init__(self, work: Callable[[Callable[[int], None]], Any], job: Job) -> None:
        super().__init__()
        self._work = work
        self._progressed, self._done, self._failed = job.progressed, job.done, job.failed

    def run(self) -> None:
        try:
            result = self._work(self._progressed.emit)
        except UserError as error:
            self._failed.emit(str(error))
        else:
            self._done.emit(result)
