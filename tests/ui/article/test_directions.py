"""Text that runs from right to left, or both ways: where it stands and how keys go through it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.project import Project
from models.article import Article
from models.edits import AddArticles
from models.omissions import TriggerSentence
from models.spans import Span
from ui.article.article_panel import ArticlePanel
from ui.article.article_view import ArticleView
from ui.article.evidence_painter import Ink, Mark, rects
from ui.session import Session
from ui.theme import Theme

FIRST = "قتل مسلحون ثلاثة تجار."
MIXED = "وقال Peter Smith إن السوق مغلق."
LAST = "The mayor of غاو was silent."
TEXT = f"{FIRST}\n\n{MIXED}\n\n{LAST}"


@pytest.fixture
def panel(make_project, theme: Theme, qtbot: QtBot) -> ArticlePanel:
    project: Project = make_project(0)
    project.apply(AddArticles("Import", (Article("r", TEXT, language="ar"),)), "x")
    session = Session(project, "ana")
    panel = ArticlePanel(session, theme)
    session.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(800, 500)
    with qtbot.waitExposed(panel):
        panel.show()
    session.open_article("r")
    return panel


def view(panel: ArticlePanel) -> ArticleView:
    return panel.findChild(ArticleView)


def walk(panel: ArticlePanel, key: Qt.Key, steps: int) -> list[str]:
    seen = []
    for _ in range(steps):
        QTest.keyClick(view(panel), key)
        seen += [span.quote(TEXT) for span in panel.selected]
    return seen


def begin(panel: ArticlePanel, words: str) -> None:
    start = TEXT.index(words)
    panel.selecting.begin(Span(start, start + len(words)))


def test_each_paragraph_begins_on_its_own_side(panel: ArticlePanel) -> None:
    middle = view(panel).viewport().width() / 2

    assert view(panel).rect_of(0).left() > middle
    assert view(panel).rect_of(TEXT.index(MIXED)).left() > middle
    assert view(panel).rect_of(TEXT.index(LAST)).left() < middle


def test_left_and_right_go_to_the_word_that_is_seen_there(panel: ArticlePanel) -> None:
    begin(panel, "قتل")

    assert walk(panel, Qt.Key.Key_Left, 4) == ["مسلحون", "ثلاثة", "تجار", "وقال"]
    assert walk(panel, Qt.Key.Key_Right, 1) == ["تجار"]


def test_inside_words_of_the_other_direction_keys_still_follow_the_eye(
    panel: ArticlePanel,
) -> None:
    begin(panel, "وقال")
    # Seen from the right: and-said, then "Peter Smith", whose last word comes first from there.
    assert walk(panel, Qt.Key.Key_Left, 3) == ["Smith", "Peter", "إن"]

    begin(panel, "mayor")
    assert walk(panel, Qt.Key.Key_Right, 3) == ["of", "غاو", "was"]


def test_sentences_are_taken_towards_the_side_to_which_the_text_runs(panel: ArticlePanel) -> None:
    begin(panel, "قتل")
    for _ in range(2):
        QTest.keyClick(view(panel), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)

    assert [span.quote(TEXT) for span in panel.selected] == [MIXED.rstrip(".")]


def test_a_mark_stands_on_the_side_where_its_paragraph_begins(panel: ArticlePanel) -> None:
    session, middle = panel._session, view(panel).viewport().width() / 2
    told = [
        TriggerSentence(Span(TEXT.index(one), TEXT.index(one) + len(one)), "attack", ())
        for one in (FIRST, LAST)
    ]
    session.take_phrases("r", (), (), told)

    right, left = (view(panel).margin.box(place).center().x() for place in (0, 1))
    assert right > view(panel).rect_of(0).right() > middle
    assert left < view(panel).rect_of(TEXT.index(LAST)).left()


def test_what_is_painted_for_a_stretch_is_where_a_click_on_it_lands(panel: ArticlePanel) -> None:
    for words in ("Peter", "غاو", "ثلاثة"):
        start = TEXT.index(words)
        block = view(panel).document().findBlock(start)
        mark = Mark(start, start + len(words), Ink.SELECTION)
        (box,) = rects(block, mark, bidirectional=True)
        found = view(panel)._point_under(box.center().toPoint())
        assert found is not None
        assert start <= found < start + len(words)
