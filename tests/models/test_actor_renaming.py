"""An actor takes another name in whole records; merged actors stand once in a field."""

from __future__ import annotations

from datetime import UTC, datetime

from models.actor_renaming import rename_actor
from models.events import Event, FieldValue, State
from models.spans import Span
from models.values import Actor

NOW = datetime(2024, 1, 5, tzinfo=UTC)
OLD, NEW = Actor("Salt Front"), Actor("Northern Salt Front", "x1")


def event(*values: FieldValue) -> Event:
    return Event("e1", "a1", "ana", values=values)


def value(id_: str, actor: Actor, state: State = State.ADDED, **more: object) -> FieldValue:
    return FieldValue(id_, "target", actor, state, **more)  # type: ignore[arg-type]


def renamed(before: Event) -> tuple[FieldValue, ...]:
    (change,) = rename_actor([before], "Salt Front", NEW, "ana", NOW).events
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


def test_rejected_values_and_other_actors_are_left_alone() -> None:
    kept = event(value("v1", OLD, State.REJECTED), value("v2", Actor("Riders")))

    assert rename_actor([kept], "Salt Front", NEW, "ana", NOW).events == ()
