"""Answers under a row, five at first and ten on demand, and the search in the codebook's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.events import Suggested
from models.values import Place
from tests.ui.record_desk import Desk, proposals, shown_desk
from ui.record.codebook_card import CodebookCard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    for made in shown_desk(qtbot, tmp_path):
        others = tuple(Suggested("", "place", Place(f"Ain {n}", "DZA"), (), 0.1) for n in range(11))
        found = [
            replace(
                one,
                values=tuple(
                    replace(value, alternatives=others) if value.field == "place" else value
                    for value in one.values
                ),
            )
            for one in proposals()
        ]
        made.session.project.save_proposals("a1", found, "hand@1")
        made.session.proposals_arrived("a1")
        made.go_to("place")
        yield made


def numbers(desk: Desk) -> list[str]:
    box = desk.fields.box("place")
    return [chip.number for chip in box.alternatives] if box else []


def card(desk: Desk) -> CodebookCard:
    found = desk.panel.findChild(CodebookCard)
    assert isinstance(found, CodebookCard)
    return found


def test_five_answers_show_and_ten_on_demand(desk: Desk) -> None:
    assert numbers(desk) == list("12345")
    box = desk.fields.box("place")
    assert box is not None
    assert box.more is not None
    assert box.more.text == "5 more …"

    desk.press(Qt.Key.Key_Period)
    assert numbers(desk) == [*"123456789", ""]

    desk.go_to("date")
    desk.go_to("place")
    assert len(numbers(desk)) == 5


def test_the_chip_shows_more_and_a_hidden_number_is_shown_before_it_is_taken(desk: Desk) -> None:
    box = desk.fields.box("place")
    assert box is not None
    assert box.more is not None
    at = box.more.rect.center().toPoint()
    QTest.mouseClick(desk.fields, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert len(numbers(desk)) == 10

    desk.go_to("date")
    desk.go_to("place")
    desk.press(Qt.Key.Key_7)
    assert desk.states("place") == ["suggested"]
    desk.press(Qt.Key.Key_7)
    assert [value.name for value in desk.confirmed("place")] == ["Ain 6"]


def test_the_codebook_is_searched_by_name_and_by_the_words_of_its_rules(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, with_=CTRL | SHIFT)
    desk.type("wounded")
    assert card(desk).found[0][0].key == "wounded"
    assert len(card(desk).found) > 1

    desk.press(Qt.Key.Key_Return)

    assert desk.focused_field == "wounded"
    assert desk.fields.hasFocus()
    assert card(desk).box.isHidden()


def test_leaving_the_search_explains_the_focused_field_again(desk: Desk, qtbot: QtBot) -> None:
    desk.press(Qt.Key.Key_K, with_=CTRL | SHIFT)
    desk.type("zzzz")
    assert card(desk).found == []

    desk.press(Qt.Key.Key_Escape)

    assert desk.focused_field == "place"
    assert desk.fields.hasFocus()
    qtbot.waitUntil(lambda: "Where it happened" in card(desk).accessibleDescription())
