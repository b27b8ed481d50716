"""Phrases of the article, taken as values by one click or by keys."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.project import Project
from models.article import Article
from models.edits import AddArticles
from models.events import Proposal, State, Suggested
from models.omissions import TriggerSentence
from models.phrases import Phrase, Phrases
from models.spans import Span
from models.values import Actor, Place
from ui.article.article_view import ArticleView
from ui.processes.worker_client import WorkerClient
from ui.session import Focus, Session
from ui.window.main_window import MainWindow

TEXT = "😀 Army soldiers shot six market traders near Gao, the mayor said."
FOUND = (
    ("soldiers", "soldiers"),
    ("Army soldiers", "soldiers"),
    ("traders", "traders"),
    ("market traders", "traders"),
    ("six market traders", "traders"),
    ("six market traders near Gao", "traders"),
    ("Gao", "Gao"),
    ("mayor", "mayor"),
)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def phrases() -> list[Phrase]:
    return [Phrase(span_of(words), span_of(head)) for words, head in FOUND]


def quoted(phrase: Phrase | None) -> str:
    return phrase.span.quote(TEXT) if phrase else ""


def at(words: str, size: int = 0) -> str:
    return quoted(Phrases(phrases(), TEXT).at(TEXT.index(words), size))


def test_the_phrase_meant_is_the_one_that_hangs_on_the_word_pointed_at() -> None:
    assert at("traders") == "six market traders"
    assert at("traders", -1) == "market traders"
    assert at("traders", -9) == "traders"
    assert at("traders", 1) == "six market traders near Gao"
    assert at("Gao") == "Gao"
    assert at("market") == "market traders"
    assert at("shot") == ""


def test_keys_go_from_head_to_head_and_through_the_cuts_of_one() -> None:
    found = Phrases(phrases(), TEXT)
    traders = found.beside(span_of("Army soldiers"), 1)

    assert quoted(traders) == "six market traders"
    assert quoted(found.resized(traders, -1)) == "market traders"
    assert quoted(found.beside(traders.span, 1)) == "Gao"
    assert quoted(found.beside(traders.span, -1)) == "Army soldiers"
    assert found.beside(span_of("mayor"), 1) is None


def test_of_a_name_and_its_parts_the_name_is_meant_unless_all_is_in_capitals() -> None:
    text = "Rebels of the Red River Front"
    parts = (("Red", "Red"), ("Red River", "River"), ("Red River Front", "Front"))

    def meant(text: str) -> str:
        spans = [
            Phrase(*(Span(text.upper().index(w.upper()), text.upper().index(w.upper()) + len(w))
                     for w in pair))
            for pair in parts
        ]  # fmt: skip
        found = Phrases(spans, text).at(text.upper().index("RED"))
        return found.span.quote(text) if found else ""

    assert meant(text) == "Red River Front"
    assert meant(text.upper()) == "RED"


@pytest.fixture
def opened(window: MainWindow, make_project: Callable[..., Project], qtbot: QtBot) -> MainWindow:
    project = make_project(0)
    project.apply(AddArticles("Import", (Article("e1", TEXT, "Report", language="en"),)), "x")
    offers = (
        Suggested("p-0", "record_class", "incident", (span_of("shot"),), 0.8),
        Suggested("p-1", "initiator", Actor("soldiers"), (span_of("soldiers"),), 0.8),
        Suggested("p-2", "place", Place("Gao", "MLI", lat=16.2, lon=0.0), (span_of("Gao"),), 0.8),
    )
    project.save_proposals("e1", [Proposal("p", "e1", "rules@1", offers)], "rules@1")
    path = project.path
    project.close()
    window.activateWindow()
    assert window.open_project(path)
    qtbot.waitUntil(lambda: window.page is not None and window.page.record.isVisible())
    window.session.take_phrases("e1", phrases())
    return window


def focus(window: MainWindow, field: str) -> None:
    window.session.set_focus(Focus(window.session.focus.record_key, field))


def point_of(window: MainWindow, words: str) -> QPoint:
    view = window.findChild(ArticleView)
    span = span_of(words)
    first, last = view.rect_of(span.start), view.rect_of(span.end)
    return QPoint(round((first.left() + last.left()) / 2), round(first.center().y()))


def point_at(qtbot: QtBot, window: MainWindow, words: str) -> None:
    port = window.findChild(ArticleView).viewport()
    qtbot.mouseMove(port, QPoint(1, 1))  # To where it is already the pointer does not move.
    qtbot.mouseMove(port, point_of(window, words))


def click(qtbot: QtBot, window: MainWindow, words: str) -> None:
    port = window.findChild(ArticleView).viewport()
    point_at(qtbot, window, words)
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=point_of(window, words))


def row(window: MainWindow, field: str) -> list[tuple[str, State, str]]:
    shown = window.session.record.values(field)
    return [
        (getattr(one.value, "name", one.value), one.state, one.evidence[0].quote(TEXT))
        for one in shown
    ]


def test_one_click_takes_the_phrase_and_a_second_a_further_one_and_undo_takes_it_back(
    opened: MainWindow, qtbot: QtBot
) -> None:
    focus(opened, "target")

    click(qtbot, opened, "traders")
    first = ("six market traders", State.ADDED, "six market traders")
    assert row(opened, "target") == [first]
    click(qtbot, opened, "mayor")

    assert row(opened, "target") == [first, ("mayor", State.ADDED, "mayor")]
    assert opened.session.focus.index == 1
    opened.session.undo()
    assert row(opened, "target") == [first]
    assert opened.session.project.check() == []


def test_pointing_outlines_shows_a_hand_and_says_what_a_click_does(
    opened: MainWindow, qtbot: QtBot
) -> None:
    view, page = opened.findChild(ArticleView), opened.page
    focus(opened, "target")

    point_at(qtbot, opened, "traders")

    assert quoted(page.article.pointing.phrase) == "six market traders"
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert "Click: takes the phrase" in page._hints.accessibleDescription()
    focus(opened, "date")
    assert page.article.pointing.phrase is None
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_a_click_on_evidence_still_leads_to_its_field(opened: MainWindow, qtbot: QtBot) -> None:
    focus(opened, "target")

    click(qtbot, opened, "Gao")

    assert opened.session.focus.field == "place"
    assert row(opened, "target") == []


def test_shift_and_a_click_take_a_phrase_where_evidence_lies(
    opened: MainWindow, qtbot: QtBot
) -> None:
    focus(opened, "target")
    port, place = opened.findChild(ArticleView).viewport(), point_of(opened, "Gao")
    point_at(qtbot, opened, "Gao")
    hints = opened.page._hints.accessibleDescription()

    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, shift, place)

    assert "Shift Click: takes the phrase as value" in hints
    assert row(opened, "target") == [("Gao", State.ADDED, "Gao")]


def test_shift_and_the_wheel_make_the_phrase_shorter(opened: MainWindow, qtbot: QtBot) -> None:
    focus(opened, "target")
    view = opened.findChild(ArticleView)
    place = point_of(opened, "traders")
    point_at(qtbot, opened, "traders")

    turn = QWheelEvent(
        QPointF(place),
        QPointF(view.viewport().mapToGlobal(place)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turn)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert row(opened, "target") == [("market traders", State.ADDED, "market traders")]


def test_in_a_field_of_one_value_a_phrase_corrects_it(opened: MainWindow, qtbot: QtBot) -> None:
    focus(opened, "summary")

    click(qtbot, opened, "traders")
    click(qtbot, opened, "mayor")

    assert row(opened, "summary") == [("mayor", State.ADDED, "mayor")]


def test_keys_jump_to_phrases_and_enter_corrects_the_suggestion_by_another_cut(
    opened: MainWindow, qtbot: QtBot
) -> None:
    focus(opened, "initiator")
    opened.page.record.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    assert opened.page.article.selected == (span_of("soldiers"),)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert opened.page.article.selected == (span_of("six market traders"),)
    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier
    )
    texts = [button.text() for button in opened.page.article.findChildren(QPushButton)]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert "↵  Take as Initiator" in texts
    assert row(opened, "initiator") == [("Army soldiers", State.CORRECTED, "Army soldiers")]
    assert not opened.page.article.is_selecting
    assert opened.page.record.isAncestorOf(QApplication.focusWidget())


def test_extending_a_phrase_by_a_word_makes_it_evidence_again(
    opened: MainWindow, qtbot: QtBot
) -> None:
    focus(opened, "initiator")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    for key in (Qt.Key.Key_Period, Qt.Key.Key_Right):
        qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ShiftModifier)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert row(opened, "initiator") == [("soldiers", State.CORRECTED, "Army soldiers shot")]


ENGINE = """
import json, sys
def say(**message):
    print(json.dumps(message), flush=True)
