"""Undo, redo and changes of thousands of articles in the real window: it is at hand meanwhile."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.journal import Gesture
from db.project import Project
from models.article import Article, Status
from models.codebook import Codebook
from models.edits import AddArticles
from ui.child_process import ChildProcess
from ui.queue.bulk_menu import BulkMenu
from ui.window.main_window import MainWindow

ARTICLES = 3_000


@pytest.fixture
def opened(window: MainWindow, tmp_path: Path, codebook: Codebook, qtbot: QtBot) -> MainWindow:
    """The window after an import of a few thousand articles in several edits."""
    project = Project.create(tmp_path / "long.db", codebook)
    project.apply(AddArticles("Import", (Article("kept", "A market opened."),)), "ana")
    gesture = Gesture()
    for first in range(0, ARTICLES, 500):
        made = tuple(
            Article(f"a{n}", f"Rebels raided post {n}. " * 100) for n in range(first, first + 500)
        )
        project.apply(AddArticles(f"Import {first + 500:,} articles", made), "ana", gesture)
    path = project.path
    project.close()
    window.activateWindow()
    assert window.open_project(path)
    qtbot.waitUntil(lambda: bool(window.page and not window.page.queue.is_counting))
    return window


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, Qt.KeyboardModifier.ControlModifier)


def test_the_window_goes_on_while_a_large_import_is_undone_and_done_again(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session, told = opened.session, list[str]()
    assert session
    session.message.connect(told.append)
    turns = [time.perf_counter()]
    ticking = QTimer(opened, interval=5)
    ticking.timeout.connect(lambda: turns.append(time.perf_counter()))
    ticking.start()

    press(qtbot, opened, Qt.Key.Key_Z)
    assert session.steps.is_busy
    assert opened.statusBar().currentMessage().startswith("Undoing: import 3,000 articles, 0 % …")
    seen = set[str]()
    session.steps.progressed.connect(seen.add)
    # Nothing else is changed meanwhile, and that is said; reading goes on.
    session.open_article("a7")
    assert session.desk
    assert not session.do(session.gestures.set_status(session.desk, Status.FLAGGED))
    assert told == [
        "Undoing: import 3,000 articles, 0 % … Nothing else can be changed until this is done."
    ]
    qtbot.waitUntil(lambda: len(seen) > 1, timeout=20_000)
    assert opened.page
    opened.page.open_article("a2999")
    assert session.article
    assert session.article.id == "a7"
    assert told[1].endswith("% … Nothing else can be changed until this is done.")
    qtbot.waitUntil(lambda: not session.steps.is_busy, timeout=20_000)
    assert len(seen) > 3

    assert told[2:] == ["Undid: import 3,000 articles"]
    assert (len(session.project.queue("ana")), session.article) == (1, None)
    assert opened.page.queue.count == 1
    assert session.project.redo_title("ana") == "Import 3,000 articles"

    press(qtbot, opened, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: not session.steps.is_busy, timeout=20_000)
    assert told[3:] == ["Redid: import 3,000 articles"]
    assert len(session.project.queue("ana")) == ARTICLES + 1
    ticking.stop()
    assert max(later - one for one, later in pairwise(turns)) < 0.5
    assert session.project.check() == []


def test_a_window_that_is_closed_amid_an_undo_goes_on_with_it_next_time(
    opened: MainWindow, qtbot: QtBot
) -> None:
    assert opened.session
    path, told = opened.session.project.path, list[str]()
    opened.session.steps.progressed.connect(told.append)
    press(qtbot, opened, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: len(told) > 1, timeout=20_000)
    opened.close_project()

    assert opened.open_project(path)
    session = opened.session
    assert session
    assert session.project.check() == []
    assert session.project.undo_title("ana") == "Import 3,000 articles"
    press(qtbot, opened, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: len(session.project.queue("ana")) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not session.steps.is_busy)


def test_thousands_of_articles_are_marked_in_several_edits_that_are_one_step(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session, told = opened.session, list[str]()
    assert session
    assert opened.page
    session.message.connect(told.append)
    menu = opened.page.queue.findChild(BulkMenu)
    menu.fill()
    assert menu.actions()[0].text() == "3,001 articles"

    next(one for one in menu.actions() if one.text() == "Skip").trigger()
    assert session.steps.is_busy
    assert opened.statusBar().currentMessage() == "Skip 500 articles …"
    session.undo()
    qtbot.waitUntil(lambda: not session.steps.is_busy)

    assert told == [
        "Skip 500 articles … Nothing else can be changed until this is done.",
        "Skip 3,001 articles · Ctrl+Z takes it back.",
    ]
    assert session.project.status_counts("ana")[Status.SKIPPED] == ARTICLES + 1
    assert session.project.undo_title("ana") == "Skip 3,001 articles"
    assert not opened.findChildren(ChildProcess)
    session.undo()
    qtbot.waitUntil(lambda: not session.steps.is_busy, timeout=20_000)
    assert told[2:] == ["Undid: skip 3,001 articles"]
    assert session.project.status_counts("ana")[Status.SKIPPED] == 0
    assert session.project.check() == []
