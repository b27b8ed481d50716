"""An actor takes another name in whole records; merged actors stand once in a field."""

from __future__ import annotations

from datetime import UTC, datetime

from models.actor_renaming import describe_actor
from models.actors import ActorBook, ActorChange, ActorEntry, ActorSort
from models.edits import EventChange, Review
from models.events import Event, FieldValue, State
from models.spans import Span
from models.values import Actor

NOW = datetime(2024, 1, 5, tzinfo=UTC)
OLD, NEW = Actor("Salt Front"), Actor("Northern Salt Front", "x1")
ENTRY = ActorEntry(NEW.name, (OLD.name,))


def event(*values: FieldValue) -> Event:
    return Event("e1", "a1", "ana", values=values)


def value(id_: str, actor: Actor, state: State = State.ADDED, **more: object) -> FieldValue:
    return FieldValue(id_, "target", actor, state, **more)  # type: ignore[arg-type]


def described(
    *events: Event, book: ActorBook | None = None, entered: Review | None = None
) -> Review:
    known, edit = book or ActorBook(), entered or Review("")
    return describe_actor(edit, (NEW, ENTRY), known, events, annotator="ana", at=NOW)


def renamed(before: Event) -> tuple[FieldValue, ...]:
    (change,) = described(before).events
    assert change.after is not None
    return change.after.values


def test_evidence_and_what_was_suggested_stay() -> None:
    spans = (Span(3, 7),)
    held = value("v1", OLD, State.ACCEPTED, evidence=spans, suggested=OLD, suggestion_id="s1")

    (after,) = renamed(event(held))

    assert (after.value, after.state, after.evidence) == (NEW, State.CORRECTED, spans)
    assert (after.suggested, after.annotator, after.at) == (OLD, "ana", NOW)


def test_an_actor_that_stands_there_already_stands_once() -> None:
    after = renamed(event(value("v1", OLD), value("v2", NEW)))

    assert [one.id for one in after] == ["v2"]


def test_two_other_names_in_one_field_become_one_value() -> None:
    book = ActorBook((ActorEntry(OLD.name, ("SF",)),))

    review = described(event(value("v1", OLD), value("v2", Actor("SF"))), book=book)

    assert [one.id for one in review.events[0].after.values] == ["v1"]  # type: ignore[union-attr]


def test_rejected_values_and_other_actors_are_left_alone() -> None:
    kept = event(value("v1", OLD, State.REJECTED), value("v2", Actor("Riders")))

    assert described(kept).events == ()


def test_the_old_name_and_its_own_names_stay_known_in_the_same_edit() -> None:
    held = ActorEntry(OLD.name, ("SF",), "DZA", ActorSort.GROUP)

    review = described(book=ActorBook((held,)))

    joined = ActorEntry(NEW.name, ("SF", OLD.name), "DZA", ActorSort.GROUP)
    assert review.title == "Make “Salt Front” another name of “Northern Salt Front”"
    assert review.actors == (ActorChange(held, None), ActorChange(None, joined))
    assert review.inverse().inverse() == review


def test_what_was_entered_and_the_renaming_are_one_change_of_a_record() -> None:
    first, entered = event(value("v1", OLD)), event(value("v1", OLD), value("v9", NEW))
    review = Review("Add target", (EventChange(first, entered),))

    (change,) = described(first, entered=review).events

    assert change == EventChange(first, event(value("v9", NEW)))
