"""Editors in their rows, with the project behind them: what was typed once is known again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView
from pytestqt.qtbot import QtBot

from db.project import Project
from models.actors import ActorEntry
from models.edits import EventChange, Review
from models.events import Event, FieldValue, State
from models.values import Actor, Place, PlacePrecision
from tests.ui.record_desk import Desk
from ui.editors.actor_card import ActorCard
from ui.map.map_view import MapView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

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


@pytest.mark.parametrize("field", ["type", "initiator", "date", "place", "killed"])
def test_an_open_editor_rests_until_something_is_typed(
    qtbot: QtBot, desk: Desk, field: str
) -> None:
    desk.go_to(field)
    desk.press(Qt.Key.Key_E)
    assert desk.editor is not None
    qtbot.wait(50)
    resized: list[None] = []
    desk.editor.resized.connect(lambda: resized.append(None))

    qtbot.wait(100)
    assert len(resized) < 5  # One may still be on its way; without rest there are fifty.
    desk.type("zz9")
    qtbot.wait(50)
    assert len(resized) < 20


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
    assert desk.session.actors.main_name("Northern Salt Front") == "Salt Front (North)"
    desk.session.undo()
    assert desk.session.project.actor_uses() == {"Northern Salt Front": 2}
    assert desk.session.actors.entries == ()


def test_an_actor_in_hundreds_of_records_is_renamed_in_several_edits_of_one_step(
    desk: Desk, qtbot: QtBot
) -> None:
    session, told = desk.session, list[str]()
    session.message.connect(told.append)
    actor = FieldValue("v", "initiator", Actor("Dune Front"), State.ADDED, annotator="ana")
    held = tuple(Event(f"e{n:03}", "a1", "ana", n, values=(actor,)) for n in range(230))
    session.project.apply(Review("Code", tuple(EventChange(None, one) for one in held)), "ana")
    desk.go_to("initiator")
    desk.press(Qt.Key.Key_E)
    desk.type("Dune Movement")
    desk.press(Qt.Key.Key_O, with_=ALT)
    desk.type("Dune Front")
    desk.press(ENTER)

    # What was entered shows at once, and the next field can be looked at.
    assert session.steps.is_busy
    assert desk.editor is None
    assert desk.confirmed("initiator") == [Actor("Dune Movement")]
    qtbot.waitUntil(lambda: not session.steps.is_busy)
    assert session.project.actor_uses() == {"Dune Movement": 231}
    assert told == [
        "“Dune Front” is “Dune Movement” now, in 231 of your records; Ctrl+Z takes it back."
    ]
    title = "Make “Dune Front” another name of “Dune Movement”"
    assert session.project.undo_title("ana") == title
    session.undo()
    qtbot.waitUntil(lambda: not session.steps.is_busy)
    assert session.project.actor_uses() == {"Dune Front": 230}
    assert desk.states("initiator") == ["suggested"]
    assert session.actors.entries == ()
    assert session.project.check() == []


def test_a_suggested_name_becomes_another_name_of_the_actor_that_is_entered(desk: Desk) -> None:
    desk.go_to("initiator")
    desk.press(Qt.Key.Key_E)
    desk.type("Salt Riders")
    desk.press(ENTER, with_=ALT)

    assert desk.editor is None
    assert desk.confirmed("initiator") == [Actor("Salt Riders")]
    assert desk.session.actors.of("Salt Riders").aliases == ("Northern Salt Front",)
    title = "Make “Northern Salt Front” another name of “Salt Riders”"
    assert desk.session.project.undo_title("ana") == title
    desk.session.undo()
    assert desk.states("initiator") == ["suggested"]
    assert desk.session.actors.entries == ()


def test_a_class_of_actors_is_offered_no_other_name(desk: Desk) -> None:
    desk.go_to("initiator")
    desk.press(Qt.Key.Key_E)
    desk.type("Civilians (Mali): traders")
    desk.press(ENTER, with_=ALT)

    assert desk.editor is not None
    assert desk.states("initiator") == ["suggested"]
    assert desk.session.actors.entries == ()


def test_an_alias_is_written_found_and_taken_away_with_keys_alone(desk: Desk) -> None:
    desk.go_to("initiator")
    desk.press(Qt.Key.Key_E)
    desk.press(Qt.Key.Key_O, with_=ALT)
    desk.type("NSF; The Salt")
    desk.press(TAB)
    desk.type("Algeria")
    desk.press(ENTER)
    assert desk.confirmed("initiator") == [Actor("Northern Salt Front")]

    desk.go_to("target")
    desk.press(Qt.Key.Key_E)
    desk.type("nsf")
    assert desk.editor is not None
    found = desk.editor.findChild(QListView).currentIndex()
    told = found.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told.startswith("also called “NSF”")
    desk.press(ENTER)
    assert Actor("Northern Salt Front") in desk.confirmed("target")

    desk.go_to("initiator")
    desk.press(Qt.Key.Key_E)
    desk.press(Qt.Key.Key_O, with_=ALT)
    assert desk.editor.findChild(ActorCard).isVisible()
    desk.press(Qt.Key.Key_Home)
    desk.press(*[Qt.Key.Key_Delete] * len("NSF; "))
    desk.press(ENTER)
    known = desk.session.actors.of("Northern Salt Front")
    assert known == ActorEntry("Northern Salt Front", ("The Salt",), "DZA")
    assert desk.confirmed("initiator") == [Actor("Northern Salt Front")]
    assert desk.session.project.check() == []


def test_a_name_added_that_stands_in_records_is_changed_there_in_the_same_edit(desk: Desk) -> None:
    desk.go_to("initiator")
    desk.press(ENTER)
    desk.go_to("target")
    desk.press(Qt.Key.Key_E)
    desk.type("Salt Movement")
    desk.press(Qt.Key.Key_O, with_=ALT)
    desk.type("Northern Salt Front")
    assert desk.editor is not None
    card = desk.editor.findChild(ActorCard)
    words = [label.text() for label in card.findChildren(QLabel)]
    assert "“Northern Salt Front” becomes this one in your records." in words
    desk.press(ENTER)

    assert desk.confirmed("initiator") == [Actor("Salt Movement")]
    assert desk.session.project.actor_uses() == {"Salt Movement": 2}
    desk.session.undo()
    assert desk.confirmed("initiator") == [Actor("Northern Salt Front")]
    assert desk.states("target") == ["suggested", "suggested"]
    assert desk.session.project.check() == []


def test_what_another_window_told_is_known_when_an_article_is_opened(desk: Desk) -> None:
    other = Project.open(desk.session.project.path)
    entry = ActorEntry("Salt Movement", ("Northern Salt Front",))
    other.apply(Review("Say", actors=other.actor_book().put(entry)), "ben")
    other.close()

    desk.session.open_article("a1")

    assert desk.session.record is not None
    assert desk.session.record.values("initiator")[0].value == Actor("Salt Movement")


def test_an_unknown_country_is_said_and_nothing_is_lost(desk: Desk) -> None:
    desk.go_to("initiator")
    desk.press(Qt.Key.Key_E)
    desk.press(Qt.Key.Key_O, with_=ALT)
    desk.type("NSF")
    desk.press(TAB)
    desk.type("Atlantis")
    desk.press(ENTER)

    assert desk.editor is not None
    assert desk.editor.commit() is False
    assert desk.session.actors.entries == ()


def test_a_suggestion_under_another_name_is_shown_and_taken_under_the_main_one(desk: Desk) -> None:
    entry = ActorEntry("Salt Movement", ("Northern Salt Front",))
    changes = desk.session.actors.put(entry)
    desk.session.do(Review("Say", actors=changes))

    desk.go_to("initiator")
    record = desk.session.record
    assert record is not None
    evidence = record.values("initiator")[0].evidence
    desk.press(ENTER)

    assert desk.confirmed("initiator") == [Actor("Salt Movement")]
    assert desk.states("initiator") == ["accepted"]
    assert desk.session.record is not None
    assert desk.session.record.values("initiator")[0].evidence == evidence
