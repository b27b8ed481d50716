"""Reads figures of progress on another thread, with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.progress import progress, work_done
from db.project import Project
from models.progress import Asked, Progress


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for, and what was done since the window was opened."""

    whole: Progress
    lately: Progress


def reading(path: Path, asked: Asked, lately: Asked) -> Callable[[Callable[[int], None]], Found]:
    """The work of a job. Raises UserError if the file cannot be read."""

    def work(_progress: Callable[[int], None]) -> Found:
        project = Project.open(path)
        try:
            return Found(progress(project, asked), work_done(project, lately))
        finally:
            project.close()

    return work
