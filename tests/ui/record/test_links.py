"""Links between events in the record: suggested ones, decisions by keys, links by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.events import Link, ProposedLink, State
from tests.ui.record_desk import Desk, proposals, shown_desk, span
from ui.record.link_row import LinkRow
from ui.widgets.palette import CommandPalette

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
L, TAB, ENTER = Qt.Key.Key_L, Qt.Key.Key_Tab, Qt.Key.Key_Return


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    for made in shown_desk(qtbot, tmp_path):
        total, first, second = proposals()
        answer = ProposedLink("retaliation_for", "p1", 0.8, (span("Hours later"),))
        part = ProposedLink("part_of", "p3", 0.7, (span("More than forty attacks"),))
        found = [total, first, replace(second, links=(answer, part))]
        made.session.project.save_proposals("a1", found, "hand@1")
        made.session.proposals_arrived("a1")
        yield made


def row(desk: Desk) -> LinkRow:
    found = desk.panel.findChild(LinkRow)
    assert isinstance(found, LinkRow)
    return found


def held(desk: Desk) -> tuple[Link, ...]:
    record = desk.session.record
    return record.event.links if record and record.event else ()


def palette(desk: Desk) -> CommandPalette:
    return next(one for one in desk.findChildren(CommandPalette) if one.isVisible())


def test_a_record_shows_its_links_and_one_without_any_shows_no_line(desk: Desk) -> None:
    assert row(desk).isHidden()

    desk.press(TAB)

    assert desk.links == (
        "Retaliation for 1 · Qarat al-Mur",
        "Part of Aggregate · Adrar",
    )
    names = [chip.accessibleName() for chip in row(desk).findChildren(QPushButton)]
    assert names[0] == "Retaliation for 1 · Qarat al-Mur, suggested"


def test_keys_accept_and_reject_the_links_that_wait_and_undo_brings_them_back(desk: Desk) -> None:
    desk.press(TAB)
    desk.press(L, with_=ALT)
    desk.press(L, with_=ALT | SHIFT)
    assert held(desk) == (
        Link("retaliation_for", "p1", State.ACCEPTED),
        Link("part_of", "p3", State.REJECTED),
    )

    desk.press(L, with_=ALT)
    assert "No link waits" in desk.messages[-1]
    desk.press(Qt.Key.Key_Z, with_=CTRL)
    desk.press(Qt.Key.Key_Z, with_=CTRL)

    assert held(desk) == ()
    assert len(desk.links) == 2


def test_accepting_the_event_accepts_its_links(desk: Desk) -> None:
    desk.press(TAB)
    desk.press(ENTER, with_=SHIFT)
    assert [link.state for link in held(desk)] == [State.ACCEPTED, State.ACCEPTED]


def test_a_link_is_added_and_removed_by_typing(desk: Desk) -> None:
    desk.press(L, with_=CTRL)
    desk.type("follows 2")
    assert palette(desk).found[0] == "Follows 2 · Wadi Zahr"
    desk.press(ENTER)
    assert held(desk) == (Link("follows", "p2", State.ADDED),)
    assert desk.links == ("Follows 2 · Wadi Zahr",)

    desk.press(L, with_=CTRL)
    desk.type("remove")
    desk.press(ENTER)

    assert held(desk) == ()
    assert row(desk).isHidden()
    assert desk.session.record is not None
    assert desk.session.record.event is None


def test_a_link_is_taken_along_when_its_event_is_deleted(desk: Desk) -> None:
    desk.press(TAB)
    desk.press(L, with_=ALT)
    desk.press(TAB, with_=SHIFT)
    desk.press(Qt.Key.Key_Delete)

    assert desk.session.record is not None
    assert desk.session.record.key == "p2"
    assert desk.links == ("Part of Aggregate · Adrar",)
