"""Gestures on values: what each does to a record, and to the article's state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.article import Status
from models.edits import Review
from models.events import FieldValue, State
from models.values import Actor
from tests.models.gesture_room import (
    ALLIED,
    COURT,
    DAY,
    FIRST,
    OTHER_WORDS,
    PROPOSALS,
    THREE,
    TWO,
    WORDS,
    Room,
    offer,
)


@pytest.fixture
def room() -> Room:
    return Room()


def test_accepting_the_first_value_makes_a_record_and_puts_the_article_in_progress(room):
    key = room.record().key

    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")))

    (event,) = room.events.values()
    (value,) = event.values
    assert event.proposal_id == "p1"
    assert value == FieldValue(
        value.id, "killed", TWO, State.ACCEPTED, WORDS, 0.8, TWO, "s2", "ana", value.at
    )
    assert room.status is Status.IN_PROGRESS
    assert room.record().key == key
    assert room.row("class")[0].state is State.SUGGESTED


def test_a_second_decision_leaves_the_status_alone(room):
    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")))

    edit = room.gestures.accept(room.desk, room.record(), room.row("class"))

    assert edit.statuses == ()


def test_rejecting_keeps_what_was_offered_and_accepting_takes_it_back(room):
    room.do(room.gestures.reject(room.desk, room.record(), room.row("killed")))
    assert room.row("killed")[0].state is State.REJECTED
    assert room.record().first("killed") is None

    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")))

    assert [one.state for one in room.row("killed")] == [State.ACCEPTED]


def test_a_correction_remembers_the_offer_and_survives_accepting(room):
    shown = room.row("killed")[0]
    room.do(room.gestures.correct(room.desk, room.record(), shown, THREE))
    edit = room.gestures.accept(room.desk, room.record(), room.row("killed"))

    value = room.row("killed")[0].decision
    assert (value.state, value.value, value.suggested) == (State.CORRECTED, THREE, TWO)
    assert value.evidence == WORDS
    assert edit.events == ()
    assert edit.statuses == ()


def test_rejecting_a_correction_rejects_the_offer_itself(room):
    room.do(room.gestures.correct(room.desk, room.record(), room.row("killed")[0], THREE))
    room.do(room.gestures.reject(room.desk, room.record(), room.row("killed")))

    value = room.row("killed")[0]
    assert (value.state, value.value) == (State.REJECTED, TWO)


def test_correcting_back_to_the_offer_is_accepting_it(room):
    room.do(room.gestures.correct(room.desk, room.record(), room.row("killed")[0], THREE))
    room.do(room.gestures.correct(room.desk, room.record(), room.row("killed")[0], TWO))

    assert room.row("killed")[0].state is State.ACCEPTED


def test_a_correction_stays_one_after_the_engine_proposes_something_else(room):
    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")))
    room.proposals = ()

    room.do(room.gestures.correct(room.desk, room.record(), room.row("killed")[0], THREE))
    assert room.row("killed")[0].state is State.CORRECTED

    room.do(room.gestures.reject(room.desk, room.record(), room.row("killed")))
    assert (room.row("killed")[0].state, room.row("killed")[0].value) == (State.REJECTED, TWO)


def test_an_alternative_comes_with_its_own_evidence(room):
    shown = room.row("killed")[0]

    room.do(room.gestures.take_alternative(room.desk, room.record(), shown, 0))

    value = room.row("killed")[0]
    assert (value.state, value.value, value.evidence) == (State.CORRECTED, THREE, OTHER_WORDS)


def test_adding_to_a_field_of_many_keeps_the_others(room):
    room.do(room.gestures.add(room.desk, room.record(), "target", Actor("Port Guard"), WORDS))

    states = [one.state for one in room.row("target")]
    assert states == [State.SUGGESTED, State.SUGGESTED, State.ADDED]


def test_adding_to_a_field_of_one_corrects_what_stands_there(room):
    room.do(room.gestures.add(room.desk, room.record(), "killed", THREE))

    (value,) = room.row("killed")
    assert (value.state, value.value) == (State.CORRECTED, THREE)


def test_adding_to_an_empty_field_of_one_and_again_leaves_one_value(room):
    later = replace(DAY, end=date(2024, 1, 6))
    room.do(room.gestures.add(room.desk, room.record(), "date", DAY, WORDS))
    room.do(room.gestures.add(room.desk, room.record(), "date", later, WORDS))

    (value,) = room.row("date")
    assert (value.state, value.value) == (State.ADDED, later)


def test_rejecting_what_was_added_takes_it_away_and_leaves_the_proposal_alone(room):
    room.do(room.gestures.add(room.desk, room.record(), "date", DAY))
    room.do(room.gestures.reject(room.desk, room.record(), room.row("date")))

    assert room.row("date") == ()
    assert room.events == {}
    assert room.record().is_suggestion


def test_setting_evidence_confirms_a_suggestion(room):
    shown = room.row("killed")[0]

    room.do(room.gestures.set_evidence(room.desk, room.record(), shown, OTHER_WORDS))

    value = room.row("killed")[0]
    assert value.decision.is_confirmed
    assert (value.value, value.evidence) == (TWO, OTHER_WORDS)


def test_not_reported_closes_a_field_until_a_value_is_given(room):
    room.do(room.gestures.mark_not_reported(room.desk, room.record(), "target"))
    assert [one.state for one in room.row("target")] == [State.NOT_REPORTED]
    assert room.record().first("target") is None

    room.do(room.gestures.add(room.desk, room.record(), "target", ALLIED))

    assert State.NOT_REPORTED not in [one.state for one in room.row("target")]


def test_correcting_a_not_reported_row_gives_a_value_by_hand(room):
    room.do(room.gestures.mark_not_reported(room.desk, room.record(), "date"))
    room.do(room.gestures.correct(room.desk, room.record(), room.row("date")[0], DAY, WORDS))

    (value,) = room.row("date")
    assert (value.state, value.value, value.evidence) == (State.ADDED, DAY, WORDS)


def test_clearing_the_last_decision_gives_the_proposal_back_untouched(room):
    before = room.desk.records
    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")))
    room.do(room.gestures.clear(room.desk, room.record(), room.row("killed")[0]))

    assert room.desk.records == before


def test_a_field_of_one_never_holds_two_values(room):
    room.do(room.gestures.reject(room.desk, room.record(), room.row("killed")))
    room.do(room.gestures.add(room.desk, room.record(), "killed", THREE))
    assert [one.value for one in room.record().standing("killed")] == [THREE]

    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")[:1]))
    assert [one.value for one in room.record().standing("killed")] == [TWO]

    room.do(room.gestures.mark_not_reported(room.desk, room.record(), "killed"))
    room.do(room.gestures.add(room.desk, room.record(), "killed", THREE))
    assert [one.state for one in room.row("killed")] == [State.CORRECTED]


def test_accept_all_takes_one_of_two_offers_in_a_field_of_one(room):
    room.proposals = (replace(FIRST, values=(*FIRST.values, offer("s9", "killed", THREE))),)

    room.do(room.gestures.accept_all(room.desk, room.desk.records))
    edit = room.gestures.accept_all(room.desk, room.desk.records)

    assert [one.state for one in room.row("killed")] == [State.ACCEPTED, State.SUGGESTED]
    assert edit.events == ()


def test_accept_all_takes_what_is_shown_and_marks_it(room):
    room.do(room.gestures.reject(room.desk, room.record(), room.row("target")[:1]))
    room.do(room.gestures.accept_all(room.desk, room.desk.records))

    states = [(one.value, one.state) for one in room.row("target")]
    assert states == [(ALLIED, State.REJECTED), (COURT, State.ACCEPTED)]
    assert [one.decision.bulk for one in room.row("target")] == [False, True]
    assert room.row("killed", 0)[0].state is State.ACCEPTED
    assert room.row("killed", 1)[0].state is State.SUGGESTED  # Not shown for a threat.


def test_looking_at_a_value_accepted_in_bulk_takes_the_mark_away(room):
    room.do(room.gestures.accept_all(room.desk, room.desk.records))
    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")))

    assert not room.row("killed")[0].decision.bulk


def test_accept_all_with_nothing_waiting_changes_nothing(room):
    room.proposals = ()

    edit = room.gestures.accept_all(room.desk, room.desk.records)

    assert edit == Review("Accept all suggestions")


def test_a_new_event_stands_at_the_end(room):
    room.do(room.gestures.new_event(room.desk))

    assert [record.position for record in room.desk.records] == [0, 1, 2]
    assert room.record(2).values_by_field() == {}


def test_a_deleted_proposal_is_dismissed_and_a_record_by_hand_is_gone(room):
    room.do(room.gestures.delete_event(room.desk, room.record(1)))
    room.do(room.gestures.new_event(room.desk))
    room.do(room.gestures.delete_event(room.desk, room.record(1)))

    assert [record.key for record in room.desk.records] == ["p1"]
    assert [event.dismissed for event in room.events.values()] == [True]


def test_a_duplicate_holds_the_values_as_entered_by_hand(room):
    room.do(room.gestures.reject(room.desk, room.record(), room.row("target")[:1]))
    room.do(room.gestures.mark_not_reported(room.desk, room.record(), "date"))
    room.do(room.gestures.duplicate_event(room.desk, room.record()))

    rows = room.record(2).values_by_field()
    assert {key: [(one.state, one.value) for one in row] for key, row in rows.items()} == {
        "class": [(State.ADDED, "incident")],
        "killed": [(State.ADDED, TWO)],
        "target": [(State.ADDED, COURT)],
        "date": [(State.NOT_REPORTED, None)],
    }
    assert room.record(2).proposal is None


def test_no_event_clears_the_desk_and_finishes_the_article(room):
    room.do(room.gestures.new_event(room.desk))
    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")))

    edit = room.do(room.gestures.no_event(room.desk))

    assert room.desk.records == ()
    assert room.status is Status.DONE
    room.do(edit.inverse())
    assert len(room.desk.records) == 3


def test_a_status_is_set_once(room):
    edit = room.do(room.gestures.set_status(room.desk, Status.FLAGGED))

    assert edit.title == "Mark article flagged"
    assert room.gestures.set_status(room.desk, Status.FLAGGED).statuses == ()


def test_tabs_do_not_jump_when_a_proposal_becomes_a_record(room):
    room.do(room.gestures.new_event(room.desk))
    room.proposals = (*PROPOSALS, replace(FIRST, id="zz", values=()))
    order = [record.key for record in room.desk.records]

    for place in range(4):
        room.do(room.gestures.add(room.desk, room.record(place), "target", ALLIED))

    assert [record.key for record in room.desk.records] == order


def test_an_offer_that_did_not_stand_is_taken_as_accepted(room):
    weak = replace(offer("s9", "killed", TWO, THREE), confidence=0.4)
    room.proposals = (replace(FIRST, values=(*FIRST.values[:1], weak)),)
    before = room.tables()

    done = room.do(
        room.gestures.take_offer(room.desk, room.record(), room.record().offers("killed")[1])
    )

    [held] = room.row("killed")
    assert (held.value, held.state, held.decision.suggestion_id) == (THREE, State.ACCEPTED, "s9a0")
    room.do(done.inverse())
    assert room.tables() == before


def test_accepting_all_leaves_what_is_only_possible_alone(room):
    weak = replace(offer("s9", "killed", TWO), confidence=0.4)
    room.proposals = (replace(FIRST, values=(*FIRST.values[:1], weak)),)

    room.do(room.gestures.accept_all(room.desk, room.desk.records))

    assert room.row("killed") == ()
    assert [one.state for one in room.row("class")] == [State.ACCEPTED]
