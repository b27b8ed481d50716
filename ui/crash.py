"""What happens when something goes wrong that should not: a log file and a copyable report."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

import platformdirs
import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from models.errors import UserError
from models.language import tr
from models.version import VERSION

_LOG_KEPT = 1_000_000
_log = logging.getLogger(__name__)


def log_folder() -> Path:
    """Where logs lie; the variable EVENTDESK_LOG names another folder."""
    folder = os.environ.get("EVENTDESK_LOG")
    return Path(folder) if folder else platformdirs.user_log_path("eventdesk")


class CrashReporter(QObject):
    """Catches what nobody caught, on any thread, logs it, and shows it on the main thread."""

    crashed = Signal(str)
    told = Signal(str)
    """A person can do something about it; the sentence says what."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_showing = False
        self._faults: TextIO | None = None
        self._log_file: logging.Handler | None = None
        # Queued: a hook runs on any thread and amid anything; the dialog waits for the event loop.
        self.crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on nothing goes unseen."""
        self._open_log()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._log_file:
            logging.getLogger().removeHandler(self._log_file)
            self._log_file.close()
        if self._faults:
            faulthandler.disable()
            self._faults.close()
        self._log_file = self._faults = None

    def _open_log(self) -> None:
        folder = log_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            log = folder / "eventdesk.log"
            if log.exists() and log.stat().st_size > _LOG_KEPT:
                log.replace(folder / "eventdesk.old.log")
            self._log_file = logging.FileHandler(log, encoding="utf-8")
            self._faults = (folder / "faults.log").open("a", encoding="utf-8")
        except OSError:
            # A log that cannot be written is no reason not to work.
            return
        self._log_file.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
        )
        logging.getLogger().addHandler(self._log_file)
        logging.getLogger().setLevel(logging.INFO)
        faulthandler.enable(self._faults)

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, UserError):
            # Something outside is wrong (a full disk, a locked file): a sentence, not a report.
            self.told.emit(str(error))
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("Not caught:\n%s", words)
        self.crashed.emit(report(words))

    def _on_thread_exception(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._on_exception(found.exc_type, found.exc_value, found.exc_traceback)

    def _show(self, text: str) -> None:
        # An error that repeats with every repaint must not bury the screen in dialogs.
        if self._is_showing:
            return
        self._is_showing = True
        dialog = CrashDialog(text)
        dialog.exec()
        self._is_showing = False


class CrashDialog(QDialog):
    """Says that it was our fault, that nothing is lost, and offers the report to copy."""

    def __init__(self, text: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle("Eventdesk")
        self._text = text
        head = QLabel(tr("Something went wrong in Eventdesk"))
        words = QLabel(
            tr(
                "Every decision shown as saved is in the project file. You can go on, but if "
                "things look odd, close and open the project again. The report below helps to "
                "mend it; it is also in {path}.",
                path=log_folder() / "eventdesk.log",
            )
        )
        words.setWordWrap(True)
        box = QPlainTextEdit(text)
        box.setReadOnly(True)
        copy, close = QPushButton(tr("Copy report")), QPushButton(tr("Go on"))
        copy.setAutoDefault(False)
        close.setDefault(True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        for part in (head, words, box):
            column.addWidget(part)
        column.addLayout(buttons)
        self.resize(640, 420)


def report(words: str) -> str:
    """What a person sends: versions and the traceback, nothing of their data."""
    # Late: the start has no use for it.
    import platform

    return (
        f"Eventdesk {VERSION}\nPython {platform.python_version()} on {platform.platform()}\n"
        f"PySide6 {PySide6.__version__}\n\n{words}"
    )
