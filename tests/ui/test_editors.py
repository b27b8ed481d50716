"""Each editor alone: typed keys in, a value out, or one sentence about what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
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
    assert opened.committed == [Place("Wadi", None, None, 28.5, -0.5, None, exact)]


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

    for _ in range(4):
        opened.press(TAB)
        visited.append(QApplication.focusWidget().accessibleName())

    assert visited == ["Coordinates", "Country", "Precision", "Place"]
