"""Reviewing by keys: every gesture on the focused field, saved in a real project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.article import Status
from models.values import Actor, Count, Wording
from tests.ui.record_desk import QARAT, TUESDAY, Desk, shown_desk, span
from ui.palette_colors import DARK, LIGHT
from ui.record.codebook_card import CodebookCard
from ui.record.event_tabs import EventTabs
from ui.theme import Appearance, Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    yield from shown_desk(qtbot, tmp_path)


@pytest.fixture
def bare_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    yield from shown_desk(qtbot, tmp_path, with_proposals=False)


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


def test_tab_goes_through_the_incidents_and_then_through_what_is_kept_apart(desk: Desk) -> None:
    visited = []
    for _ in range(3):
        desk.press(Qt.Key.Key_Tab)
        visited.append(desk.session.focus.record_key)
    desk.press(Qt.Key.Key_Backtab, with_=SHIFT)

    assert visited == ["p2", "p3", "p1"]
    assert desk.session.focus.record_key == "p3"


def test_tabs_carry_a_number_and_the_shortest_telling_value(desk: Desk) -> None:
    tabs = desk.panel.findChild(EventTabs)

    assert tabs.shown_titles() == ("1  Qarat al-Mur", "2  Wadi Zahr")


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


def test_fields_of_another_class_hide_as_soon_as_the_class_is_corrected(desk: Desk) -> None:
    desk.press(Qt.Key.Key_E)
    desk.type("aggregate")
    desk.press(ENTER)

    assert desk.fields.box("event_type") is None
    assert desk.fields.box("killed") is not None
    assert desk.panel.findChild(EventTabs).shown_titles() == ("1  Wadi Zahr",)


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


def test_words_of_the_article_confirm_the_focused_suggestion(desk: Desk) -> None:
    desk.go_to("place")

    desk.panel.set_evidence((span("post in Qarat al-Mur"),))

    assert desk.session.record is not None
    (shown,) = desk.session.record.values("place")
    assert shown.state == "corrected"
    assert shown.value == QARAT
    assert shown.evidence == (span("post in Qarat al-Mur"),)


def test_words_of_the_article_become_the_value_of_an_empty_text_field(desk: Desk) -> None:
    desk.go_to("reported_by")

    desk.panel.set_evidence((span("the provincial governor"),))

    assert desk.confirmed("reported_by") == ["the provincial governor"]


def test_words_of_the_article_open_the_editor_of_another_empty_field(desk: Desk) -> None:
    desk.go_to("claimed_by")

    desk.panel.set_evidence((span("The Front"),))
    assert desk.editor is not None
    assert desk.editor.typed() == "The Front"
    desk.press(ENTER)

    assert desk.confirmed("claimed_by") == [Actor("The Front")]
    assert desk.session.record is not None
    (shown,) = desk.session.record.values("claimed_by")
    assert shown.evidence == (span("The Front"),)


def test_words_taken_while_an_editor_is_open_are_its_evidence(desk: Desk) -> None:
    desk.go_to("abducted")
    desk.press(ENTER)
    desk.type("none")

    desk.panel.set_evidence((span("nobody was hurt"),))
    desk.press(ENTER)

    assert desk.session.record is not None
    (shown,) = desk.session.record.values("abducted")
    assert shown.evidence == (span("nobody was hurt"),)
    assert isinstance(shown.value, Count)
    assert shown.value.wording is Wording.NONE


def test_what_was_typed_is_saved_when_the_focus_is_taken_elsewhere(desk: Desk) -> None:
    desk.go_to("killed")
    desk.press(Qt.Key.Key_E)
    desk.type("5")

    desk.go_to("date")

    assert desk.editor is None
    assert desk.confirmed("killed") == [Count(5, 5, 5, Wording.EXACT)]
    assert desk.focused_field == "date"


def test_something_invalid_is_named_when_the_focus_is_taken_elsewhere(desk: Desk) -> None:
    desk.go_to("killed")
    desk.press(Qt.Key.Key_E)
    desk.type("umpteen")

    desk.go_to("date")

    assert desk.states("killed") == ["suggested"]
    assert "umpteen" in desk.messages[-1]


def test_digits_and_letters_go_into_an_open_editor_and_start_nothing(desk: Desk) -> None:
    desk.go_to("summary")
    desk.press(ENTER)
    desk.fired.clear()

    desk.type("Max 1 exn?")

    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    assert box.text() == "Max 1 exn?"
    assert desk.fired == []


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


def test_a_screen_reader_hears_the_focused_row(desk: Desk) -> None:
    desk.go_to("place")

    said = desk.fields.accessibleDescription()

    assert said.startswith("Place: Qarat al-Mur")
    assert "suggested, likely" in said


def test_every_widget_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    for field in ("event_type", "initiator", "date", "place", "killed", "summary"):
        desk.go_to(field)
        desk.press(Qt.Key.Key_E)
        editor = desk.editor
        assert editor is not None
        for part in [editor, *editor.findChildren(QLineEdit)]:
            assert part.accessibleName(), (field, part)
        desk.press(ESC)


def card_words(desk: Desk) -> str:
    return desk.panel.findChild(CodebookCard).accessibleDescription()


def test_the_codebook_explains_the_focused_field_and_its_answer(desk: Desk, qtbot: QtBot) -> None:
    field = desk.session.codebook.field_by_key["event_type"]

    desk.go_to("event_type")

    qtbot.waitUntil(lambda: field.help[:40] in card_words(desk))
    assert field.choice_by_key["armed_clash"].help in card_words(desk)


def test_the_codebook_explains_the_answer_that_is_highlighted_in_the_editor(
    desk: Desk, qtbot: QtBot
) -> None:
    choices = desk.session.codebook.field_by_key["event_type"].choice_by_key
    desk.go_to("event_type")

    desk.press(Qt.Key.Key_E)
    desk.type("mob")

    qtbot.waitUntil(lambda: choices["mob_violence"].help in card_words(desk))


def test_words_that_a_chip_has_no_room_for_are_shown_in_full_below(desk: Desk) -> None:
    words = "A very long summary of what happened that no chip on this pane has room for, " * 3
    desk.go_to("summary")
    desk.press(ENTER)
    desk.type(words)
    desk.press(ENTER)

    desk.go_to("summary")
    box = desk.fields.box("summary")

    assert box is not None
    assert box.chips[0].text.endswith("…")
    assert box.passages[0].layout.text() == " ".join(words.split())


def test_values_that_are_there_stay_in_sight_while_another_is_added(desk: Desk) -> None:
    desk.go_to("target")

    desk.press(Qt.Key.Key_A)
    box = desk.fields.box("target")

    assert box is not None
    assert [chip.text for chip in box.chips] == ["Police", "Governor"]
    assert box.editor is not None
    assert box.editor.top() > box.chips[0].rect.bottom()


@pytest.mark.parametrize("width", [340, 476, 900])
def test_an_editor_always_fits_into_the_pane(desk: Desk, width: int) -> None:
    desk.search.hide()
    desk.resize(width, 700)

    for field in ("event_type", "initiator", "date", "place", "killed", "summary"):
        desk.go_to(field)
        desk.press(Qt.Key.Key_E)
        assert desk.editor is not None
        assert desk.fields.rect().contains(desk.editor.geometry())
        assert desk.editor.width() >= 240
        desk.press(ESC)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_every_state_is_painted_in_both_appearances(desk: Desk, appearance: Appearance) -> None:
    desk.press(ENTER, Qt.Key.Key_X)
    desk.go_to("wounded")
    desk.press(Qt.Key.Key_M)
    desk.go_to("target")
    desk.press(ENTER)

    Theme.current().set_appearance(appearance)
    picture = desk.fields.grab().toImage()
    Theme.current().set_appearance(Appearance.SYSTEM)

    colors = {picture.pixelColor(x, y).name() for x in range(40) for y in range(picture.height())}
    palette = LIGHT if appearance is Appearance.LIGHT else DARK
    wanted = {palette.accepted, palette.accent, palette.accent_wash}
    assert {color.lower() for color in wanted} <= colors


def test_problems_are_said_on_the_focused_row(desk: Desk) -> None:
    desk.go_to("date")
    desk.press(Qt.Key.Key_E)
    desk.type("20 March 2025")
    desk.press(ENTER, UP)

    box = desk.fields.box("date")

    assert box is not None
    assert any("after the article appeared" in one.layout.text() for one in box.passages)
    assert "after the article appeared" in desk.fields.accessibleDescription()


def test_a_decision_that_cannot_be_saved_changes_nothing_on_the_pane(desk: Desk) -> None:
    refused: list[str] = []
    desk.session.refused.connect(refused.append)
    desk.session.project.db.conn.execute("PRAGMA query_only = 1")

    desk.press(ENTER)

    desk.session.project.db.conn.execute("PRAGMA query_only = 0")
    assert refused
    assert desk.states("record_class") == ["suggested"]
    assert desk.focused_field == "record_class"


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
