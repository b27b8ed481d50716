"""On a low screen the codebook's words give way to an editor, and to the row in focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.record.codebook_card import CodebookCard
from ui.record.field_list import FieldList
from ui.session import Focus
from ui.window.main_window import MainWindow


def test_the_card_is_low_while_an_editor_is_open(review: MainWindow, qtbot: QtBot) -> None:
    review.resize(1366, 700)
    panel = review.page.record
    panel.setFocus()
    review.session.set_focus(Focus(review.session.focus.record_key, "place"))
    card = review.findChild(CodebookCard)
    qtbot.waitUntil(lambda: card.height() > card.minimumHeight())
    before = card.height()

    panel.reviewer.correct()
    qtbot.waitUntil(lambda: card.height() < before)
    qtbot.keyClick(panel.editing.editor, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: card.height() == before)


def test_the_row_in_focus_is_whole_in_view_also_in_a_window_that_becomes_low(
    review: MainWindow, qtbot: QtBot
) -> None:
    review.resize(1366, 900)
    review.page.record.setFocus()
    review.session.set_focus(Focus(review.session.focus.record_key, "initiator"))
    fields = review.findChild(FieldList)

    review.resize(910, 500)

    def is_in_view() -> bool:
        shown = fields.visibleRegion().boundingRect()
        row = fields.box("initiator").rect.toRect()
        return shown.top() <= row.top() and row.bottom() <= shown.bottom() + 1

    qtbot.waitUntil(is_in_view)
    assert review.findChild(CodebookCard).height() < fields.visibleRegion().boundingRect().height()
