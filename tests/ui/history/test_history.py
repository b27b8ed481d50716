"""The history beside the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from models.article import Status
from ui.history.history_dialog import HistoryDialog, Scope
from ui.session import Focus, Session
from ui.theme import Theme


@pytest.fixture
def dialog(session: Session, theme: Theme, qtbot: QtBot) -> HistoryDialog:
    dialog = HistoryDialog(session, theme, None)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def lines(dialog: HistoryDialog) -> list[str]:
    tree = dialog.findChild(QTreeWidget)
    found = []
    for place in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(place)
        found.append(item.text(2))
        found += ["  " + item.child(below).text(2) for below in range(item.childCount())]
    return found


def decide(session: Session, field: str, *, accept: bool) -> None:
    record = session.desk.records[0]
    shown = record.values(field)
    make = session.gestures.accept if accept else session.gestures.reject
    session.do(make(session.desk, record, shown))


def test_it_follows_what_is_done(dialog: HistoryDialog, session: Session) -> None:
    assert lines(dialog) == ["Nothing was changed yet."]

    decide(session, "date", accept=True)
    decide(session, "date", accept=False)
    session.undo()

    told = lines(dialog)
    assert told[0] == "Undo: reject date"
    assert "(rejected) → " in told[1]
    assert any("accepted as suggested" in line for line in told)
    assert "  Article: new → in progress" in told


def test_going_back_is_a_step_that_undo_takes_back(
    dialog: HistoryDialog, session: Session, qtbot: QtBot
) -> None:
    decide(session, "date", accept=True)
    then = session.project.events("a0", "ana")
    decide(session, "date", accept=False)
    now = session.project.events("a0", "ana")
    tree = dialog.findChild(QTreeWidget)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Go back to here")
    assert not button.isEnabled()

    tree.setCurrentItem(tree.topLevelItem(1))
    assert button.isEnabled()
    qtbot.keyClick(tree, Qt.Key.Key_Return)

    assert session.project.events("a0", "ana") == then
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    qtbot.keyClick(tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.project.events("a0", "ana") == now


def test_one_field_or_one_event_alone(dialog: HistoryDialog, session: Session) -> None:
    decide(session, "date", accept=True)
    decide(session, "place", accept=True)
    session.set_focus(Focus(session.desk.records[0].key, "place"))

    dialog.choose(Scope.FIELD)
    assert lines(dialog)[0] == "Accept place"
    assert not any("date" in line.lower() for line in lines(dialog) if line.startswith("  D"))
    session.set_focus(Focus(session.desk.records[1].key, "place"))

    assert lines(dialog) == ["Nothing was changed yet."]


def test_the_way_back_leads_to_before_the_first_decision(
    dialog: HistoryDialog, session: Session, qtbot: QtBot
) -> None:
    decide(session, "date", accept=True)
    decide(session, "place", accept=True)
    tree = dialog.findChild(QTreeWidget)
    assert lines(dialog)[-1] == "Before the first decision"

    qtbot.keyClick(tree, Qt.Key.Key_End)
    qtbot.keyClick(tree, Qt.Key.Key_Return)

    assert session.project.events("a0", "ana") == []
    assert session.desk.status is Status.NEW
    session.undo()
    assert len(session.project.events("a0", "ana")) == 1


def test_where_one_field_was_never_changed_nothing_can_be_gone_back_to(
    dialog: HistoryDialog, session: Session
) -> None:
    decide(session, "date", accept=True)
    session.set_focus(Focus(session.desk.records[0].key, "place"))

    dialog.choose(Scope.FIELD)

    assert lines(dialog) == ["Nothing was changed yet."]
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Go back to here")
    assert not button.isEnabled()


def test_it_says_to_whom_the_article_was_given(dialog: HistoryDialog, session: Session) -> None:
    session.do(session.gestures.assign(session.project.assigned(["a0"]), ["a0"], "bea"))

    assert "  Assigned to bea" in lines(dialog)
    session.undo()
    assert "  Taken from bea" in lines(dialog)
