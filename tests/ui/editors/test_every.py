"""What all editors have in common: typed keys in, a value out, or one sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
)

from tests.ui.editors.open_editor import ENTER, TAB, VALUES, Index, Opener

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("key", list(VALUES))
def test_a_value_that_is_opened_and_saved_again_is_the_same(open_editor: Opener, key: str) -> None:
    opened = open_editor(key, VALUES[key])

    opened.press(ENTER)

    assert opened.committed == [VALUES[key]]


@pytest.mark.parametrize("key", list(VALUES))
def test_typing_replaces_what_was_there_at_once(open_editor: Opener, key: str) -> None:
    opened = open_editor(key, VALUES[key])

    opened.type("7")

    assert opened.editor.typed() == "7"


@pytest.mark.parametrize("key", list(VALUES))
def test_an_untouched_empty_editor_is_passed_with_enter(open_editor: Opener, key: str) -> None:
    opened = open_editor(key)

    opened.press(ENTER)

    assert opened.ended == ["passed"]
    assert opened.committed == []


@pytest.mark.parametrize("key", list(VALUES))
def test_escape_leaves_every_editor(open_editor: Opener, key: str) -> None:
    opened = open_editor(key, VALUES[key])

    opened.press(Qt.Key.Key_Escape)

    assert opened.ended == ["cancelled"]


@pytest.mark.parametrize(
    ("key", "typed", "allowed"),
    [
        ("event_type", "qqqq", "type less"),
        ("date", "soonish", "last Friday"),
        ("killed", "x", "6+"),
    ],
)
def test_what_cannot_be_read_stays_with_a_sentence_on_what_is_allowed(
    open_editor: Opener, key: str, typed: str, allowed: str
) -> None:
    opened = open_editor(key)

    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == []
    assert opened.editor.typed() == typed
    assert allowed in opened.words()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("air", "air_drone_strike"),
        ("armed cl", "armed_clash"),
        ("land", "remote_explosive_landmine_ied"),
        ("chemical_weapon", "chemical_weapon"),
    ],
)
def test_a_choice_is_found_by_part_of_its_label_or_key(
    open_editor: Opener, typed: str, value: str
) -> None:
    opened = open_editor("event_type")

    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == [value]


def test_tab_stays_among_the_parts_of_an_editor(open_editor: Opener) -> None:
    opened = open_editor("place", gazetteer=Index)
    visited = []

    for _ in range(5):
        opened.press(TAB)
        visited.append(QApplication.focusWidget().accessibleName())

    assert visited == ["Coordinates", "Country", "Precision", "Map", "Place"]
