"""The table of actions, and the one rule that keeps plain keys out of text boxes."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.codebook.reading import RESERVED_SHORTCUTS
from tests.ui.record_desk import Desk
from ui.actions import ACTIONS, BY_KEY, MENUS, of_menu, shown_key, shown_keys

# The offscreen screen knows no size hints of windows, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_WITH_COMMAND = ("Ctrl+", "Alt+", "Meta+")
_DESIGN = {
    "next_field": "Down",
    "previous_field": "Up",
    "accept": "Return",
    "reject": "X",
    "correct": "E",
    "mark_not_reported": "M",
    "select_evidence": "S",
    "next_event": "Tab",
    "new_event": "N",
    "accept_all": "Ctrl+Shift+A",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "done_next": "Ctrl+Return",
    "shortcuts": "?",
    "palette": "Ctrl+K",
}


def test_no_key_starts_two_actions() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in set(spec.keys))

    assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_is_one_that_qt_understands() -> None:
    keys = [QKeySequence(key) for spec in ACTIONS for key in spec.keys]

    assert all(sequence.count() == 1 and sequence.toString() for sequence in keys)


def test_the_designed_keys_start_what_they_should() -> None:
    assert {name: BY_KEY[name].keys[0] for name in _DESIGN} == _DESIGN
    assert BY_KEY["take_alternative"].keys == tuple("123456789")


def test_every_action_has_a_menu_a_text_and_one_line_of_help() -> None:
    for spec in ACTIONS:
        assert spec.menu in MENUS
        assert spec.text
        assert spec.hint.endswith(".")
        assert "\n" not in spec.hint
    assert sum(len(of_menu(menu)) for menu in MENUS) == len(ACTIONS) == len(BY_KEY)


def test_the_letters_that_codebooks_may_not_use_are_those_of_the_actions() -> None:
    letters = {key.lower() for spec in ACTIONS for key in spec.keys if len(key) == 1}

    assert {letter for letter in letters if letter.isalpha()} == RESERVED_SHORTCUTS


def test_actions_with_plain_keys_are_marked_as_such() -> None:
    for spec in ACTIONS:
        plain = [
            key
            for key in spec.keys
            if not key.startswith(_WITH_COMMAND) and not re.fullmatch(r"(Shift\+)?F\d+", key)
        ]
        assert spec.letter == bool(plain), spec.key


def test_keys_are_shown_as_on_a_keyboard() -> None:
    assert shown_key("Ctrl+Return") == "Ctrl ↵"
    assert shown_key("Ctrl++") == "Ctrl +"
    assert shown_key("Ctrl+Shift+Z") == "Ctrl Shift Z"
    assert shown_keys(BY_KEY["accept"]) == ("↵",)
    assert shown_keys(BY_KEY["take_alternative"]) == ("1–9",)


@pytest.mark.parametrize("key", ["x", "e", "m", "n", "s", "0", "1", "?", "/", "j", "f"])
def test_a_plain_key_is_typed_in_a_text_box_and_starts_nothing(
    desk: Desk, qtbot: QtBot, key: str
) -> None:
    desk.search.setFocus()

    qtbot.keyClicks(desk.search, key)

    assert desk.search.text() == key
    assert desk.fired == []


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left]
)
def test_keys_that_edit_start_nothing_in_a_text_box(desk: Desk, qtbot: QtBot, key: Qt.Key) -> None:
    desk.search.setFocus()
    desk.search.setText("abc")

    qtbot.keyClick(desk.search, key)

    assert desk.fired == []


def test_undo_in_a_text_box_is_the_undo_of_the_text(desk: Desk, qtbot: QtBot) -> None:
    desk.search.setFocus()
    qtbot.keyClicks(desk.search, "abc")

    qtbot.keyClick(desk.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert desk.search.text() == ""
    assert desk.fired == []


def test_keys_with_ctrl_start_actions_from_a_text_box_too(desk: Desk, qtbot: QtBot) -> None:
    desk.search.setFocus()

    qtbot.keyClick(desk.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert desk.fired == ["done_next"]


@pytest.mark.parametrize(
    ("key", "action"),
    [(Qt.Key.Key_X, "reject"), (Qt.Key.Key_N, "new_event"), (Qt.Key.Key_Tab, "next_event")],
)
def test_the_same_keys_start_actions_on_the_record(
    desk: Desk, qtbot: QtBot, key: Qt.Key, action: str
) -> None:
    desk.panel.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None

    qtbot.keyClick(focused, key)

    assert desk.fired == [action]
