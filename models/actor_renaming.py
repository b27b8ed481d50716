"""Giving an actor another name wherever it stands: renamed, or merged with one that is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from models.edits import EventChange, Review
from models.events import Event, FieldValue, State
from models.language import tr
from models.values import Actor


def rename_actor(
    events: Iterable[Event], old: str, new: Actor, annotator: str, at: datetime
) -> Review:
    """One edit over all these records: the confirmed actor of a name is another one from now on.

    A field that would hold the new actor twice keeps it once. Evidence stays, and so does what was
    suggested.
    """
    title = tr("Rename actor “{old}” to “{name}”", old=old, name=new.name)
    changes = (EventChange(event, _renamed(event, old, new, annotator, at)) for event in events)
    return Review(title, tuple(change for change in changes if change.before != change.after))


def _renamed(event: Event, old: str, new: Actor, annotator: str, at: datetime) -> Event:
    kept: list[FieldValue] = []
    for value in event.values:
        is_old = isinstance(value.value, Actor) and value.value.name == old
        if not (is_old and value.is_confirmed):
            kept.append(value)
        elif not any(new == other.value for other in event.confirmed(value.field)):
            kept.append(
                replace(value, value=new, state=_state(value, new), annotator=annotator, at=at)
            )
    return replace(event, values=tuple(kept))


def _state(value: FieldValue, new: Actor) -> State:
    if value.suggestion_id is None:
        return State.ADDED
    return State.ACCEPTED if value.suggested == new else State.CORRECTED
