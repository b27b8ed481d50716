"""Random walks of gestures: whatever is done can be undone and says what happened."""

from __future__ import annotations

from functools import partial

from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.article import Status
from models.edits import Review
from models.events import Link, State
from models.links import decided_links
from models.review import shown_fields
from models.values import Actor
from tests.models.gesture_room import CODEBOOK, DAY, OTHER_WORDS, THREE, WORDS, Room

VALUES = {"class": "threat", "killed": THREE, "date": DAY, "target": Actor("Port Guard")}


def on_other(gesture, desk, record):
    """A gesture on a record and the one after it, if there are two."""
    place = desk.records.index(record)
    other = desk.records[(place + 1) % len(desk.records)]
    return gesture(desk, record, other) if other is not record else None


def linked(make, desk, record, other):
    held = record.event.links if record.event else ()
    return make.set_links("Add link", desk, record, decided_links(held, [Link("on", other.key)]))


def give(make, desk, record, shown, *, keep):
    if shown.value is None:
        return None
    return on_other(
        lambda desk, record, other: make.move_value(desk, record, shown, other, keep=keep),
        desk,
        record,
    )


ON_DESK = {
    "all": lambda make, desk, _: make.accept_all(desk, desk.records),
    "new": lambda make, desk, _: make.new_event(desk),
    "nothing": lambda make, desk, _: make.no_event(desk),
    "status": lambda make, desk, number: make.set_status(desk, list(Status)[number % len(Status)]),
}
ON_RECORD = {
    "add": lambda make, desk, record, key: make.add(desk, record, key, VALUES[key], WORDS),
    "silent": lambda make, desk, record, key: make.mark_not_reported(desk, record, key),
    "delete": lambda make, desk, record, _: make.delete_event(desk, record),
    "copy": lambda make, desk, record, _: make.duplicate_event(desk, record),
    "accept": lambda make, desk, record, key: make.accept(desk, record, record.values(key)),
    "split": lambda make, desk, record, key: make.divide_event(
        desk, record, record.standing(key), record.standing("class")
    ),
    "merge": lambda make, desk, record, _: on_other(make.merge_events, desk, record),
    "order": lambda make, desk, record, _: make.put_in_order(desk, desk.records[::-1]),
    "link": lambda make, desk, record, _: on_other(partial(linked, make), desk, record),
}
ON_VALUE = {
    "reject": lambda make, desk, record, shown: make.reject(desk, record, [shown]),
    "correct": lambda make, desk, record, shown: make.correct(
        desk, record, shown, VALUES[shown.field]
    ),
    "alternative": lambda make, desk, record, shown: (
        make.take_alternative(desk, record, shown, 0) if shown.alternatives else None
    ),
    "evidence": lambda make, desk, record, shown: (
        make.set_evidence(desk, record, shown, OTHER_WORDS) if shown.value is not None else None
    ),
    "move": lambda make, desk, record, shown: give(make, desk, record, shown, keep=False),
    "give": lambda make, desk, record, shown: give(make, desk, record, shown, keep=True),
    "clear": lambda make, desk, record, shown: (
        make.clear(desk, record, shown) if shown.decision else None
    ),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*ON_DESK, *ON_RECORD, *ON_VALUE]),
        st.integers(0, 9),
        st.sampled_from(list(VALUES)),
    ),
    max_size=15,
)


def step(room: Room, gesture: str, number: int, field: str) -> Review | None:
    make, desk = room.gestures, room.desk
    if gesture in ON_DESK:
        return ON_DESK[gesture](make, desk, number)
    if not desk.records:
        return None
    record = desk.records[number % len(desk.records)]
    if gesture in ON_RECORD:
        return ON_RECORD[gesture](make, desk, record, field)
    row = record.values(field)
    return ON_VALUE[gesture](make, desk, record, row[number % len(row)]) if row else None


@given(STEPS)
def test_any_walk_can_be_undone_and_redone_step_by_step(steps):
    room = Room()
    states, edits = [room.tables()], []
    for gesture, number, field in steps:
        edit = step(room, gesture, number, field)
        if edit:
            assert edit.inverse().inverse() == edit
            edits.append(room.do(edit))
            states.append(room.tables())

    for edit, before in zip(reversed(edits), reversed(states[:-1]), strict=True):
        room.do(edit.inverse())
        assert room.tables() == before
    for edit, after in zip(edits, states[1:], strict=True):
        room.do(edit)
        assert room.tables() == after


@settings(max_examples=300)
@given(STEPS)
@example([("reject", 0, "killed"), ("add", 0, "killed"), ("clear", 0, "killed")])
def test_after_any_walk_states_say_what_happened(steps):
    room = Room()
    for each in steps:
        edit = step(room, *each)
        if edit:
            room.do(edit)

    for event in room.events.values():
        assert not any(value.state is State.SUGGESTED for value in event.values)
        for value in event.values:
            assert (value.value is None) == (value.state is State.NOT_REPORTED)
            if value.state is State.ACCEPTED:
                assert value.value == value.suggested
            if value.state is State.ADDED:
                assert value.suggestion_id is None
            if value.state in (State.CORRECTED, State.REJECTED):
                assert value.suggestion_id is not None
    for record in room.desk.records:
        assert len(record.standing("killed")) <= 1
        assert len(record.standing("date")) <= 1
        assert {field.key for field in shown_fields(CODEBOOK, record)} <= set(VALUES)


@given(STEPS)
def test_after_any_walk_links_lead_from_one_shown_record_to_another(steps):
    room = Room()
    for each in steps:
        edit = step(room, *each)
        if edit:
            room.do(edit)

    keys = {record.key for record in room.desk.records}
    for record in room.desk.records:
        for link in record.event.links if record.event else ():
            assert link.event_id in keys - {record.key}
