"""Places: candidates, coordinates, the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QListView,
)
from pytestqt.qtbot import QtBot

from models.values import (
    Place,
    PlacePrecision,
)
from tests.ui.editors.open_editor import DOWN, ENTER, TAB, VALUES, Index, Opener
from ui.map.map_view import MapView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_place_is_one_of_the_candidates_with_all_that_is_known_of_it(open_editor: Opener) -> None:
    opened = open_editor("place", gazetteer=Index)

    opened.type("damas")
    assert opened.offered() == ["Damascus", "Damasak", "damas"]
    assert opened.part("Coordinates").text() == "33.51, 36.29"
    opened.press(DOWN, ENTER)

    exact = PlacePrecision.EXACT
    assert opened.committed == [Place("Damasak", "NGA", "Borno", 13.11, 12.5, "g:2", exact)]


def test_a_place_of_the_article_comes_before_the_place_index(open_editor: Opener) -> None:
    here = Place("Damasteh", "IRN", None, 33.1, 48.2, None, PlacePrecision.NEAR)
    opened = open_editor("place", gazetteer=Index, offers=[here])

    opened.type("damas")
    opened.press(ENTER)

    assert opened.committed == [here]


def test_places_of_the_article_tell_what_the_index_knows_of_them(open_editor: Opener) -> None:
    here = [
        Place("Damasak", "NGA", None, 13.11, 12.5, "g:2", PlacePrecision.EXACT),
        Place("Sandy Coast", "DZA", None, 28.0, -0.1, None, PlacePrecision.ADMIN1),
    ]
    opened = open_editor("place", gazetteer=Index, offers=here)

    assert opened.details() == [
        "Borno · 14 k people · in this article",
        "province · in this article",
    ]


def test_a_place_that_no_index_knows_is_typed_in_full(open_editor: Opener) -> None:
    opened = open_editor("place", gazetteer=Index)

    opened.type("Camp Zahra")
    opened.press(TAB)
    opened.type("28.2, -0.1")
    opened.press(TAB)
    opened.type("dza")
    opened.press(TAB, DOWN, ENTER)

    near = PlacePrecision.NEAR
    assert opened.committed == [Place("Camp Zahra", "DZA", None, 28.2, -0.1, None, near)]


def test_coordinates_typed_over_a_candidate_stand_above_the_index(open_editor: Opener) -> None:
    opened = open_editor("place", gazetteer=Index)

    opened.type("damascus")
    opened.press(TAB)
    opened.clear()
    opened.type("33.6 36.3")
    opened.press(ENTER)

    exact = PlacePrecision.EXACT
    assert opened.committed == [Place("Damascus", "SYR", "Dimashq", 33.6, 36.3, None, exact)]


def test_the_country_of_typed_coordinates_is_read_from_the_map(open_editor: Opener) -> None:
    opened = open_editor("place", gazetteer=Index)

    opened.type("Camp Zahra")
    opened.press(TAB)
    opened.type("28.2, -0.1")
    opened.press(ENTER)

    exact = PlacePrecision.EXACT
    assert opened.committed == [Place("Camp Zahra", "DZA", None, 28.2, -0.1, None, exact)]


def test_the_precision_of_a_place_is_one_key(open_editor: Opener) -> None:
    opened = open_editor("place", gazetteer=Index)

    opened.type("damascus")
    opened.press(Qt.Key.Key_2, with_=Qt.KeyboardModifier.AltModifier)
    opened.press(ENTER)

    near = PlacePrecision.NEAR
    assert opened.committed == [Place("Damascus", "SYR", "Dimashq", 33.51, 36.29, "g:1", near)]


def test_candidates_in_the_country_of_the_events_other_places_come_first(
    open_editor: Opener,
) -> None:
    maiduguri = Place("Maiduguri", "NGA", "Borno", 11.85, 13.16)
    opened = open_editor("place", gazetteer=Index, elsewhere=[maiduguri])

    opened.type("damas")

    assert opened.offered()[:2] == ["Damasak", "Damascus"]
    said = opened.editor.findChild(QListView).model().index(0, 0)
    assert "157 km from Maiduguri" in said.data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_a_click_on_the_map_sets_the_point_and_keeps_the_name(
    open_editor: Opener, qtbot: QtBot
) -> None:
    opened = open_editor("place", gazetteer=Index)
    opened.type("damascus")
    view = opened.editor.findChild(MapView)
    lat, lon = view.view.to_degrees(80, 60)

    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(80, 60))
    opened.press(ENTER)

    (made,) = opened.committed
    assert isinstance(made, Place)
    assert made.name == "Damascus"
    assert made.gazetteer_id is None
    assert (made.lat, made.lon) == pytest.approx((lat, lon), abs=1e-4)


def test_a_click_on_a_pin_takes_that_candidate(open_editor: Opener, qtbot: QtBot) -> None:
    opened = open_editor("place", gazetteer=Index)
    opened.type("damas")
    view = opened.editor.findChild(MapView)
    view.show_all()
    pin = next(pin for pin in view.pins if pin.name == "Damasak")

    place = QPoint(*map(round, view.view.to_screen(pin.lat, pin.lon)))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    opened.press(ENTER)

    assert [one.name for one in opened.committed] == ["Damasak"]  # type: ignore[union-attr]


def test_a_point_is_set_on_the_map_by_keyboard_alone(open_editor: Opener) -> None:
    opened = open_editor("place", gazetteer=Index)
    opened.type("Camp Zahra")
    opened.press(TAB, TAB, TAB, TAB)
    view = opened.editor.findChild(MapView)
    assert QApplication.focusWidget() is view

    opened.press(Qt.Key.Key_Plus, Qt.Key.Key_Left, Qt.Key.Key_Space, ENTER)

    (made,) = opened.committed
    assert isinstance(made, Place)
    assert (made.lat, made.lon) == pytest.approx(
        (view.view.to_degrees(view.width() / 2, view.height() / 2)), abs=1e-3
    )


@pytest.mark.parametrize(
    ("steps", "typed", "said"),
    [(1, "north of town", "Coordinates are"), (2, "S1", "three letters")],
)
def test_a_wrong_part_of_a_place_is_refused_in_words(
    open_editor: Opener, steps: int, typed: str, said: str
) -> None:
    opened = open_editor("place", gazetteer=Index)

    opened.type("Camp Zahra")
    opened.press(*[TAB] * steps)
    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == []
    assert said in opened.words()


def test_coordinates_in_the_name_box_move_the_place(open_editor: Opener) -> None:
    opened = open_editor("place", VALUES["place"], gazetteer=Index)

    opened.type("28.5, -0.5")
    opened.press(ENTER)

    exact = PlacePrecision.EXACT
    assert opened.committed == [Place("Wadi", "DZA", None, 28.5, -0.5, None, exact)]


def test_while_the_place_index_is_built_a_place_can_still_be_typed(
    open_editor: Opener, qtbot: QtBot
) -> None:
    ready: list[Index] = []
    opened = open_editor("place", gazetteer=lambda: ready[0] if ready else None)

    opened.type("damas")
    assert "still being built" in opened.words()
    assert opened.offered() == ["damas"]
    ready.append(Index())

    qtbot.waitUntil(lambda: "Damascus" in opened.offered())
    assert "still being built" not in opened.words()
