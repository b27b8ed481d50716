"""Learning in the background: after every few finished articles a child process trains anew."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from db import learning
from models.edits import Change
from models.errors import UserError
from models.language import number, tr, trn
from models.learned import How
from ui.child_process import APP, NOT_STARTED, ChildProcess
from ui.processes.worker_client import WorkerClient
from ui.session import Session

#: So many more finished articles are worth a new lesson.
EVERY = 5
_PAUSE_MS = 1000
_log = logging.getLogger(__name__)


class LearningClient(QObject):
    """Starts `main.py learn` on the open project when there is enough that is new.

    What the lesson needs of each article is read by the engine's process first. A process that
    ends in the middle has changed nothing: the project takes the new state in one transaction.
    """

    told = Signal(str)
    """What came of a lesson, for the status bar."""
    progressed = Signal(str)
    """What is being done, while somebody waits for it."""
    ended = Signal(str)
    """A lesson, or what else was asked for, is over; what came of it in a sentence."""

    def __init__(
        self,
        session: Session,
        engine: WorkerClient,
        *,
        command: Sequence[str] = APP,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._engine = engine
        self._command = tuple(command)
        self._process: ChildProcess | None = None
        self._unreadable: set[str] = set()
        self._tried = 0
        self._is_asked = False
        self._is_lesson = False
        self._last = b""
        # A decision is followed by others: there is no hurry.
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        session.changed.connect(self._on_session_changed)
        engine.ready.connect(self._pause.start)
        engine.digested.connect(self._on_engine_digested)

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def words(self) -> str:
        """What the project has learned so far, for the status bar."""
        try:
            found = learning.learned(self._session.project)
        except UserError as error:
            _log.warning("What was learned cannot be read: %s", error)
            return ""
        return _words(len(found.trained_on)) if found else ""

    def learn_now(self) -> None:
        """Begin a lesson without waiting for more finished articles; with its learning curve."""
        self._is_asked = True
        self.progressed.emit(
            tr("Learning begins when the engine is ready …")
            if not self._engine.digest_version
            else tr("Learning …")
        )
        self._look()

    def hand_out(self, path: Path) -> None:
        """Write what was learned to a file."""
        self._run("--export", str(path.resolve()))

    def bring_in(self, path: Path) -> None:
        """Take over what another project learned."""
        self._run("--import", str(path.resolve()))

    def forget(self) -> None:
        """Suggest by the rules alone again."""
        self._run("--reset")

    def stop(self) -> None:
        """End a lesson and wait until its process is gone; what is in use stays."""
        self._pause.stop()
        self._is_asked = False
        process, self._process = self._process, None
        if process:
            process.end()

    def _look(self) -> None:
        """Begins a lesson if there is enough that is new and all of it was read."""
        if self._process or not self._engine.digest_version:
            return
        if self._session.steps.is_busy:
            self._pause.start()
            return
        try:
            finished = learning.finished_count(self._session.project)
            if not (self._is_asked or self._is_time(finished)):
                return
            missing = [
                article_id
                for article_id in learning.without_digest(
                    self._session.project, self._engine.digest_version
                )
                if article_id not in self._unreadable
            ]
        except UserError as error:
            self.told.emit(tr("Learning waits: {error}", error=error))
            return
        if missing:
            self.progressed.emit(
                trn(
                    "Reading {count} finished article …",
                    "Reading {count} finished articles …",
                    len(missing),
                )
            )
            self._engine.want_digests(missing)
        else:
            self._tried = finished
            asked, self._is_asked = self._is_asked, False
            self._run("--lines", *(["--curve"] if asked else []))

    def _is_time(self, finished: int) -> bool:
        last = next(iter(reversed(learning.history(self._session.project))), None)
        known = last.articles if last and last.engine == self._engine.digest_version else 0
        return finished - max(known, self._tried) >= EVERY

    def _run(self, *options: str) -> None:
        """Start `main.py learn` on the project, unless it runs already."""
        if self._process:
            return
        path = str(self._session.project.path.resolve())
        process = ChildProcess([*self._command, "learn", path, *options], self)
        process.said.connect(self._on_process_said)
        process.ended.connect(self._on_process_ended)
        self._process, self._is_lesson, self._last = process, "--lines" in options, b""
        process.start()

    def _take(self, line: bytes) -> str:
        """The last thing that a lesson said: what came of it."""
        try:
            message = json.loads(line)
            how, articles = How(message["type"]), int(message["articles"])
        except (ValueError, KeyError, TypeError):
            _log.warning("The lesson ended with %r", line[:200])
            words = tr("Learning failed (see Help, Show log file)")
            self.told.emit(words)
            return words
        if how is How.LEARNED:
            self.told.emit(_words(articles))
            self._engine.use_learned()
            return f"{_words(articles)}."
        return self._why_kept()

    def _why_kept(self) -> str:
        last = next(iter(reversed(learning.history(self._session.project))), None)
        if last and not (last.figures.get("blind") or last.figures.get("assisted")):
            return tr(
                "Nothing changed: no finished article is among those that measure (one in five). "
                "Finish a few more."
            )
        return tr("Nothing changed: on the articles held out, what was in use did better.")

    def _on_session_changed(self, change: Change) -> None:
        if change.article_ids or change.is_wide:
            self._pause.start()

    def _on_engine_digested(self, article_id: str, was_read: bool) -> None:  # noqa: FBT001
        if not was_read:
            self._unreadable.add(article_id)
        left = self._engine.digests_left
        if not left:
            self._pause.start()
        elif self._is_asked:
            self.progressed.emit(tr("Reading finished articles: {left} to go …", left=number(left)))

    def _on_process_said(self, line: bytes) -> None:
        """Keeps the last line, and passes on what a lesson says before it."""
        self._last = line
        if self._is_lesson and line.startswith(b'{"type": "status"'):
            self.progressed.emit(str(json.loads(line)["text"]))

    def _on_process_ended(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if code == NOT_STARTED:
            words = tr("Learning failed: its process does not start")
            self.told.emit(words)
            self.ended.emit(words)
            return
        said = process.complaints
        if said:
            _log.info("Learning: %s", said)
        sentence = said.splitlines()[-1].strip() if said and "Traceback" not in said else ""
        if code == 1 and sentence:
            # A sentence for the user, such as that the disk is full.
            words = (
                tr("Learning failed: {sentence}", sentence=sentence)
                if self._is_lesson
                else sentence
            )
            if self._is_lesson:
                self.told.emit(words)
        elif self._is_lesson:
            words = self._take(self._last)
        else:
            words = sentence or tr("This failed (see Help, Show log file)")
            self.told.emit(self.words())
            self._engine.use_learned()
        self.ended.emit(words)


def _words(articles: int) -> str:
    return trn("Learned from {count} article", "Learned from {count} articles", articles)
