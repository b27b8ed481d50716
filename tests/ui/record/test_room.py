"""On a low screen the codebook's words give way to an editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.record.codebook_card import CodebookCard
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
