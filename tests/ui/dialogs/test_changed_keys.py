"""Keys of one's own: they work, they show everywhere, and a collision is told before it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from models.events import State
from tests.ui.conftest import Answers
from ui.actions import ACTIONS, BY_KEY, keys_of, shown_keys, use_keys
from ui.actions.keymap import in_force
from ui.dialogs.keys_dialog import KeysDialog
from ui.session import Focus
from ui.settings import load_settings
from ui.theme import Theme
from ui.widgets.hint_bar import HintBar
from ui.window.main_window import MainWindow
from ui.window.palette_entries import action_entries
from ui.window.shortcut_sheet import ShortcutSheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    yield
    use_keys({})


@pytest.fixture
def dialog(qtbot, theme: Theme) -> KeysDialog:
    dialog = KeysDialog(theme, {}, {"r": "Weapon"})
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def press(key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, with_)


def look_up(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)
    press(Qt.Key.Key_Return)


def change(window: MainWindow, **keys: tuple[str, ...]) -> None:
    window.keep_settings(replace(window.settings, keys=keys))


def states(window: MainWindow, field: str) -> list[State]:
    assert window.session.record
    return [one.state for one in window.session.record.values(field)]


def focus(window: MainWindow, field: str) -> None:
    window.page.record.setFocus()
    window.session.set_focus(Focus(window.session.focus.record_key, field))


def test_a_changed_key_works_and_the_old_one_no_longer(review: MainWindow) -> None:
    change(review, reject=("Y",))
    focus(review, "event_type")

    press(Qt.Key.Key_X)
    assert states(review, "event_type") == [State.SUGGESTED]
    press(Qt.Key.Key_Y)

    assert states(review, "event_type") == [State.REJECTED]


def test_a_changed_letter_is_typed_in_a_text_box(review: MainWindow) -> None:
    change(review, reject=("Y",))
    focus(review, "event_type")
    press(Qt.Key.Key_Slash)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)

    QTest.keyClicks(box, "y")

    assert box.text() == "y"
    assert states(review, "event_type") == [State.SUGGESTED]


def test_a_key_given_to_an_action_is_taken_from_the_others() -> None:
    keys = in_force({"flag": ("J",), "skip": ("j", "nonsense", ""), "unknown": ("Q",)})

    assert keys["flag"] == ("J",)
    assert keys["next_article"] == ("Ctrl+Down",)
    assert keys["skip"] == ()


def test_menus_palette_sheet_and_hints_show_changed_keys(review: MainWindow) -> None:
    change(review, reject=("Y",), accept=())
    focus(review, "event_type")
    actions = review.actions_table.by_key

    assert actions["reject"].shortcut().toString() == "Y"
    assert {one.text: one.keys for one in action_entries(actions)}["Reject value"] == "Y"
    sheet = ShortcutSheet(review, review.theme)
    sheet.open_sheet()
    assert "Reject value: Y" in sheet.accessibleDescription()
    assert "Accept value" not in sheet.accessibleDescription()
    sheet.leave()
    hints = review.page.record.findChild(HintBar).accessibleDescription()
    assert "Y: reject" in hints
    assert "accept" not in hints


def test_a_field_letter_that_is_given_to_an_action_starts_the_action(review: MainWindow) -> None:
    letter = next(one.shortcut for one in review.session.codebook.fields if one.shortcut)
    change(review, reject=(letter.upper(),))
    focus(review, "event_type")

    QTest.keyClicks(QApplication.focusWidget(), letter)

    assert states(review, "event_type") == [State.REJECTED]


def test_the_dialog_tells_the_collision_and_keeps_the_key(dialog: KeysDialog) -> None:
    look_up("flag article")
    press(Qt.Key.Key_J)

    assert dialog.chosen == {"flag": ("J",)}
    assert "It was a key of “Next article”, which keeps Ctrl ↓." in dialog.words.text()
    assert "In a text box it is typed" in dialog.words.text()


def test_what_was_said_of_a_key_stands_when_its_box_is_left(dialog: KeysDialog) -> None:
    look_up("flag article")
    press(Qt.Key.Key_J)
    told = dialog.words.text()

    press(Qt.Key.Key_Tab)

    assert not dialog.key_box.isAncestorOf(QApplication.focusWidget())
    assert dialog.words.text() == told


def test_the_dialog_tells_what_is_left_without_a_key(dialog: KeysDialog) -> None:
    look_up("skip article")
    press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)

    assert "It was the key of “Sentences left over”, which then has none." in dialog.words.text()


def test_the_dialog_tells_of_the_letter_of_a_field(dialog: KeysDialog) -> None:
    look_up("skip article")
    press(Qt.Key.Key_R)

    assert "It no longer goes to the field “Weapon”." in dialog.words.text()


@pytest.mark.parametrize(
    ("key", "with_", "reason"),
    [
        (Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "alternatives"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "Esc always leaves"),
        (Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier, "opens the menu Edit"),
    ],
)
def test_keys_that_keep_their_meaning_are_refused(
    dialog: KeysDialog, key: Qt.Key, with_: Qt.KeyboardModifier, reason: str
) -> None:
    look_up("skip article")
    press(key, with_)

    assert dialog.chosen == {}
    assert reason in dialog.words.text()


def test_the_default_comes_back_with_what_had_been_taken_from_it(dialog: KeysDialog) -> None:
    look_up("flag article")
    press(Qt.Key.Key_J)
    dialog.actions_list.setFocus()
    dialog.actions_list.box.selectAll()
    look_up("next article")

    dialog.restore.click()

    assert dialog.chosen == {}
    assert in_force(dialog.chosen)["next_article"] == BY_KEY["next_article"].keys


def test_changed_keys_are_kept_in_the_settings_file(
    review: MainWindow, answers: Answers, settings_file: Path
) -> None:
    def fill(dialog: KeysDialog) -> None:
        QTest.keyClicks(dialog.actions_list.box, "flag article")
        QTest.keyClick(dialog.key_box, Qt.Key.Key_F9)
        dialog.accept_button.click()

    answers.fill = fill
    review.actions_table.by_key["change_keys"].trigger()

    assert json.loads(settings_file.read_text())["keys"] == {"flag": ["F9"]}
    assert load_settings().keys == {"flag": ("F9",)}
    assert shown_keys(BY_KEY["flag"]) == ("F9",)


def test_a_settings_file_with_nonsense_for_keys_leaves_the_defaults(settings_file: Path) -> None:
    settings_file.write_text('{"keys": {"flag": [3], "skip": "X", "undo": ["Ctrl+U"]}}')

    use_keys(load_settings().keys)

    assert keys_of(BY_KEY["undo"]) == ("Ctrl+U",)
    assert keys_of(BY_KEY["flag"]) == BY_KEY["flag"].keys


def test_undo_and_redo_name_what_they_will_do(review: MainWindow) -> None:
    focus(review, "event_type")
    press(Qt.Key.Key_X)
    actions = review.actions_table.by_key
    title = review.session.project.undo_title("ana")

    assert actions["undo"].text() == f"Undo: {title[:1].lower()}{title[1:]}"
    assert actions["undo"].text() in {one.text for one in action_entries(actions)}
    actions["undo"].trigger()

    assert actions["redo"].text() == f"Redo: {title[:1].lower()}{title[1:]}"
    assert actions["redo"].text() in {one.text for one in action_entries(actions)}


def test_no_two_actions_share_a_key_whatever_is_changed() -> None:
    for changes in ({}, {"flag": ("J",)}, {"skip": ("Ctrl+Z", "X"), "undo": ("Ctrl+Z",)}):
        keys = [key for spec in ACTIONS for key in in_force(changes)[spec.key]]
        assert len(keys) == len(set(keys))
