"""The queue: what it shows, what it lets through, and where it leads next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

import db.queue
from db.project import Headline, Order, Project
from models.article import Article, Status
from models.edits import AddArticles, Change, Review, StatusChange
from ui.queue.headline_delegate import fitting_facts, state_words
from ui.queue.queue_filter import QueueFilter
from ui.queue.queue_list import QueueList
from ui.queue.queue_list_model import HEADLINE_ROLE, QueueListModel
from ui.queue.queue_panel import QueuePanel
from ui.queue.snippet_painting import paint_snippet
from ui.session import Session
from ui.theme import NOTE, Theme

_HEBREW = "\u05e7\u05d5\u05dc \u05d4\u05e0\u05d2\u05d1"


def shown(panel: QueuePanel) -> list[str]:
    model = panel.findChild(QueueListModel)
    return [model.id_at(row) for row in range(model.rowCount())]


def mark(session: Session, status: Status) -> None:
    session.do(session.gestures.set_status(session.desk, status))


def chips(panel: QueuePanel) -> list[str]:
    return [b.text() for b in panel.findChildren(QPushButton) if b.isVisible()]


@pytest.mark.parametrize("count", [0, 1, 150])
def test_the_list_keeps_the_contract_of_item_models(
    make_project: Callable[..., Project], qapp, count: int
) -> None:
    session = Session(make_project(count), "ana")
    model = QueueListModel(session)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )

    model.set_ids(session.project.queue("ana"))
    for row in range(count):
        assert isinstance(model.index(row).data(HEADLINE_ROLE), Headline)
    if count:
        model.remove(model.id_at(count // 2))
        model.refresh(["a0"])

    assert model.rowCount() == max(0, count - 1)
    tester.deleteLater()


def test_a_long_queue_reads_only_what_is_seen(
    make_project: Callable[..., Project], theme: Theme, qtbot: QtBot
) -> None:
    project = make_project(0)
    articles = tuple(Article(f"x{n}", f"Text {n}", f"Title {n}") for n in range(3000))
    project.apply(AddArticles("Import", articles), "ana")
    session = Session(project, "ana")
    panel = QueuePanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(276, 700)
    with qtbot.waitExposed(panel):
        panel.show()

    model = panel.findChild(QueueListModel)

    qtbot.waitUntil(lambda: model.rowCount() == 3000)
    assert len(model._pages) <= 3


def test_newest_come_first_and_the_order_can_change(panel: QueuePanel) -> None:
    assert shown(panel) == ["a0", "a1", "a2"]

    panel.choose_order(Order.OLDEST)

    assert shown(panel) == ["a2", "a1", "a0"]
    assert "Oldest ▾" in chips(panel)


def test_chips_count_and_choose(panel: QueuePanel, session: Session) -> None:
    mark(session, Status.DONE)
    session.open_article("a1")
    mark(session, Status.FLAGGED)

    assert {"To do  1", "Done  1", "Flagged  1", "All  3"} <= set(chips(panel))
    panel.choose_filter(QueueFilter.FLAGGED)
    assert shown(panel) == ["a1"]
    panel.choose_filter(QueueFilter.ALL)
    assert shown(panel) == ["a0", "a1", "a2"]


def test_a_finished_article_stays_in_sight_until_the_next_is_open(
    panel: QueuePanel, session: Session
) -> None:
    mark(session, Status.DONE)
    assert shown(panel) == ["a0", "a1", "a2"]

    session.open_article("a1")

    assert shown(panel) == ["a1", "a2"]
    session.undo()
    assert shown(panel) == ["a0", "a1", "a2"]


def test_the_next_to_do_goes_on_from_here_and_then_from_the_top(
    panel: QueuePanel, session: Session
) -> None:
    session.open_article("a2")
    assert panel.next_to_do() == "a0"
    assert panel.neighbour(1) is None
    assert panel.neighbour(-1) == "a1"

    for article_id in ("a0", "a1"):
        session.open_article(article_id)
        mark(session, Status.DONE)
    session.open_article("a2")

    assert panel.next_to_do() is None


def test_searching_as_one_types(panel: QueuePanel, session: Session, qtbot: QtBot) -> None:
    panel.start_search()
    box = panel.findChild(QLineEdit)

    qtbot.keyClicks(box, "number 2")
    qtbot.waitUntil(lambda: shown(panel) == ["a2"])
    qtbot.keyClick(box, Qt.Key.Key_Down)

    assert session.article.id == "a2"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(panel)) == 3)
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_arrows_in_the_list_open_articles_and_enter_leaves_it(
    panel: QueuePanel, session: Session, qtbot: QtBot
) -> None:
    rows = panel.findChild(QueueList)
    panel.focus_list()

    qtbot.keyClick(rows, Qt.Key.Key_Down)

    assert session.article.id == "a1"
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(rows, Qt.Key.Key_Return)


def test_arrows_go_on_from_an_article_that_leaves_the_list(
    panel: QueuePanel, session: Session, qtbot: QtBot
) -> None:
    rows = panel.findChild(QueueList)
    panel.focus_list()
    mark(session, Status.DONE)

    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert session.article.id == "a1"
    assert shown(panel) == ["a1", "a2"]
    assert rows.currentIndex().row() == 0
    mark(session, Status.SKIPPED)
    qtbot.mouseClick(
        rows.viewport(),
        Qt.MouseButton.LeftButton,
        pos=rows.visualRect(rows.model().index(1, 0)).center(),
    )

    assert session.article.id == "a2"
    assert shown(panel) == ["a2"]
    assert rows.currentIndex().row() == 0


def test_a_click_opens_the_article(panel: QueuePanel, session: Session, qtbot: QtBot) -> None:
    rows = panel.findChild(QueueList)
    place = rows.visualRect(rows.model().index(2, 0)).center()

    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert session.article.id == "a2"


def test_new_articles_appear(panel: QueuePanel, session: Session) -> None:
    session.do(AddArticles("Import", (Article("new", "Text", "New"),)))

    assert shown(panel) == ["a0", "a1", "a2", "new"]


@pytest.mark.parametrize(
    ("status", "events", "suggested", "words"),
    [
        (Status.NEW, 0, 3, "3 suggested"),
        (Status.NEW, 0, 0, ""),
        (Status.IN_PROGRESS, 1, 2, "in progress"),
        (Status.DONE, 2, 0, "2 accepted"),
        (Status.DONE, 0, 0, "no event"),
        (Status.SKIPPED, 0, 1, "skipped"),
        (Status.FLAGGED, 1, 1, "flagged"),
    ],
)
def test_the_state_is_said_in_words(
    status: Status, events: int, suggested: int, words: str
) -> None:
    headline = Headline("a", "Title", "Wire", None, status, events, suggested)

    assert state_words(headline)[0] == words


def test_of_source_and_day_what_has_no_room_is_left_out_and_no_day_is_cut(
    theme: Theme, qapp
) -> None:
    headline = Headline("a", "Title", "Rift Valley Radio", date(2024, 3, 13), Status.NEW, 0, 0)
    metrics = QFontMetrics(theme.font(NOTE))

    said = {fitting_facts(headline, metrics, room) for room in range(5, 400)}

    assert {"Rift Valley Radio · 13 Mar 2024", "13 Mar", ""} <= said
    assert all(one.endswith(("13 Mar", "13 Mar 2024")) for one in said if one)


def test_the_day_stands_behind_a_source_that_runs_from_right_to_left(theme: Theme, qapp) -> None:
    headline = Headline("a", "Title", _HEBREW, date(2024, 3, 13), Status.NEW, 0, 0)

    said = fitting_facts(headline, QFontMetrics(theme.font(NOTE)), 400)

    assert said == f"\u2068{_HEBREW}\u2069 · 13 Mar 2024"


@pytest.mark.parametrize("words", ["near \1Gao\2 😀 two \1men\2 died", f"\1{_HEBREW}\2 {_HEBREW}"])
def test_the_words_found_are_painted_within_their_room(theme: Theme, qapp, words: str) -> None:
    for width in (20, 60, 100, 400):
        picture = QImage(460, 30, QImage.Format.Format_RGB32)
        picture.fill(theme.color("paper"))
        painter = QPainter(picture)
        paint_snippet(painter, QRect(10, 5, width, 20), words, theme)
        painter.end()

        for _ in range(100):  # Lines must not outlive their layouts.
            painter = QPainter(picture)
            paint_snippet(painter, QRect(10, 5, width, 20), words * 3, theme)
            painter.end()
        beside = picture.copy(10 + width + 4, 0, picture.width() - width - 14, 30)
        assert _colors(picture) > 1
        assert _colors(beside) == 1


def _colors(picture: QImage) -> int:
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return len({picture.pixel(x, y) for x, y in points if picture.valid(x, y)})


def test_where_few_are_left_to_do_the_list_stays_until_they_are_found(
    panel: QueuePanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.queue, "_STEPS_BETWEEN_LOOKS", 1)
    monkeypatch.setattr(db.queue, "_MOMENT", 0)
    rows = panel.findChild(QueueListModel)
    before = list(rows.ids)
    states = tuple(StatusChange(id_, "ana", Status.NEW, Status.DONE) for id_ in before[1:])
    session.project.apply(Review("Done", (), states), "ana")

    session.take_over(Change(is_wide=True))
    assert list(rows.ids) == before
    assert panel.chosen_articles() is None
    qtbot.waitUntil(lambda: not panel.is_counting)
    assert list(rows.ids) == before[:1]

    session.take_over(Change(is_wide=True))
    assert panel.next_to_do() is None  # The only one is open.
    assert not panel.is_counting
    panel.choose_filter(QueueFilter.DONE)
    assert list(rows.ids) == []
    qtbot.waitUntil(lambda: not panel.is_counting)
    assert list(rows.ids) == before[1:]
