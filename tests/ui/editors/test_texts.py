"""The box for a sentence or more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.editors.open_editor import ENTER, Opener
from ui.editors.words_box import WordsBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LONG = "Gunmen shot at a police post on the edge of the old harbour town before dawn. " * 2


def test_a_long_text_is_seen_whole_and_typing_replaces_it(open_editor: Opener) -> None:
    short, opened = open_editor("summary", "Two words"), open_editor("summary", LONG)
    box = opened.editor.findChild(WordsBox)

    assert box.height() > short.editor.findChild(WordsBox).height()
    assert not box.verticalScrollBar().isVisible()
    opened.type("New.")
    opened.press(ENTER)

    assert opened.committed == ["New."]


def test_lines_that_are_pasted_become_one_paragraph(open_editor: Opener, qtbot: QtBot) -> None:
    opened = open_editor("summary")
    QGuiApplication.clipboard().setText("Two lines\nand  a\tthird.")

    opened.press(Qt.Key.Key_V, with_=Qt.KeyboardModifier.ControlModifier)
    opened.press(ENTER)

    assert opened.committed == ["Two lines and a third."]
