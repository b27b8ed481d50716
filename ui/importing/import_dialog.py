"""The import: files in, a look at what was found in them, then one step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QMimeData, QStandardPaths, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from db.formats.reading import LABELS
from db.ids import new_id
from db.imports.importing import ImportReport
from db.imports.preview import Chosen, PreviewRow
from db.imports.reading_terms import terms_for
from db.imports.staged_file import StagedReport
from db.imports.staging_folder import forget_staged, staging_folder
from db.project import Project
from models.column_dates import read_day
from models.errors import UserError
from models.label_mapping import LabelMapping
from models.language import tr, trn
from ui.background import Job
from ui.dialogs.dialog_keys import give_keys
from ui.importing.bringing import Bringing, bring_in
from ui.importing.import_form import ImportForm, Page
from ui.importing.pasting import pasted_paths
from ui.importing.reading_run import ReadingRun
from ui.messages import Messages
from ui.theme import Theme

#: Changes that come one after the other are read once.
_PAUSE_MS = 300
#: From wherever the keyboard is; Enter alone belongs to what is in focus.
BRING_IN_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class Stage(IntEnum):
    """How far the dialog is."""

    EMPTY = 0
    READING = 1
    LOOKING = 2
    BRINGING = 3
    DONE = 4


class ImportDialog(QDialog):
    """Files come by button, drop and paste. `report` says what came in, once it has."""

    def __init__(
        self, theme: Theme, messages: Messages, project: Project, annotator: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        give_keys(self, theme, "Bringing articles in")
        self._messages, self._project, self._annotator = messages, project, annotator
        self.report: ImportReport | None = None
        self.has_begun = False
        """Whether articles may have come in, also where the import was broken off."""
        self.paths: list[Path] = []
        self._stage = Stage.EMPTY
        self._run: ReadingRun | None = None
        self._job: Job | None = None
        self._cancelled = Event()
        self._read: StagedReport | None = None
        self._read_with: date | None = None
        self._labels = LabelMapping()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._begin_reading)
        self.form = ImportForm(theme, annotator, project.codebook, self)
        self.setWindowTitle(tr("Import articles"))
        self.setAcceptDrops(True)
        self.resize(self.form.wanted_size())
        self._connect()
        self._show_stage()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Put files or folders on the list and look into them; those already there stay once."""
        fresh = [path for path in dict.fromkeys(paths) if path not in self.paths]
        if fresh and self._stage is not Stage.BRINGING:
            self.paths += fresh
            self._again()

    def remove_all(self) -> None:
        """Begin anew, without files."""
        self.paths.clear()
        self._again()

    @property
    def is_waiting(self) -> bool:
        """Whether files are still being read."""
        return self._stage is Stage.READING or self._pause.isActive()

    @override
    def accept(self) -> None:
        if self._stage is Stage.DONE:
            super().accept()
        elif self._stage is Stage.LOOKING and self.form.model.ticked:
            self._bring_in()

    def _accept_by_key(self) -> None:
        """A cell that is being written is finished first; what it says is seen before it counts."""
        if self.form.table.is_editing:
            self.form.table.setFocus()
        else:
            self.accept()

    @override
    def reject(self) -> None:
        if self._stage is Stage.BRINGING:
            self._cancelled.set()
            return
        if self._stage is Stage.READING and self._run:
            self._leave_run()
            self._stage = Stage.EMPTY
            self._show_stage()
            self.form.say(tr("Reading was stopped. Read again goes on where it ended."))
            return
        self._leave_run()
        super().accept() if self._stage is Stage.DONE else super().reject()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if any(url.isLocalFile() for url in mime.urls()) or mime.text().strip():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_paths(pasted_paths(event.mimeData(), self._pasted_folder()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Take files or a text from the clipboard."""
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        paths = pasted_paths(mime, self._pasted_folder()) if mime else []
        if paths:
            self.add_paths(paths)
        else:
            self.form.say(tr("There are no files and no text in the clipboard."))

    def _pasted_folder(self) -> Path:
        return staging_folder()

    def _connect(self) -> None:
        form = self.form
        form.files.clicked.connect(lambda: self.add_paths(self._messages.open_articles(self)))
        form.folder.clicked.connect(self._add_folder)
        form.paste.clicked.connect(self.paste)
        form.clear.clicked.connect(self.remove_all)
        form.again.clicked.connect(self._again)
        form.published.editingFinished.connect(self._on_published)
        form.columns.changed.connect(lambda _: self._pause.start())
        form.labels.changed.connect(self._pause.start)
        form.model.counted.connect(self._show_stage)
        form.model.refused.connect(form.say)
        form.save.clicked.connect(self._save_report)
        form.bring.clicked.connect(self.accept)
        for key in BRING_IN_KEYS:
            QShortcut(QKeySequence(key), self).activated.connect(self._accept_by_key)
        form.cancel.clicked.connect(self.reject)

    def _add_folder(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._messages.choose_folder(self, Path(home))
        if folder:
            self.add_paths([folder])

    def _on_published(self) -> None:
        text = self.form.published.text().strip()
        if text and self._day() is None:
            self.form.say(tr("“{typed}” is no day; write it as 2024-01-05.", typed=text))
        elif self.paths and self._read_with != self._day():
            self._again()

    def _day(self) -> date | None:
        return read_day(self.form.published.text().strip())

    # -- reading

    def _again(self) -> None:
        self._leave_run()
        self._read = None
        self.form.model.clear()
        self.form.refusals.show_texts((), ())
        self._stage = Stage.READING if self.paths else Stage.EMPTY
        self.form.say("")
        self._show_stage()
        self._pause.start(0)

    def _begin_reading(self) -> None:
        self._leave_run()
        self.form.model.clear()
        self._read_with = self._day()
        if not self.paths:
            self.form.columns.show_tables(())
            self.form.labels.show_labels({}, self._labels)
            return
        terms = terms_for(
            self._project,
            self._read_with,
            headers={mark: m.to_json() for mark, m in self.form.columns.mappings.items()},
            labels=LabelMapping(self.form.labels.given).to_json(),
        )
        self._labels = LabelMapping.from_json(terms.options[LABELS], self._project.codebook)
        run = ReadingRun(self._project.path, self.paths, terms, self)
        run.tables_came.connect(self._on_tables)
        run.rows_came.connect(self._on_rows)
        run.moved.connect(self.form.show_progress)
        run.ended.connect(self._on_ended)
        run.failed.connect(self._on_failed)
        self._run, self._stage = run, Stage.READING
        self._show_stage()
        run.start()

    def _leave_run(self) -> None:
        self._pause.stop()
        if self._run:
            self._run.leave()
            self._run.deleteLater()
            self._run = None

    def _on_tables(self, tables: list[object]) -> None:
        self.form.columns.show_tables(tables)  # type: ignore[arg-type]
        self._show_stage()

    def _on_rows(self, rows: list[PreviewRow]) -> None:
        self.form.model.take(rows)

    def _on_ended(self, report: StagedReport) -> None:
        self._read = report
        self._stage = Stage.LOOKING
        self.form.refusals.show_texts(report.refused, report.notes)
        self.form.labels.show_labels(report.labels, self._labels)
        if not self.form.model.rowCount():
            self.form.go(Page.COLUMNS if self.form.columns.in_doubt else Page.REFUSED)
        self._show_stage()
        self.form.table.choose_first()
        self.form.table.setFocus()

    def _on_failed(self, text: str) -> None:
        self._stage = Stage.EMPTY
        self._show_stage()
        self.form.say(text)

    # -- bringing in

    def _bring_in(self) -> None:
        if self._run is None:
            return
        form, project = self.form, self._project
        mapped = form.columns.headers()
        work = Bringing(
            project.path,
            self._annotator,
            self._annotator if form.confirmed.isChecked() else None,
            form.kept.isVisible() and form.kept.isChecked(),
            Chosen(
                self._run.path,
                project.codebook,
                new_id,
                frozenset(form.model.left_out),
                dict(form.model.corrections),
            ),
            {mapped[m]: said for m, said in form.columns.mappings.items() if m in mapped},
            LabelMapping(form.labels.given),
        )
        self._cancelled.clear()
        self._stage, self.has_begun = Stage.BRINGING, True
        self._show_stage()
        self._job = Job(partial(bring_in, work, self._cancelled), self)
        self._job.progressed.connect(lambda count: form.show_progress(count, form.model.ticked, ""))
        self._job.done.connect(self._on_brought)
        self._job.failed.connect(self._on_not_brought)
        self._job.start()

    def _on_brought(self, report: ImportReport) -> None:
        self.report = report
        self._stage = Stage.DONE
        staged, self._job = self._run, None
        self._leave_run()
        if staged:
            forget_staged(staged.path)
        read = self._read or StagedReport()
        refused = (*read.refused, *report.refused)
        self.form.refusals.show_texts(refused, (*read.notes, *report.notes))
        if not report.refused:
            super().accept()
            return
        self.form.go(Page.REFUSED)
        self._show_stage()
        self.form.say(
            trn(
                "{count} article could not be brought in.",
                "{count} articles could not be brought in.",
                len(report.refused),
            )
        )

    def _on_not_brought(self, text: str) -> None:
        self._job = None
        self._stage = Stage.LOOKING
        self._show_stage()
        self.form.say(text)

    @property
    def refused(self) -> int:
        """How many items could not be taken."""
        return len(self.form.refusals.refused)

    def _save_report(self) -> None:
        path = self._messages.save_as(
            self, tr("Save report"), "import-report.csv", tr("Tables (*.csv)")
        )
        if path is None:
            return
        try:
            self.form.refusals.write(path)
        except UserError as error:
            self.form.say(str(error))
        else:
            self.form.say(tr("The report was written to {path}.", path=path))

    def _show_stage(self) -> None:
        stage, form = self._stage, self.form
        form.show_files(self.paths)
        form.name_pages()
        busy = stage in (Stage.READING, Stage.BRINGING)
        form.bar.setVisible(busy)
        for control in (form.files, form.folder, form.paste, form.clear, form.published):
            control.setEnabled(stage not in (Stage.BRINGING, Stage.DONE))
        form.clear.setVisible(bool(self.paths))
        form.again.setVisible(stage is Stage.EMPTY and bool(self.paths))
        form.confirmed.setVisible(form.model.has_events)
        form.name_annotators()
        form.show_keys(is_shown=stage is Stage.LOOKING and form.model.rowCount() > 0)
        ticked = form.model.ticked
        done = stage is Stage.DONE
        wanted = trn("Import {count} article", "Import {count} articles", ticked)
        form.bring.setText(tr("Close") if done else wanted if ticked else tr("Import"))
        form.bring.setEnabled(done or (stage is Stage.LOOKING and ticked > 0))
        form.bring.setDefault(form.bring.isEnabled())
        form.cancel.setVisible(not done)
        form.cancel.setText(tr("Stop") if busy else tr("Cancel"))
        form.save.setVisible(bool(form.refusals.refused or form.refusals.notes))
        form.sum_up()
