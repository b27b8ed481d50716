"""Choices, texts and actors: found by what one types of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from models.codebook import Codebook
from models.spans import Span
from models.values import (
    Actor,
)
from tests.ui.editors.open_editor import DOWN, ENTER, UP, Opener

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


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


def test_that_no_choice_fits_is_said_while_one_types(open_editor: Opener) -> None:
    opened = open_editor("event_type")

    opened.type("zzq")
    assert "No answer of the codebook fits “zzq”" in opened.words()

    opened.clear()
    assert "No answer" not in opened.words()


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
    assert (
        index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "also called “PFLP” · armed group"
    )
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
