"""Reads the files of an import in the background and tells what was found as it comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from db.imports.preview import StagedRows
from db.imports.reading_processes import Terms
from db.imports.staged_file import StagedReport, stage
from db.imports.staging import Staging
from db.imports.staging_folder import forget_staged, is_broken_off, staging_path
from db.imports.table_search import tables_among
from ui.background import Job

_LOOK_MS = 100
#: So many rows are taken at a time: reading them must not hold the window up.
_ROWS = 400


class ReadingRun(QObject):
    """One reading of some files on one set of terms; broken off, the next goes on where it ended.

    Articles wait in a staged file (`path`); its rows are told as they come.
    """

    rows_came = Signal(list)
    tables_came = Signal(list)
    moved = Signal(int, int, str)
    """Files done, files in all, and the name of the one that is read."""
    ended = Signal(object)
    """The report of the whole (`StagedReport`), after the last rows."""
    failed = Signal(str)

    def __init__(self, project: Path, paths: Sequence[Path], terms: Terms, parent: QObject) -> None:
        super().__init__(parent)
        self.path = staging_path(project, paths)
        self._paths, self._terms = tuple(paths), terms
        self._staging: Staging | None = None
        self._left = Event()
        self._report: StagedReport | None = None
        if not is_broken_off(self.path):
            forget_staged(self.path)  # What is complete is made anew.
        self._rows = StagedRows(self.path)
        # What a broken-off run left half done is cut off before the first file is over.
        self._may_look = not is_broken_off(self.path)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._job = Job(self._work, self)
        self._job.done.connect(self._on_job_done)
        self._job.failed.connect(self._on_job_failed)

    def start(self) -> None:
        self._job.start()
        self._timer.start()

    def leave(self) -> None:
        """End soon and say nothing more; what was broken off is kept for the next time."""
        self._left.set()
        self._timer.stop()
        if self._staging:
            self._staging.cancel()
        self._job.wait()
        if not is_broken_off(self.path):
            forget_staged(self.path)

    def _work(self, _progress: Callable[[int], None]) -> StagedReport:
        tables = tables_among(self._paths, self._terms, cancelled=self._left)
        self.tables_came.emit(tables)
        staging = Staging(self._paths, self._terms)
        self._staging = staging
        if self._left.is_set():
            staging.cancel()
        return stage(staging, self.path, self._terms, progress=self._on_file_read)

    def _on_file_read(self, _report: StagedReport) -> None:
        self._may_look = True

    def _look(self) -> None:
        staging = self._staging
        if staging and not self._report:
            self.moved.emit(staging.done, staging.files, staging.current)
        if not self._may_look:
            return
        rows = self._rows.more(_ROWS)
        if rows:
            self.rows_came.emit(rows)
        elif self._report:
            self._timer.stop()
            self.ended.emit(self._report)

    def _on_job_done(self, report: StagedReport) -> None:
        if not self._left.is_set():
            self._may_look, self._report = True, report
            self._timer.setInterval(0)

    def _on_job_failed(self, text: str) -> None:
        self._timer.stop()
        if not self._left.is_set():
            self.failed.emit(text)
