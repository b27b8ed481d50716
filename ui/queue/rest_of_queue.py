"""The whole of a long list, read on another thread while its first part is already shown."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from db.open_problems import OpenProblems
from db.queue import Asked, whole_queue
from ui.background import Job
from ui.session import Session

#: What is there at once is painted first, and who goes on typing wants no whole of it.
_PAUSE_MS = 50
#: The mark by which a question was to be stopped, and the ids; None where it was.
_Answer = tuple[Event, list[str] | None]


class RestOfQueue(QObject):
    """One question at a time: a new one stops the one before, whose answer is dropped."""

    came = Signal(object)
    """All ids that fit the last question (`list[str]`)."""
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        # One thread: what was found about problems is kept from one question to the next.
        self._pool = QThreadPool(self, maxThreadCount=1)
        self._problems = OpenProblems()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._asked = Asked()
        self._stopped: Event | None = None

    @property
    def is_on_its_way(self) -> bool:
        return self._stopped is not None

    def ask(self, asked: Asked) -> None:
        """Read the whole list; it comes by `came`."""
        self.stop()
        self._asked, self._stopped = asked, Event()
        self._pause.start()

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._pause.stop()
        if self._stopped is not None:
            self._stopped.set()
            self._stopped = None

    def end(self) -> None:
        """Stop, and return when the file is read no more."""
        self.stop()
        self._pool.waitForDone()

    def _start(self) -> None:
        if self._stopped is None:
            return
        job = Job(self._work(self._asked, self._stopped), self, self._pool)
        for signal, told in ((job.done, self._on_job_done), (job.failed, self._on_job_failed)):
            signal.connect(told)
            signal.connect(job.deleteLater)
        job.start()

    def _work(self, asked: Asked, stopped: Event) -> Callable[[Callable[[int], None]], _Answer]:
        session, problems = self._session, self._problems
        path, codebook, annotator = session.project.path, session.codebook, session.annotator

        def work(_progress: Callable[[int], None]) -> _Answer:
            if stopped.is_set():
                return stopped, None
            ids = whole_queue(path, codebook, annotator, problems, asked, stopped)
            return stopped, ids

        return work

    def _on_job_done(self, answer: _Answer) -> None:
        stopped, ids = answer
        if stopped is self._stopped and ids is not None:
            self._stopped = None
            self.came.emit(ids)

    def _on_job_failed(self, sentence: str) -> None:
        if self._stopped is not None:
            self._stopped = None
            self.failed.emit(sentence)
