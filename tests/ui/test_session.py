"""The session: edits go in, signals come out, and the focus stays where the analyst is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from db.project import Project
from models.article import Status
from models.edits import Change
from models.events import State
from ui.session import Focus, Session


def accept_place(session: Session) -> None:
    session.set_focus(Focus(session.focus.record_key, "place"))
    session.do(session.gestures.accept(session.desk, session.record, session.focused_values()))


def test_opening_shows_the_first_row_of_the_first_event(session: Session) -> None:
    assert session.article.id == "a0"
    assert session.record is session.desk.records[0]
    assert session.focus.field == session.codebook.fields[0].key
    assert session.status is Status.NEW


def test_an_article_that_is_begun_opens_where_the_next_decision_waits(session: Session) -> None:
    for field in ("record_class", "event_type", "date"):
        session.set_focus(Focus(session.focus.record_key, field))
        session.do(session.gestures.accept(session.desk, session.record, session.focused_values()))
    first = session.focus.record_key
    session.open_article("a1")

    session.open_article("a0")
    assert session.focus == Focus(first, "place")

    session.do(session.gestures.accept_all(session.desk, session.desk.records))
    session.open_article("a1")
    session.open_article("a0")
    assert session.focus == Focus(first, session.codebook.fields[0].key)


def test_the_focus_follows_a_proposal_that_becomes_a_record(session: Session, qtbot) -> None:
    key = session.focus.record_key

    with qtbot.waitSignals([session.desk_changed, session.changed]):
        accept_place(session)

    assert session.record.event is not None
    assert session.focus == Focus(key, "place")
    assert [one.state for one in session.focused_values()] == [State.ACCEPTED]
    assert session.status is Status.IN_PROGRESS


def test_undo_shows_the_article_that_it_changes(session: Session, qtbot) -> None:
    accept_place(session)
    session.open_article("a1")

    with qtbot.waitSignal(session.message) as told:
        session.undo()

    assert session.article.id == "a0"
    assert session.record.event is None
    assert told.args == ["Undid: accept place"]
    session.redo()
    assert session.record.event is not None


def test_undo_of_nothing_says_so(session: Session, qtbot) -> None:
    with qtbot.waitSignal(session.message) as told:
        session.undo()

    assert told.args == ["Nothing to undo"]


def test_undo_goes_to_the_event_that_it_changes(session: Session) -> None:
    second = session.desk.records[1]
    session.set_focus(Focus(second.key, "place"))
    session.do(session.gestures.accept(session.desk, session.record, session.focused_values()))
    session.do(session.gestures.reject(session.desk, session.record, session.focused_values()))
    session.set_focus(Focus(session.desk.records[0].key, "place"))

    session.undo()

    assert session.focus.record_key == second.key


def test_after_deleting_an_event_its_neighbour_has_the_focus(session: Session) -> None:
    first, second = session.desk.records

    session.do(session.gestures.delete_event(session.desk, first))

    assert session.record.key == second.key


def test_after_the_last_event_is_gone_nothing_has_the_focus(session: Session) -> None:
    session.do(session.gestures.no_event(session.desk))

    assert session.focus == Focus()
    assert session.record is None
    assert session.status is Status.DONE


def test_an_edit_that_cannot_be_saved_changes_nothing_and_says_why(session: Session, qtbot) -> None:
    other = sqlite3.connect(session.project.path)
    other.execute("BEGIN IMMEDIATE")

    with qtbot.waitSignal(session.refused) as refused:
        accept_place(session)

    assert "another" in refused.args[0]
    assert session.record.event is None
    other.close()


def test_new_suggestions_leave_the_focus_alone(
    make_project: Callable[..., Project], qapp, qtbot
) -> None:
    donor = make_project(1, name="donor")
    session = Session(make_project(1, suggest=False), "ana")
    session.open_article("a0")

    with qtbot.waitSignal(session.desk_changed):
        session.take_proposals("a0", donor.proposals("a0"), "rules@1")

    assert len(session.desk.records) == 2
    assert session.record is session.desk.records[0]


def test_suggestions_for_another_article_do_not_touch_the_desk(session: Session, qtbot) -> None:
    with qtbot.assertNotEmitted(session.desk_changed):
        session.proposals_arrived("a1")


def test_the_article_goes_when_its_import_is_undone(
    make_project: Callable[..., Project], qapp, qtbot
) -> None:
    session = Session(make_project(2), "importer")
    session.open_article("a0")

    with qtbot.waitSignal(session.changed) as changed:
        session.undo()

    assert session.article is None
    assert session.desk is None
    assert changed.args == [Change(frozenset({"a0", "a1"}), frozenset(), articles_changed=True)]


@pytest.mark.parametrize("late", ["a9", ""])
def test_unknown_articles_are_not_known(session: Session, late: str) -> None:
    assert not session.is_known(late)
    assert session.is_known("a1")


def test_what_another_window_changed_is_shown_when_a_step_is_refused(session: Session) -> None:
    other = Session(Project.open(session.project.path), session.annotator)
    other.open_article("a0")
    told: list[str] = []
    session.refused.connect(told.append)
    first = session.desk.records[0]

    other.do(other.gestures.accept_all(other.desk, other.desk.records[:1]))
    refused = session.do(session.gestures.accept_all(session.desk, [first]))
    again = session.do(session.gestures.delete_event(session.desk, session.desk.records[0]))

    other.project.close()
    assert (refused, again) == (False, True)
    assert ["another window" in text for text in told] == [True]
