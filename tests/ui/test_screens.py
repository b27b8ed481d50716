"""The pictures of all screens: made at the size asked for, and what does not fit is told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.sample import create_sample_project
from tests.ui.conftest import Answers
from ui.codebook.codebook_dialog import CodebookDialog
from ui.help.guide_dialog import GuideDialog
from ui.history.history_dialog import HistoryDialog
from ui.language import speak_language
from ui.pictures.screens import Walk, screen_platform
from ui.session import Session
from ui.theme import Appearance, Theme


@pytest.fixture
def walk(qapp: QApplication, settings_file: Path, tmp_path: Path) -> Iterator[Walk]:
    project = tmp_path / "sample.db"
    create_sample_project(project).close()
    out = tmp_path / "pictures"
    out.mkdir()
    made = Walk(out, project, QSize(1366, 768), Appearance.DARK, "de")
    made.begin()
    yield made
    made.end()
    speak_language("en")


def test_start_dialog_and_window_are_pictured_in_the_language(walk: Walk) -> None:
    walk.dialog("settings", "settings")

    names = [path.stem.partition("-")[2] for path in walk.pictures]
    assert names == ["start", "new-project", "suggestions", "settings"]
    window = QImage(str(walk.pictures[2]))
    assert (window.width(), window.height()) == (1366, 768)
    assert walk.too_large == []
    assert [menu.text() for menu in walk.window.menuBar().actions()][1] == "B&earbeiten"
    shades = {window.pixelColor(x, 40).lightness() for x in range(0, 1366, 100)}
    assert min(shades) < 60, "the dark look was asked for"


def test_the_screen_of_the_pictures_is_that_of_the_person(tmp_path: Path) -> None:
    platform = screen_platform(tmp_path, QSize(1366, 768))
    asked = "from PySide6.QtGui import QGuiApplication as A; a = A([]); s = a.primaryScreen();"
    asked += "print(s.size().toTuple(), s.devicePixelRatio())"

    said = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": "1.5"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "(911, 512) 1.5"


def test_a_screen_too_low_is_told(walk: Walk) -> None:
    walk.window.setMinimumHeight(900)

    walk.shoot("tall")

    assert walk.too_large == ["tall needs 1366 × 900"]


def test_a_dialog_scrolls_where_the_screen_is_low(walk: Walk) -> None:
    walk.screen_size = QSize(911, 400)

    walk.dialog("chat_endpoint", "chat")

    assert walk.too_large == []
    assert QImage(str(walk.pictures[-1])).height() <= 400


def test_no_dialog_is_larger_than_a_low_screen(
    session: Session, theme: Theme, answers: Answers, qtbot: QtBot
) -> None:
    window = QWidget()
    window.resize(1600, 1200)
    for dialog in (
        CodebookDialog(theme, session, answers, window),
        HistoryDialog(session, theme, window),
        GuideDialog(theme, "", window),
    ):
        room = dialog.screen().availableGeometry()
        assert room.width() < 960
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
        assert dialog.minimumSizeHint().height() <= 480
    qtbot.addWidget(window)
