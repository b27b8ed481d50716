"""The map: pixels and degrees agree, names do not overlap, keys and the mouse move it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from ui.map.dots import Dot
from ui.map.labels import Mark, Rect, placed
from ui.map.map_view import MapView
from ui.map.pins import Pin, PinKind
from ui.map.projection import View
from ui.map.world import world
from ui.theme import Appearance, Theme

DAMASCUS = Pin(33.51, 36.29, "Damascus", PinKind.CHOSEN)
RUKBAN = Pin(33.31, 38.70, "Rukban")
LATITUDES, LONGITUDES = st.floats(-80, 80), st.floats(-179, 179)
VIEW = View().resized(360, 200)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.floats(0.1, 500))
def test_a_pixel_is_the_point_that_is_painted_there(lat, lon, other_lat, other_lon, factor) -> None:
    view = VIEW.around([(lat, lon), (other_lat, other_lon)], 20).zoomed(factor, 100, 80)

    assert view.to_degrees(*view.to_screen(lat, lon)) == pytest.approx((lat, lon), abs=1e-6)


@given(st.lists(st.tuples(st.floats(-55, 55), LONGITUDES), min_size=1, max_size=8))
def test_a_view_around_points_shows_them_all(points) -> None:
    view = VIEW.around(points, 20)

    assert all(view.shows(lat, lon, 0) for lat, lon in points)


@given(LATITUDES, LONGITUDES, st.floats(0.2, 5), st.integers(20, 340), st.integers(20, 180))
def test_zooming_in_keeps_the_point_under_the_pointer(lat, lon, factor, across, down) -> None:
    view = VIEW.around([(lat, lon)], 20)
    there = view.to_degrees(across, down)

    closer = view.zoomed(max(1.0, factor), across, down)

    assert closer.to_screen(*there) == pytest.approx((across, down), abs=1e-3)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_no_pull_and_no_zoom_leaves_the_world(across, down, factor) -> None:
    west, south, east, north = VIEW.moved(across, down).zoomed(factor, 10, 10).box()

    assert -180 - 1e-6 <= west < east <= 180 + 1e-6
    assert abs(south) <= 180
    assert abs(north) <= 180


@given(
    st.lists(
        st.builds(
            Mark, st.floats(0, 300), st.floats(0, 200), st.just(5.0), st.floats(10, 90), st.just(14)
        ),
        max_size=12,
    )
)
def test_no_name_covers_another_or_a_mark(marks) -> None:
    within = Rect(0, 0, 300, 200)

    names = [name for name in placed(marks, within) if name]

    assert all(name.lies_in(within) for name in names)
    assert not any(name.overlaps(mark.rect) for name in names for mark in marks)
    assert not any(a.overlaps(b) for n, a in enumerate(names) for b in names[:n])


@pytest.mark.parametrize(
    ("lat", "lon", "name"),
    [
        (33.51, 36.29, "Syria"),
        (28.2, -0.1, "Algeria"),
        (-29.6, 28.2, "Lesotho"),  # A country in a hole of another.
        (66.2, -171.0, "Russia"),  # Beyond the date line.
        (-80.0, 100.0, "Antarctica"),
        (0.0, -30.0, None),
    ],
)
def test_the_country_of_a_point(lat: float, lon: float, name: str | None) -> None:
    found = world().country_at(lat, lon)

    assert (found.name if found else None) == name


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> MapView:
    view = MapView(theme, name="Map")
    qtbot.addWidget(view)
    view.resize(360, 200)
    view.show_pins([DAMASCUS, RUKBAN])
    with qtbot.waitExposed(view):
        view.show()
    view.show_all()
    return view


def test_all_pins_are_in_view_and_told_to_screen_readers(view: MapView) -> None:
    assert all(view.view.shows(pin.lat, pin.lon, 10) for pin in view.pins)
    assert view.accessibleDescription() == "Damascus, Rukban"


def test_keys_pull_and_zoom_the_map(view: MapView, qtbot: QtBot) -> None:
    before = view.view

    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.view.x > before.x
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.view.scale > before.scale
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.view.is_like(before)


def test_a_pull_with_the_mouse_moves_the_map_and_picks_nothing(view: MapView, qtbot: QtBot) -> None:
    picked: list[object] = []
    view.point_picked.connect(lambda *point: picked.append(point))
    before = view.view

    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    for x in (190, 170, 150):
        qtbot.mouseMove(view, QPoint(x, 100))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 100))

    assert view.view.x == pytest.approx(before.x + 50 / before.scale, rel=0.01)
    assert picked == []


def test_a_click_picks_the_point_and_a_click_on_a_pin_the_pin(view: MapView, qtbot: QtBot) -> None:
    points, pins = [], []
    view.point_picked.connect(lambda lat, lon: points.append((lat, lon)))
    view.pin_picked.connect(pins.append)

    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(180, 20))
    across, down = view.view.to_screen(RUKBAN.lat, RUKBAN.lon)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPointF(across, down).toPoint())

    assert points == [pytest.approx(view.view.to_degrees(180, 20))]
    assert pins == [RUKBAN]


def test_pins_and_dots_are_painted_in_light_and_dark(view: MapView, theme: Theme) -> None:
    view.show_dots([Dot(34.0, 37.0, 12, "Palmyra"), Dot(34.7, 36.7)])
    view.zoom(4)
    theme.set_appearance(Appearance.LIGHT)
    light = view.grab().toImage()
    theme.set_appearance(Appearance.DARK)

    dark = view.grab().toImage()

    assert light != dark
    assert len({dark.pixelColor(x, 100).rgba() for x in range(dark.width())}) > 2
