"""Events merged, split, copied and ordered, with evidence and links."""

from __future__ import annotations

from models.claims import claimed_words
from models.events import Link, State
from tests.models.gesture_room import (
    ALLIED,
    COURT,
    DAY,
    OTHER_WORDS,
    THREE,
    TWO,
    WORDS,
    Room,
)


def merged(room: Room, source: int = 1, target: int = 0):
    return room.do(room.gestures.merge_events(room.desk, room.record(source), room.record(target)))


def test_merging_brings_what_the_other_lacks_and_dismisses_its_proposal():
    room = Room()
    room.do(room.gestures.add(room.desk, room.record(1), "date", DAY, WORDS))

    merged(room)

    assert [record.key for record in room.desk.records] == ["p1"]
    (date,) = room.row("date")
    assert (date.value, date.state, date.evidence) == (DAY, State.ADDED, WORDS)
    (gone,) = (event for event in room.events.values() if event.proposal_id == "p2")
    assert gone.dismissed
    assert gone.values == ()


def test_the_targets_answer_stands_but_a_decided_one_wins_over_one_that_waits():
    room = Room()
    room.do(room.gestures.correct(room.desk, room.record(1), room.row("killed", 1)[0], THREE))
    merged(room)
    assert [one.value for one in room.record().standing("killed")] == [THREE]

    room = Room()
    room.do(room.gestures.accept(room.desk, room.record(), room.row("killed")))
    room.do(room.gestures.correct(room.desk, room.record(1), room.row("killed", 1)[0], THREE))
    merged(room)
    assert [one.value for one in room.record().standing("killed")] == [TWO]
    assert room.row("class")[0].state is State.SUGGESTED


def test_several_values_and_the_evidence_of_equal_ones_are_united():
    room = Room()
    port = room.gestures.add(room.desk, room.record(1), "target", ALLIED, OTHER_WORDS)
    room.do(port)

    merged(room)

    allied, court = room.row("target")
    assert allied.evidence == (*WORDS, *OTHER_WORDS)
    assert allied.decision is not None
    assert (court.value, court.state) == (COURT, State.SUGGESTED)


def test_what_waits_in_the_other_comes_marked_as_in_bulk():
    room = Room()
    room.do(room.gestures.new_event(room.desk))

    merged(room, 0, 2)

    assert [one.value for one in room.row("target", 1)] == [ALLIED, COURT]
    assert all(one.decision and one.decision.bulk for one in room.row("target", 1))


def test_links_lead_to_the_event_that_stays_and_none_to_itself():
    room = Room()
    room.do(room.gestures.new_event(room.desk))
    third = room.record(2)
    links = (Link("follows", "p2"), Link("follows", "p1"))
    room.do(room.gestures.set_links("Add link", room.desk, third, links))
    own = (Link("part_of", "p1"), Link("part_of", third.key))
    room.do(room.gestures.set_links("Add link", room.desk, room.record(1), own))

    merged(room)

    first, third = room.desk.records
    assert first.event is not None
    assert third.event is not None
    assert first.event.links == (Link("part_of", third.key),)
    assert third.event.links == (Link("follows", "p1"),)


def test_words_counted_to_an_event_stay_with_it_when_it_is_split_merged_or_cleared():
    room = Room()
    room.do(room.gestures.claim_words(room.desk, room.record(1), WORDS))
    assert room.row("class", 1)[0].state is State.SUGGESTED

    room.do(room.gestures.accept(room.desk, room.record(1), room.row("killed", 1)))
    room.do(room.gestures.clear(room.desk, room.record(1), room.row("killed", 1)[0]))
    event = room.record(1).event
    assert event
    assert (claimed_words(event), event.is_decided) == (WORDS, False)
    room.do(room.gestures.divide_event(room.desk, room.record(1), room.row("killed", 1), copied=()))
    assert [claimed_words(one.event) for one in room.desk.records if one.event] == [WORDS, ()]
    merged(room)

    assert claimed_words(room.record().event) == WORDS


def test_splitting_moves_values_with_their_evidence_and_refuses_them_where_they_stood():
    room = Room()
    before = room.tables()
    court = room.row("target")[1]

    edit = room.do(room.gestures.divide_event(room.desk, room.record(), [court], room.row("class")))

    made = room.record(2)
    assert [one.value for one in made.values("class")] == ["incident"]
    assert [(one.value, one.evidence) for one in made.values("target")] == [(COURT, WORDS)]
    assert [one.state for one in room.row("target")] == [State.SUGGESTED, State.REJECTED]
    assert room.row("class")[0].state is State.SUGGESTED
    room.do(edit.inverse())
    assert room.tables() == before


def test_a_value_moves_to_another_event_in_the_place_of_what_stands_there():
    room = Room()
    killed = room.row("killed")[0]
    room.do(room.gestures.correct(room.desk, room.record(), killed, THREE, OTHER_WORDS))

    here, there = room.record(), room.record(1)
    room.do(room.gestures.move_value(room.desk, here, room.row("killed")[0], there))

    assert [one.value for one in room.record(1).standing("killed")] == [THREE]
    assert room.row("killed", 1)[0].evidence == OTHER_WORDS
    assert room.record().standing("killed") == ()


def test_a_copied_value_stays_where_it_is():
    room = Room()

    room.do(
        room.gestures.move_value(
            room.desk, room.record(), room.row("target")[0], room.record(1), keep=True
        )
    )

    assert room.row("target")[0].state is State.SUGGESTED
    assert [one.value for one in room.row("target", 1)] == [ALLIED]


def test_records_change_places_and_one_that_only_did_so_still_waits_whole():
    room = Room()

    room.do(room.gestures.put_in_order(room.desk, room.desk.records[::-1]))

    assert [record.key for record in room.desk.records] == ["p2", "p1"]
    assert all(record.is_suggestion for record in room.desk.records)
    assert {one.state for one in room.row("target", 1)} == {State.SUGGESTED}
