"""The work of an export on another thread, with a connection of its own, that can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject

from db.project import Project
from ui.background import Job

_T = TypeVar("_T")
_Progress = Callable[[int], None]


class _StoppedError(Exception):
    """Somebody wanted no more of it."""


class StoppableJob(Job):
    """Opens the project and does something with it; the result is None if it was stopped."""

    def __init__(
        self, path: Path, task: Callable[[Project, _Progress], _T], parent: QObject
    ) -> None:
        self._stop = stop = Event()

        def work(progress: _Progress) -> _T | None:
            def watched(count: int) -> None:
                if stop.is_set():
                    raise _StoppedError
                progress(count)

            project = Project.open(path)
            project.look_through()
            try:
                return task(project, watched)
            except _StoppedError:
                return None
            finally:
                project.close()

        super().__init__(work, parent)

    def stop(self) -> None:
        """Ends it at the next article; nothing is left of what it began."""
        self._stop.set()
