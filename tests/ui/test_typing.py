"""What is typed into a box is text: no letter starts an action, in whatever pane the box stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS
from ui.session import Focus
from ui.typing_guard import is_text_box
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LETTERS = sorted({key for spec in ACTIONS for key in spec.keys if len(key) == 1})


@pytest.fixture
def fired(review: MainWindow) -> list[str]:
    """The actions that are started from now on."""
    found: list[str] = []
    for name, action in review.actions_table.by_key.items():
        action.triggered.connect(lambda *_, name=name: found.append(name))
    return found


def type_all_letters(qtbot: QtBot, box: QWidget) -> None:
    for letter in LETTERS:
        qtbot.keyClick(box, letter)
        qtbot.keyClick(box, letter, Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize("opened", ["search", "find_in_article", "search_codebook", "palette"])
def test_no_letter_fires_in_a_box_to_search_by(
    review: MainWindow, qtbot: QtBot, fired: list[str], opened: str
) -> None:
    review.actions_table.by_key[opened].trigger()
    box = QApplication.focusWidget()
    assert is_text_box(box)
    fired.clear()

    type_all_letters(qtbot, box)

    assert fired == []


def test_no_letter_fires_in_the_editor_of_any_field(
    review: MainWindow, qtbot: QtBot, fired: list[str]
) -> None:
    session = review.session
    typed_into = set()
    for field in session.codebook.fields:
        session.set_focus(Focus(session.desk.records[0].key, field.key))
        if session.focus.field != field.key:
            continue
        review.page.record.setFocus()
        qtbot.keyClick(QApplication.focusWidget(), "e")
        for box in boxes_in(review.page.record):
            box.setFocus()
            fired.clear()
            type_all_letters(qtbot, box)
            assert fired == [], f"{field.key}: {box.accessibleName()}"
            typed_into.add(field.kind)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert len(typed_into) >= 5


def boxes_in(pane: QWidget) -> list[QWidget]:
    """The text boxes that are open in a pane now."""
    shown = (one for one in pane.findChildren(QWidget) if one.isVisible() and one.isEnabled())
    return [one for one in shown if is_text_box(one)]
