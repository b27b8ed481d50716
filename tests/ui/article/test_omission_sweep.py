"""The omission sweep with real keys and clicks: what Done asks, and what the answers leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from db.exports.exporting import export
from db.project import Project
from models.article import Article, Status
from models.claims import claimed_words
from models.edits import AddArticles
from models.events import Proposal, State, Suggested
from models.omissions import TriggerSentence
from models.review import Record
from models.spans import Span
from ui.article.article_view import ArticleView
from ui.article.sweep_bar import SweepBar
from ui.dialogs.settings_dialog import SettingsDialog
from ui.session import Focus
from ui.window.main_window import MainWindow

TEXT = (
    "Gunmen shot two traders near Gao on Monday. Elsewhere a mine blew up a lorry 😀 in Ber. "
    "Police arrested nobody.\n\nLater a house was set on fire in Kidal. The mayor was silent.\n"
)
MINE, FIRE = (
    "Elsewhere a mine blew up a lorry 😀 in Ber.",
    "Later a house was set on fire in Kidal.",
)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


TOLD = [
    TriggerSentence(span_of("Gunmen shot two traders near Gao on Monday."), "attack",
                    (span_of("shot"),)),
    TriggerSentence(span_of(MINE), "remote_explosive_landmine_ied", (span_of("mine blew up"),)),
    TriggerSentence(span_of(FIRE), "looting_property_destruction", (span_of("set on fire"),)),
]  # fmt: skip


@pytest.fixture
def opened(window: MainWindow, make_project: Callable[..., Project], qtbot: QtBot) -> MainWindow:
    """One event is suggested; two further sentences have a trigger."""
    project = make_project(0)
    articles = (
        Article("e1", TEXT, "Report", language="en"),
        Article("e2", "Nothing.", "Quiet", language="en"),
    )
    project.apply(AddArticles("Import", articles), "x")
    offers = (
        Suggested("p-0", "record_class", "incident", (span_of("shot"),), 0.8),
        Suggested("p-1", "event_type", "attack", (span_of("shot"),), 0.8),
    )
    project.save_proposals("e1", [Proposal("p", "e1", "rules@1", offers)], "rules@1")
    path = project.path
    project.close()
    window.activateWindow()
    assert window.open_project(path)
    qtbot.waitUntil(lambda: window.page is not None and window.page.record.isVisible())
    window.session.open_article("e1")
    window.session.take_phrases("e1", (), (), TOLD)
    window.page.record.setFocus()
    return window


def press(*keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    from PySide6.QtTest import QTest

    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, with_)


def done() -> None:
    press(Qt.Key.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)


def asked(window: MainWindow) -> str:
    told = window.page.article.sweep.here
    return told.span.quote(TEXT) if told else ""


def status(window: MainWindow) -> Status:
    return window.session.project.status("e1", "ana")


def left(window: MainWindow) -> list[str]:
    return [told.span.quote(TEXT) for told in window.page.article.sweep.unclaimed]


def test_done_asks_about_each_unclaimed_sentence_and_the_last_answer_finishes(
    opened: MainWindow,
) -> None:
    assert left(opened) == [MINE, FIRE]
    done()
    assert asked(opened) == MINE
    assert status(opened) is Status.NEW

    press(Qt.Key.Key_1)
    assert asked(opened) == FIRE
    press(Qt.Key.Key_X)

    assert status(opened) is Status.DONE
    assert opened.session.article.id == "e2"
    first, kept = opened.session.project.events("e1", "ana")
    assert first.values == ()
    assert [span.quote(TEXT) for span in claimed_words(first)] == ["mine blew up"]
    assert kept.dismissed
    assert [value.state for value in kept.values] == [State.REJECTED]
    assert opened.session.project.check() == []


def test_a_claimed_sentence_is_not_asked_about_again_and_its_words_lead_to_the_event(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    done()
    press(Qt.Key.Key_1, Qt.Key.Key_Escape)
    assert left(opened) == [FIRE]
    session = opened.session
    record = session.desk.records[0]
    assert (record.is_suggestion, record.undecided) == (True, 2)
    session.set_focus(Focus("", ""))
    view = opened.findChild(ArticleView)
    place = view.rect_of(TEXT.index("mine blew up") + 2).center().toPoint()

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert session.focus.record_key == record.key
    session.do(session.gestures.accept_all(session.desk, session.desk.records))
    out = tmp_path / "out.jsonl"
    export(session.project, out, "jsonl")
    words = list(span_of("mine blew up"))
    assert f'"claimed_words": [{words}]' in out.read_text(encoding="utf-8")
    session.undo()
    session.undo()
    assert left(opened) == [MINE, FIRE]
    assert session.project.check() == []


def test_letters_go_on_where_the_digits_end(opened: MainWindow) -> None:
    session = opened.session
    for _ in range(10):
        session.do(session.gestures.new_event(session.desk))
    tenth = opened.page.article.sweep.records[9]
    done()

    press(Qt.Key.Key_A)

    assert left(opened) == [FIRE]
    record = next(one for one in session.desk.records if one.key == tenth.key)
    assert claimed_words(record.event) == (span_of("mine blew up"),)


def test_an_event_added_by_the_sweep_is_filled_by_digits_from_what_its_sentence_says(
    opened: MainWindow,
) -> None:
    weapon = Suggested("s.0", "weapon", "landmine", (span_of("mine"),), 0.4)
    opened.session.take_phrases("e1", (), (), [replace(TOLD[1], listed=(weapon,))])
    done()
    press(Qt.Key.Key_N)
    record = opened.session.record
    assert record.event
    assert record.offers("weapon") == (weapon,)

    opened.session.set_focus(replace(opened.session.focus, field="weapon"))
    opened.page.record.setFocus()
    press(Qt.Key.Key_1)

    (event,) = opened.session.project.events("e1", "ana")
    (value,) = event.confirmed("weapon")
    assert (value.value, value.state) == ("landmine", State.ACCEPTED)
    assert opened.session.project.check() == []


def test_an_event_can_be_made_of_words_in_a_sentence_that_another_event_claims(
    opened: MainWindow, qtbot: QtBot
) -> None:
    weapon = Suggested("s.0", "weapon", "landmine", (span_of("mine"),), 0.4)
    told = [TOLD[0], replace(TOLD[1], listed=(weapon,)), TOLD[2]]
    opened.session.take_phrases("e1", (), (), told)
    done()
    press(Qt.Key.Key_1, Qt.Key.Key_Escape)
    view = opened.findChild(ArticleView)

    def made_of(word: str) -> Record:
        place = view.rect_of(TEXT.index(word) + 1).center().toPoint()
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        press(Qt.Key.Key_N)
        assert opened.page.record.isAncestorOf(QApplication.focusWidget())
        return opened.session.record

    mine = made_of("lorry")
    assert mine.first("event_type") == "remote_explosive_landmine_ied"
    assert mine.standing("event_type")[0].evidence == (span_of("mine blew up"),)
    assert mine.offers("weapon") == (weapon,)
    police = made_of("arrested")
    assert (police.event.values, claimed_words(police.event)) == ((), (span_of("arrested"),))
    assert len(opened.session.desk.records) == 3
    assert opened.session.project.check() == []


def test_what_is_no_event_is_not_asked_for_again_until_it_is_undone(opened: MainWindow) -> None:
    press(Qt.Key.Key_U, with_=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_X, Qt.Key.Key_Escape)
    opened.session.open_article("e2")
    opened.session.open_article("e1")
    opened.session.take_phrases("e1", (), (), TOLD)
    assert left(opened) == [FIRE]

    opened.session.undo()

    assert left(opened) == [MINE, FIRE]


def test_an_added_event_has_type_and_words_and_waits_to_be_filled(opened: MainWindow) -> None:
    done()
    press(Qt.Key.Key_N, Qt.Key.Key_X)

    assert status(opened) is Status.IN_PROGRESS
    record = opened.session.record
    assert record.first("event_type") == "remote_explosive_landmine_ied"
    assert record.standing("event_type")[0].evidence == (span_of("mine blew up"),)
    assert not record.values(opened.session.focus.field)
    assert opened.page.record.isAncestorOf(QApplication.focusWidget())
    done()
    assert status(opened) is Status.DONE


def test_a_second_done_finishes_anyway_and_escape_leaves_without_finishing(
    opened: MainWindow,
) -> None:
    done()
    press(Qt.Key.Key_Escape)
    assert (asked(opened), status(opened)) == ("", Status.NEW)
    assert opened.page.record.isAncestorOf(QApplication.focusWidget())
    done()
    assert status(opened) is Status.DONE


def test_done_pressed_twice_finishes(opened: MainWindow) -> None:
    done()
    done()

    assert status(opened) is Status.DONE
    assert opened.session.article.id == "e2"


def test_arrows_go_on_without_an_answer_and_undo_brings_a_sentence_back(
    opened: MainWindow,
) -> None:
    done()
    press(Qt.Key.Key_Down)
    assert asked(opened) == FIRE
    press(Qt.Key.Key_X)
    assert asked(opened) == MINE

    press(Qt.Key.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)

    assert left(opened) == [MINE, FIRE]
    assert asked(opened) == MINE


def test_a_number_without_an_event_answers_nothing(opened: MainWindow) -> None:
    done()
    press(Qt.Key.Key_2)

    assert asked(opened) == MINE
    assert opened.session.project.events("e1", "ana") == []


def test_the_setting_switches_it_off(opened: MainWindow) -> None:
    dialog = SettingsDialog(opened.theme, opened.settings, opened)
    (box,) = (one for one in dialog.findChildren(QCheckBox) if "no event" in one.text())
    box.click()
    opened.keep_settings(dialog.chosen)
    dialog.close()

    done()

    assert status(opened) is Status.DONE


def test_buttons_do_the_same_as_keys(opened: MainWindow, qtbot: QtBot) -> None:
    done()
    bar = opened.findChild(SweepBar)
    buttons = {button.text()[:1]: button for button in bar.findChildren(QPushButton)}
    assert buttons["1"].accessibleName().startswith("Belongs to event 1: ")
    assert MINE in bar.accessibleDescription()

    qtbot.mouseClick(buttons["X"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons["1"], Qt.MouseButton.LeftButton)

    assert status(opened) is Status.DONE


def test_a_click_on_the_mark_in_the_margin_asks_about_its_sentence(
    opened: MainWindow, qtbot: QtBot
) -> None:
    view = opened.findChild(ArticleView)
    assert view.accessibleDescription() == "2 sentences tell of something that no event claims"
    place = view.margin.box(1).center().toPoint()
    tip = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), tip)
    assert "set on fire" in QToolTip.text()

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked(opened) == FIRE
    press(Qt.Key.Key_X)
    assert (asked(opened), left(opened)) == (MINE, [MINE])
    press(Qt.Key.Key_X)

    assert (asked(opened), left(opened)) == ("", [])
    assert status(opened) is Status.IN_PROGRESS


def test_letters_of_the_sweep_never_start_actions(opened: MainWindow, qtbot: QtBot) -> None:
    done()
    bar = opened.findChild(SweepBar)
    assert QApplication.focusWidget() is bar

    press(Qt.Key.Key_J, Qt.Key.Key_D, Qt.Key.Key_0)

    assert opened.session.article.id == "e1"
    assert opened.session.project.events("e1", "ana") == []


def test_where_the_engine_has_not_read_done_is_done(opened: MainWindow) -> None:
    opened.session.open_article("e2")

    done()

    assert opened.session.project.status("e2", "ana") is Status.DONE


def test_evidence_elsewhere_in_the_sentence_claims_it(opened: MainWindow) -> None:
    session = opened.session
    shown = session.record.values("event_type")[0]
    edit = session.gestures.set_evidence(
        session.desk, session.record, shown, (*shown.evidence, span_of("Ber"))
    )

    session.do(edit)

    assert left(opened) == [FIRE]
    assert opened.findChild(ArticleView).margin.box(0).center() != QPoint()
    assert replace(TOLD[2]) in opened.session.unclaimed()
