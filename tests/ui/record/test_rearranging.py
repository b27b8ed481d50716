"""Events merged, split, copied in part and ordered, and values moved between them, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QPushButton

from models.values import Actor
from tests.ui.record_desk import Desk
from ui.record.event_tabs import EventTabs
from ui.record.value_choosing import ValueChoosing
from ui.widgets.palette import CommandPalette

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TAB, ENTER, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space


def palette(desk: Desk) -> CommandPalette:
    return next(one for one in desk.findChildren(CommandPalette) if one.isVisible())


def chooser(desk: Desk) -> ValueChoosing:
    return next(one for one in desk.findChildren(ValueChoosing) if one.isVisible())


def standing(desk: Desk, field: str) -> list[object]:
    record = desk.session.record
    return [one.value for one in record.standing(field)] if record else []


def undo(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Z, with_=CTRL)


def test_an_event_is_merged_into_the_one_of_a_number_and_undo_brings_it_back(desk: Desk) -> None:
    before = desk.tabs
    desk.press(TAB)
    desk.press(Qt.Key.Key_M, with_=CTRL)
    desk.type("1")
    assert palette(desk).found[0] == "1 · Qarat al-Mur"
    desk.press(ENTER)

    assert desk.session.focus.record_key == "p1"
    assert len(desk.tabs) == 1
    assert Actor("Fuel depot") in standing(desk, "target")
    assert "keeps its own: Type, Place" in desk.messages[-1]

    undo(desk)
    assert desk.tabs == before


def test_a_split_moves_the_focused_value_and_what_is_chosen_to_a_new_event(desk: Desk) -> None:
    desk.go_to("target", 1)
    desk.press(Qt.Key.Key_N, with_=SHIFT)
    shown = chooser(desk)
    assert shown.list.currentIndex().data() == "●   Governor"
    desk.press(Qt.Key.Key_Down, SPACE, SPACE, ENTER)

    assert standing(desk, "target") == [Actor("Governor")]
    assert standing(desk, "attribution") == ["reported_fact"]
    assert len(desk.tabs) == 3
    desk.press(TAB, with_=SHIFT)
    desk.press(TAB, with_=SHIFT)
    assert standing(desk, "target") == [Actor("Police")]
    assert standing(desk, "attribution") == ["reported_fact"]

    undo(desk)
    assert standing(desk, "target") == [Actor("Police"), Actor("Governor")]


def test_a_copy_gets_only_the_values_that_stay_ticked(desk: Desk) -> None:
    desk.go_to("killed")
    desk.press(Qt.Key.Key_D, with_=SHIFT)
    desk.press(SPACE, ENTER)

    assert standing(desk, "killed") == []
    assert len(standing(desk, "wounded")) == 1


def test_leaving_the_list_changes_nothing(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N, with_=SHIFT)
    desk.press(Qt.Key.Key_Escape)

    assert len(desk.tabs) == 2
    assert desk.fields.hasFocus()


def test_a_value_is_moved_to_another_event_and_copied_to_a_new_one(desk: Desk) -> None:
    desk.go_to("target", 1)
    desk.press(Qt.Key.Key_M, with_=CTRL | SHIFT)
    desk.type("2")
    desk.press(ENTER)
    assert standing(desk, "target") == [Actor("Police")]

    desk.go_to("target", 0)
    desk.press(Qt.Key.Key_C, with_=CTRL | SHIFT)
    desk.type("new")
    desk.press(ENTER)
    assert standing(desk, "target") == [Actor("Police")]
    desk.press(TAB, with_=SHIFT)
    assert standing(desk, "target") == [Actor("Fuel depot"), Actor("Governor")]


def test_tabs_change_places_and_the_order_is_kept(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Right, with_=ALT)
    assert desk.tabs[0].startswith("1  Wadi Zahr")
    desk.press(Qt.Key.Key_Right, with_=ALT)
    assert "last event" in desk.messages[-1]

    desk.session.open_article("a2")
    desk.session.open_article("a1")

    assert desk.tabs[0].startswith("1  Wadi Zahr")
    assert desk.session.project.check() == []
    undo(desk)
    assert desk.tabs[0].startswith("1  Qarat")


def drag(desk: Desk, number: int, onto: int, *, escape: bool = False) -> None:
    """Drag the tab of a number over the far half of another one."""
    tabs = desk.panel.findChild(EventTabs)
    assert isinstance(tabs, EventTabs)
    shown = [one for one in tabs.findChildren(QPushButton) if one.property("record_key")]
    tab, other = shown[number - 1], shown[onto - 1]
    inset = 3 if onto < number else other.width() - 3
    goal = other.mapTo(tab.parentWidget(), QPoint(inset, 8)) - tab.pos()
    QTest.mousePress(tab, Qt.MouseButton.LeftButton, pos=tab.rect().center())
    QTest.mouseMove(tab, tab.rect().center() + QPoint(30, 0))
    QTest.mouseMove(tab, goal)
    line = tabs.findChild(QFrame, "drop_line")
    assert isinstance(line, QFrame)
    assert line.isVisible()
    if escape:
        desk.press(Qt.Key.Key_Escape)
        assert not line.isVisible()
    QTest.mouseRelease(tab, Qt.MouseButton.LeftButton, pos=goal)
    assert not line.isVisible()


def test_a_tab_dragged_behind_another_stands_there_and_undo_puts_it_back(desk: Desk) -> None:
    desk.press(Qt.Key.Key_N)
    desk.press(Qt.Key.Key_Escape)
    before = desk.tabs
    assert len(before) == 3

    drag(desk, 1, 3)

    assert [one[3:] for one in desk.tabs] == [before[n][3:] for n in (1, 2, 0)]
    assert desk.session.focus.record_key == "p1"
    assert desk.session.project.check() == []
    drag(desk, 3, 1)
    assert desk.tabs == before
    undo(desk)
    undo(desk)
    assert desk.tabs == before


def test_escape_leaves_a_dragged_tab_where_it_was(desk: Desk) -> None:
    before, focused = desk.tabs, desk.session.focus
    drag(desk, 1, 2, escape=True)
    assert desk.tabs == before
    assert desk.session.focus == focused


def test_what_is_being_typed_is_saved_before_the_event_is_merged(desk: Desk) -> None:
    desk.press(TAB)
    desk.go_to("killed")
    desk.press(ENTER)
    desk.type("4")
    desk.press(Qt.Key.Key_M, with_=CTRL)
    desk.type("1")
    desk.press(ENTER)

    assert desk.session.focus.record_key == "p1"
    assert [value.low for value in desk.confirmed("killed")] == [4]
