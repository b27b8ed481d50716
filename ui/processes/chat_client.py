"""The chat endpoint's child process as the window sees it: asked about open articles only."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QObject
from typing_extensions import override

from models.article import Status
from models.suggest.chat.endpoint import Endpoint
from ui.processes.engine_agenda import EngineAgenda
from ui.processes.worker_client import WorkerClient
from ui.session import Session

COMMAND = (sys.executable, "-m", "models.suggest.chat.worker")


class ChatAgenda(EngineAgenda):
    """Each question costs time or money, so that only what an analyst opens is asked about.

    Phrases are the affair of the engine on this machine; the endpoint is asked for events alone.
    """

    @override
    def following(self, engine: str) -> tuple[str, str] | None:
        article, desk = self._session.article, self._session.desk
        if article is None or desk is None or desk.status in (Status.DONE, Status.SKIPPED):
            return None
        known = article.id in self.suggested
        if known or self._session.project.has_proposals_of(article.id, engine):
            return None
        self.suggested.add(article.id)
        return "suggest", article.id


class ChatClient(WorkerClient):
    """Stopping the client ends a question that is under way."""

    def __init__(
        self, session: Session, endpoint: Endpoint, key: str, *, parent: QObject | None = None
    ) -> None:
        super().__init__(session, command=COMMAND, agenda=ChatAgenda(session), parent=parent)
        self._endpoint = endpoint
        self._key = key

    @override
    def _start_message(self) -> dict[str, Any]:
        return {
            "type": "start",
            "codebook": self._session.codebook.source,
            "endpoint": asdict(self._endpoint),
            "key": self._key,
        }

    @override
    def _tell_actors(self) -> None:
        """Nothing is asked anew: what was answered is shown under the main names."""

    @override
    def _rest_a_while(self) -> None:
        """What was used stays on display."""

    @override
    def _take(self, message: dict[str, Any]) -> None:
        super()._take(message)
        if used := message.get("used"):
            self.status.emit(str(used))

    @override
    def _take_failure(self, message: dict[str, Any]) -> None:
        super()._take_failure(message)
        self.status.emit(str(message.get("text", "")))
