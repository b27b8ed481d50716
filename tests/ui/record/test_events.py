"""Going from event to event, adding, copying and taking away, accepting many at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.article import Status
from tests.ui.record_desk import QARAT, TUESDAY, Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_tab_goes_through_the_incidents_and_then_through_what_is_kept_apart(desk: Desk) -> None:
    visited = []
    for _ in range(3):
        desk.press(Qt.Key.Key_Tab)
        visited.append(desk.session.focus.record_key)
    desk.press(Qt.Key.Key_Backtab, with_=SHIFT)

    assert visited == ["p2", "p3", "p1"]
    assert desk.session.focus.record_key == "p3"


def test_tabs_carry_a_number_and_the_shortest_telling_value(desk: Desk) -> None:
    assert desk.tabs == ("1  Qarat al-Mur", "2  Wadi Zahr")


def test_n_adds_an_empty_event_and_goes_there(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N)

    assert len(desk.panel.reviewer.records) == 4
    assert desk.session.record is not None
    assert desk.session.record.values_by_field() == {}
    assert desk.focused_field == "record_class"


def test_d_copies_the_event_with_its_values_and_evidence(desk: Desk) -> None:
    desk.press(Qt.Key.Key_D)

    assert desk.session.focus.record_key != "p1"
    assert desk.confirmed("place") == [QARAT]
    assert desk.confirmed("date") == [TUESDAY]
    assert desk.states("target") == ["added", "added"]


def test_undoing_a_copy_or_a_new_event_leads_back_to_where_one_was(desk: Desk) -> None:
    desk.press(DOWN, DOWN)
    for key in (Qt.Key.Key_D, Qt.Key.Key_N):
        desk.press(key)
        assert desk.session.focus.record_key != "p1"

        desk.press(Qt.Key.Key_Z, with_=CTRL)

        assert (desk.session.focus.record_key, desk.focused_field) == ("p1", "stage")


def test_delete_takes_the_event_away_and_undo_brings_it_back(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Delete)
    assert [record.key for record in desk.panel.reviewer.records] == ["p2", "p3"]
    assert desk.session.focus.record_key == "p2"

    desk.press(Qt.Key.Key_Z, with_=CTRL)

    assert [record.key for record in desk.panel.reviewer.records] == ["p1", "p2", "p3"]


def test_shift_enter_accepts_the_event_in_bulk_and_one_undo_takes_it_back(desk: Desk) -> None:
    desk.press(ENTER, with_=SHIFT)

    assert desk.session.record is not None
    assert desk.session.record.event is not None
    assert all(one.bulk for one in desk.session.record.event.values)
    assert len(desk.session.record.event.values) == 11
    desk.press(Qt.Key.Key_Z, with_=CTRL)
    assert desk.session.record.event is None


def test_accept_all_takes_the_events_on_the_tabs_but_not_what_is_kept_apart(desk: Desk) -> None:
    desk.press(Qt.Key.Key_A, with_=CTRL | SHIFT)

    decided = {record.key: record.event is not None for record in desk.panel.reviewer.records}
    assert decided == {"p1": True, "p2": True, "p3": False}


def test_accept_all_leaves_suggestions_of_hidden_fields_alone(desk: Desk) -> None:
    desk.press(Qt.Key.Key_E)
    desk.type("threat")
    desk.press(ENTER)

    desk.press(ENTER, with_=SHIFT)

    assert desk.confirmed("record_class") == ["threat"]
    assert "killed" not in [field.key for field in desk.panel.reviewer.fields]
    assert desk.confirmed("killed") == []
    assert desk.confirmed("date") == [TUESDAY]


def test_an_article_without_suggestions_says_which_keys_help(bare_desk: Desk) -> None:
    assert bare_desk.panel.reviewer.records == ()
    assert "N adds one" in bare_desk.panel.empty_words
    bare_desk.panel.set_waiting("Reading the article …")
    assert bare_desk.panel.empty_words == "Reading the article …"

    bare_desk.press(Qt.Key.Key_N)

    assert len(bare_desk.panel.reviewer.records) == 1


def test_no_event_here_is_said_and_shown(desk: Desk) -> None:
    desk.press(Qt.Key.Key_0)

    assert desk.panel.reviewer.records == ()
    assert desk.session.status is Status.DONE
    assert "No event here" in desk.panel.empty_words


def test_the_keyboard_stays_on_the_pane_when_the_last_event_goes(desk: Desk) -> None:
    desk.press(Qt.Key.Key_0)

    focused = QApplication.focusWidget()

    assert focused is not None
    assert desk.panel.isAncestorOf(focused)
    desk.press(Qt.Key.Key_Z, with_=CTRL)
    assert QApplication.focusWidget() is desk.fields


def test_an_editor_cannot_open_where_there_is_no_event(bare_desk: Desk) -> None:
    bare_desk.press(ENTER, Qt.Key.Key_E, Qt.Key.Key_X, Qt.Key.Key_M, Qt.Key.Key_Delete)

    assert bare_desk.editor is None
    assert bare_desk.panel.reviewer.records == ()
