"""Copies and other reports in the window: the line above the article, the queue, carrying over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.duplicates.finding import find
from db.duplicates.reports import other_reports
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, EventChange, Review, StatusChange
from models.events import Event, FieldValue, Link, State
from models.spans import Span
from models.values import Count
from tests.ui.conftest import ANNOTATOR
from ui.article.relatives import RelativesBanner
from ui.processes.duplicates_client import DuplicatesClient
from ui.session import Focus, Session
from ui.window.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST = (
    "Two drones hit a fuel depot near Gao on Monday, killing three guards and burning four lorries "
    "that were waiting in line, the mayor of the town told reporters on Tuesday morning."
)
SECOND = f"UPDATE 1. {FIRST} Nobody claimed it."
KILLED = (FIRST.index("killing three guards"), FIRST.index(" and burning"))


def article(id_: str, text: str, source: str) -> Article:
    return Article(id_, text, f"Depot hit ({source})", source, None, date(2024, 3, 5), "en")


def value(id_: str, field: str, held: object, spans: tuple[Span, ...] = ()) -> FieldValue:
    return FieldValue(id_, field, held, State.ADDED, spans, annotator=ANNOTATOR)


def coded(id_: str, article_id: str, killed: int, *links: Link, spans=()) -> Event:
    values = (
        value(f"{id_}-c", "record_class", "incident"),
        value(f"{id_}-t", "event_type", "air_drone_strike"),
        value(f"{id_}-k", "killed", Count(killed, killed, killed), spans),
    )
    return Event(id_, article_id, ANNOTATOR, values=values, links=links)


@pytest.fixture
def with_copy(make_project: Callable[..., Project]) -> Path:
    """Four articles: a coded report, a longer copy of it, and two of something else."""
    project = make_project(0)
    others = (article("x", "The bridge was opened.", "Post"), article("y", "Rain fell.", "Post"))
    reports = (article("a", FIRST, "Wire"), article("b", SECOND, "Herald"), *others)
    done = StatusChange("a", ANNOTATOR, Status.NEW, Status.DONE)
    project.apply(AddArticles("Import", reports), "importer")
    event = coded("e1", "a", 3, spans=(Span(*KILLED),))
    project.apply(Review("Code", (EventChange(None, event),), (done,)), ANNOTATOR)
    find(project)
    project.close()
    return project.path


@pytest.fixture
def review(window: MainWindow, with_copy: Path, qtbot: QtBot) -> MainWindow:
    window.activateWindow()
    assert window.open_project(with_copy)
    qtbot.waitUntil(lambda: window.page is not None and window.page.record.isVisible())
    session_of(window).open_article("b")
    window.page.record.setFocus()
    return window


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def banner(window: MainWindow) -> RelativesBanner:
    found = window.findChild(RelativesBanner)
    assert isinstance(found, RelativesBanner)
    return found


def said(window: MainWindow) -> str:
    return banner(window).findChildren(QLabel)[0].text()


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *with_keys: Qt.KeyboardModifier) -> None:
    modifier = Qt.KeyboardModifier.NoModifier
    for one in with_keys:
        modifier |= one
    qtbot.keyClick(window.focusWidget() or window, key, modifier)


def test_line_names_the_copy_and_how_far_it_is(review: MainWindow) -> None:
    assert banner(review).isVisible()
    assert said(review) == "Near copy of “Depot hit (Wire)” (Wire, 5 Mar 2024, done, 1 event)"

    session_of(review).open_article("x")

    assert not banner(review).isVisible()


def test_key_opens_the_copy_and_from_there_the_way_back(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_R, CTRL, SHIFT)
    assert session_of(review).article.id == "a"

    press(qtbot, review, Qt.Key.Key_R, CTRL, SHIFT)
    assert session_of(review).article.id == "b"


def test_one_key_carries_the_records_over_and_one_undo_takes_them_back(
    review: MainWindow, qtbot: QtBot
) -> None:
    session = session_of(review)

    press(qtbot, review, Qt.Key.Key_R, CTRL)

    [event] = session.project.events("b", ANNOTATOR)
    assert event.links == (Link("same_as", "e1"),)
    assert [one.quote(SECOND) for one in event.of("killed")[0].evidence] == ["killing three guards"]
    assert "1 record carried over" in review.statusBar().currentMessage()
    press(qtbot, review, Qt.Key.Key_R, CTRL)
    assert "here already" in review.statusBar().currentMessage()
    assert len(session.project.events("b", ANNOTATOR)) == 1
    session.undo()
    assert session.project.events("b", ANNOTATOR) == []
    assert session.project.status("b", ANNOTATOR) is Status.NEW
    assert session.project.check() == []


def test_button_carries_over_too(review: MainWindow, qtbot: QtBot) -> None:
    [button] = [one for one in banner(review).findChildren(QPushButton) if "Carry" in one.text()]

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert len(session_of(review).project.events("b", ANNOTATOR)) == 1


def test_without_relatives_the_keys_say_so(review: MainWindow, qtbot: QtBot) -> None:
    session_of(review).open_article("x")

    press(qtbot, review, Qt.Key.Key_R, CTRL)

    assert "no copy" in review.statusBar().currentMessage()


def test_numbers_of_other_reports_stay_in_sight_and_one_key_takes_one(
    review: MainWindow, qtbot: QtBot
) -> None:
    session = session_of(review)
    here = coded("e2", "b", 5, Link("same_as", "e1"))
    session.do(Review("Code", (EventChange(None, here),)))
    session.set_focus(Focus("e2", "killed"))
    reviewer = review.page.record.reviewer

    assert [(one.value.best, one.sources) for one in reviewer.told] == [(3, "Wire")]
    press(qtbot, review, Qt.Key.Key_1)

    [event] = session.project.events("b", ANNOTATOR)
    [killed] = event.confirmed("killed")
    assert (killed.value.best, killed.extra["carried_from"]["article"]) == (3, "a")
    assert [one.quote(SECOND) for one in killed.evidence] == ["killing three guards"]
    assert reviewer.told == ()
    assert session.project.check() == []


def test_numbers_of_the_other_report_are_shown_there_too(review: MainWindow) -> None:
    session = session_of(review)
    here = coded("e2", "b", 5, Link("same_as", "e1"))
    session.do(Review("Code", (EventChange(None, here),)))

    session.open_article("a")
    session.set_focus(Focus("e1", "killed"))

    [told] = review.page.record.reviewer.told
    assert told.value.best == 5
    described = review.page.record.findChild(type(review.page.record._fields))
    assert "Other reports say: 5 (Herald)" in described.accessibleDescription()


def test_queue_counts_relatives_and_narrows_to_them(review: MainWindow) -> None:
    project = session_of(review).project

    assert [one.relatives for one in project.headlines(["a", "b", "x"], ANNOTATOR)] == [1, 1, 0]
    assert set(project.queue(ANNOTATOR, search="has:copies")) == {"a", "b"}
    assert project.queue(ANNOTATOR, search="has:reports") == []


def test_linked_records_go_through_an_exchange_file(
    review: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    from db.exports.exporting import export
    from db.imports.importing import import_files

    press(qtbot, review, Qt.Key.Key_R, CTRL)
    project = session_of(review).project
    export(project, tmp_path / "out.jsonl", "jsonl", annotator=ANNOTATOR)

    other = Project.create(tmp_path / "other.db", project.codebook)
    import_files(other, [tmp_path / "out.jsonl"], annotator="x", confirmed_by=ANNOTATOR)

    [event] = other.events("b", ANNOTATOR)
    [(key, [report])] = other_reports(other, [event], ANNOTATOR).items()
    assert (key, report.event.article_id) == (event.key, "a")
    assert event.of("killed")[0].extra["carried_from"] == {
        "article": "a",
        "event": "e1",
        "source": "Wire",
    }
    other.close()


def test_articles_are_compared_in_the_background(
    make_project: Callable[..., Project], qtbot: QtBot
) -> None:
    project = make_project(0)
    session = Session(project, ANNOTATOR)
    client = DuplicatesClient(session, pause=10)
    with qtbot.waitSignal(client.found, timeout=30_000):
        session.do(AddArticles("Import", (article("a", FIRST, "Wire"), article("b", SECOND, "H"))))
        client.start()

    assert [one.relatives for one in project.headlines(["a"], ANNOTATOR)] == [1]
    client.stop()
    assert not client.is_running
    session.deleteLater()
