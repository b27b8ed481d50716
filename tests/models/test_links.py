"""Links between records: suggested, decided on, added by hand, and written to files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from models.article import Article
from models.codebook.reading import parse_codebook
from models.edits import Review
from models.events import Event, Link, ProposedLink, State
from models.exchange.lines import article_to_json, read_line
from models.exchange.proposals import proposal_from_json, proposal_to_json
from models.links import decided_links, links_of, without_link
from tests.models.gesture_room import FIRST, SECOND, WORDS, Room

LINKED = parse_codebook(
    """
    name = "linked"
    version = 1
    title = "Linked"
    [[field]]
    key = "note"
    label = "Note"
    kind = "text"
    [[link]]
    key = "part_of"
    label = "Part of"
    """,
    "linked.toml",
)
OFFER = ProposedLink("part_of", "p2", 0.7, WORDS)


@pytest.fixture
def room() -> Room:
    made = Room()
    made.proposals = (replace(FIRST, links=(OFFER,)), SECOND)
    return made


def decide(room: Room, state: State) -> Review:
    record = room.record()
    (link,) = links_of(record, room.desk.records)
    held = record.event.links if record.event else ()
    after = decided_links(held, [link.as_decided(state)])
    return room.do(room.gestures.set_links("Decide", room.desk, record, after))


def states(room: Room) -> list[State]:
    return [one.state for one in links_of(room.record(), room.desk.records)]


@pytest.mark.parametrize("state", [State.ACCEPTED, State.REJECTED])
def test_a_suggested_link_waits_and_its_decision_can_be_undone_and_taken_back(
    room: Room, state: State
) -> None:
    assert states(room) == [State.SUGGESTED]
    before = room.tables()

    edit = decide(room, state)
    assert states(room) == [state]
    room.do(edit.inverse())
    assert room.tables() == before

    decide(room, state)
    record = room.record()
    assert record.event is not None
    (link,) = links_of(record, room.desk.records)
    rest = without_link(record.event.links, link)
    room.do(room.gestures.set_links("Clear", room.desk, record, rest))
    assert states(room) == [State.SUGGESTED]
    assert room.events == {}


def test_a_link_stays_when_the_first_decision_makes_an_event_of_its_other_end(room: Room) -> None:
    decide(room, State.ACCEPTED)

    room.do(room.gestures.accept(room.desk, room.record(1), room.row("class", 1)))

    (link,) = links_of(room.record(), room.desk.records)
    assert (link.target, link.state) == (room.record(1).key, State.ACCEPTED)


def test_accepting_an_event_accepts_its_links(room: Room) -> None:
    room.do(room.gestures.accept_all(room.desk, [room.record()]))

    (event,) = room.events.values()
    assert event.links == (Link("part_of", "p2", State.ACCEPTED),)
    assert len(event.values) == 4


def test_a_record_that_goes_takes_the_links_to_it_along(room: Room) -> None:
    decide(room, State.ACCEPTED)
    before = room.tables()

    edit = room.do(room.gestures.delete_event(room.desk, room.record(1)))

    assert states(room) == []
    assert [event.links for event in room.events.values()] == [(), ()]
    room.do(edit.inverse())
    assert room.tables() == before


def test_only_likely_links_wait(room: Room) -> None:
    room.proposals = (replace(FIRST, links=(replace(OFFER, confidence=0.5),)), SECOND)
    assert states(room) == []


def test_a_suggested_link_is_written_and_read(room: Room) -> None:
    bare = replace(room.proposals[0], values=())
    written = json.loads(json.dumps(proposal_to_json(bare)))

    assert proposal_from_json(written, "a1", LINKED) == bare
    assert written["links"][0]["state"] == "suggested"


def test_files_name_linked_events_by_id_and_come_back_the_same() -> None:
    article = Article("a1", "Raiders hit Sarmin.")
    part = Event("e1", "a1", "ana", links=(Link("part_of", "p2", State.ACCEPTED),))
    whole = Event("e2", "a1", "ana", 1, "p2")
    other = Event("e3", "a1", "ben", 0, "p2")

    line = json.loads(json.dumps(article_to_json(article, LINKED, None, [part, whole, other])))
    read = read_line(line, LINKED, new_id=lambda: "x")

    assert line["events"][0]["links"] == [{"type": "part_of", "event": "e2", "state": "accepted"}]
    assert read.problems == ()
    assert read.events[0].links == part.links


def test_a_link_that_is_only_suggested_is_no_link_of_a_record() -> None:
    links = [{"type": "part_of", "event": "e2", "state": "suggested"}]
    line = {"text": "Raiders.", "events": [{"id": "e1", "values": [], "links": links}]}
    read = read_line(line, LINKED, new_id=lambda: "x")
    assert read.events[0].links == ()
    assert read.problems == ()
