"""Answers that are possible but not likely: offered by number, never put on a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.events import Proposal
from models.values import Actor
from tests.ui.record_desk import QARAT, TUESDAY, Desk, Offers, make_project


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    offers = Offers("p1")
    offers.add("record_class", "incident")
    offers.add("event_type", "armed_clash", "shot at", 0.5, [("attack", "shot at")])
    offers.add("target", Actor("Police"), "police post", 0.7)
    offers.add("target", Actor("Governor"), "provincial governor", 0.4)
    offers.add("date", TUESDAY, "on Tuesday")
    offers.add("place", QARAT, "Qarat al-Mur", 0.2)
    project = make_project(tmp_path, with_proposals=False)
    project.save_proposals("a1", [Proposal("p1", "a1", "hand@1", tuple(offers.made))], "hand@1")
    made = Desk(project)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.panel.setFocus()
    yield made
    made.close()
    project.close()


def texts(desk: Desk, field: str) -> list[tuple[str, str]]:
    box = desk.fields.box(field)
    assert box is not None
    return [(chip.number, chip.text) for chip in box.alternatives]


def test_a_row_without_a_likely_answer_is_empty_and_offers_what_is_possible(desk: Desk) -> None:
    desk.go_to("event_type")

    assert desk.states("event_type") == []
    assert texts(desk, "event_type") == [("1", "Armed clash"), ("2", "Attack")]
    assert "1 takes Armed clash" in desk.fields.accessibleDescription()


@pytest.mark.parametrize(("key", "said"), [(Qt.Key.Key_1, "armed_clash"), (Qt.Key.Key_2, "attack")])
def test_a_number_takes_what_is_offered_as_accepted_and_moves_on(
    desk: Desk, key: Qt.Key, said: str
) -> None:
    desk.go_to("event_type")

    desk.press(key)

    assert desk.confirmed("event_type") == [said]
    assert desk.states("event_type") == ["accepted"]
    assert desk.focused_field != "event_type"


def test_a_click_takes_it_too(desk: Desk) -> None:
    desk.go_to("event_type")

    desk.click("event_type", "alternatives", 1)

    assert desk.confirmed("event_type") == ["attack"]


def test_a_further_answer_is_added_beside_the_value_that_stands(desk: Desk) -> None:
    desk.go_to("target")
    assert texts(desk, "target") == [("1", "+ Governor")]

    desk.press(Qt.Key.Key_1)

    assert desk.confirmed("target") == [Actor("Governor")]
    assert desk.states("target") == ["suggested", "accepted"]


def test_accept_all_takes_only_what_stands(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return, with_=Qt.KeyboardModifier.ShiftModifier)

    assert desk.confirmed("event_type") == []
    assert desk.confirmed("target") == [Actor("Police")]


def test_enter_on_a_row_with_offers_opens_the_editor(desk: Desk) -> None:
    desk.go_to("place")

    desk.press(Qt.Key.Key_Return)

    assert desk.editor is not None


def test_undo_brings_the_offers_back(desk: Desk) -> None:
    desk.go_to("event_type")
    desk.press(Qt.Key.Key_1)
    desk.session.undo()
    desk.go_to("event_type")

    assert desk.states("event_type") == []
    assert [text for _, text in texts(desk, "event_type")] == ["Armed clash", "Attack"]
