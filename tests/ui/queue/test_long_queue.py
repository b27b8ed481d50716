"""A queue longer than what is read at once: the rest comes from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from db.codebook_files import load_codebook
from db.open_problems import OpenProblems, SearchStopped
from db.project import Order, Project
from db.queue import Asked, whole_queue
from models.article import Article, Status
from models.edits import AddArticles, EventChange, Review, StatusChange
from models.events import Event, FieldValue, State
from models.values import Count
from ui.queue.bulk_menu import BulkMenu
from ui.queue.queue_filter import QueueFilter
from ui.queue.queue_list import QueueList
from ui.queue.queue_list_model import QueueListModel
from ui.queue.queue_panel import QueuePanel
from ui.session import Session
from ui.theme import Theme
from ui.window.main_window import MainWindow

MANY = 2500


def many_articles() -> AddArticles:
    texts = ("Shots fell at the market", "Rain fell in the valley")
    return AddArticles(
        "Import",
        tuple(
            Article(f"x{n:04}", f"{texts[n % 2]} on day {n}.", f"Title {n}") for n in range(MANY)
        ),
    )


@pytest.fixture
def long_session(make_project: Callable[..., Project], qapp: object) -> Session:
    project = make_project(0)
    project.apply(many_articles(), "ana")
    return Session(project, "ana")


@pytest.fixture
def long_panel(long_session: Session, theme: Theme, qtbot: QtBot) -> Iterator[QueuePanel]:
    panel = QueuePanel(long_session, theme)
    qtbot.addWidget(panel)
    panel.resize(276, 600)
    panel.open_requested.connect(long_session.open_article)
    with qtbot.waitExposed(panel):
        panel.show()
    yield panel
    panel.end()


def shown(panel: QueuePanel) -> list[str]:
    return list(panel.findChild(QueueListModel).ids)


def says(panel: QueuePanel, words: str) -> bool:
    return any(words in label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def whole(panel: QueuePanel, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: not panel.is_counting)
    return shown(panel)


def test_the_first_are_there_at_once_and_the_rest_follows_in_order(
    long_panel: QueuePanel, long_session: Session, qtbot: QtBot
) -> None:
    long_panel.reload()
    first = shown(long_panel)

    everything = whole(long_panel, qtbot)

    assert 0 < len(first) < MANY
    assert everything == long_session.project.queue("ana")
    assert everything[: len(first)] == first


def test_typing_quickly_gives_the_answer_of_the_last_text(
    long_panel: QueuePanel, long_session: Session, qtbot: QtBot
) -> None:
    box = long_panel.findChild(QLineEdit)

    qtbot.keyClicks(box, "the valley")
    qtbot.waitUntil(lambda: says(long_panel, "1,250 found") and not long_panel.is_counting)

    assert shown(long_panel) == long_session.project.queue("ana", search="the valley")


def test_it_is_said_that_more_may_be_found(long_panel: QueuePanel, qtbot: QtBot) -> None:
    long_panel.findChild(QLineEdit).setText("fell")
    long_panel.reload()
    menu = long_panel.findChild(BulkMenu)
    menu.fill()

    assert says(long_panel, "over 1,000, counting …")
    assert [action.text() for action in menu.actions()] == ["Still counting …"]
    assert long_panel.chosen_articles() is None

    whole(long_panel, qtbot)
    menu.fill()

    assert says(long_panel, "2,500 found")
    assert menu.actions()[0].text() == "2,500 articles"


def test_the_selected_article_stays_where_it_is_when_the_rest_arrives(
    long_panel: QueuePanel, long_session: Session, qtbot: QtBot
) -> None:
    rows = long_panel.findChild(QueueList)
    long_session.open_article(shown(long_panel)[29])
    long_panel.reload()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    long_panel.reload()
    here = rows.currentIndex().row(), rows.verticalScrollBar().value()
    assert long_panel.is_counting
    assert here[0] == 30

    whole(long_panel, qtbot)

    assert (rows.currentIndex().row(), rows.verticalScrollBar().value()) == here
    assert shown(long_panel)[here[0]] == long_session.article.id


def test_what_is_finished_while_the_rest_is_read_is_not_in_it(
    long_panel: QueuePanel, long_session: Session, qtbot: QtBot
) -> None:
    change = StatusChange("x2400", "ana", Status.NEW, Status.DONE)
    long_panel.reload()
    assert long_panel.is_counting
    long_session.do(Review("Finish", (), (change,)))

    assert "x2400" not in whole(long_panel, qtbot)


def test_the_next_to_do_is_found_beyond_what_is_shown(
    make_project: Callable[..., Project], theme: Theme, qtbot: QtBot
) -> None:
    project = make_project(0)
    project.apply(many_articles(), "ana")
    done = tuple(StatusChange(f"x{n:04}", "ana", Status.NEW, Status.DONE) for n in range(2000))
    project.apply(Review("Finish", (), done), "ana")
    panel = QueuePanel(Session(project, "ana"), theme)
    qtbot.addWidget(panel)
    panel.choose_filter(QueueFilter.ALL)
    assert panel.count < 2000

    assert panel.next_to_do() == "x2000"
    panel.end()


def test_records_with_problems_come_when_they_are_found(
    long_panel: QueuePanel, long_session: Session, qtbot: QtBot
) -> None:
    value = FieldValue("w", "killed", Count(2, 1, 2), State.ADDED)
    long_session.do(
        Review("Add event", (EventChange(None, Event("n", "x0007", "ana", values=(value,))),))
    )
    long_panel.findChild(QLineEdit).setText("has:problem")
    long_panel.reload()

    assert shown(long_panel) == []
    assert says(long_panel, "Searching …")
    assert whole(long_panel, qtbot) == ["x0007"]
    assert says(long_panel, "1 found")


def test_an_order_that_needs_all_articles_comes_when_it_is_there(
    long_panel: QueuePanel, long_session: Session, qtbot: QtBot
) -> None:
    long_panel.choose_order(Order.LEARNING)

    assert whole(long_panel, qtbot) == long_session.project.queue("ana", order=Order.LEARNING)


def test_a_stopped_search_answers_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    project = Project.create(path, load_codebook("conflict"))
    project.apply(many_articles(), "ana")
    asked, problems = Asked(search="fell"), OpenProblems()

    stopped = threading.Event()
    stopped.set()

    assert whole_queue(path, project.codebook, "ana", problems, asked, stopped) is None
    found = whole_queue(path, project.codebook, "ana", problems, asked, threading.Event())
    project.close()

    assert len(found or ()) == MANY
    assert [one.name for one in tmp_path.iterdir()] == ["many.db"]


def test_a_stopped_look_for_problems_goes_on_where_it_was(long_session: Session) -> None:
    project = long_session.project
    value = FieldValue("w", "killed", Count(2, 1, 2), State.ADDED)
    events = (
        Event(
            f"e{n}",
            f"x{n:04}",
            "ana",
            values=(FieldValue(f"v{n}", "killed", value.value, State.ADDED),),
        )
        for n in range(250)
    )
    project.apply(Review("Add", tuple(EventChange(None, event) for event in events)), "ana")
    problems, looks = OpenProblems(), iter([False, True])
    asked = project.db, project.codebook, "ana"

    with pytest.raises(SearchStopped):
        problems.articles(*asked, lambda: next(looks))
    then = problems.articles(*asked, lambda: False)

    assert then == {f"x{n:04}" for n in range(250)}


@pytest.mark.parametrize("typed", ["fell", "has:problem", ""])
def test_closing_the_window_amid_a_search_leaves_only_the_file(
    tmp_path: Path, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setenv("EVENTDESK_CONFIG", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text('{"annotator": "ana", "steps_seen": true}')
    folder = tmp_path / "project"
    folder.mkdir()
    project = Project.create(folder / "many.db", load_codebook("conflict"))
    project.apply(many_articles(), "ana")
    project.close()
    window = MainWindow(theme, with_engine=False)
    qtbot.addWidget(window)
    window.show()
    window.open_project(folder / "many.db")
    queue = window.page.queue
    queue.findChild(QLineEdit).setText(typed)
    queue.reload()
    qtbot.wait(55)

    window.close()
    qtbot.wait(20)

    assert [one.name for one in folder.iterdir()] == ["many.db"]
