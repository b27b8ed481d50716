"""The reading pane under mouse and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.article import Status
from models.edits import AddArticles
from models.spans import Span
from ui.article.article_header import ArticleHeader
from ui.article.article_panel import ArticlePanel
from ui.article.article_view import ArticleView
from ui.article.displayed_text import SHOWN_LIMIT
from ui.session import Focus, Session
from ui.theme import ReadingFont, Theme


@pytest.fixture
def panel(session: Session, theme: Theme, qtbot: QtBot) -> ArticlePanel:
    panel = ArticlePanel(session, theme)
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    with qtbot.waitExposed(panel):
        panel.show()
    session.open_article("a0")
    return panel


def view(panel: ArticlePanel) -> ArticleView:
    return panel.findChild(ArticleView)


def middle_of(panel: ArticlePanel, words: str) -> QPoint:
    start = panel._session.article.text.index(words)
    first = view(panel).rect_of(start)
    last = view(panel).rect_of(start + len(words))
    return QPoint(round((first.left() + last.left()) / 2), round(first.center().y()))


def quotes(panel: ArticlePanel) -> list[str]:
    return [span.quote(panel._session.article.text) for span in panel.selected]


def press(qtbot: QtBot, panel: ArticlePanel, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(view(panel), key, modifier)


def test_the_header_says_what_the_article_is(panel: ArticlePanel) -> None:
    facts = [label.text().replace("\u00a0", " ") for label in panel.findChildren(QLabel)]

    assert "Report number 0" in facts
    assert any("Wire  ·  published 28 March 2024  ·  English  ·  " in fact for fact in facts)


def test_a_state_that_takes_another_line_of_the_header_cuts_nothing_off(
    panel: ArticlePanel, session: Session
) -> None:
    header = panel.findChild(ArticleHeader)
    heights = []
    for width in range(640, 400, -10):
        session.do(session.gestures.set_status(session.desk, Status.NEW))
        panel.resize(width, 500)
        QApplication.processEvents()
        before = header.height()
        session.do(session.gestures.set_status(session.desk, Status.FLAGGED))
        heights.append(
            (before, header.height(), header.layout().totalHeightForWidth(header.width()))
        )

    assert all(height == wanted for _, height, wanted in heights)
    assert any(before < height for before, height, _ in heights)


def test_a_click_on_a_highlight_focuses_its_field_and_event(
    panel: ArticlePanel, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.span_clicked):
        qtbot.mouseClick(
            view(panel).viewport(), Qt.MouseButton.LeftButton, pos=middle_of(panel, "Ber")
        )

    assert session.focus == Focus(session.desk.records[1].key, "place", 0)


def test_a_click_beside_highlights_leaves_the_focus(
    panel: ArticlePanel, session: Session, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(session.focus_changed):
        qtbot.mouseClick(
            view(panel).viewport(), Qt.MouseButton.LeftButton, pos=middle_of(panel, "Nobody")
        )


def test_keys_select_words_and_enter_takes_them(
    panel: ArticlePanel, session: Session, qtbot: QtBot
) -> None:
    session.set_focus(Focus(session.focus.record_key, "place"))
    panel.begin_selection()
    assert quotes(panel) == ["Gao"]

    press(qtbot, panel, Qt.Key.Key_Left)
    press(qtbot, panel, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(panel.evidence_selected) as taken:
        press(qtbot, panel, Qt.Key.Key_Return)

    (span,) = taken.args[0]
    assert span.quote(session.article.text) == "near Gao"
    assert not panel.is_selecting


def test_down_goes_to_the_next_line_and_ctrl_takes_sentences(
    panel: ArticlePanel, session: Session, qtbot: QtBot
) -> None:
    panel.begin_selection()
    press(qtbot, panel, Qt.Key.Key_Down)
    press(qtbot, panel, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert quotes(panel) == ["An hour later a bomb went off at a market in Ber, the mayor said"]


def test_space_keeps_words_and_goes_on(panel: ArticlePanel, session: Session, qtbot: QtBot) -> None:
    session.set_focus(Focus(session.focus.record_key, "place"))
    panel.begin_selection()
    press(qtbot, panel, Qt.Key.Key_Space)
    press(qtbot, panel, Qt.Key.Key_Right)

    assert quotes(panel) == ["Gao", "Monday"]


def test_escape_takes_nothing(panel: ArticlePanel, qtbot: QtBot) -> None:
    panel.begin_selection()

    with (
        qtbot.assertNotEmitted(panel.evidence_selected),
        qtbot.waitSignal(panel.selection_ended),
    ):
        press(qtbot, panel, Qt.Key.Key_Escape)

    assert panel.selected == ()


def test_a_drag_takes_whole_words_and_offers_them(
    panel: ArticlePanel, session: Session, qtbot: QtBot
) -> None:
    session.set_focus(Focus(session.focus.record_key, "place"))
    port, left = view(panel).viewport(), Qt.MouseButton.LeftButton

    qtbot.mousePress(port, left, pos=middle_of(panel, "market"))
    qtbot.mouseMove(port, middle_of(panel, "Ber"))
    qtbot.mouseRelease(port, left, pos=middle_of(panel, "Ber"))

    assert quotes(panel) == ["market in Ber"]
    button = next(b for b in panel.findChildren(QPushButton) if "evidence" in b.text())
    assert button.isVisible()
    assert button.text() == "↵  Use as evidence for Place"
    with qtbot.waitSignal(panel.evidence_selected):
        qtbot.mouseClick(button, left)


def test_a_double_click_takes_the_word(panel: ArticlePanel, qtbot: QtBot) -> None:
    pos = middle_of(panel, "mayor")

    qtbot.mouseDClick(view(panel).viewport(), Qt.MouseButton.LeftButton, pos=pos)

    assert quotes(panel) == ["mayor"]


def test_selected_words_can_be_copied(panel: ArticlePanel, session: Session, qtbot: QtBot) -> None:
    session.set_focus(Focus(session.focus.record_key, "place"))
    panel.begin_selection()

    press(qtbot, panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text() == "Gao"


def test_focusing_a_field_scrolls_to_its_evidence(
    panel: ArticlePanel, session: Session, qtbot: QtBot
) -> None:
    text = "Quiet day. " * 2000 + session.article.text
    article = replace(session.article, id="long", text=text)
    session.do(AddArticles("Import", (article,)))
    session.open_article("long")
    session.do(session.gestures.new_event(session.desk))
    start = text.index("Gao")
    key, span = session.desk.records[0].key, Span(start, start + 3)
    edit = session.gestures.add(session.desk, session.desk.records[0], "summary", "x", (span,))
    session.do(edit)
    assert view(panel).rect_of(start).top() > panel.height()

    session.set_focus(Focus(key, "summary"))

    assert 0 < view(panel).rect_of(start).top() < view(panel).viewport().height()


def test_positions_on_screen_are_code_points(
    panel: ArticlePanel, session: Session, qtbot: QtBot
) -> None:
    text = "😀😀 alarm\r\nin \U0001d4b3 city é́ שלום today"
    article = replace(session.article, id="odd", text=text)
    session.do(AddArticles("Import", (article,)))
    session.open_article("odd")

    qtbot.mouseDClick(
        view(panel).viewport(), Qt.MouseButton.LeftButton, pos=middle_of(panel, "city")
    )
    assert quotes(panel) == ["city"]
    qtbot.mouseDClick(
        view(panel).viewport(), Qt.MouseButton.LeftButton, pos=middle_of(panel, "alarm")
    )
    assert quotes(panel) == ["alarm"]


def test_the_column_is_never_wider_than_is_good_to_read(panel: ArticlePanel, theme: Theme) -> None:
    for width in (400, 700, 2000):
        panel.resize(width, 500)
        QApplication.processEvents()
        document = view(panel).document()
        frame = document.rootFrame().frameFormat()
        column = document.textWidth() - frame.leftMargin() - frame.rightMargin()
        sample = "the quick brown fox jumps over the lazy dog again "
        font_width = _width(theme, sample) / len(sample)
        assert column / font_width <= 75


def test_another_theme_and_size_keep_the_text(panel: ArticlePanel, theme: Theme) -> None:
    before = view(panel).toPlainText()

    theme.set_reading(ReadingFont.SANS, 150)

    assert view(panel).toPlainText() == before
    assert view(panel).document().defaultFont().pixelSize() == 26
    theme.set_reading(ReadingFont.SERIF, 100)


def test_of_a_text_of_any_length_only_so_much_is_laid_out(
    panel: ArticlePanel, session: Session
) -> None:
    text = "A line of a log file, one of very many.\n" * 60_000
    article = replace(session.article, id="log", text=text)
    session.do(AddArticles("Import", (article,)))

    session.open_article("log")

    assert view(panel).document().characterCount() == SHOWN_LIMIT + 1
    assert any(
        "only the first 1,000,000 of" in label.text() for label in panel.findChildren(QLabel)
    )


def test_no_article_shows_nothing(panel: ArticlePanel, session: Session) -> None:
    session.close_article()

    assert view(panel).toPlainText() == ""
    panel.begin_selection()
    assert not panel.is_selecting


def _width(theme: Theme, text: str) -> float:
    return QFontMetricsF(theme.reading_font()).horizontalAdvance(text)


def test_sentences_are_those_of_the_parser_where_it_has_read(
    panel: ArticlePanel, session: Session, qtbot: QtBot
) -> None:
    text = session.article.text
    first = Span(0, text.index(", killing"))
    session.take_phrases("a0", (), (first, Span(first.end, text.index("\n"))))
    panel.begin_selection()

    press(qtbot, panel, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert quotes(panel) == [first.quote(text)]


def test_a_third_click_takes_the_sentence(panel: ArticlePanel, qtbot: QtBot) -> None:
    place, port = middle_of(panel, "bomb"), view(panel).viewport()
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place)
    assert quotes(panel) == ["bomb"]

    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)

    assert quotes(panel) == ["An hour later a bomb went off at a market in Ber, the mayor said"]


def test_only_what_can_be_scrolled_shows_a_handle(panel: ArticlePanel) -> None:
    panel.resize(600, 900)
    QApplication.processEvents()
    assert not view(panel).verticalScrollBar().isEnabled()

    panel.resize(600, 120)
    QApplication.processEvents()
    assert view(panel).verticalScrollBar().isEnabled()
