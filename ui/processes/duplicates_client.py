"""Looks for copies and reports of one incident in a process of its own, after articles came in."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from db.duplicates import waiting
from models.edits import Change
from models.errors import UserError
from ui.child_process import APP, ChildProcess
from ui.session import Session

#: One import is often followed by the next; and the window starts first.
_PAUSE_MS = 3000
_log = logging.getLogger(__name__)


class DuplicatesClient(QObject):
    """Starts `main.py duplicates` when there are articles that were not compared yet.

    A process that ends in the middle has lost nothing but its time: what it had signed is kept.
    """

    found = Signal()
    """The groups of the project may be others now."""

    def __init__(
        self,
        session: Session,
        *,
        command: Sequence[str] = APP,
        pause: int = _PAUSE_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._command = tuple(command)
        self._process: ChildProcess | None = None
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        """Look soon whether there is something to do, and after every import."""
        self._session.changed.connect(self._on_session_changed)
        self._session.steps.began.connect(self.stop)
        self._session.steps.ended.connect(self._pause.start)
        self._pause.start()

    def stop(self) -> None:
        """End the process and wait until it is gone."""
        self._pause.stop()
        process, self._process = self._process, None
        if process:
            process.end()

    def _look(self) -> None:
        project = self._session.project
        try:
            if self._process or not waiting(project):
                return
        except UserError as error:
            _log.warning("Duplicates are not looked for: %s", error)
            return
        path = str(project.path.resolve())
        self._process = ChildProcess([*self._command, "duplicates", path, "--lines"], self)
        self._process.ended.connect(self._on_process_ended)
        self._process.start()

    def _on_session_changed(self, change: Change) -> None:
        if change.articles_changed:
            self._pause.start()

    def _on_process_ended(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if code:
            _log.warning("Looking for duplicates ended with %d: %s", code, process.complaints)
            return
        self.found.emit()
        # Articles may have come in meanwhile.
        self._pause.start()
