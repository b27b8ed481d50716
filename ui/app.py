"""Starts the window: application, theme, crash reports, and the project to begin with."""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from db.project import Project
from models.errors import UserError
from models.language import tr
from ui.crash import CrashReporter
from ui.language import speak_language
from ui.settings import load_settings
from ui.theme import Theme
from ui.window.main_window import MainWindow

_TIDY_AFTER_MS = 1000


def run(project_path: Path | None) -> int:
    """Open the window and stay until it is closed; without a path on the last project."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("Eventdesk")
    QGuiApplication.setDesktopFileName("eventdesk")
    crashes = CrashReporter(app)
    crashes.install()
    speak_language(load_settings().language)
    window = MainWindow(Theme.current())
    crashes.told.connect(lambda text: window.messages.tell(window, "Eventdesk", text))
    window.show()
    # Dialogs on the way to the project (the annotator's name) want the event loop.
    QTimer.singleShot(0, window, lambda: _begin(window, project_path))
    QTimer.singleShot(_TIDY_AFTER_MS, window, _tidy)
    _leave_on_interrupt(window)
    try:
        return app.exec()
    finally:
        window.close_project()
        crashes.uninstall()


def _begin(window: MainWindow, path: Path | None) -> None:
    if path is None:
        last = next(iter(window.settings.recent), None)
        if last is None or not Path(last).is_file():
            return
        path = Path(last)
    if path.exists():
        window.open_project(path)
        return
    # Late: only a project that is not there yet needs a codebook from a file.
    from db.codebook_files import load_codebook

    try:
        project = Project.create(path, load_codebook("conflict"))
    except UserError as error:
        window.messages.tell(window, tr("The project cannot be made"), str(error))
        return
    window.show_project(project)


def _tidy() -> None:
    """From now on garbage is collected, but not looked for among what was loaded at the start.

    What imports left behind long ago goes, too.
    """
    gc.freeze()
    gc.enable()
    from db.imports.staging_folder import forget_stale  # Late: the window is there first.

    forget_stale()


def _leave_on_interrupt(window: MainWindow) -> None:
    """Ctrl+C in the terminal closes the window in order."""
    signal.signal(signal.SIGINT, lambda *_: window.close())
    # Python sees signals only while it runs; Qt's loop gives it a moment now and then.
    beat = QTimer(window)
    beat.timeout.connect(lambda: None)
    beat.start(500)
