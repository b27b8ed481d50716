"""Sentences that no event claims: which they are, and what the answers to them leave behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import count

import pytest

from models.article import Status
from models.claims import CLAIMED, claimed_words, with_claimed_words
from models.codebook.reading import parse_codebook
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.gestures import Desk, Gestures
from models.omissions import (
    TriggerSentence,
    add_event,
    claim,
    listed_for,
    rule_out,
    ruled_out,
    unclaimed,
)
from models.review import records
from models.spans import Span
from models.values import DatePrecision, DateRange

CODEBOOK = parse_codebook(
    """
    name = "small"
    version = 1
    title = "Small"
    [[field]]
    key = "class"
    label = "Class"
    kind = "choice"
    role = "record_class"
    [[field.choice]]
    key = "incident"
    label = "Incident"
    [[field.choice]]
    key = "threat"
    label = "Threat"
    [[field]]
    key = "type"
    label = "Type"
    kind = "choice"
    role = "event_type"
    when = { field = "class", is = ["incident"] }
    [[field.choice]]
    key = "raid"
    label = "Raid"
    [[field.choice]]
    key = "grenade"
    label = "Grenade"
    [[field]]
    key = "day"
    label = "Day"
    kind = "date"
    role = "time"
    """,
    "small.toml",
)
PROPOSAL = Proposal(
    "p1",
    "a1",
    "rules@1",
    (
        Suggested("s1", "class", "incident", (Span(3, 7),), 0.8),
        Suggested("s2", "type", "raid", (Span(10, 14),), 0.8),
    ),
)
DESK = Desk("a1", Status.NEW, records([], [PROPOSAL]))
TOLD = TriggerSentence(Span(500, 540), "grenade", (Span(510, 517),))


def gestures() -> Gestures:
    numbers = count()
    return Gestures(CODEBOOK, "ana", lambda: f"n{next(numbers)}", lambda: datetime.now(UTC))


def desk_after(review) -> Desk:
    events = [change.after for change in review.events]
    return Desk("a1", Status.IN_PROGRESS, records(events, [PROPOSAL]))


def test_a_sentence_is_claimed_by_any_evidence_in_it_and_by_words_that_touch_its_edge_not() -> None:
    inside = replace(TOLD, span=Span(0, 400))
    beside = replace(TOLD, span=Span(540, 560))

    assert unclaimed((inside, TOLD), DESK) == (TOLD,)
    assert unclaimed((TOLD, beside), DESK, (Span(530, 540),)) == (beside,)


def test_adding_an_event_says_that_it_is_one_and_of_which_type() -> None:
    review = add_event(gestures(), DESK, TOLD)

    (made,) = [change.after for change in review.events]
    said = {value.field: (value.value, value.state, value.evidence) for value in made.values}
    assert said == {
        "class": ("incident", State.ADDED, ()),
        "type": ("grenade", State.ADDED, TOLD.triggers),
    }
    assert unclaimed((TOLD,), desk_after(review)) == ()


def test_belonging_to_an_event_claims_the_words_and_decides_nothing() -> None:
    record = DESK.records[0]
    review = claim(gestures(), DESK, record, TOLD)

    (made,) = [change.after for change in review.events]
    assert made.values == ()
    assert claimed_words(made) == TOLD.triggers
    desk = desk_after(review)
    assert desk.records[0].values_by_field() == record.values_by_field()
    assert desk.records[0].is_suggestion
    assert unclaimed((TOLD,), desk) == ()
    gone = Desk("a1", Status.IN_PROGRESS, records([replace(made, dismissed=True)], [PROPOSAL]))
    assert unclaimed((TOLD,), gone) == (TOLD,)


@pytest.mark.parametrize("held", ["yes", 3, [3], [[5, 2], [1.5, 2], "ab", [1, 2, 3]], {"a": 1}])
def test_what_a_file_holds_as_claimed_words_and_is_none_is_passed_over(held: object) -> None:
    event = Event("e", "a1", "ana", extra={CLAIMED: held, "more": 1})

    assert claimed_words(event) == ()
    assert claimed_words(with_claimed_words(event, [Span(1, 4)])) == (Span(1, 4),)


def test_what_is_no_event_is_not_asked_for_again_and_is_no_record() -> None:
    review = rule_out(gestures(), DESK, TOLD)

    (kept,) = [change.after for change in review.events]
    assert kept.dismissed
    assert kept.values[0].state is State.REJECTED
    assert len(desk_after(review).records) == len(DESK.records)
    out = ruled_out(CODEBOOK, [kept], [PROPOSAL])
    assert unclaimed((TOLD,), DESK, out) == ()
    assert unclaimed((TOLD,), DESK, ruled_out(CODEBOOK, [], [PROPOSAL])) == (TOLD,)


def test_a_deleted_suggestion_rules_out_the_words_of_its_type() -> None:
    gone = Event("e", "a1", "ana", 0, PROPOSAL.id, dismissed=True)
    (offer,) = [one for one in PROPOSAL.values if one.field == "type"]

    assert ruled_out(CODEBOOK, [gone], [PROPOSAL]) == offer.evidence


DAY = DateRange(date(2024, 1, 5), date(2024, 1, 5), DatePrecision.DAY)
LISTED = (Suggested("s.0", "day", DAY, (Span(520, 528),), 0.3),)


def test_an_event_made_of_a_sentence_can_be_filled_by_picking_what_the_engine_reads_there() -> None:
    told = replace(TOLD, listed=LISTED)
    elsewhere = TriggerSentence(Span(600, 640), "raid", (Span(610, 614),), (LISTED[0],) * 2)
    (made,) = [change.after for change in add_event(gestures(), DESK, told).events]

    here = partial(listed_for, (told, elsewhere), CODEBOOK)
    record = next(one for one in records([made], [PROPOSAL], here) if one.event is made)

    assert record.offers("day") == LISTED
    assert record.values("day") == ()
    assert record.leading("day") is None, "nobody has said it yet"
    review = gestures().take_offer(DESK, record, LISTED[0])
    (value,) = [v for v in review.events[0].after.values if v.field == "day"]
    assert (value.value, value.state, value.suggestion_id) == (DAY, State.ACCEPTED, "s.0")


def test_what_is_listed_in_a_sentence_is_for_events_that_have_their_type_from_it() -> None:
    told = (replace(TOLD, listed=LISTED),)
    kind = FieldValue("v", "type", "grenade", State.ADDED, (Span(100, 107),))

    assert listed_for(told, CODEBOOK, Event("e", "a1", "ana", values=(kind,))) == ()
    assert listed_for(told, CODEBOOK, Event("e", "a1", "ana")) == ()
