"""The command palette, and how typed letters find things."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.record_desk import Desk
from ui.actions import ACTIONS
from ui.theme import UNIT, Theme
from ui.widgets.palette import CommandPalette, PaletteEntry
from ui.window.main_window import MainWindow
from ui.window.palette_entries import action_entries, record_entries
from ui.words.matching import ranked, ranked_forgiving, score

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def open_palette(desk: Desk, started: list[str] | None = None) -> CommandPalette:
    actions = {spec.key: QAction(spec.text, desk) for spec in ACTIONS}
    for key, action in actions.items():
        action.triggered.connect(lambda _=False, key=key: (started or []).append(key))
    palette = CommandPalette(desk, Theme.current())
    entries: list[PaletteEntry] = action_entries(actions) + record_entries(desk.session)
    palette.open_with(entries)
    return palette


def test_enter_starts_the_action_that_fits_best(desk: Desk) -> None:
    started: list[str] = [""]
    palette = open_palette(desk, started)

    desk.type("exp")
    assert palette.found[0] == "Export dataset …"
    desk.press(Qt.Key.Key_Return)

    assert started == ["", "export_dataset"]
    assert palette.isHidden()


def test_a_field_is_found_and_gets_the_focus(desk: Desk) -> None:
    open_palette(desk)

    desk.type("wounded")
    desk.press(Qt.Key.Key_Return)

    assert desk.focused_field == "wounded"
    assert QApplication.focusWidget() is desk.fields


def test_an_event_is_found_by_its_place(desk: Desk) -> None:
    open_palette(desk)

    desk.type("zahr")
    desk.press(Qt.Key.Key_Return)

    assert desk.session.focus.record_key == "p2"


def test_one_slip_of_the_fingers_in_a_word_is_forgiven_and_nothing_found_is_said(
    desk: Desk,
) -> None:
    palette = open_palette(desk)

    desk.type("hixtory")
    assert palette.found == ("History …",)
    for _ in "hixtory":
        desk.press(Qt.Key.Key_Backspace)
    desk.type("qwzzy")

    (told,) = [one.text() for one in palette.findChildren(QLabel) if one.isVisible()]
    assert told.startswith("Nothing fits")
    palette.leave()


def test_the_card_is_as_high_as_what_fits_and_stays_where_it_is(desk: Desk, qtbot: QtBot) -> None:
    palette = open_palette(desk)
    high, top = palette.card.height(), palette.card.y()

    desk.type("expo")
    some = palette.card.height()
    below = palette.card.height() - palette.card.childrenRect().bottom()
    desk.type("zzzzqq")

    assert palette.found == ()
    assert palette.card.height() < some < high
    assert below < 2 * UNIT
    assert palette.card.y() == top
    palette.leave()


def test_no_key_reaches_the_window_while_the_palette_is_open(desk: Desk) -> None:
    palette = open_palette(desk)

    desk.type("x")
    ctrl = Qt.KeyboardModifier.ControlModifier
    desk.press(Qt.Key.Key_Return, with_=ctrl | Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_D, with_=ctrl)

    assert desk.fired == []
    assert len(desk.panel.reviewer.records) == 3
    palette.leave()


def test_escape_leaves_and_gives_the_keyboard_back(desk: Desk) -> None:
    palette = open_palette(desk)

    desk.press(Qt.Key.Key_Escape)

    assert palette.isHidden()
    assert QApplication.focusWidget() is desk.fields


def test_a_click_beside_the_card_leaves(desk: Desk, qtbot: QtBot) -> None:
    palette = open_palette(desk)

    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())

    assert palette.isHidden()


def test_an_action_that_cannot_be_started_is_not_offered(desk: Desk) -> None:
    undo = QAction("Undo", desk)
    undo.setEnabled(False)

    entries = action_entries({"undo": undo, "redo": QAction("Redo", desk)})

    assert [entry.text for entry in entries] == ["Redo"]


@pytest.mark.parametrize(
    ("better", "worse", "typed"),
    [
        ("Accept value", "Not accepted", "acc"),
        ("Next event", "Previous event", "ne"),
        ("New event", "Newer things", "new"),
        ("Armed clash", "Unarmed crowd", "arm cl"),
    ],
)
def test_beginnings_count_more_than_middles(better: str, worse: str, typed: str) -> None:
    assert score(typed, better) > score(typed, worse)


def test_accents_and_case_do_not_matter() -> None:
    assert score("emirs", "Émirs") == 100
    assert score("AL OMAR", "al-Omar field") >= 80


def test_what_does_not_fit_is_left_out() -> None:
    items = ["Protests", "Riots", "Battles"]

    assert ranked("riot", items, lambda item: [item]) == ["Riots"]
    assert ranked("", items, lambda item: [item]) == items


@pytest.mark.parametrize(
    "typed", ["zelmrket", "zellmarket", "zelmarkwt", "zlemarket", "zelmarkett", "zelmrket xhow"]
)
def test_a_word_with_a_letter_more_less_other_or_swapped_is_found(typed: str) -> None:
    items = ["Zelmarket shown", "Zeal", "Market"]

    assert ranked_forgiving(typed, items, lambda item: [item]) == ["Zelmarket shown"]


def test_slips_count_only_where_nothing_fits_and_not_in_short_words() -> None:
    items = ["Find next", "Fine print"]

    assert ranked_forgiving("find", items, lambda item: [item]) == ["Find next"]
    assert ranked_forgiving("fxd", items, lambda item: [item]) == []


def test_words_that_are_no_command_are_looked_for_in_the_articles(
    review: MainWindow, qtbot: QtBot
) -> None:
    review.actions_table.by_key["toggle_queue"].trigger()
    assert review.page.queue.isHidden()
    review.actions_table.by_key["palette"].trigger()
    palette = review.findChild(CommandPalette)
    qtbot.keyClicks(QApplication.focusWidget(), "number 2")
    assert palette.found[-1] == "Search the articles for “number 2”"

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert review.page.queue.isVisible()
    qtbot.waitUntil(lambda: review.page.queue.count == 1)
    assert review.page.queue.isAncestorOf(QApplication.focusWidget())
