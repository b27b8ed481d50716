"""Which records were coded without suggestions in sight."""

from __future__ import annotations

from datetime import UTC, datetime

from models.blindness import assisted_records
from models.events import Event, FieldValue, State

_NOW = datetime(2024, 1, 5, tzinfo=UTC)


def _event(id_: str, annotator: str, at: datetime | None = _NOW, proposal: str = "") -> Event:
    value = FieldValue("v", "type", "raid", State.ADDED, at=at)
    return Event(id_, "a1", annotator, proposal_id=proposal or None, values=(value,))


def test_who_took_one_suggestion_saw_them_all() -> None:
    events = [_event("e1", "ana", proposal="p1"), _event("e2", "ana"), _event("e3", "ben")]

    assert assisted_records(events, is_suggested_on=False) == {"e1", "e2"}


def test_beside_standing_suggestions_only_records_from_elsewhere_are_blind() -> None:
    events = [_event("e1", "ana"), _event("e2", "ben", at=None)]

    assert assisted_records(events, is_suggested_on=True) == {"e1"}
    assert assisted_records(events, is_suggested_on=False) == frozenset()
