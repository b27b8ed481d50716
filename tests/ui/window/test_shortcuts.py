"""The sheet of all keys and the line of hints: both say what the table of actions says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.record_desk import Desk
from ui.actions import ACTIONS, shown_keys
from ui.theme import Theme
from ui.widgets.hint_bar import HintBar, hints_of
from ui.window.shortcut_sheet import ShortcutSheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def hint_words(desk: Desk) -> str:
    return desk.panel.findChild(HintBar).accessibleDescription()


def test_the_sheet_shows_every_action_that_has_a_key(desk: Desk) -> None:
    sheet = ShortcutSheet(desk, Theme.current())
    sheet.open_sheet()

    said = sheet.accessibleDescription()

    for spec in ACTIONS:
        if spec.keys:
            assert f"{spec.text}: {', '.join(shown_keys(spec))}" in said
    sheet.leave()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Question])
def test_the_sheet_goes_with_escape_and_with_the_key_it_came_with(desk: Desk, key: Qt.Key) -> None:
    sheet = ShortcutSheet(desk, Theme.current())
    sheet.open_sheet()

    if key is Qt.Key.Key_Question:
        desk.type("?")
    else:
        desk.press(key)

    assert sheet.isHidden()
    assert desk.fired == []
    assert QApplication.focusWidget() is desk.fields


def test_hints_show_only_keys_that_work_on_the_focused_row(desk: Desk) -> None:
    assert "X: reject" in hint_words(desk)
    assert "take" not in hint_words(desk)

    desk.go_to("event_type")
    assert "1–9: take" in hint_words(desk)

    desk.go_to("stage")
    assert "reject" not in hint_words(desk)
    assert "↵: enter" in hint_words(desk)


def test_hints_change_while_an_editor_is_open(desk: Desk) -> None:
    desk.press(Qt.Key.Key_E)
    assert "Esc: leave" in hint_words(desk)

    desk.press(Qt.Key.Key_Escape)

    assert "↵: accept" in hint_words(desk)


def test_a_decided_value_offers_to_take_the_decision_back(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Up)

    assert "Ctrl ⌫: clear" in hint_words(desk)


def test_hints_come_from_the_table() -> None:
    assert hints_of(["done_next", "undo"]) == [("Ctrl ↵", "done, next"), ("Ctrl Z", "undo")]
