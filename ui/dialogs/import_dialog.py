"""Asks which files to bring in and what to make of them, then brings them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from db.importing import ImportReport, import_files
from db.project import Project
from models.language import number, tr, trn
from ui.background import Job
from ui.dialogs.form_dialog import FormDialog, note
from ui.messages import Messages
from ui.theme import UNIT, Theme

_SHOWN_REFUSALS = 12


class ImportDialog(FormDialog):
    """Works on another thread with a connection of its own; `report` says what came of it."""

    def __init__(
        self,
        theme: Theme,
        messages: Messages,
        project: Path,
        annotator: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, tr("Import articles"), tr("Import"), parent)
        self._messages, self._project, self._annotator = messages, project, annotator
        self.report: ImportReport | None = None
        self._job: Job | None = None
        self._paths: list[Path] = []
        self._files = QListWidget()
        self._files.setAccessibleName(tr("Files to import"))
        self._files.setMaximumHeight(18 * UNIT)
        more = QPushButton(tr("Add files …"))
        more.setAutoDefault(False)
        more.clicked.connect(lambda: self.add_paths(self._messages.open_articles(self)))
        self._published = QLineEdit()
        self._published.setPlaceholderText("2024-01-05")
        self._published.setAccessibleName(tr("Publication date"))
        self._confirmed = QCheckBox(
            tr("Take the events in exchange files as confirmed by {annotator}", annotator=annotator)
        )
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.hide()
        self.form.addRow(tr("Files"), self._files)
        self.form.addRow("", more)
        self.form.addRow(tr("Published"), self._published)
        words = tr(
            "For texts that name no date of their own, as year-month-day. Relative dates such "
            "as “on Friday” are read against it."
        )
        self.form.addRow("", note(theme, words))
        self.form.addRow("", self._confirmed)
        self.form.addRow("", self._bar)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Put files or folders on the list; those already there stay once."""
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
                self._files.addItem(str(path))

    @override
    def accept(self) -> None:
        if self._job is not None:
            return
        day = self._day()
        if not self._paths:
            self.complain(tr("Add at least one file."))
        elif day is None and self._published.text().strip():
            self.complain(tr("The publication date must look like 2024-01-05."))
        else:
            self.complain("")
            self._begin(day)

    @override
    def reject(self) -> None:
        # A half import would be one edit short of its end; it takes seconds.
        if self._job is None:
            super().reject()

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self._published.text().strip())
        except ValueError:
            return None

    def _begin(self, day: date | None) -> None:
        confirmed_by = self._annotator if self._confirmed.isChecked() else None
        self._bar.show()
        self.buttons.setEnabled(False)
        work = _work(self._project, tuple(self._paths), self._annotator, confirmed_by, day)
        self._job = Job(work, self)
        self._job.progressed.connect(self._on_job_progressed)
        self._job.done.connect(self._on_job_done)
        self._job.failed.connect(self._on_job_failed)
        self._job.start()

    def _on_job_progressed(self, count: int) -> None:
        self.setWindowTitle(tr("Import articles: {count} read", count=number(count)))

    def _on_job_done(self, report: ImportReport) -> None:
        self.report = report
        self._finish()
        super().accept()

    def _on_job_failed(self, text: str) -> None:
        self._finish()
        self.complain(text)

    def _finish(self) -> None:
        if self._job:
            self._job.wait()
        self._job = None
        self._bar.hide()
        self.buttons.setEnabled(True)


def _work(
    path: Path,
    files: tuple[Path, ...],
    annotator: str,
    confirmed_by: str | None,
    day: date | None,
) -> Callable[[Callable[[int], None]], ImportReport]:
    def work(progress: Callable[[int], None]) -> ImportReport:
        project = Project.open(path)
        try:
            return import_files(
                project,
                files,
                annotator=annotator,
                confirmed_by=confirmed_by,
                published=day,
                progress=progress,
            )
        finally:
            project.close()

    return work


def words_of(report: ImportReport) -> str:
    """What came in and what did not, to be read by a person."""
    lines = [
        tr(
            "{articles} came in, {events}.",
            articles=trn("{count} article", "{count} articles", report.imported),
            events=trn("{count} event", "{count} events", report.events),
        )
    ]
    if report.refused:
        shown = report.refused[:_SHOWN_REFUSALS]
        lines += ["", tr("Left out:"), *shown]
        if len(report.refused) > len(shown):
            lines.append(
                trn("… and {count} more", "… and {count} more", len(report.refused) - len(shown))
            )
    lines += report.notes[:_SHOWN_REFUSALS]
    return "\n".join(lines)
