"""Puts a dataset together: format, filters, a look at its first rows and losses, and where to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.exports import coded_articles
from db.exports.export_preview import Preview, RowKey, preview
from db.exports.exporting import Handed, Wanted, hand_out, several_words
from db.exports.splits import bring_up_to_date, splits
from db.project import Project
from models.errors import UserError
from models.language import tr, trn
from models.schemes import scheme
from models.splits import Plan
from ui.dialogs.dialog_keys import give_keys
from ui.dialogs.form_dialog import note
from ui.exporting.filter_form import FilterForm
from ui.exporting.format_list import FormatList
from ui.exporting.options_form import OptionsForm
from ui.exporting.preview_table import PreviewTable
from ui.exporting.wording import count_line, loss_lines
from ui.exporting.work import StoppableJob
from ui.messages import Messages
from ui.session import Session
from ui.theme import SEMIBOLD, TITLE, UNIT, Theme
from ui.theme.motion import show_busy
from ui.widgets.room_on_screen import fitting

#: Under this key the project keeps what was chosen last.
_KEPT = "export"
#: Milliseconds without a change before the preview is made anew.
_PAUSE = 250


class ExportDialog(QDialog):
    """Looks through the whole export on another thread; writes it on a third.

    `handed` says what was written, and `target` where; None until then.
    """

    def __init__(
        self, theme: Theme, messages: Messages, session: Session, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        give_keys(self, theme, "Datasets")
        self._theme, self._messages, self._session = theme, messages, session
        self.handed: Handed | None = None
        self.target: Path | None = None
        self._look: StoppableJob | None = None
        self._writing: StoppableJob | None = None
        project = session.project
        self.formats = FormatList(theme)
        self.filters = FilterForm(project, session.annotator)
        sources = list(coded_articles.sources(project))
        self.options = OptionsForm(sources, splits(project))
        self.table = PreviewTable(session.annotator)
        self.counts, self.losses = QLabel(), note(theme, "")
        self.problem = note(theme, "")
        self._bar = QProgressBar()
        self._soon = QTimer(self)
        self._lay_out()
        self._choose_as_last_time()
        self._connect()
        self._on_format_picked()

    @property
    def is_waiting(self) -> bool:
        """Whether the look at what will go out is still being made."""
        return self._look is not None or self._soon.isActive()

    # What is chosen

    def wanted(self) -> Wanted:
        """Raises UserError if something cannot be as it stands."""
        chosen = self.options
        return Wanted(
            self.formats.form.name,
            self.filters.selection(),
            chosen.without_text.isChecked(),
            chosen.without_text_of.chosen,
            chosen.licence.text().strip(),
            chosen.split_name,
            {"negatives": chosen.rejected_too},
        )

    def _choose_as_last_time(self) -> None:
        try:
            kept = json.loads(self._session.project.meta(_KEPT) or "{}")
        except ValueError:
            kept = {}
        if isinstance(kept, dict):
            self.formats.choose(str(kept.get("form")))
            self.filters.choose(kept)
            self.options.choose(kept)

    def _keep_choices(self) -> None:
        kept = {"form": self.formats.form.name, **self.filters.choices(), **self.options.choices()}
        self._session.project.set_meta(_KEPT, json.dumps(kept, ensure_ascii=False))

    # The look at it

    def _on_format_picked(self) -> None:
        self.options.fit(self.formats.form)
        self._look_soon()

    def _look_soon(self) -> None:
        self._stop_looking()
        self._soon.start()

    def _look_now(self) -> None:
        try:
            wanted = self.wanted()
        except UserError as error:
            self._complain(str(error))
            return
        self._complain("")
        self.counts.setText(tr("Counting …"))
        self._bar.show()
        job = StoppableJob(
            self._session.project.path,
            lambda project, progress: preview(project, wanted, progress),
            self,
        )
        job.progressed.connect(self._on_counted)
        job.done.connect(lambda found: self._on_looked(job, found))
        job.failed.connect(self._on_failed)
        self._look = job
        job.start()

    def _on_counted(self, count: int) -> None:
        if count:
            words = trn("{count} article so far …", "{count} articles so far …", count)
            self.counts.setText(words)

    def _on_looked(self, job: StoppableJob, found: Preview | None) -> None:
        if job is not self._look or found is None:
            return
        self._finish_looking()
        self._bar.hide()
        with_sides = bool(self.options.split_name)
        self.counts.setText(count_line(self.formats.form, found, with_sides=with_sides))
        self.table.show_preview(found)
        several = several_words(self.formats.form, found.coded_by_several)
        words = [several, *loss_lines(found)] if several else loss_lines(found)
        self.losses.setText("\n".join(words))
        self.losses.setVisible(bool(words))

    def _on_failed(self, text: str) -> None:
        self._finish_looking()
        self._complain(text)

    def _complain(self, text: str) -> None:
        self._bar.hide()
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            self.counts.setText("")

    def _stop_looking(self) -> None:
        if self._look:
            self._look.stop()
            self._finish_looking()

    def _finish_looking(self) -> None:
        job, self._look = self._look, None
        if job:
            job.wait()
            job.deleteLater()

    def _on_cell_written(self, key: RowKey, column: str, text: str) -> None:
        """A cell of a scheme that a person writes stands above what is derived."""
        held = self._session.project.events(key.article_id, key.annotator)
        before = next((event for event in held if event.id == key.event_id), None)
        if before is None:
            return
        self._session.do(
            scheme.override(before, self.formats.form.name, key.part, column, text or None)
        )
        self._look_soon()

    # The writing

    @override
    def accept(self) -> None:
        if self._writing is not None:
            return
        try:
            wanted, new = self.wanted(), self.options.new_split()
        except UserError as error:
            self._complain(str(error))
            return
        target = self._ask_target()
        if target is not None:
            self._keep_choices()
            self._begin(wanted, target, new)

    def _ask_target(self) -> Path | None:
        form, stem = self.formats.form, self._session.project.path.stem
        if self.options.is_folder:
            title = tr("Name a new folder for the dataset")
            return self._messages.save_as(self, title, f"{stem}-{form.name}", tr("Folders (*)"))
        kinds = f"{tr(form.title)} (*{form.suffix})"
        found = self._messages.save_as(self, tr("Export dataset"), f"{stem}{form.suffix}", kinds)
        return found.with_name(found.name + form.suffix) if found and not found.suffix else found

    def _begin(self, wanted: Wanted, target: Path, new: tuple[str, Plan] | None) -> None:
        self._stop_looking()
        self._soon.stop()
        self._complain("")
        self._bar.show()
        self._export.setEnabled(False)
        self.target = target

        def task(project: Project, progress: Callable[[int], None]) -> Handed:
            chosen = wanted
            if new:
                chosen = replace(wanted, split=bring_up_to_date(project, *new).name)
            elif wanted.split:
                bring_up_to_date(project, wanted.split)
            return hand_out(project, target, chosen, progress)

        self._writing = StoppableJob(self._session.project.path, task, self)
        self._writing.progressed.connect(self._on_counted)
        self._writing.done.connect(self._on_written)
        self._writing.failed.connect(self._on_not_written)
        self._writing.start()

    def _on_written(self, handed: Handed | None) -> None:
        self._end_writing()
        if handed is None:
            self._complain(tr("Stopped; nothing was written."))
            self._look_soon()
            return
        self.handed = handed
        super().accept()

    def _on_not_written(self, text: str) -> None:
        self._end_writing()
        self._complain(text)

    def _end_writing(self) -> None:
        job, self._writing = self._writing, None
        if job:
            job.wait()
            job.deleteLater()
        self._bar.hide()
        self._export.setEnabled(True)

    @override
    def reject(self) -> None:
        if self._writing:
            self._writing.stop()
            return
        super().reject()

    @override
    def done(self, result: int) -> None:
        self._soon.stop()
        self._stop_looking()
        super().done(result)

    def _connect(self) -> None:
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._look_now)
        self.formats.picked.connect(self._on_format_picked)
        self.filters.changed.connect(self._look_soon)
        self.options.changed.connect(self._look_soon)
        self.table.written_over.connect(self._on_cell_written)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Export dataset"))
        head = QLabel(tr("Export dataset"))
        head.setFont(self._theme.font(TITLE, SEMIBOLD))
        words = tr("Only what a person decided goes out; suggestions that wait stay here.")
        self.formats.setMinimumWidth(24 * UNIT)
        self.table.setMinimumHeight(14 * UNIT)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.problem.setProperty("role", "error")
        self.losses.hide()
        self.problem.hide()
        show_busy(self._bar)
        self._bar.setTextVisible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._export = QPushButton(tr("Export …"))
        buttons.addButton(self._export, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        middle = QHBoxLayout()
        middle.setSpacing(3 * UNIT)
        middle.addWidget(self.formats, 1)
        middle.addWidget(self._choices_and_look(), 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(head)
        column.addWidget(note(self._theme, words))
        column.addLayout(middle, 1)
        column.addWidget(buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._export.setDefault(True)
        self.resize(fitting(self, QSize(152 * UNIT, 84 * UNIT)))

    def _choices_and_look(self) -> QWidget:
        """On a small screen they scroll; the buttons below stay in sight."""
        chosen = QWidget()
        right = QVBoxLayout(chosen)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(2 * UNIT)
        right.addWidget(self.filters)
        right.addWidget(self.options)
        right.addWidget(self.counts)
        right.addWidget(self._bar)
        right.addWidget(self.table, 1)
        right.addWidget(self.losses)
        right.addWidget(self.problem)
        rolled = QScrollArea()
        rolled.setWidget(chosen)
        rolled.setWidgetResizable(True)
        rolled.setFrameShape(QFrame.Shape.NoFrame)
        rolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return rolled
