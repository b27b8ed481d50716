"""What the record pane shows: words taken from the article, the codebook, problems, states."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.values import Actor, Count, Wording
from tests.ui.record_desk import QARAT, Desk, span
from ui.editors.words_box import WordsBox
from ui.record.codebook_card import CodebookCard
from ui.record.row_painting import RowPainter
from ui.theme import Appearance, Theme
from ui.theme.palette_colors import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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
    assert isinstance(box, WordsBox)
    assert box.text() == "Max 1 exn?"
    assert desk.fired == []


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

    # Above the words on the field: they are what one chooses by.
    qtbot.waitUntil(lambda: card_words(desk).startswith(choices["mob_violence"].help))


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


def test_problems_are_said_in_words_on_other_rows_where_there_is_room(desk: Desk) -> None:
    painted: list[str] = []
    words = RowPainter._words
    desk.go_to("date")
    desk.press(Qt.Key.Key_E)
    desk.type("20 March 2025")

    def spelled(painter: RowPainter, rect: object, text: str, *look: object) -> None:
        painted.append(text)
        words(painter, rect, text, *look)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RowPainter, "_words", spelled)
        desk.press(ENTER)
        desk.fields.grab()

    assert any(one.startswith("Date") and "…" in one for one in painted), painted


def test_a_decision_that_cannot_be_saved_changes_nothing_on_the_pane(desk: Desk) -> None:
    refused: list[str] = []
    desk.session.refused.connect(refused.append)
    desk.session.project.db.conn.execute("PRAGMA query_only = 1")

    desk.press(ENTER)

    desk.session.project.db.conn.execute("PRAGMA query_only = 0")
    assert refused
    assert desk.states("record_class") == ["suggested"]
    assert desk.focused_field == "record_class"
