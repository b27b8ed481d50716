"""The guide, the first steps, and the article and record alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db.project import Project
from models.edits import AddArticles
from tests.ui.conftest import article
from ui.dialogs.annotator_dialog import AnnotatorDialog
from ui.dialogs.keys_dialog import KeysDialog
from ui.dialogs.settings_dialog import SettingsDialog
from ui.help.first_steps import FirstSteps, steps
from ui.help.guide_dialog import GuideDialog
from ui.settings import Settings, load_settings
from ui.theme import Theme
from ui.window.main_window import MainWindow


@pytest.mark.parametrize("chapter", ["A review", "Datasets", "Keys"])
def test_the_guide_opens_at_its_chapter(theme: Theme, qtbot: QtBot, chapter: str) -> None:
    dialog = GuideDialog(theme, chapter)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()

    assert dialog.shown == chapter


def test_every_chapter_that_the_window_asks_for_is_there(
    review: MainWindow, theme: Theme, qtbot: QtBot
) -> None:
    dialog = GuideDialog(theme)
    qtbot.addWidget(dialog)
    page = review.page

    for pane in (page.queue, page.article, page.record):
        if pane is page.queue:
            page.queue.focus_list()
        else:
            pane.setFocus()
        assert page.chapter in dialog.chapters


def test_the_guide_is_searched(theme: Theme, qtbot: QtBot) -> None:
    dialog = GuideDialog(theme)
    qtbot.addWidget(dialog)
    box = dialog.findChild(QLineEdit)

    qtbot.keyClicks(box, "not reported")

    assert dialog._text.textCursor().selectedText().lower() == "not reported"


def test_f1_opens_the_guide_beside_the_window(review: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(review, Qt.Key.Key_F1)

    dialog = review.findChild(GuideDialog)
    assert dialog is not None
    assert not dialog.isModal()
    dialog.close()


def test_the_first_steps_are_gone_for_good_after_the_last(review: MainWindow, qtbot: QtBot) -> None:
    review.views.show_first_steps()
    card = review.findChild(FirstSteps)
    buttons = [card._next] * len(steps())

    for number, button in enumerate(buttons):
        assert card.step == number
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert load_settings().steps_seen
    assert not card.isVisible()


def test_the_first_steps_wait_for_the_first_article(
    window: MainWindow, make_project: Callable[..., Project]
) -> None:
    window.keep_settings(replace(window.settings, steps_seen=False))
    window.show_project(make_project(articles=0))
    assert window.findChild(FirstSteps) is None

    window.session.do(AddArticles("Import", (article(1),)))
    window.session.open_article("a1")

    assert window.findChild(FirstSteps).isVisible()


def test_escape_in_the_record_puts_the_first_steps_away(review: MainWindow, qtbot: QtBot) -> None:
    review.views.show_first_steps()
    card = review.findChild(FirstSteps)
    review.page.record.setFocus()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert load_settings().steps_seen
    assert not card.isVisible()


def test_article_and_record_alone_and_back(review: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(review, Qt.Key.Key_F9)
    assert not review.menuBar().isVisible()
    assert not review.page.queue.isVisible()
    assert review.page.record.isVisible()
    QApplication.processEvents()

    qtbot.keyClick(review, Qt.Key.Key_F9)

    assert review.menuBar().isVisible()
    assert review.page.queue.isVisible()


def test_f1_opens_the_guide_beside_every_form_at_its_chapter(theme: Theme, qtbot: QtBot) -> None:
    guide = GuideDialog(theme)
    qtbot.addWidget(guide)
    for dialog, chapter in (
        (SettingsDialog(theme, Settings()), "Settings"),
        (KeysDialog(theme, {}, {}), "Keys"),
        (AnnotatorDialog(theme, ()), "Several people"),
    ):
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()

        qtbot.keyClick(dialog, Qt.Key.Key_F1)

        found = dialog.findChild(GuideDialog)
        assert found is not None
        assert found.shown == chapter
        found.close()
        dialog.close()


def test_f1_once_more_turns_the_pages_of_the_guide_that_stands(
    review: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(review, Qt.Key.Key_F1)
    qtbot.keyClick(review, Qt.Key.Key_F1)

    (guide,) = review.findChildren(GuideDialog)
    guide.close()


def test_every_dialog_names_a_chapter_that_is_there(theme: Theme, qtbot: QtBot) -> None:
    guide = GuideDialog(theme)
    qtbot.addWidget(guide)
    sources = [path.read_text(encoding="utf-8") for path in Path("ui").rglob("*_dialog.py")]

    named = [
        name
        for source in sources
        for name in re.findall(
            r'give_keys\(self, theme, "(.*)"\)|^    chapter = "(.*)"', source, re.M
        )
    ]

    assert len(named) >= 12
    assert {one or other for one, other in named} <= set(guide.chapters)
