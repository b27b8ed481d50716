"""The window and project files: opening, importing, exporting, settings, annotators."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from db.project import Project
from tests.ui.window.window_keys import CTRL, SHIFT, focus, press
from ui.queue.queue_filter import QueueFilter
from ui.window.main_window import MainWindow


def test_coming_back_opens_the_article_that_was_open(review: MainWindow, qtbot: QtBot) -> None:
    path = review.project.path
    press(qtbot, review, Qt.Key.Key_J)

    review.close_project()
    assert review.project is None
    assert review.open_project(path)

    assert review.session.article.id == "a1"


def test_a_project_that_is_none_is_refused_in_words(
    window: MainWindow, answers, tmp_path: Path
) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear all,\n" * 200)

    assert not window.open_project(path)

    assert len(answers.told) == 1
    assert "letter.db" in answers.told[0]
    assert window.project is None


def test_the_first_start_asks_for_a_name(
    window: MainWindow, answers, make_project: Callable[..., Project]
) -> None:
    window.keep_settings(window.settings.__class__())
    project = make_project(1)

    def fill(dialog: QDialog) -> None:
        dialog.accept()
        assert dialog.isVisible()
        dialog.findChild(QLineEdit).setText("  eva ")
        dialog.accept()

    answers.fill = fill

    assert window.show_project(project)
    assert window.session.annotator == "eva"
    assert window.settings.annotator == "eva"


def test_without_a_name_nothing_is_opened(
    window: MainWindow, answers, make_project: Callable[..., Project]
) -> None:
    window.keep_settings(window.settings.__class__())

    assert not window.show_project(make_project(1))

    assert window.project is None


def test_importing_brings_articles_into_the_queue(
    review: MainWindow, answers, tmp_path: Path, qtbot: QtBot
) -> None:
    good, bad = tmp_path / "wire.jsonl", tmp_path / "picture.png"
    good.write_text(json.dumps({"id": "new", "title": "New", "text": "A text."}) + "\n{broken\n")
    bad.write_bytes(b"\x89PNG")
    answers.files = [good, bad]

    said: list[str] = []
    left_out: list[str] = []

    def fill(dialog: QDialog) -> None:
        qtbot.mouseClick(dialog.form.files, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not dialog.is_waiting, timeout=20_000)
        left_out.extend(dialog.form.refusals.refused)
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)

    answers.fill = fill
    review.session.message.connect(said.append)
    press(qtbot, review, Qt.Key.Key_I, CTRL)

    assert review.project.article("new").text == "A text."
    assert review.page.queue.count == 4
    assert any("1 article came in" in text and "2 items were left out" in text for text in said)
    assert any(text.startswith("picture.png:") for text in left_out)
    assert answers.told == []


def test_exporting_writes_what_was_decided(
    review: MainWindow, answers, tmp_path: Path, qtbot: QtBot
) -> None:
    focus(review, "place")
    press(qtbot, review, Qt.Key.Key_Return)
    answers.target = tmp_path / "out.jsonl"

    def fill(dialog: QDialog) -> None:
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)

    answers.fill = fill
    press(qtbot, review, Qt.Key.Key_E, CTRL | SHIFT)

    lines = [json.loads(line) for line in answers.target.read_text().splitlines()]
    values = [value for line in lines for event in line["events"] for value in event["values"]]
    assert [value["field"] for value in values] == ["place"]


def test_files_dropped_on_the_window_are_imported(
    review: MainWindow, answers, tmp_path: Path, qtbot: QtBot
) -> None:
    text = tmp_path / "2024-03-05 harbour.txt"
    text.write_text("Harbour fire\n\nA ship burned in the harbour.")

    def fill(dialog: QDialog) -> None:
        qtbot.waitUntil(lambda: not dialog.is_waiting, timeout=20_000)
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)

    answers.fill = fill
    review.projects.take_files([text])

    review.page.queue.choose_filter(QueueFilter.ALL)
    assert review.page.queue.count == 4


def test_a_new_project_is_made_with_the_codebook_chosen(
    window: MainWindow, answers, tmp_path: Path
) -> None:
    def fill(dialog: QDialog) -> None:
        dialog.accept()
        assert "name" in dialog.problem.text()
        name, folder = dialog.findChildren(QLineEdit)[:2]
        name.setText("borders")
        folder.setText(str(tmp_path))
        dialog._codebooks.setCurrentIndex(1)
        dialog.accept()

    answers.fill = fill
    window.projects.new_project()

    assert window.project.path == tmp_path / "borders.db"
    assert window.project.codebook.name == "muc4"
    assert window.session.article is None


def test_settings_are_kept_for_the_next_start(
    review: MainWindow, answers, settings_file: Path
) -> None:
    def fill(dialog: QDialog) -> None:
        dialog._zoom.setCurrentText("140 %")
        dialog._appearance.setCurrentIndex(2)
        dialog.accept()

    answers.fill = fill
    review.projects.change_settings()

    saved = json.loads(settings_file.read_text())
    assert (saved["zoom"], saved["appearance"]) == (140, "dark")
    assert review.theme.is_dark


def test_somebody_else_codes_beside_the_work_that_is_there(
    review: MainWindow, answers, qtbot: QtBot
) -> None:
    press(qtbot, review, Qt.Key.Key_Return)

    def fill(dialog: QDialog) -> None:
        dialog.findChild(QLineEdit).setText("ben")
        dialog.accept()

    answers.fill = fill
    review.projects.change_annotator()

    assert review.session.annotator == "ben"
    assert review.session.record.event is None
    assert len(review.project.events("a0", "ana")) == 1