sys.stdin.readline()
say(type="ready", engine="fake@1")
for line in sys.stdin:
    message = json.loads(line)
    id_ = message["article"]["id"]
    sys.stderr.write(message["type"] + " " + id_ + "\\n")
    if message["type"] == "phrases" and id_ == "a1":
        say(type="failed", article_id=id_, text="too hard")
    elif message["type"] == "phrases":
        say(type="phrases", article_id=id_, phrases=[[0, 10, 4, 10]], sentences=[[0, 63]],
            told=[[[0, 63], "attack", [[11, 14]], []]], dateline=[[0, 3]])
    else:
        say(type="proposals", article_id=id_, proposals=[])
"""


def test_the_engine_is_asked_for_the_phrases_of_the_open_article_alone(
    make_project: Callable[..., Project], tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "engine.py").write_text(ENGINE)
    session = Session(make_project(3, suggest=False), "ana")
    session.open_article("a0")
    client = WorkerClient(session, command=(sys.executable, str(tmp_path / "engine.py")))
    client.start()
    try:
        session.want_phrases()
        session.want_phrases()
        with qtbot.waitSignal(session.phrases_arrived, timeout=20_000):
            pass
        assert [one.span for one in session.phrases] == [Span(0, 10)]
        assert session.told == [TriggerSentence(Span(0, 63), "attack", (Span(11, 14),))]
        assert (session.sentences, session.dateline) == ([Span(0, 63)], [Span(0, 3)])

        session.open_article("a1")
        assert session.phrases is None
        assert not session.told
        with qtbot.waitSignal(session.phrases_arrived, timeout=20_000):
            session.want_phrases()
        assert not session.phrases
        assert client.waiting_for("a1") == ""
    finally:
        client.stop()
