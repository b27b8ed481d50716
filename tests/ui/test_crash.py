"""What nobody caught is logged and shown, on whatever thread it happened."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.errors import UserError
from ui.crash import CrashDialog, CrashReporter, log_folder


@pytest.fixture
def reporter(qapp) -> Iterator[CrashReporter]:
    reporter = CrashReporter()
    reporter.install()
    yield reporter
    reporter.uninstall()
    reporter.deleteLater()


def raise_from(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def answer_dialog(seen: list[str], button: str) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, CrashDialog):
            QTimer.singleShot(10, answer)
            return
        seen.append(dialog.findChild(QPlainTextEdit).toPlainText())
        next(b for b in dialog.findChildren(QPushButton) if b.text() == button).click()
        dialog.accept()

    QTimer.singleShot(0, answer)


def test_an_error_is_logged_and_shown_with_a_report_to_copy(
    reporter: CrashReporter, qtbot: QtBot
) -> None:
    seen: list[str] = []
    answer_dialog(seen, "Copy report")

    raise_from(ZeroDivisionError("by nought"))

    qtbot.waitUntil(lambda: bool(seen))
    assert "ZeroDivisionError: by nought" in seen[0]
    assert QGuiApplication.clipboard().text() == seen[0]
    assert "by nought" in (log_folder() / "eventdesk.log").read_text()


def test_an_error_on_another_thread_is_shown_on_this_one(
    reporter: CrashReporter, qtbot: QtBot
) -> None:
    seen: list[str] = []
    answer_dialog(seen, "Go on")

    thread = threading.Thread(target=lambda: {}["nothing"])
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: bool(seen))
    assert "KeyError" in seen[0]


def test_what_a_person_can_mend_is_told_in_a_sentence(
    reporter: CrashReporter, qtbot: QtBot
) -> None:
    with (
        qtbot.waitSignal(reporter.told) as told,
        qtbot.assertNotEmitted(reporter.crashed),
    ):
        raise_from(UserError("The disk is full."))

    assert told.args == ["The disk is full."]


def test_after_uninstalling_python_is_as_before(qapp) -> None:
    reporter = CrashReporter()
    reporter.install()

    reporter.uninstall()

    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
