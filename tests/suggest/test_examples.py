"""What a finished article teaches: right, wrong, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.article import Status
from models.codebook import Choice, Codebook, Field, Role
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.suggest.learning.examples import Example, example_of
from models.values import Actor, AnyValue, Kind

CLASSES = (Choice("incident", "Incident"), Choice("threat", "Threat"))
CODEBOOK = Codebook(
    "test",
    1,
    "Test",
    (
        Field("class", "Class", Kind.CHOICE, role=Role.RECORD_CLASS, choices=CLASSES),
        Field("who", "Who", Kind.ACTOR, role=Role.AGENT, multiple=True),
        Field("note", "Note", Kind.TEXT),
    ),
)
NOON = datetime(2024, 1, 5, 12, tzinfo=UTC)
DUNE, SALT = Actor("Dune Front"), Actor("Salt Brigade")


def offer(name: str, field: str = "who", value: AnyValue = DUNE) -> Suggested:
    return Suggested(f"p.{name}", field, value, confidence=0.5)


PROPOSAL = Proposal("p", "a1", "rules@1", (offer("0"), offer("1", "note", "at dawn")))


def decision(
    state: State, value: AnyValue | None = DUNE, field: str = "who", answers: str | None = None
) -> FieldValue:
    return FieldValue(f"v{field}{value}", field, value, state, suggestion_id=answers, at=NOON)


def event(*values: FieldValue, grown: bool = False, dismissed: bool = False) -> Event:
    proposal_id = "p" if grown else None
    return Event("e1", "a1", "ana", 0, proposal_id, values, dismissed=dismissed)


def example(*events: Event, proposals: tuple[Proposal, ...] = ()) -> Example:
    found = example_of("a1", Status.DONE, events, proposals, CODEBOOK)
    assert found is not None
    return found


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.DONE])
def test_only_a_finished_article_is_an_example(status: Status) -> None:
    assert example_of("a1", status, [event(decision(State.ADDED))], (), CODEBOOK) is None


@pytest.mark.parametrize("proposals", [(), (PROPOSAL,)])
def test_a_finished_article_without_events_is_a_negative(proposals: tuple[Proposal, ...]) -> None:
    found = example(proposals=proposals)

    assert (found.records, found.unknown) == ((), frozenset())


def test_untouched_suggestions_are_neither_right_nor_wrong() -> None:
    accepted = decision(State.ACCEPTED, DUNE, answers="p.0")

    found = example(event(accepted, grown=True), proposals=(PROPOSAL,))

    assert [value.value for record in found.records for value in record.values] == [DUNE]
    assert found.rejected == ()
    assert found.unknown == {"note"}


def test_a_proposal_that_nobody_touched_leaves_its_fields_open() -> None:
    found = example(event(decision(State.ADDED, SALT)), proposals=(PROPOSAL,))

    assert found.unknown == {"who", "note"}


def test_a_correction_holds_and_refuses_what_it_replaced() -> None:
    corrected = FieldValue(
        "v", "who", SALT, State.CORRECTED, suggested=DUNE, suggestion_id="p.0", at=NOON
    )

    found = example(event(corrected, grown=True), proposals=(PROPOSAL,))

    assert found.records[0].first("who") == SALT
    assert [(one.value, one.state) for one in found.rejected] == [(DUNE, State.REJECTED)]


def test_not_reported_refuses_what_was_offered() -> None:
    silent = decision(State.NOT_REPORTED, None, "note")
    held = decision(State.ACCEPTED, DUNE, answers="p.0")

    found = example(event(held, silent, grown=True), proposals=(PROPOSAL,))

    assert [one.value for one in found.rejected] == ["at dawn"]
    assert found.unknown == frozenset()


def test_a_dismissed_proposal_refuses_all_its_values_and_is_no_record() -> None:
    found = example(event(grown=True, dismissed=True), proposals=(PROPOSAL,))

    assert found.records == ()
    assert {one.field for one in found.rejected} == {"who", "note"}


def test_what_holds_in_another_record_is_not_refused() -> None:
    rejected = decision(State.REJECTED, DUNE, answers="p.0")
    other = Event("e2", "a1", "ana", 1, None, (decision(State.ADDED, DUNE),))

    assert example(event(rejected, grown=True), other, proposals=(PROPOSAL,)).rejected == ()


def test_records_of_other_classes_are_no_incidents() -> None:
    threat = event(decision(State.ADDED, "threat", "class"), decision(State.ADDED))

    assert example(threat).records == ()


def test_labels_are_blind_only_where_no_suggestion_was_in_sight() -> None:
    by_hand = event(decision(State.ADDED))
    brought_in = event(FieldValue("v", "who", DUNE, State.ADDED))
    answered = event(decision(State.ACCEPTED, answers="p.0"), grown=True)

    assert example(by_hand).is_blind
    assert example(brought_in, proposals=(PROPOSAL,)).is_blind
    assert not example(by_hand, proposals=(PROPOSAL,)).is_blind
    assert not example(answered).is_blind
    assert not example(proposals=(PROPOSAL,)).is_blind
