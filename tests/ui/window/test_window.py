"""The whole window under keys: a review from start to end, and what must not happen by accident."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.article import Status
from models.edits import AddArticles
from models.events import State
from tests.ui.window.window_keys import CTRL, SHIFT, focus, press
from ui.article.article_view import ArticleView
from ui.queue.queue_list import QueueList
from ui.session import Focus
from ui.settings import load_settings
from ui.widgets.palette import CommandPalette
from ui.window.main_window import MainWindow
from ui.window.panes import PaneMark
from ui.window.review_page import ReviewPage


def states(window: MainWindow, field: str) -> list[State]:
    return [one.state for one in window.session.record.values(field)]


def test_enter_accepts_and_x_rejects_and_ctrl_z_takes_back(
    review: MainWindow, qtbot: QtBot
) -> None:
    focus(review, "place")

    press(qtbot, review, Qt.Key.Key_Return)
    assert states(review, "place") == [State.ACCEPTED]
    focus(review, "killed")
    press(qtbot, review, Qt.Key.Key_X)
    assert states(review, "killed") == [State.REJECTED]

    press(qtbot, review, Qt.Key.Key_Z, CTRL)
    assert states(review, "killed") == [State.SUGGESTED]
    press(qtbot, review, Qt.Key.Key_Z, CTRL | SHIFT)
    assert states(review, "killed") == [State.REJECTED]


def test_ctrl_enter_finishes_the_article_and_opens_the_next(
    review: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, review, Qt.Key.Key_Return, CTRL)

    assert review.project.status("a0", "ana") is Status.DONE
    assert review.session.article.id == "a1"
    press(qtbot, review, Qt.Key.Key_Z, CTRL)
    assert review.session.article.id == "a0"
    assert review.session.status is Status.NEW


def test_what_was_left_undecided_is_said_when_an_article_is_done(
    review: MainWindow, qtbot: QtBot
) -> None:
    left = sum(record.undecided for record in review.session.desk.records)
    said: list[str] = []
    review.session.message.connect(said.append)

    press(qtbot, review, Qt.Key.Key_Return, CTRL)

    assert left
    assert said[-1].startswith(f"Done. {left} suggestions were left undecided")


def test_no_event_here_is_a_decision_and_goes_on(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_0)

    assert review.project.status("a0", "ana") is Status.DONE
    assert all(event.dismissed for event in review.project.events("a0", "ana"))
    assert review.session.article.id == "a1"


def test_flagging_marks_and_unmarks(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_F)
    assert review.session.status is Status.FLAGGED

    press(qtbot, review, Qt.Key.Key_F)
    assert review.session.status is Status.NEW


def test_skipping_goes_on(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_S, CTRL | SHIFT)

    assert review.project.status("a0", "ana") is Status.SKIPPED
    assert review.session.article.id == "a1"


def test_j_and_k_walk_through_the_queue(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_J)
    assert review.session.article.id == "a1"

    press(qtbot, review, Qt.Key.Key_K)
    assert review.session.article.id == "a0"


def test_letters_typed_into_the_search_box_start_nothing(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_Slash)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)

    qtbot.keyClicks(box, "xnmfsdj0123")

    assert box.text() == "xnmfsdj0123"
    assert review.project.events("a0", "ana") == []
    assert review.session.status is Status.NEW


def test_an_editor_that_cannot_be_saved_keeps_its_article_open(
    review: MainWindow, qtbot: QtBot
) -> None:
    focus(review, "killed")
    press(qtbot, review, Qt.Key.Key_E)
    qtbot.keyClicks(QApplication.focusWidget(), "many or so")
    rows = review.findChild(QueueList)

    qtbot.mouseClick(
        rows.viewport(),
        Qt.MouseButton.LeftButton,
        pos=rows.visualRect(rows.model().index(1, 0)).center(),
    )

    assert review.session.article.id == "a0"
    qtbot.waitUntil(lambda: rows.currentIndex().row() == 0)


def test_evidence_is_selected_in_the_article_by_keys(review: MainWindow, qtbot: QtBot) -> None:
    focus(review, "place")

    press(qtbot, review, Qt.Key.Key_S)
    assert isinstance(QApplication.focusWidget(), ArticleView)
    press(qtbot, review, Qt.Key.Key_Left)
    press(qtbot, review, Qt.Key.Key_Right, SHIFT)
    press(qtbot, review, Qt.Key.Key_Return)

    (value,) = review.session.record.values("place")
    assert [span.quote(review.session.article.text) for span in value.evidence] == ["near Gao"]
    assert value.state is State.CORRECTED
    assert review.page.record.isAncestorOf(QApplication.focusWidget())


def test_letters_decide_nothing_while_evidence_is_selected(
    review: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, review, Qt.Key.Key_S)

    for key in (Qt.Key.Key_X, Qt.Key.Key_A, Qt.Key.Key_M, Qt.Key.Key_0, Qt.Key.Key_Delete):
        press(qtbot, review, key)
    assert review.project.events("a0", "ana") == []
    assert review.session.status is Status.NEW
    press(qtbot, review, Qt.Key.Key_Escape)
    press(qtbot, review, Qt.Key.Key_N)

    assert len(review.project.events("a0", "ana")) == 1


def test_escape_from_selecting_comes_back_to_the_record(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_S)
    press(qtbot, review, Qt.Key.Key_Escape)

    assert review.page.record.isAncestorOf(QApplication.focusWidget())
    assert review.project.events("a0", "ana") == []


def test_f6_goes_through_the_panes(review: MainWindow, qtbot: QtBot) -> None:
    seen = []
    for _ in range(3):
        press(qtbot, review, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        page = review.page
        panes = {"queue": page.queue, "article": page.article, "record": page.record}
        seen += [name for name, pane in panes.items() if pane.isAncestorOf(focused)]

    assert seen == ["queue", "article", "record"]


def test_the_pane_that_has_the_keyboard_is_marked(review: MainWindow, qtbot: QtBot) -> None:
    page = review.page
    for pane in (page.queue, page.article, page.record):
        press(qtbot, review, Qt.Key.Key_F6)

        (mark,) = review.findChildren(PaneMark)
        assert mark.parentWidget() in (pane, pane.parentWidget())
        assert mark.isVisible()
        assert mark.width() == mark.parentWidget().width()


def test_panes_move_and_the_keyboard_goes_through_them_as_they_stand(
    review: MainWindow, qtbot: QtBot
) -> None:
    page = review.page
    press(qtbot, review, Qt.Key.Key_PageUp, CTRL | SHIFT)
    assert page.panes.order == review.settings.pane_order == ("queue", "record", "article")
    assert page.record.x() < page.article.parentWidget().x()
    assert page.record.isAncestorOf(QApplication.focusWidget())
    press(qtbot, review, Qt.Key.Key_F6)
    assert page.article.isAncestorOf(QApplication.focusWidget())
    assert chain(page) == ["queue", "record", "article"]

    press(qtbot, review, Qt.Key.Key_F6)
    press(qtbot, review, Qt.Key.Key_PageDown, CTRL | SHIFT)
    press(qtbot, review, Qt.Key.Key_PageDown, CTRL | SHIFT)
    press(qtbot, review, Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert load_settings().pane_order == ("record", "article", "queue")
    assert "edge" in review.statusBar().currentMessage()

    widths = page.panes.widths
    path = review.project.path
    assert review.open_project(path)
    assert review.page.panes.order == ("record", "article", "queue")
    assert review.page.panes.widths == widths
    review.actions_table.by_key["usual_panes"].trigger()
    assert review.page.panes.order == ("queue", "article", "record")


def test_a_pane_moves_past_one_that_is_hidden(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_B, CTRL)
    press(qtbot, review, Qt.Key.Key_PageUp, CTRL | SHIFT)
    assert review.page.queue.isHidden()
    assert review.page.panes.order == ("queue", "record", "article")


def chain(page: ReviewPage) -> list[str]:
    """The panes in the order in which Tab comes to them."""
    seen: list[str] = []
    here = page.nextInFocusChain()
    while here is not page:
        for name in ("queue", "article", "record"):
            if getattr(page, name).isAncestorOf(here) and name not in seen:
                seen.append(name)
        here = here.nextInFocusChain()
    return seen


def test_panes_hide_and_the_choice_is_kept(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_B, CTRL)
    assert not review.page.queue.isVisible()
    assert review.settings.queue_shown is False

    press(qtbot, review, Qt.Key.Key_Slash)

    assert review.page.queue.isVisible()


def test_space_reads_on_while_the_record_has_the_keyboard(review: MainWindow, qtbot: QtBot) -> None:
    article = replace(review.session.article, id="long", text="A quiet day. " * 3000)
    review.session.do(AddArticles("Import", (article,)))
    review.session.open_article("long")
    review.page.record.setFocus()
    bar = review.findChild(ArticleView).verticalScrollBar()

    press(qtbot, review, Qt.Key.Key_Space)
    assert bar.value() > 0
    press(qtbot, review, Qt.Key.Key_Space, SHIFT)

    assert bar.value() == 0


def test_zoom_grows_the_article(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_Plus, CTRL)
    assert review.theme.zoom == 110

    press(qtbot, review, Qt.Key.Key_0, CTRL)

    assert review.theme.zoom == 100
    assert review.session.status is Status.NEW


def test_the_colours_change_by_key(review: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, review, Qt.Key.Key_L, CTRL | SHIFT)
    assert review.theme.is_dark

    press(qtbot, review, Qt.Key.Key_L, CTRL | SHIFT)
    assert not review.theme.is_dark


def test_the_menu_names_what_undo_would_undo(review: MainWindow, qtbot: QtBot) -> None:
    focus(review, "place")
    press(qtbot, review, Qt.Key.Key_Return)

    assert review.actions_table.by_key["undo"].text() == "Undo: accept place"


def test_no_key_is_given_to_two_actions(review: MainWindow) -> None:
    keys: dict[str, list[str]] = {}
    for action in review.actions():
        for sequence in action.shortcuts():
            text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
            keys.setdefault(text, []).append(action.text())

    assert {key: texts for key, texts in keys.items() if len(texts) > 1} == {}


def test_every_action_of_the_table_does_something(review: MainWindow) -> None:
    table = review.actions_table
    without = [
        key for key in table.by_key if key != "take_alternative" and key not in table._handlers
    ]

    assert without == []


def test_the_palette_opened_over_an_editor_leaves_in_peace(review, qtbot: QtBot) -> None:
    review.actions_table.by_key["correct"].trigger()
    assert review.page.record.editing.editor is not None

    review.actions_table.by_key["palette"].trigger()
    palette = review.findChild(CommandPalette)
    with qtbot.waitSignal(review.page.record.editing.editor.destroyed):
        review.page.record.editing.cancel()
    palette.leave()

    assert palette.isHidden()


def test_skip_saves_what_is_being_typed_and_skips(review: MainWindow, qtbot: QtBot) -> None:
    review.page.record.setFocus()
    review.session.set_focus(Focus(review.session.focus.record_key, "killed"))
    review.page.record.reviewer.correct()
    qtbot.keyClicks(QApplication.focusWidget(), "7")

    review.actions_table.by_key["skip"].trigger()

    assert review.session.project.status("a0", "ana") is Status.SKIPPED
    event = review.session.project.events("a0", "ana")[0]
    assert [one.best for one in (value.value for value in event.values)] == [7]
