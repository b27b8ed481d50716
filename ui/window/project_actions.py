"""What the Project menu does: new, open, import, export, settings, annotator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from db.project import Project
from models.edits import Change
from models.errors import UserError
from models.language import tr
from ui.window.actor_names_actions import ActorNamesActions

if TYPE_CHECKING:
    from db.imports.importing import ImportReport
    from ui.window.main_window import MainWindow


class ProjectActions(QObject):
    """Asks what has to be asked, then lets the window open, or the project take in and give out.

    Dialogs are imported when they are wanted: the window starts without them.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "new_project": self.new_project,
            "open_project": self.open_project,
            "import_articles": lambda: self.import_articles(()),
            "import_address": self.import_address,
            "export_dataset": self.export_dataset,
            **ActorNamesActions(self._window).handlers(),
            "change_annotator": self.change_annotator,
            "settings": self.change_settings,
            "progress": self._window.progress.show,
            "suggestion_quality": self._window.quality.show,
            "edit_codebook": self._window.codebook.edit,
            "chat_endpoint": self._window.chat.set_up,
            "close_project": self._window.close_project,
        }

    def new_project(self) -> None:
        from ui.dialogs.new_project_dialog import NewProjectDialog

        window = self._window
        dialog = NewProjectDialog(window.theme, window.messages, _documents(), window)
        if not window.messages.run(dialog) or dialog.codebook is None:
            return
        try:
            project = Project.create(dialog.path, dialog.codebook)
        except UserError as error:
            window.messages.tell(window, tr("The project cannot be made"), str(error))
            return
        window.show_project(project)

    def open_project(self) -> None:
        path = self._window.messages.open_project(self._window)
        if path is not None:
            self._window.open_project(path)

    def open_sample(self) -> None:
        from db.sample import sample_project_path

        try:
            path = sample_project_path()
        except UserError as error:
            self._window.messages.tell(self._window, tr("No sample project"), str(error))
            return
        self._window.open_project(path)

    def take_files(self, paths: Sequence[Path]) -> None:
        """What was dropped on the window: a project is opened, anything else imported."""
        projects = [path for path in paths if path.suffix.lower() == ".db"]
        articles = [path for path in paths if path not in projects]
        if projects and not self._window.open_project(projects[0]):
            return
        if articles and self._window.project is None:
            self.new_project()
        if articles and self._window.project is not None:
            self.import_articles(articles)

    def import_articles(self, paths: Sequence[Path]) -> None:
        """Show what is in the files, if any are named, and bring in what a person leaves of it."""
        from ui.importing.bringing import words_of
        from ui.importing.import_dialog import ImportDialog

        window, session = self._window, self._window.session
        if session is None or session.steps.holds():
            return
        dialog = ImportDialog(
            window.theme, window.messages, session.project, session.annotator, window
        )
        dialog.add_paths(paths)
        window.messages.run(dialog)
        if dialog.has_begun:
            self._take_over_imported()
        if dialog.report is not None:
            session.show_message(words_of(dialog.report, dialog.refused))

    def import_address(self) -> None:
        from ui.dialogs.address_dialog import AddressDialog

        window, session = self._window, self._window.session
        if session is None or session.steps.holds():
            return
        dialog = AddressDialog(window.theme, session.project.path, session.annotator, window)
        if window.messages.run(dialog) and dialog.report is not None:
            self._show_imported(dialog.report)

    def _show_imported(self, report: ImportReport) -> None:
        from ui.importing.bringing import listed_words_of, words_of

        window = self._window
        self._take_over_imported()
        if report.refused or report.notes:
            window.messages.tell(window, tr("Import"), listed_words_of(report))
        elif window.session:
            window.session.show_message(words_of(report, 0))

    def _take_over_imported(self) -> None:
        window, session = self._window, self._window.session
        if session is None:
            return
        session.take_over(Change(articles_changed=True))
        if session.article is None and window.page:
            window.page.open_first(None)

    def export_dataset(self) -> None:
        from db.exports.exporting import losses_words
        from ui.exporting.export_dialog import ExportDialog
        from ui.exporting.wording import counted

        window, session = self._window, self._window.session
        if session is None:
            return
        dialog = ExportDialog(window.theme, window.messages, session, window)
        window.messages.run(dialog)
        if dialog.handed is None or dialog.target is None:
            return
        things = counted(dialog.formats.form, dialog.handed.count)
        said = tr("{things} written to {path}", things=things, path=dialog.target)
        if dialog.handed.losses:
            lost = losses_words(dialog.handed, dialog.target)
            window.messages.tell(window, tr("Export dataset"), f"{said}.\n\n{lost}")
        else:
            session.show_message(said)

    def change_annotator(self) -> None:
        window = self._window
        if window.project is None:
            return
        name = self.ask_annotator(window.project)
        if name and name != window.settings.annotator:
            self._reopen_as(name)

    def change_settings(self) -> None:
        from ui.dialogs.settings_dialog import SettingsDialog

        window = self._window
        before = window.settings
        dialog = SettingsDialog(window.theme, before, window)
        if not window.messages.run(dialog):
            return
        chosen = dialog.chosen
        window.keep_settings(replace(chosen, annotator=before.annotator))
        if chosen.language_model != before.language_model and window.engine:
            window.engine.restart(chosen.language_model or None)
        if chosen.annotator != before.annotator:
            self._reopen_as(chosen.annotator)

    def ask_annotator(self, project: Project) -> str:
        """The name to code under; empty if nobody gave one."""
        from ui.dialogs.annotator_dialog import AnnotatorDialog

        window = self._window
        known, before = project.annotators(), window.settings.annotator
        dialog = AnnotatorDialog(window.theme, known, before, window)
        return dialog.name if window.messages.run(dialog) else ""

    def _reopen_as(self, annotator: str) -> None:
        window = self._window
        window.keep_settings(replace(window.settings, annotator=annotator))
        if window.project is not None:
            path = window.project.path
            window.close_project()
            window.open_project(path)


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()
