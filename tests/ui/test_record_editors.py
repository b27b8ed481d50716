"""Editors in their rows, with the project behind them: what was typed once is known again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from models.values import Actor, Place, PlacePrecision
from tests.ui.record_desk import Desk
from ui.map.map_view import MapView

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
ALT = Qt.KeyboardModifier.AltModifier


def test_a_place_of_ones_own_is_remembered_and_offered_first(desk: Desk) -> None:
    desk.go_to("place")
    desk.press(Qt.Key.Key_E)
    desk.type("Old quarry")
    desk.press(TAB)
    desk.type("28:12 N 0:06 W")
    desk.press(Qt.Key.Key_2, with_=ALT)
    desk.press(ENTER)

    near = PlacePrecision.NEAR
    quarry = Place("Old quarry", "DZA", None, 28.2, -0.1, None, near)
    assert desk.confirmed("place") == [quarry]

    desk.session.open_article("a2")
    desk.press(Qt.Key.Key_N)
    desk.go_to("place")
    desk.press(Qt.Key.Key_E)
    desk.type("old")
    desk.press(ENTER)

    assert desk.confirmed("place") == [quarry]


def test_the_map_shows_the_places_of_the_articles_other_events(desk: Desk) -> None:
    desk.go_to("place")

    desk.press(Qt.Key.Key_E)

    assert desk.editor is not None
    others = {pin.name for pin in desk.editor.findChild(MapView).pins}
    assert {"Wadi Zahr", "Qarat al-Mur"} <= others


def test_a_point_set_on_the_map_is_an_edit_that_is_undone(desk: Desk) -> None:
    desk.go_to("place")
    desk.press(Qt.Key.Key_E)
    assert desk.editor is not None
    desk.press(TAB)
    desk.press(TAB)
    desk.press(TAB)
    desk.press(TAB)
    desk.press(Qt.Key.Key_Plus)
    desk.press(Qt.Key.Key_Left)
    desk.press(Qt.Key.Key_Space)
    desk.press(ENTER)
    assert desk.states("place") == ["corrected"]

    desk.session.undo()

    assert desk.states("place") == ["suggested"]


def test_an_actor_is_renamed_wherever_it_stands_and_that_is_one_edit(desk: Desk) -> None:
    desk.go_to("initiator")
    desk.press(ENTER)
    desk.session.open_article("a2")
    desk.press(Qt.Key.Key_N)
    desk.go_to("target")
    desk.press(Qt.Key.Key_E)
    desk.type("Northern Salt Front")
    desk.press(ENTER)

    desk.go_to("target")
    desk.press(Qt.Key.Key_E)
    desk.type("Salt Front (North)")
    desk.press(ENTER, with_=ALT)

    renamed = Actor("Salt Front (North)")
    assert desk.editor is None
    assert desk.confirmed("target") == [renamed]
    assert desk.session.project.actor_uses() == {"Salt Front (North)": 2}
    desk.session.undo()
    assert desk.session.project.actor_uses() == {"Northern Salt Front": 2}


def test_renaming_is_only_offered_for_an_actor_that_was_confirmed(desk: Desk) -> None:
    desk.go_to("initiator")
    desk.press(Qt.Key.Key_E)
    desk.type("Salt")
    desk.press(ENTER, with_=ALT)

    assert desk.editor is not None
    assert desk.states("initiator") == ["suggested"]
    assert desk.editor.findChild(QListView).isVisible()
