"""Narrowing the queue, keeping filters, and changing many articles at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from db.project import Order
from models.article import Status
from ui.queue.bulk_menu import BulkMenu
from ui.queue.filter_menu import FilterMenu
from ui.queue.kept_filters import KeptFilter, kept_filters
from ui.queue.queue_filter import QueueFilter
from ui.queue.queue_list import QueueList
from ui.queue.queue_list_model import SNIPPET_ROLE, QueueListModel
from ui.queue.queue_panel import QueuePanel
from ui.session import Session
from ui.theme import Theme
from ui.window.main_window import MainWindow


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

    choose(panel, FilterMenu, "Published since", "March 2024")
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
    assert kept_filters(session.project) == (KeptFilter("has:problem drone"),)
    choose(panel, FilterMenu, "has:problem drone")
    assert panel.findChild(QLineEdit).text() == "has:problem drone"

    choose(panel, FilterMenu, "Forget this filter")

    assert kept_filters(session.project) == ()


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


def test_a_kept_filter_holds_state_and_order_too(panel: QueuePanel, session: Session) -> None:
    session.do(session.gestures.set_status(session.desk, Status.FLAGGED))
    panel.choose_filter(QueueFilter.FLAGGED)
    panel.choose_order(Order.OLDEST)
    panel.findChild(QLineEdit).setText("has:event")
    choose(panel, FilterMenu, "Keep this filter")
    panel.use(KeptFilter())

    assert "has:event · Flagged · Oldest" in texts(panel, FilterMenu)
    choose(panel, FilterMenu, "has:event")

    assert panel.used == KeptFilter("has:event", QueueFilter.FLAGGED, Order.OLDEST)


def test_filters_kept_before_state_and_order_were_are_still_there(session: Session) -> None:
    session.project.set_meta("saved_filters", '["country:MLI"]')

    assert kept_filters(session.project) == (KeptFilter("country:MLI"),)


def test_the_queue_begins_in_the_state_and_order_that_it_was_left_in(
    session: Session, theme: Theme, qtbot: QtBot
) -> None:
    first = QueuePanel(session, theme)
    qtbot.addWidget(first)
    first.use(KeptFilter("drones", QueueFilter.ALL, Order.IMPORTED))
    first.end()

    second = QueuePanel(session, theme)
    qtbot.addWidget(second)

    assert second.used == KeptFilter("", QueueFilter.ALL, Order.IMPORTED)
    second.end()


def test_tab_and_arrows_go_through_the_chips(review: MainWindow, qtbot: QtBot) -> None:
    queue = review.page.queue
    focus = review.session.focus
    queue.start_search()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    said = [QApplication.focusWidget().text().split()[0]]
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        said.append(QApplication.focusWidget().text().split()[0])

    assert said == ["To", "Newest", "Filter"]
    assert review.session.focus == focus


def test_the_palette_orders_and_narrows_the_queue(review: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(review, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "order oldest")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert review.page.queue.used.order is Order.OLDEST


def test_the_filter_menu_speaks_of_countries_languages_and_months(panel: QueuePanel) -> None:
    menu = panel.findChild(FilterMenu)
    menu.fill()

    said = {
        action.text(): [one.text() for one in action.menu().actions()]
        for action in menu.actions()
        if action.menu()
    }

    assert said["Country"] == ["Mali\t3"]
    assert said["Language"] == ["English\t3"]
    assert said["Published since"] == ["March 2024\t3"]
    assert said["Published until"] == ["March 2024\t3"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_articles_are_assigned_to_somebody_new_by_name(
    panel: QueuePanel, session: Session, qtbot: QtBot
) -> None:
    told: list[str] = []
    session.message.connect(told.append)
    menu = panel.findChild(BulkMenu)
    menu.fill()
    give = next(action.menu() for action in menu.actions() if action.text() == "Assign to")
    give.popup(panel.mapToGlobal(panel.rect().center()))
    box = give.findChild(QLineEdit)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is give)
    qtbot.keyClick(give, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is box

    qtbot.keyClicks(box, "bea  k")
    qtbot.keyClick(box, Qt.Key.Key_Return)

    assert session.project.assigned(shown(panel)) == dict.fromkeys(["a0", "a1", "a2"], ("bea k",))
    qtbot.waitUntil(lambda: not give.isVisible())
    assert told == ["Assign 3 articles to bea k · Ctrl+Z takes it back."]
    session.undo()
    assert session.project.assigned(shown(panel)) == {}


def test_an_empty_queue_names_what_a_kept_filter_asks_for_and_nothing_is_called(
    panel: QueuePanel,
) -> None:
    panel.use(KeptFilter("type:raid coder:zoe", QueueFilter.ALL))

    said = panel.findChild(QLabel, "queue_empty").text()

    assert said.splitlines()[1] == "Not known here: type:raid  coder:zoe"
