"""Finding words in the open article, and what the reading pane shows on demand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.spans import Span
from ui.article.article_view import ArticleView
from ui.article.find_bar import FindBar
from ui.article.finding import FoldedText
from ui.theme import ReadingFont
from ui.window.main_window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def quotes(text: str, words: str) -> list[str]:
    return [span.quote(text) for span in FoldedText(text).find(words)]


def test_case_accents_quotes_and_line_breaks_make_no_difference() -> None:
    text = "In Bogotá\n the “Frente” met; BOGOTA THE city – José said 😀 it’s over."

    assert quotes(text, "bogota the") == ["Bogotá\n the", "BOGOTA THE"]
    assert quotes(text, 'the "frente"') == ["the “Frente”"]
    assert quotes(text, "it's OVER.") == ["it’s over."]
    assert quotes("Jose\u0301 Luis", "josé luis") == ["Jose\u0301 Luis"]
    assert quotes(text, "  ") == []


@given(st.text(max_size=40), st.text(min_size=1, max_size=4))
def test_a_piece_of_the_text_is_always_found_where_it_stands(text: str, more: str) -> None:
    whole = f"{text}{more}{text}"
    if more.split() == [more]:
        assert Span(len(text), len(text) + len(more)) in FoldedText(whole).find(more) or any(
            span.overlaps(Span(len(text), len(text) + len(more)))
            for span in FoldedText(whole).find(more)
        )


@pytest.fixture
def bar(review: MainWindow) -> FindBar:
    review.page.record.setFocus()
    press(Qt.Key.Key_F, CONTROL)
    return review.findChild(FindBar)


def press(key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, with_)


def write(words: str) -> None:
    for letter in words:
        QTest.keyClick(QApplication.focusWidget(), letter)


def shown(bar: FindBar, window: MainWindow) -> tuple[str, int]:
    start = bar.here.start if bar.here else -1
    return next(one.text() for one in bar.findChildren(QLabel)), start


def test_ctrl_f_finds_counts_and_goes_round(bar: FindBar, review: MainWindow) -> None:
    text = review.session.article.text
    write("at")
    places = [start for start in range(len(text)) if text.lower().startswith("at", start)]
    count = len(places)
    assert count >= 2
    assert shown(bar, review) == (f"1 of {count}", places[0])

    press(Qt.Key.Key_Return)
    assert shown(bar, review) == (f"2 of {count}", places[1])
    press(Qt.Key.Key_F3, SHIFT)
    press(Qt.Key.Key_Return, SHIFT)
    assert shown(bar, review) == (f"{count} of {count}", places[-1])
    press(Qt.Key.Key_F3)
    assert shown(bar, review) == (f"1 of {count}", places[0])
    assert review.session.project.events("a0", "ana") == []

    write("zzz")
    assert shown(bar, review) == ("Not found", -1)


def test_escape_closes_and_the_keyboard_goes_back_to_the_record(
    bar: FindBar, review: MainWindow
) -> None:
    write("bomb")
    press(Qt.Key.Key_Escape)

    assert bar.isHidden()
    assert bar.found == []
    assert review.page.record.isAncestorOf(QApplication.focusWidget())


def test_selecting_evidence_begins_where_the_words_were_found(
    bar: FindBar, review: MainWindow
) -> None:
    write("market")
    review.page.record.setFocus()

    press(Qt.Key.Key_S)

    (span,) = review.page.article.selected
    assert span.quote(review.session.article.text) == "market"


def test_the_words_are_found_in_the_next_article_too(bar: FindBar, review: MainWindow) -> None:
    write("bomb")

    review.session.open_article("a1")

    assert shown(bar, review)[0] == "1 of 1"


def test_paragraph_numbers_come_and_go_and_stay_chosen(review: MainWindow) -> None:
    view = review.findChild(ArticleView)
    before = view.grab().toImage()
    review.page.record.setFocus()

    press(Qt.Key.Key_P, CONTROL | SHIFT)
    assert review.settings.paragraph_numbers
    assert view.grab().toImage() != before
    review.session.open_article("a1")
    assert view.margin._numbers == [0, 2]

    review.session.open_article("a0")
    press(Qt.Key.Key_P, CONTROL | SHIFT)
    assert view.grab().toImage() == before


def test_articles_can_be_set_in_a_monospaced_family(review: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        review.actions_table.by_key["reading_font"].trigger()

    assert review.settings.reading_font == ReadingFont.MONO
    metrics = QFontMetricsF(review.findChild(ArticleView).document().defaultFont())
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")
    review.actions_table.by_key["reading_font"].trigger()
    assert review.settings.reading_font == ReadingFont.SERIF


def test_the_header_tells_the_dateline_when_the_engine_has_read_it(review: MainWindow) -> None:
    review.session.take_phrases("a0", (), dateline=(Span(0, 3), Span(4, 10)))

    facts = [label.text() for label in review.page.article.findChildren(QLabel)]
    assert any("filed Two, drones" in fact.replace("\u00a0", " ") for fact in facts)
