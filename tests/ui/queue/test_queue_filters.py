"""Narrowing the queue, keeping filters, and changing many articles at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from models.article import Status
from ui.queue.bulk_menu import BulkMenu
from ui.queue.filter_menu import FilterMenu, saved_filters
from ui.queue.queue_list import QueueList
from ui.queue.queue_list_model import SNIPPET_ROLE, QueueListModel
from ui.queue.queue_panel import QueuePanel
from ui.session import Session


def shown(panel: QueuePanel) -> list[str]:
    return list(panel.findChild(QueueListModel).ids)


def choose(panel: QueuePanel, kind: type[FilterMenu | BulkMenu], *words: str) -> None:
    """Open a menu and go through its parts by what they say."""
    menu: QMenu = panel.findChild(kind)
    menu.fill()
    for number, word in enumerate(words):
        action = next(one for one in menu.actions() if one.text().startswith(word))
        if number == len(words) - 1:
            action.trigger()
        else:
            menu = action.menu()


def texts(panel: QueuePanel, kind: type[QMenu]) -> list[str]:
    menu = panel.findChild(kind)
    menu.fill()
    return [action.text() for action in menu.actions()]


def test_a_filter_is_written_into_the_search_box_and_taken_away_again(
    panel: QueuePanel, session: Session
) -> None:
    everything = shown(panel)
    search = panel.findChild(QLineEdit)

    choose(panel, FilterMenu, "Published since", "2024-03")
    assert search.text() == "from:2024-03"
    choose(panel, FilterMenu, "Has", "Events of mine")
    assert search.text() == "from:2024-03 has:event"
    assert shown(panel) == []

    choose(panel, FilterMenu, "Has", "Events of mine")
    choose(panel, FilterMenu, "Clear the filter")

    assert search.text() == ""
    assert shown(panel) == everything


def test_filters_are_kept_in_the_project(panel: QueuePanel, session: Session) -> None:
    panel.findChild(QLineEdit).setText("has:problem drone")

    choose(panel, FilterMenu, "Keep this filter")
    panel.findChild(QLineEdit).setText("")
    panel.reload()
    assert saved_filters(session.project) == ("has:problem drone",)
    choose(panel, FilterMenu, "has:problem drone")
    assert panel.findChild(QLineEdit).text() == "has:problem drone"

    choose(panel, FilterMenu, "Forget this filter")

    assert saved_filters(session.project) == ()


def test_all_that_is_shown_changes_at_once_and_comes_back_at_once(
    panel: QueuePanel, session: Session
) -> None:
    choose(panel, BulkMenu, "Skip")
    assert session.project.status_counts("ana")[Status.SKIPPED] == 3

    session.undo()

    assert session.project.status_counts("ana")[Status.SKIPPED] == 0
    assert shown(panel) == ["a0", "a1", "a2"]


def test_only_what_is_selected_changes(panel: QueuePanel, session: Session, qtbot: QtBot) -> None:
    rows = panel.findChild(QueueList)
    panel.focus_list()

    qtbot.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.chosen_articles() == ["a0", "a1"]
    assert texts(panel, BulkMenu)[0] == "2 articles"
    choose(panel, BulkMenu, "Flag")

    statuses = session.project.statuses(["a0", "a1", "a2"], "ana")
    assert statuses == {"a0": Status.FLAGGED, "a1": Status.FLAGGED}
    assert session.article is not None
    assert session.article.id == "a0"


def test_articles_are_assigned_and_found_by_it(panel: QueuePanel, session: Session) -> None:
    choose(panel, BulkMenu, "Assign to", "ana")
    choose(panel, FilterMenu, "Assigned to", "ana")
    assert len(shown(panel)) == 3

    choose(panel, BulkMenu, "Take from everybody")
    choose(panel, FilterMenu, "Clear the filter")

    assert session.project.assigned(["a0", "a1", "a2"]) == {}
    assert session.project.check() == []


def test_a_search_shows_where_the_words_stand(
    panel: QueuePanel, session: Session, qtbot: QtBot
) -> None:
    word = session.project.article("a0").text.split()[0]
    panel.findChild(QLineEdit).setText(word)
    panel.reload()

    model = panel.findChild(QueueListModel)

    assert f"\1{word}\2" in model.index(0).data(SNIPPET_ROLE)
    assert not panel.grab().isNull()
