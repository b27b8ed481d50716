"""Reviewing by keys: every gesture on the focused field, saved in a real project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.article import Status
from models.values import Actor, Count, Wording
from tests.ui.record_desk import Desk, span

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_the_first_incident_is_in_focus_although_a_total_was_suggested_first(desk: Desk) -> None:
    assert desk.session.focus.record_key == "p1"
    assert desk.focused_field == "record_class"


def test_enter_accepts_what_waits_and_moves_to_the_next_field(desk: Desk) -> None:
    desk.press(ENTER, ENTER)

    assert desk.confirmed("record_class") == ["incident"]
    assert desk.confirmed("event_type") == ["armed_clash"]
    assert desk.focused_field == "stage"
    assert desk.session.status is Status.IN_PROGRESS


def test_enter_on_a_decided_value_only_moves_on(desk: Desk) -> None:
    desk.press(ENTER, UP)
    before = desk.session.record

    desk.press(ENTER)

    assert desk.session.record == before
    assert desk.focused_field == "event_type"


def test_enter_on_an_empty_field_opens_its_editor_and_enter_again_leaves_it_empty(
    desk: Desk,
) -> None:
    desk.go_to("stage")

    desk.press(ENTER)
    assert desk.editor is not None
    desk.press(ENTER)

    assert desk.editor is None
    assert desk.states("stage") == []
    assert desk.focused_field == "weapon"


def test_a_value_typed_on_an_empty_field_is_added_by_hand(desk: Desk) -> None:
    desk.go_to("stage")

    desk.press(ENTER)
    desk.type("accompl")
    desk.press(ENTER)

    assert desk.confirmed("stage") == ["accomplished"]
    assert desk.states("stage") == ["added"]
    assert desk.focused_field == "weapon"


def test_x_rejects_and_moves_on(desk: Desk) -> None:
    desk.go_to("weapon")

    desk.press(Qt.Key.Key_X)

    assert desk.session.record is not None
    assert [one.state for one in desk.session.record.values("weapon")] == ["rejected"]
    assert desk.focused_field == "initiator"


def test_x_takes_a_value_added_by_hand_away(desk: Desk) -> None:
    desk.go_to("stage")
    desk.press(ENTER)
    desk.type("failed")
    desk.press(ENTER, UP)

    desk.press(Qt.Key.Key_X)

    assert desk.states("stage") == []
    assert desk.focused_field == "stage"


def test_correcting_costs_one_key_more_than_what_is_typed_and_enter(desk: Desk) -> None:
    desk.go_to("killed")

    desk.press(Qt.Key.Key_E)
    desk.type("3")
    desk.press(ENTER)

    assert desk.confirmed("killed") == [Count(3, 3, 3, Wording.EXACT)]
    assert desk.states("killed") == ["corrected"]
    assert desk.focused_field == "wounded"


def test_the_evidence_stays_when_a_value_is_corrected(desk: Desk) -> None:
    desk.go_to("killed")

    desk.press(Qt.Key.Key_E)
    desk.type("3")
    desk.press(ENTER)

    assert desk.session.record is not None
    (shown,) = desk.session.record.values("killed")
    assert shown.evidence == (span("Two officers were killed"),)


def test_escape_leaves_the_value_as_it_was(desk: Desk) -> None:
    desk.go_to("killed")

    desk.press(Qt.Key.Key_E)
    desk.type("3")
    desk.press(ESC)

    assert desk.editor is None
    assert desk.states("killed") == ["suggested"]
    assert QApplication.focusWidget() is desk.fields


def test_an_editor_with_something_invalid_stays_open_and_says_what_is_allowed(desk: Desk) -> None:
    desk.go_to("killed")

    desk.press(Qt.Key.Key_E)
    desk.type("umpteen")
    desk.press(ENTER)

    assert desk.editor is not None
    assert desk.editor.typed() == "umpteen"
    assert desk.states("killed") == ["suggested"]
    assert not desk.panel.finish_editing()


def test_a_number_takes_that_alternative_with_its_evidence(desk: Desk) -> None:
    desk.go_to("event_type")

    desk.press(Qt.Key.Key_1)

    assert desk.confirmed("event_type") == ["attack"]
    assert desk.states("event_type") == ["corrected"]
    assert desk.focused_field == "stage"


def test_a_number_without_an_alternative_changes_nothing(desk: Desk) -> None:
    desk.press(Qt.Key.Key_7)

    assert desk.states("record_class") == ["suggested"]
    assert "alternative 7" in desk.messages[-1]


def test_m_marks_not_reported_and_ctrl_backspace_takes_that_back(desk: Desk) -> None:
    desk.go_to("wounded")

    desk.press(Qt.Key.Key_M, UP)
    assert desk.states("wounded") == ["not_reported"]
    desk.press(Qt.Key.Key_Backspace, with_=CTRL)

    assert desk.states("wounded") == ["suggested"]


def test_several_values_of_a_field_are_decided_one_by_one(desk: Desk) -> None:
    desk.go_to("target")

    desk.press(ENTER)
    assert desk.session.focus.index == 1
    desk.press(Qt.Key.Key_X)

    assert desk.states("target") == ["accepted", "rejected"]
    assert desk.focused_field == "attribution"


def test_left_and_right_move_between_the_values_of_a_row(desk: Desk) -> None:
    desk.go_to("target")

    desk.press(RIGHT, RIGHT, RIGHT)
    assert desk.session.focus.index == 1
    desk.press(LEFT)

    assert desk.session.focus.index == 0


def test_a_adds_one_more_value_where_the_field_holds_several(desk: Desk) -> None:
    desk.go_to("initiator")
    desk.press(ENTER, UP)

    desk.press(Qt.Key.Key_A)
    desk.type("Coast Riders")
    desk.press(ENTER)

    assert desk.confirmed("initiator") == [Actor("Northern Salt Front"), Actor("Coast Riders")]


def test_a_says_no_where_the_field_holds_one_value(desk: Desk) -> None:
    desk.go_to("date")

    desk.press(Qt.Key.Key_A)

    assert desk.editor is None
    assert "one value" in desk.messages[-1]


def test_fields_of_another_class_hide_as_soon_as_the_class_is_corrected(desk: Desk) -> None:
    desk.press(Qt.Key.Key_E)
    desk.type("aggregate")
    desk.press(ENTER)

    assert desk.fields.box("event_type") is None
    assert desk.fields.box("killed") is not None
    assert desk.tabs == ("1  Wadi Zahr",)


def test_down_stops_at_the_last_field_and_says_how_to_go_on(desk: Desk) -> None:
    desk.go_to("tags")

    desk.press(DOWN)

    assert desk.focused_field == "tags"
    assert "Ctrl+Enter" in desk.messages[-1]


def test_the_focused_row_is_always_in_view(desk: Desk) -> None:
    desk.resize(476, 420)

    for _ in range(len(desk.panel.reviewer.fields)):
        box = desk.fields.box(desk.focused_field)
        assert box is not None
        seen = desk.fields.visibleRegion().boundingRect()
        assert seen.top() <= box.rect.top() + 2
        assert box.rect.bottom() <= seen.bottom() + 2
        desk.press(DOWN)


def test_the_letter_of_a_field_goes_there(desk: Desk) -> None:
    desk.press(Qt.Key.Key_P)
    assert desk.focused_field == "place"

    desk.press(Qt.Key.Key_T)
    assert desk.focused_field == "event_type"


def test_the_letter_of_a_field_that_is_hidden_says_so(desk: Desk) -> None:
    desk.press(Qt.Key.Key_E)
    desk.type("threat")
    desk.press(ENTER)
    before = desk.focused_field

    desk.press(Qt.Key.Key_O)

    assert desk.focused_field == before
    assert "not asked" in desk.messages[-1]


def test_the_letter_of_a_field_is_typed_where_an_editor_is_open(desk: Desk) -> None:
    desk.go_to("summary")
    desk.press(ENTER)

    desk.type("pt")

    assert desk.editor is not None
    assert desk.editor.typed() == "pt"
    assert desk.focused_field == "summary"
