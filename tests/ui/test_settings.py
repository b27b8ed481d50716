"""Preferences are read back as they were written, and nonsense in the file does no harm."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QProgressBar
from pytestqt.qtbot import QtBot

from ui.dialogs.settings_dialog import SettingsDialog
from ui.settings import Settings, load_settings, save_settings, settings_path
from ui.theme import Theme
from ui.theme.motion import set_still, show_busy

PAUSES = "Pauses from"


def test_settings_come_back_as_they_were_saved() -> None:
    settings = Settings("ana", "dark", "sans", 130, "en_core_web_md", ("/a.db",), "AAE=", (1, 2, 3))

    save_settings(settings)

    assert load_settings() == settings
    assert [path.name for path in settings_path().parent.iterdir()] == ["settings.json"]


def test_without_a_file_everything_has_its_default() -> None:
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", '{"zoom": "big", "appearance": "pink", "recent": [1], "panes": "x"}', "\x00"],
)
def test_nonsense_in_the_file_is_ignored(text: str) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text(text)

    assert load_settings() == Settings()


def test_what_makes_sense_is_kept_beside_nonsense() -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text(json.dumps({"annotator": "ana", "zoom": None, "colour": 3}))

    assert load_settings() == replace(Settings(), annotator="ana")


def test_a_folder_that_cannot_be_written_keeps_nobody_from_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("EVENTDESK_CONFIG", str(blocked / "folder"))

    save_settings(Settings("ana"))

    assert load_settings() == Settings()


def test_the_project_opened_last_stands_first_and_once(tmp_path: Path) -> None:
    settings = Settings()
    for name in (*"abcdefghij", "c"):
        settings = settings.with_recent(tmp_path / name)

    assert [Path(name).name for name in settings.recent] == list("cjihgfed")
    assert settings.without_recent(settings.recent[0]).recent == settings.recent[1:]


def test_every_setting_says_what_it_does(theme: Theme, qtbot: QtBot) -> None:
    dialog = SettingsDialog(theme, Settings())
    qtbot.addWidget(dialog)

    boxes = [*dialog.findChildren(QComboBox), *dialog.findChildren(QCheckBox)]

    assert len(boxes) >= 8
    assert all(box.accessibleName() and box.accessibleDescription() for box in boxes)


def test_pauses_and_paragraph_numbers_are_settings(theme: Theme, qtbot: QtBot) -> None:
    dialog = SettingsDialog(theme, Settings(idle_minutes=5))
    qtbot.addWidget(dialog)
    box = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == PAUSES)
    assert box.currentData() == 5

    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(dialog._numbers, Qt.Key.Key_Space)

    assert dialog.chosen == Settings(idle_minutes=10, paragraph_numbers=True)


def test_where_less_motion_is_wanted_nothing_blinks_or_runs(qapp: QApplication) -> None:
    bar = QProgressBar()
    usual = qapp.cursorFlashTime()
    assert usual > 0

    set_still(is_still=True)
    show_busy(bar)
    assert (qapp.cursorFlashTime(), bar.maximum()) == (0, 2)

    set_still(is_still=False)
    show_busy(bar)
    assert (qapp.cursorFlashTime(), bar.maximum()) == (usual, 0)
