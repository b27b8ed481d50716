"""Measures the suggestions: a process of its own suggests anew on articles held out."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.progress import reading_through
from models.exchange.lines import article_to_json
from models.exchange.proposals import proposal_from_json
from models.language import tr
from ui.background import Job
from ui.child_process import NOT_STARTED, ChildProcess
from ui.processes.worker_client import COMMAND
from ui.quality.exam import Exam, HeldOut, Tally, set_exam
from ui.session import Session

_log = logging.getLogger(__name__)


class Checkup(QObject):
    """One measurement. What was coded blind and beside suggestions is never added together.

    The process gets the learned state that never saw the articles, and one article after another;
    comparing an answer with what was confirmed takes a moment each.
    """

    progressed = Signal(int, int)
    """So many articles of so many are measured."""
    ended = Signal(str)
    """It is over; what went wrong, or nothing."""

    def __init__(
        self,
        session: Session,
        *,
        model: str | None = None,
        command: Sequence[str] = COMMAND,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._model, self._command = session, model, tuple(command)
        self._process: ChildProcess | None = None
        self._exam = Exam(())
        self._left: deque[HeldOut] = deque()
        self._asked: HeldOut | None = None
        self._is_stopped = False
        self.blind, self.assisted = Tally(session.codebook), Tally(session.codebook)
        self._job = Job(_reading(session.project.path), self)
        self._job.done.connect(self._on_job_done)
        self._job.failed.connect(self.ended)

    def start(self) -> None:
        """Look for articles that can judge, then measure; with none it is over at once."""
        self._job.start()

    def stop(self) -> None:
        """End in the middle; what was measured so far stays."""
        self._is_stopped = True
        self._job.blockSignals(True)  # noqa: FBT003
        self._job.wait()
        process, self._process = self._process, None
        if process:
            process.end()

    def _on_job_done(self, exam: Exam) -> None:
        if self._is_stopped:  # The job's word was on its way already.
            return
        self._exam, self._left = exam, deque(exam.articles)
        self.progressed.emit(0, len(exam.articles))
        if not exam.articles:
            self.ended.emit("")
            return
        process = ChildProcess(self._command, self)
        process.said.connect(self._on_process_said)
        process.ended.connect(self._on_process_ended)
        self._process = process
        process.start()
        self._send(
            type="start",
            codebook=self._session.codebook.source,
            model=self._model,
            learned=exam.state or None,
            actors=[entry.to_json() for entry in self._session.actors.entries],
        )

    def _send(self, **message: Any) -> None:
        if self._process:
            self._process.send(**message)

    def _ask_next(self) -> None:
        self.progressed.emit(len(self._exam.articles) - len(self._left), len(self._exam.articles))
        while self._left:
            self._asked = self._left.popleft()
            if self._session.is_known(self._asked.article_id):
                article = self._session.project.article(self._asked.article_id)
                self._send(type="suggest", article=article_to_json(article, None, None, ()))
                return
        self.stop()
        self.ended.emit("")

    def _take(self, message: dict[str, Any]) -> None:
        match message.get("type"):
            case "ready":
                self._ask_next()
            case "proposals":
                if self._asked:
                    self._judge(self._asked, message["proposals"])
                self._ask_next()
            case "failed":
                _log.warning("Not measured: %s", message)
                self._ask_next()

    def _judge(self, asked: HeldOut, found: list[dict[str, Any]]) -> None:
        if not self._session.is_known(asked.article_id):
            return
        codebook = self._session.codebook
        said = [proposal_from_json(one, asked.article_id, codebook) for one in found]
        tally = self.blind if asked.is_blind else self.assisted
        project = self._session.project
        events = project.events(asked.article_id, asked.annotator)
        tally.add(project.article(asked.article_id), events, said)

    def _on_process_said(self, line: bytes) -> None:
        self._take(json.loads(line))

    def _on_process_ended(self, code: int) -> None:
        self._process = None
        if code == NOT_STARTED:
            self.ended.emit(tr("The engine does not start (see Help, Show log file)."))
        else:
            self.ended.emit(tr("The engine stopped in the middle (see Help, Show log file)."))


def _reading(path: Path) -> Callable[[Callable[[int], None]], Exam]:
    def work(_progress: Callable[[int], None]) -> Exam:
        # On a thread of its own, so with a connection of its own.
        with reading_through(path) as project:
            return set_exam(project)

    return work
