"""The window: start screen or review page, menus, status bar; opens and closes projects."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget
from typing_extensions import override

from db.project import Project
from models.edits import Change
from models.errors import UserError
from models.language import inside, tr
from ui.actions import use_keys
from ui.gazetteer_source import gazetteer_source
from ui.messages import BoxMessages, Messages
from ui.processes.duplicates_client import DuplicatesClient
from ui.processes.learning_client import LearningClient
from ui.processes.worker_client import WorkerClient
from ui.session import Session
from ui.settings import Settings, load_settings, save_settings
from ui.theme import Appearance, ReadingFont, Theme
from ui.theme.motion import set_still
from ui.typing_guard import TypingGuard
from ui.widgets.accessible_roles import install_roles
from ui.window.chat_actions import ChatActions
from ui.window.codebook_actions import CodebookActions
from ui.window.loading_ahead import load_ahead
from ui.window.panes import USUAL_ORDER
from ui.window.progress_actions import ProgressActions
from ui.window.project_actions import ProjectActions
from ui.window.quality_actions import QualityActions
from ui.window.review_page import ReviewPage
from ui.window.start_screen import StartScreen
from ui.window.view_actions import ViewActions
from ui.window.window_actions import WindowActions

_ENGINE_PAUSE_MS = 30
_MESSAGE_MS = 6000


class MainWindow(QMainWindow):
    """Owns what lives as long as a project is open: session, engine, page."""

    def __init__(
        self, theme: Theme, messages: Messages | None = None, *, with_engine: bool = True
    ) -> None:
        super().__init__()
        install_roles()
        self.theme = theme
        self.messages: Messages = messages or BoxMessages()
        self.settings = load_settings()
        self.project: Project | None = None
        self.session: Session | None = None
        self.page: ReviewPage | None = None
        self.engine: WorkerClient | None = None
        self.lessons: LearningClient | None = None
        self.duplicates: DuplicatesClient | None = None
        self._with_engine = with_engine
        self._gazetteer = gazetteer_source()
        self._start = StartScreen(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._start)
        self.setCentralWidget(self._stack)
        self._chat_words, self._learned, self._engine_words, self._saved, self._who = (
            QLabel() for _ in range(5)
        )
        for label in self._labels:
            self.statusBar().addPermanentWidget(label)
        self.statusBar().setSizeGripEnabled(False)
        self.projects = ProjectActions(self)
        self.chat = ChatActions(self)
        self.quality = QualityActions(self)
        self.codebook = CodebookActions(self)
        self.progress = ProgressActions(self)
        self.views = ViewActions(self)
        self.actions_table = WindowActions(
            self, {**self.projects.handlers(), **self.views.handlers(), "quit": self._quit}
        )
        TypingGuard(self)
        self.setAcceptDrops(True)
        self._connect()
        self._apply_settings()
        self._restore_geometry()
        self._show_start()

    def open_project(self, path: Path) -> bool:
        """Open a project file in the place of the one that is open. False: it said why not."""
        try:
            project = Project.open(path)
        except UserError as error:
            self.messages.tell(self, tr("The project cannot be opened"), str(error))
            self.keep_settings(self.settings.without_recent(str(path.resolve())))
            self._start.show_recent(self.settings.recent)
            return False
        return self.show_project(project)

    def show_project(self, project: Project) -> bool:
        """Review an open project; without an annotator's name it is closed again."""
        annotator = self.settings.annotator or self.projects.ask_annotator(project)
        if not annotator:
            project.close()
            return False
        self.close_project()
        self.keep_settings(replace(self.settings, annotator=annotator).with_recent(project.path))
        project.stay()
        self.project = project
        self.session = Session(project, annotator, self)
        self.page = ReviewPage(self.session, self.theme, self._gazetteer)
        self.engine = WorkerClient(
            self.session, model=self.settings.language_model or None, parent=self
        )
        self.lessons = LearningClient(self.session, self.engine, parent=self)
        self.duplicates = DuplicatesClient(self.session, parent=self)
        self.duplicates.found.connect(self.page.queue.refresh_all)
        self.duplicates.found.connect(self.page.article.relatives.refresh)
        self._begin(self.session, self.page, self.engine)
        return True

    def close_project(self) -> None:
        """Stop the engine, close the file, go back to the start screen."""
        if self.project is None or self.session is None or self.page is None:
            return
        self.page.record.finish_editing()
        self.session.steps.stop()
        self.page.queue.end()
        self._remember_article(self.session)
        self.chat.end()
        for process in (self.duplicates, self.lessons, self.engine):
            if process:
                process.stop()
                process.deleteLater()
        self.actions_table.forget(self.page.handlers())
        self.actions_table.take_alternative = lambda _number: None
        self._remember_panes()
        for timer in self.page.findChildren(QTimer):
            timer.stop()  # A search typed a moment ago must not ask the closed file.
        self._stack.removeWidget(self.page)
        self.page.setParent(None)
        self.page.deleteLater()
        self.session.deleteLater()
        self.project.close()
        self.project = self.session = self.page = None
        self.engine = self.lessons = self.duplicates = None
        self._show_start()

    def keep_settings(self, settings: Settings) -> None:
        """Save other settings and let them show."""
        if settings != self.settings:
            self.settings = settings
            save_settings(settings)
            self._apply_settings()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page and not self.page.record.finish_editing():
            event.ignore()
            return
        geometry = base64.b64encode(bytes(self.saveGeometry().data())).decode("ascii")
        self._remember_panes()
        self.keep_settings(replace(self.settings, window=geometry))
        self.close_project()
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # After the drop is over: a dialog inside it would hold the other program up.
        QTimer.singleShot(0, self, lambda: self.projects.take_files(paths))

    def _begin(self, session: Session, page: ReviewPage, engine: WorkerClient) -> None:
        actions = self.actions_table
        actions.handle(page.handlers())
        actions.take_alternative = page.record.take_alternative
        session.message.connect(self._on_session_message)
        session.refused.connect(self._on_session_refused)
        session.changed.connect(self._on_session_changed)
        session.steps.progressed.connect(self._on_steps_progressed)
        session.steps.ended.connect(self._on_steps_ended)
        session.article_opened.connect(self._show_waiting)
        engine.status.connect(self._on_engine_status)
        engine.suggested.connect(self.refresh_article)
        if self.lessons:
            self.lessons.told.connect(self._learned.setText)
            self._learned.setText(self.lessons.words())
        page.panes_changed.connect(self._on_page_panes_changed)
        page.panes.moved.connect(self._on_panes_moved)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._apply_to(page)
        if len(self.settings.panes) == 3:
            page.panes.set_widths(dict(zip(USUAL_ORDER, self.settings.panes, strict=True)))
        actions.enable(with_project=True)
        self.views.show_checks()
        self.setWindowTitle(f"{session.project.path.stem} – Eventdesk")
        self._who.setText(session.annotator)
        self._saved.setText(tr("✓ All saved"))
        self.progress.begin()
        page.open_first(session.project.meta(_last_article_key(session)))
        self._show_undo()
        self.views.offer_first_steps()
        if self._with_engine:
            # After the first paint: the window does not wait for the engine.
            QTimer.singleShot(_ENGINE_PAUSE_MS, engine, engine.start)
            self.chat.begin(session)
            if self.duplicates:
                self.duplicates.start()
        QTimer.singleShot(2 * _ENGINE_PAUSE_MS, self, lambda: load_ahead(self, self.theme))

    @property
    def _labels(self) -> tuple[QLabel, ...]:
        labels = (self._chat_words, self._learned, self._engine_words)
        return (*labels, self._saved, self._who)

    def _show_start(self) -> None:
        self._stack.setCurrentWidget(self._start)
        self._start.show_recent(self.settings.recent)
        self.actions_table.enable(with_project=False)
        self.setWindowTitle("Eventdesk")
        for label in self._labels:
            label.clear()

    def _connect(self) -> None:
        start, projects = self._start, self.projects
        start.new_requested.connect(projects.new_project)
        start.open_requested.connect(projects.open_project)
        start.sample_requested.connect(projects.open_sample)
        start.recent_requested.connect(lambda name: self.open_project(Path(name)))

    def _apply_settings(self) -> None:
        self.theme.set_reading(ReadingFont(self.settings.reading_font), self.settings.zoom)
        self.theme.set_appearance(Appearance(self.settings.appearance))
        set_still(is_still=self.settings.is_still)
        use_keys(self.settings.keys)
        self.actions_table.show_keys()
        if self.page:
            self._apply_to(self.page)
        self.views.show_checks()

    def _apply_to(self, page: ReviewPage) -> None:
        page.panes.put(self.settings.pane_order)
        page.show_panes(queue=self.settings.queue_shown, record=self.settings.record_shown)
        page.finishing.sweeps = self.settings.sweep
        page.show_keys()
        page.article.set_numbered(is_numbered=self.settings.paragraph_numbers)

    def _restore_geometry(self) -> None:
        saved = QByteArray.fromBase64(self.settings.window.encode("ascii", "ignore"))
        if not self.restoreGeometry(saved):
            room = self.screen().availableGeometry()
            self.resize(min(1440, room.width()), min(900, room.height()))
            # On a laptop's screen the frame would push the status bar over the edge.
            if room.width() <= 1440 or room.height() <= 960:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def _remember_panes(self) -> None:
        if self.page and (found := self.page.panes.arranged):
            widths = tuple(found[name] for name in USUAL_ORDER)
            self.keep_settings(replace(self.settings, panes=widths))

    def _remember_article(self, session: Session) -> None:
        if session.article is None:
            return
        try:
            session.project.set_meta(_last_article_key(session), session.article.id)
        except UserError:
            # Where one was is a comfort; a full disk must not keep the window from closing.
            return

    def _show_waiting(self, article_id: str) -> None:
        if self.page and self.engine:
            waits = self._with_engine and bool(article_id)
            self.page.record.set_waiting(self.engine.waiting_for(article_id) if waits else "")

    def _show_undo(self) -> None:
        if self.session is None:
            return
        project, name = self.session.project, self.session.annotator
        undo, redo = project.undo_title(name), project.redo_title(name)
        self.actions_table.set_texts(
            {
                "undo": tr("Undo: {edit}", edit=_in_sentence(undo)) if undo else tr("Undo"),
                "redo": tr("Redo: {edit}", edit=_in_sentence(redo)) if redo else tr("Redo"),
            }
        )

    def _on_session_message(self, text: str) -> None:
        self.statusBar().showMessage(text, _MESSAGE_MS)

    def _on_session_refused(self, text: str) -> None:
        self._saved.setText(tr("✕ Not saved"))
        self.messages.tell(self, tr("This could not be saved"), text)

    def _on_steps_progressed(self, words: str) -> None:
        self._saved.setText(tr("Saving …"))
        self.statusBar().showMessage(words)

    def _on_steps_ended(self) -> None:
        self._saved.setText(tr("✓ All saved"))
        self.statusBar().clearMessage()
        self._show_undo()

    def _on_session_changed(self, change: Change) -> None:
        if change.codebook_changed:
            # When whoever made the edit is done with the session.
            QTimer.singleShot(0, self.codebook, self.codebook.show_anew)
        self._saved.setText(tr("✓ All saved"))
        self._show_undo()

    def _on_engine_status(self, text: str) -> None:
        self._engine_words.setText(text)
        if self.session and self.session.article:
            self._show_waiting(self.session.article.id)

    def show_chat_words(self, text: str) -> None:
        """What the second suggester does or has used."""
        self._chat_words.setText(text)

    def refresh_article(self, article_id: str) -> None:
        """New suggestions arrived."""
        if self.page and self.session:
            self.page.queue.refresh(article_id)
            if self.session.article and self.session.article.id == article_id:
                self._show_waiting(article_id)

    def _on_page_panes_changed(self) -> None:
        if self.page:
            self.keep_settings(replace(self.settings, queue_shown=not self.page.queue.isHidden()))

    def _on_panes_moved(self) -> None:
        if self.page:
            self.keep_settings(replace(self.settings, pane_order=self.page.panes.order))

    def _quit(self) -> None:
        self.close()


def _in_sentence(title: str) -> str:
    """The title of an edit after a colon; an ampersand in it is no letter key of the menu."""
    return inside(title).replace("&", "&&")


def _last_article_key(session: Session) -> str:
    return f"last_article:{session.annotator}"
