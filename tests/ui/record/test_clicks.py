"""Reviewing with the mouse: everything that keys do can be clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from models.values import Count, Wording
from tests.ui.record_desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_click_on_the_glyph_accepts_and_stays(desk: Desk) -> None:
    desk.click("killed", "glyph")

    assert desk.states("killed") == ["accepted"]
    assert desk.focused_field == "killed"


def test_a_click_on_the_glyph_takes_a_rejection_back(desk: Desk) -> None:
    desk.go_to("killed")
    desk.press(Qt.Key.Key_X)

    desk.click("killed", "glyph")

    assert desk.states("killed") == ["accepted"]


def test_a_click_on_a_value_focuses_it(desk: Desk) -> None:
    desk.click("target", "chips", 1)

    assert (desk.focused_field, desk.session.focus.index) == ("target", 1)
    assert desk.states("target") == ["suggested", "suggested"]


def test_a_double_click_on_a_value_corrects_it(desk: Desk) -> None:
    desk.click("killed", "chips", twice=True)
    desk.type("4")
    desk.press(Qt.Key.Key_Return)

    assert desk.confirmed("killed") == [Count(4, 4, 4, Wording.EXACT)]


def test_a_click_on_an_alternative_takes_it(desk: Desk) -> None:
    desk.go_to("event_type")

    desk.click("event_type", "alternatives", 0)

    assert desk.confirmed("event_type") == ["attack"]


def test_a_click_on_another_row_saves_what_is_typed(desk: Desk) -> None:
    desk.go_to("killed")
    desk.press(Qt.Key.Key_E)
    desk.type("4")

    desk.click("initiator", "label")

    assert desk.confirmed("killed") == [Count(4, 4, 4, Wording.EXACT)]
    assert desk.focused_field == "initiator"


def test_a_click_on_another_row_keeps_the_editor_with_something_invalid(desk: Desk) -> None:
    desk.go_to("killed")
    desk.press(Qt.Key.Key_E)
    desk.type("umpteen")

    desk.click("initiator", "label")

    assert desk.editor is not None
    assert desk.editor.typed() == "umpteen"
    assert desk.focused_field == "killed"


def test_a_click_on_a_tab_goes_to_the_event(desk: Desk, qtbot: QtBot) -> None:
    tab = next(one for one in desk.findChildren(QPushButton) if "Wadi Zahr" in one.text())

    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)

    assert desk.session.focus.record_key == "p2"
    assert QApplication.focusWidget() is desk.fields


def test_what_is_kept_apart_is_reached_by_a_menu(desk: Desk, qtbot: QtBot) -> None:
    kept = next(one for one in desk.findChildren(QPushButton) if "kept apart" in one.text())

    qtbot.mouseClick(kept, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()

    assert desk.session.focus.record_key == "p3"
    assert kept.text().startswith("Aggregate")


def test_the_plus_adds_an_event(desk: Desk, qtbot: QtBot) -> None:
    plus = next(one for one in desk.findChildren(QPushButton) if one.text() == "+")

    qtbot.mouseClick(plus, Qt.MouseButton.LeftButton)

    assert len(desk.panel.reviewer.records) == 4


def test_the_right_button_offers_what_can_be_done_with_the_row(desk: Desk) -> None:
    box = desk.fields.box("weapon")
    assert box is not None
    at = box.chips[0].rect.center().toPoint()
    reason = QContextMenuEvent.Reason.Mouse

    QApplication.sendEvent(desk.fields, QContextMenuEvent(reason, at, desk.fields.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text().split("\t")[0] for action in menu.actions()]
    menu.actions()[offered.index("Reject value")].trigger()
    menu.close()

    assert offered[:3] == ["Accept value", "Reject value", "Correct value"]
    assert desk.states("weapon") == ["rejected"]


def test_the_right_button_on_a_tab_offers_what_can_be_done_with_the_event(desk: Desk) -> None:
    tab = next(one for one in desk.findChildren(QPushButton) if one.text().startswith("2"))
    at = tab.rect().center()

    tab.customContextMenuRequested.emit(at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text().split("\t")[0] for action in menu.actions()]
    menu.actions()[offered.index("Accept this event")].trigger()
    menu.close()

    decided = {record.key: record.event is not None for record in desk.panel.reviewer.records}
    assert decided == {"p1": False, "p2": True, "p3": False}
    assert len(offered) == 10


def test_a_click_beside_everything_does_nothing(desk: Desk, qtbot: QtBot) -> None:
    before = desk.session.focus

    qtbot.mouseClick(desk.fields, Qt.MouseButton.LeftButton, pos=QPoint(10, 5))

    assert desk.session.focus == before
