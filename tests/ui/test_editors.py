"""Each editor alone: typed keys in, a value out, or one sentence about what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from db.codebook_files import load_codebook
from models.codebook import Codebook, Field
from models.spans import Span
from models.suggest.gazetteer import GazetteerPlace
from models.values import (
    Actor,
    AnyValue,
    Count,
    DatePrecision,
    DateRange,
    Kind,
    Place,
    PlacePrecision,
    Wording,
)
from ui.editors.editor import Editor, EditorContext
from ui.editors.factory import make_editor
from ui.editors.picker import Picker
from ui.map.map_view import MapView
from ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PUBLISHED = date(2024, 1, 5)
ENTER, DOWN, UP, TAB = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab


@dataclass
class Open:
    """An editor on the screen and what it has said."""

    editor: Editor
    qtbot: QtBot
    committed: list[AnyValue] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def press(
        self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget(), key, with_)

    def clear(self) -> None:
        box = QApplication.focusWidget()
        assert isinstance(box, QLineEdit)
        box.selectAll()
        self.press(Qt.Key.Key_Backspace)

    def words(self) -> str:
        labels = self.editor.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def part(self, name: str) -> QLineEdit:
        parts = self.editor.findChildren(QLineEdit)
        return next(part for part in parts if part.accessibleName() == name)

    def offered(self) -> list[str]:
        model = self.editor.findChild(QListView).model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]


class Index:
    """A place index of four places, with the same questions as the real one."""

    places = (
        GazetteerPlace("Damascus", "SYR", "Dimashq", 33.51, 36.29, 1_600_000, "city", "g:1"),
        GazetteerPlace("Damasak", "NGA", "Borno", 13.11, 12.5, 14_000, "city", "g:2"),
        GazetteerPlace("Homs", "SYR", "Homs", 34.73, 36.71, 775_000, "admin1", "g:3"),
    )

    def search(self, prefix: str, limit: int = 20) -> list[GazetteerPlace]:
        found = [one for one in self.places if one.name.lower().startswith(prefix.lower())]
        return found[:limit]


Opener = Callable[..., Open]


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook("conflict")


@pytest.fixture
def open_editor(qtbot: QtBot, codebook: Codebook) -> Opener:
    def opener(key: str | Field, value: AnyValue | None = None, **context: object) -> Open:
        asked = codebook.field_by_key[key] if isinstance(key, str) else key
        made = make_editor(
            replace(EditorContext(asked, Theme.current(), PUBLISHED), **context)  # type: ignore[arg-type]
        )
        qtbot.addWidget(made)
        opened = Open(made, qtbot)
        made.committed.connect(opened.committed.append)
        made.cancelled.connect(lambda: opened.ended.append("cancelled"))
        made.passed.connect(lambda: opened.ended.append("passed"))
        made.evidence_requested.connect(lambda: opened.ended.append("evidence"))
        made.start(value)
        made.show()
        qtbot.waitExposed(made)
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.setFocus()
        return opened

    return opener


VALUES: dict[str, AnyValue] = {
    "event_type": "armed_clash",
    "summary": "Gunmen shot at a post.",
    "initiator": Actor("Salt Front", "x1"),
    "date": DateRange(date(2024, 1, 1), date(2024, 1, 7), DatePrecision.WEEK),
    "place": Place("Wadi", "DZA", "Adrar", 28.2, -0.1, "g:9", PlacePrecision.NEAR),
    "killed": Count(2, 3, 5, Wording.ABOUT, {"note": "kept"}),
}


@pytest.mark.parametrize("key", list(VALUES))
def test_a_value_that_is_opened_and_saved_again_is_the_same(open_editor: Opener, key: str) -> None:
    opened = open_editor(key, VALUES[key])

    opened.press(ENTER)

    assert opened.committed == [VALUES[key]]


@pytest.mark.parametrize("key", list(VALUES))
def test_typing_replaces_what_was_there_at_once(open_editor: Opener, key: str) -> None:
    opened = open_editor(key, VALUES[key])

    opened.type("7")

    assert opened.editor.typed() == "7"


@pytest.mark.parametrize("key", list(VALUES))
def test_an_untouched_empty_editor_is_passed_with_enter(open_editor: Opener, key: str) -> None:
    opened = open_editor(key)

    opened.press(ENTER)

    assert opened.ended == ["passed"]
    assert opened.committed == []


@pytest.mark.parametrize("key", list(VALUES))
def test_escape_leaves_every_editor(open_editor: Opener, key: str) -> None:
    opened = open_editor(key, VALUES[key])

    opened.press(Qt.Key.Key_Escape)

    assert opened.ended == ["cancelled"]


@pytest.mark.parametrize(
    ("key", "typed", "allowed"),
    [
        ("event_type", "qqqq", "type less"),
        ("date", "soonish", "last Friday"),
        ("killed", "x", "6+"),
    ],
)
def test_what_cannot_be_read_stays_with_a_sentence_on_what_is_allowed(
    open_editor: Opener, key: str, typed: str, allowed: str
) -> None:
    opened = open_editor(key)

    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == []
    assert opened.editor.typed() == typed
    assert allowed in opened.words()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("air", "air_drone_strike"),
        ("armed cl", "armed_clash"),
        ("land", "remote_explosive_landmine_ied"),
        ("chemical_weapon", "chemical_weapon"),
    ],
)
def test_a_choice_is_found_by_part_of_its_label_or_key(
    open_editor: Opener, typed: str, value: str
) -> None:
    opened = open_editor("event_type")

    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == [value]


def test_a_choice_is_found_by_a_synonym(open_editor: Opener, codebook: Codebook) -> None:
    choices = codebook.field_by_key["event_type"].choice_by_key.values()
    choice = next(one for one in choices if one.is_leaf and one.triggers)
    opened = open_editor("event_type")

    opened.type(choice.triggers[0])

    assert choice.label in opened.offered()


def test_found_choices_stand_under_their_headings_the_best_branch_first(
    open_editor: Opener, codebook: Codebook
) -> None:
    opened = open_editor("event_type")

    opened.type("clash")

    assert opened.offered()[:2] == ["Battles", "Armed clash"]
    leaves = codebook.field_by_key["event_type"].choice_by_key.values()
    words = {choice.label for choice in leaves}
    assert set(opened.offered()) <= words
    assert opened.editor.findChild(QListView).verticalScrollBar().value() == 0


def test_the_synonym_that_fits_is_told(open_editor: Opener) -> None:
    opened = open_editor("event_type")

    opened.type("kidnap")

    index = opened.editor.findChild(QListView).currentIndex()
    assert index.data() == "Abduction/forced disappearance"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole).startswith("“kidnap")


def test_the_whole_tree_of_choices_can_be_walked_past_its_headings(open_editor: Opener) -> None:
    opened = open_editor("event_type")

    opened.press(DOWN, ENTER)

    assert opened.offered()[0] == "Battles"
    assert opened.committed == ["government_regains_territory"]


def test_a_click_on_a_choice_takes_it(open_editor: Opener, qtbot: QtBot) -> None:
    opened = open_editor("certainty")
    view = opened.editor.findChild(QListView)

    rect = view.visualRect(view.model().index(1, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    assert opened.committed == ["medium"]


def test_a_text_asks_for_words_of_the_article_and_takes_them(
    open_editor: Opener, qtbot: QtBot
) -> None:
    opened = open_editor("summary", "old")
    button = opened.editor.findChild(QPushButton)

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.editor.take_evidence((Span(4, 17),), "One 😀 new\n words.")
    opened.press(ENTER)

    assert opened.ended == ["evidence"]
    assert opened.committed == ["😀 new words."]
    assert opened.editor.evidence == (Span(4, 17),)


def test_an_actor_is_completed_from_the_project_and_keeps_its_spelling(open_editor: Opener) -> None:
    opened = open_editor("initiator", actor_names=["Salt Front", "Northern Salt Front"])

    opened.type("sal")
    opened.press(ENTER)

    assert opened.committed == [Actor("Salt Front")]


def test_an_actor_of_the_article_comes_before_those_of_the_project(open_editor: Opener) -> None:
    here = Actor("Salt Riders", "q7")
    opened = open_editor("initiator", actor_names=["Salt Front"], offers=[here])

    opened.type("salt")
    opened.press(ENTER)

    assert opened.committed == [here]


def test_an_actor_of_the_engines_list_is_found_by_its_acronym(open_editor: Opener) -> None:
    opened = open_editor("initiator", actor_names=["Salt Front"])

    opened.type("PFLP")
    index = opened.editor.findChild(QListView).currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "“PFLP” · armed group"
    opened.press(ENTER)

    assert opened.committed == [Actor("Popular Front for the Liberation of Palestine")]


def test_actors_of_the_project_tell_how_often_they_are_used(open_editor: Opener) -> None:
    uses = {"Salt Front": 7, "Salt Riders": 1}
    opened = open_editor("initiator", actor_names=list(uses), actor_uses=uses)

    opened.type("salt")

    model = opened.editor.findChild(QListView).model()
    told = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) for n in (0, 1)]
    assert told == ["used 7 times in the project", "used once in the project"]


def test_a_new_actor_is_taken_as_pasted_in_any_script(open_editor: Opener) -> None:
    opened = open_editor("initiator", actor_names=["Salt Front"])

    QApplication.clipboard().setText("Émirs of نور")
    opened.press(Qt.Key.Key_V, with_=Qt.KeyboardModifier.ControlModifier)
    opened.press(ENTER)

    assert opened.committed == [Actor("Émirs of نور")]


def test_a_new_name_that_begins_a_known_one_is_reached_with_the_arrow(open_editor: Opener) -> None:
    opened = open_editor("initiator", actor_names=["Salt Front"])

    opened.type("Salt")
    opened.press(UP, ENTER)

    assert opened.committed == [Actor("Salt")]


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision"),
    [
        ("4 Jan", date(2024, 1, 4), date(2024, 1, 4), DatePrecision.DAY),
        ("last Friday", date(2023, 12, 29), date(2023, 12, 29), DatePrecision.DAY),
        ("2023-12-30", date(2023, 12, 30), date(2023, 12, 30), DatePrecision.DAY),
        ("December 2023", date(2023, 12, 1), date(2023, 12, 31), DatePrecision.MONTH),
    ],
)
def test_a_date_is_typed_as_one_says_it(
    open_editor: Opener, typed: str, start: date, end: date, precision: DatePrecision
) -> None:
    opened = open_editor("date")

    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == [DateRange(start, end, precision)]


def test_a_date_is_read_back_while_it_is_typed(open_editor: Opener) -> None:
    opened = open_editor("date")

    opened.type("last Friday")

    assert "→ 29 December 2023 · day" in opened.words()


def test_a_date_is_told_from_the_day_of_publication(open_editor: Opener) -> None:
    opened = open_editor("date")

    assert "Published on Friday 5 January 2024" in opened.words()
    opened.type("last Friday")
    assert "Friday, 7 days before" in opened.words()


def test_precision_and_on_or_before_are_one_key_each(open_editor: Opener) -> None:
    opened = open_editor("date")
    alt = Qt.KeyboardModifier.AltModifier

    opened.type("4 Jan")
    opened.press(Qt.Key.Key_B, with_=alt)
    opened.press(Qt.Key.Key_3, with_=alt)
    opened.press(ENTER)

    assert opened.committed == [DateRange(None, date(2024, 1, 4), DatePrecision.WEEK)]


def test_a_date_can_be_on_or_before_a_day(open_editor: Opener) -> None:
    opened = open_editor("date")

    opened.type("4 Jan")
    opened.editor.findChild(QCheckBox).click()
    opened.press(ENTER)

    assert opened.committed == [DateRange(None, date(2024, 1, 4), DatePrecision.DAY)]


def test_the_precision_of_a_date_is_chosen_by_keyboard(open_editor: Opener) -> None:
    opened = open_editor("date")

    opened.type("1 Jan 2024 to 7 Jan 2024")
    opened.press(TAB)
    picker = QApplication.focusWidget()
    assert isinstance(picker, Picker)
    picker.setCurrentIndex(0)
    opened.press(DOWN, DOWN, ENTER)

    assert [one.precision for one in opened.committed] == [DatePrecision.WEEK]  # type: ignore[union-attr]


def test_a_day_is_taken_from_the_calendar_by_keyboard(open_editor: Opener) -> None:
    opened = open_editor("date", DateRange(date(2024, 1, 4), date(2024, 1, 4), DatePrecision.DAY))

    opened.press(DOWN, with_=Qt.KeyboardModifier.AltModifier)
    calendar = opened.editor.findChild(QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2024, 1, 4)
    opened.press(Qt.Key.Key_Left, Qt.Key.Key_Left, ENTER)
    opened.press(ENTER)

    day = date(2024, 1, 2)
    assert opened.committed == [DateRange(day, day, DatePrecision.DAY)]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2", Count(2, 2, 2, Wording.EXACT)),
        ("6+", Count(6, 6, None, Wording.AT_LEAST)),
        ("none", Count(0, 0, 0, Wording.NONE)),
    ],
)
def test_a_count_is_typed_as_the_article_words_it(
    open_editor: Opener, typed: str, value: Count
) -> None:
    opened = open_editor("killed")

    opened.type(typed)
    opened.press(ENTER)

    assert opened.committed == [value]


def test_the_parts_of_a_count_can_be_typed_one_by_one(open_editor: Opener) -> None:
    opened = open_editor("killed")

    opened.type("4")
    for number in ("3", "4", "9"):
        opened.press(TAB)
        opened.clear()
        opened.type(number)
    opened.press(ENTER)

    (made,) = opened.committed
    assert isinstance(made, Count)
    assert (made.low, made.best, made.high) == (3, 4, 9)


def test_a_part_of_a_count_that_is_no_number_is_refused_in_words(open_editor: Opener) -> None:
    opened = open_editor("killed")

    opened.type("4")
    opened.press(TAB)
    opened.clear()
    opened.type("-1")
    opened.press(ENTER)

    assert opened.committed == []
    assert "whole numbers" in opened.words()


def test_a_flag_is_one_letter(open_editor: Opener) -> None:
    asked = Field("foreign", "Foreign", Kind.FLAG)

    yes, no = open_editor(asked), open_editor(asked, True)
    yes.editor.setFocus()
    yes.qtbot.keyClicks(yes.editor.findChild(QLineEdit), "y")
    no.qtbot.keyClicks(no.editor.findChild(QLineEdit), "n")
    yes.editor.commit()
    no.editor.commit()

    assert (yes.committed, no.committed) == ([True], [False])


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


def test_tab_stays_among_the_parts_of_an_editor(open_editor: Opener) -> None:
    opened = open_editor("place", gazetteer=Index)
    visited = []

    for _ in range(5):
        opened.press(TAB)
        visited.append(QApplication.focusWidget().accessibleName())

    assert visited == ["Coordinates", "Country", "Precision", "Map", "Place"]
