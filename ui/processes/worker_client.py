"""The engine's child process as the window sees it: articles go out, suggestions come back."""

from __future__ import annotations

import json
import logging
import sys
from base64 import b64decode
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from db import learning
from models.edits import Change
from models.errors import UserError
from models.exchange.lines import article_to_json
from models.exchange.proposals import proposal_from_json, told_from_json
from models.language import later, tr
from models.phrases import Phrase
from models.spans import Span
from ui.child_process import NOT_STARTED, ChildProcess
from ui.processes.engine_agenda import EngineAgenda
from ui.session import Session

COMMAND = (sys.executable, "-m", "models.suggest.worker")

_RESTART_PAUSE_MS = 500
_DOES = {
    "suggest": later("Suggesting …"),
    "phrases": later("Looking for phrases …"),
    "digest": later("Reading articles to learn from …"),
}
_log = logging.getLogger(__name__)


class WorkerClient(QObject):
    """Asks about one article at a time, as the agenda has it, and keeps the answers.

    The process is started once more if it dies; an article that it died of is left alone.
    """

    status = Signal(str)
    """What the engine is doing, for the status bar."""
    suggested = Signal(str)
    """The article of this id has its suggestions now."""
    ready = Signal()
    """The process waits for articles."""
    digested = Signal(str, bool)
    """The article of this id was read for learning; or could not be (False)."""

    def __init__(
        self,
        session: Session,
        *,
        model: str | None = None,
        command: Sequence[str] = COMMAND,
        agenda: EngineAgenda | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._command = tuple(command)
        self._agenda = agenda or EngineAgenda(session)
        self._process: ChildProcess | None = None
        self._engine = ""
        self._digest_version = ""
        self._lines: deque[bytes] = deque()
        self._asked = ""
        self._asked_for = ""
        self._restarts_left = 1
        # Answers are taken one at a time, so that painting and keys come in between.
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._take_line)
        self._restart = QTimer(self, singleShot=True, interval=_RESTART_PAUSE_MS)
        self._restart.timeout.connect(self.start)
        session.article_opened.connect(self._on_session_article_opened)
        session.changed.connect(self._on_session_changed)
        session.steps.ended.connect(self._on_steps_ended)
        session.phrases_wanted.connect(self._on_session_phrases_wanted)

    @property
    def is_running(self) -> bool:
        return self._process is not None

    @property
    def process_id(self) -> int:
        return self._process.process_id if self._process else 0

    @property
    def digest_version(self) -> str:
        """Of what the engine reads for learning; empty as long as it is not ready."""
        return self._digest_version

    @property
    def digests_left(self) -> int:
        """How many articles wait to be read for learning."""
        return self._agenda.digests_left

    def start(self) -> None:
        """Start the process; it says by itself when it is ready."""
        process = ChildProcess(self._command, self)
        process.said.connect(self._on_process_said)
        process.complained.connect(lambda text: _log.info("Engine: %s", text))
        process.ended.connect(self._on_process_ended)
        self._process = process
        self.status.emit(tr("Starting the engine …"))
        process.start()
        self._send(**self._start_message())

    def stop(self) -> None:
        """End the process and wait until it is gone; what it was doing is not needed."""
        process, self._process = self._process, None
        self._turn.stop()
        self._restart.stop()
        self._lines.clear()
        self._agenda.want_digests(())
        self._engine = self._digest_version = self._asked = ""
        if process:
            process.end()

    def restart(self, model: str | None) -> None:
        """Begin again with another language model."""
        self.stop()
        self._model = model
        self._agenda.begin_with_another_model()
        self.start()

    def use_learned(self) -> None:
        """Suggest from now on with what the project has learned; undecided articles come anew."""
        self._agenda.begin_anew()
        self._send(type="learned", state=self._learned())

    def _tell_actors(self) -> None:
        """Suggest from now on with the names that people told; undecided articles come anew."""
        self._agenda.begin_anew()
        self._send(type="actors", actors=self._actors())

    def want_digests(self, article_ids: Iterable[str]) -> None:
        """Read these articles for learning; the project keeps what comes of it."""
        self._agenda.want_digests(article_ids)
        self._ask_next()

    def waiting_for(self, article_id: str) -> str:
        """Why an article has no suggestions yet; empty if none are on their way."""
        is_answered = article_id in self._agenda.suggested and article_id != self._asked
        if self._process is None or is_answered:
            return ""
        if not self._engine:
            return tr("Loading the English model …")
        is_read = article_id == self._asked and self._asked_for == "suggest"
        return tr("Reading the article …") if is_read else ""

    def _start_message(self) -> dict[str, Any]:
        """What the process is told first."""
        return {
            "type": "start",
            "codebook": self._session.codebook.source,
            "model": self._model,
            "learned": self._learned(),
            "actors": self._actors(),
        }

    def _send(self, **message: Any) -> None:
        if self._process:
            self._process.send(**message)

    def _actors(self) -> list[dict[str, Any]]:
        """What people told of actors."""
        return [entry.to_json() for entry in self._session.actors.entries]

    def _learned(self) -> str | None:
        """The state that the project has learned, as text."""
        try:
            found = learning.learned(self._session.project)
        except UserError as error:
            _log.warning("What was learned cannot be read: %s", error)
            return None
        return found.state if found else None

    def _ask_next(self) -> None:
        if not self._engine or self._asked or self._process is None or self._session.steps.is_busy:
            return
        if wanted := self._agenda.following(self._engine):
            self._ask(*wanted)
        else:
            self._rest_a_while()

    def _rest_a_while(self) -> None:
        """Nothing is wanted just now."""
        self.status.emit(tr("Suggestions up to date"))

    def _ask(self, what: str, article_id: str) -> None:
        article = self._session.project.article(article_id)
        self._asked, self._asked_for = article_id, what
        self.status.emit(tr(_DOES[what]))
        self._send(type=what, article=article_to_json(article, None, None, ()))

    def _take_line(self) -> None:
        if not self._lines or self._session.steps.is_busy:
            return
        line = self._lines.popleft()
        if self._lines:
            self._turn.start()
        try:
            message = json.loads(line)
        except ValueError:
            _log.warning("The engine said something that is not JSON: %r", line[:200])
            return
        self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        match message.get("type"):
            case "status":
                self.status.emit(tr(str(message.get("text", ""))))
            case "ready":
                self._engine = str(message["engine"])
                self._digest_version = str(message.get("digest", ""))
                self.ready.emit()
                self._ask_next()
            case "proposals":
                self._keep(str(message["article_id"]), message["proposals"])
                self._next_after_answer()
            case "digest":
                self._keep_digest(str(message["article_id"]), str(message["data"]))
            case "phrases":
                self._take_passages(message)
                self._next_after_answer()
            case "failed":
                self._take_failure(message)
                self._next_after_answer()

    def _keep(self, article_id: str, found: list[dict[str, Any]]) -> None:
        session = self._session
        if not session.is_known(article_id):
            return
        proposals = [proposal_from_json(one, article_id, session.codebook) for one in found]
        try:
            session.take_proposals(article_id, proposals, self._engine)
        except UserError as error:
            self.status.emit(tr("Suggestions could not be kept: {error}", error=error))

    def _take_passages(self, message: dict[str, Any]) -> None:
        found = [Phrase(Span(*one[:2]), Span(*one[2:])) for one in message["phrases"]]
        sentences = [Span(*one) for one in message.get("sentences", ())]
        codebook = self._session.codebook
        told = [told_from_json(one, codebook) for one in message.get("told", ())]
        dateline = [Span(*one) for one in message.get("dateline", ())]
        self._session.take_phrases(str(message["article_id"]), found, sentences, told, dateline)

    def _take_failure(self, message: dict[str, Any]) -> None:
        _log.warning("The engine could not read %(article_id)s: %(text)s", message)
        self._give_article_up()

    def _give_article_up(self) -> None:
        """What the process cannot read it is not asked for again."""
        if self._asked_for == "phrases":
            self._session.take_phrases(self._asked, ())
            return
        self._agenda.give_up(self._asked)
        if self._asked_for == "digest":
            self.digested.emit(self._asked, False)  # noqa: FBT003

    def _keep_digest(self, article_id: str, data: str) -> None:
        project = self._session.project
        try:
            learning.save_digests(project, self._digest_version, {article_id: b64decode(data)})
        except UserError as error:
            self._agenda.want_digests(())
            self.status.emit(tr("Learning waits: {error}", error=error))
        self._asked = ""
        self.digested.emit(article_id, True)  # noqa: FBT003
        self._ask_next()

    def _next_after_answer(self) -> None:
        asked, self._asked = self._asked, ""
        if asked and self._asked_for != "phrases":
            self.suggested.emit(asked)
        self._ask_next()

    def _on_session_article_opened(self, _article_id: str) -> None:
        self._ask_next()

    def _on_session_phrases_wanted(self) -> None:
        article = self._session.article
        if article and (self._asked_for, self._asked) != ("phrases", article.id):
            self._agenda.want_phrases(article.id)
            self._ask_next()

    def _on_session_changed(self, change: Change) -> None:
        if change.actors_changed:
            self._tell_actors()
        if change.articles_changed:
            self._agenda.look_ahead_anew()
            self._ask_next()

    def _on_steps_ended(self) -> None:
        """What was said meanwhile is kept now, and what is wanted asked for."""
        if self._lines:
            self._turn.start()
        self._ask_next()

    def _on_process_said(self, line: bytes) -> None:
        self._lines.append(line)
        if not self._turn.isActive():
            self._turn.start()

    def _on_process_ended(self, code: int) -> None:
        self._process = None
        if code == NOT_STARTED:
            self._give_up()
            return
        self._give_article_up()
        self._engine = self._digest_version = self._asked = ""
        if self._restarts_left:
            self._restarts_left -= 1
            self.status.emit(tr("The engine stopped; starting it again …"))
            self._restart.start()
        else:
            self._give_up()

    def _give_up(self) -> None:
        self.status.emit(tr("No suggestions: the engine does not run (see Help, Show log file)"))
        article = self._session.article
        if article:
            self.suggested.emit(article.id)
