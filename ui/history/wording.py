"""The steps of a history in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from models.codebook import Codebook
from models.edits import AssignmentChange
from models.events import Event, FieldValue, State
from models.history import Step, ValueChange
from models.language import inside, tr
from ui.words.days import short_day_words
from ui.words.records import short_text


def when(at: datetime, today: date) -> str:
    """The time of a step on the clock here; the day where it was another."""
    local = at.replace(tzinfo=at.tzinfo or UTC).astimezone()
    clock = f"{local:%H:%M:%S}"
    return clock if local.date() == today else f"{short_day_words(local.date())}, {clock}"


def title(step: Step) -> str:
    """What the step was called when it was done, or undone."""
    said = step.review.title
    lowered = inside(said)
    match step.kind:
        case "undo":
            return tr("Undo: {title}", title=lowered)
        case "redo":
            return tr("Redo: {title}", title=lowered)
        case _:
            return said


def event_name(event: Event | None, number: int) -> str:
    """An event by its place among the tabs, or as one that is gone."""
    return tr("Event {number}", number=number) if event else tr("an event that is gone")


def field_name(change: ValueChange, codebook: Codebook) -> str:
    field = codebook.field_by_key.get(change.field)
    return field.label if field else change.field


def given_or_taken(change: AssignmentChange) -> str:
    """Who is to code the article from then on, or no more."""
    if change.assigned:
        return tr("Assigned to {name}", name=change.annotator)
    return tr("Taken from {name}", name=change.annotator)


def old_and_new(change: ValueChange, codebook: Codebook) -> str:
    """The value before and after, each with how it came about."""
    before, after = (_value(one, codebook) for one in (change.before, change.after))
    if change.before is None:
        return after
    if change.after is None:
        return tr("{value} → taken away", value=before)
    return f"{before} → {after}"


def _value(value: FieldValue | None, codebook: Codebook) -> str:
    if value is None:
        return tr("nothing")
    if value.state is State.NOT_REPORTED or value.value is None:
        return tr("not reported")
    said = short_text(value.value, codebook.field_by_key.get(value.field))
    if value.state is State.CORRECTED and value.suggested is not None:
        offered = short_text(value.suggested, codebook.field_by_key.get(value.field))
        return tr("{value} (corrected; suggested was {offered})", value=said, offered=offered)
    how = {
        State.ACCEPTED: tr("accepted as suggested"),
        State.CORRECTED: tr("corrected"),
        State.ADDED: tr("by hand"),
        State.REJECTED: tr("rejected"),
    }[value.state]
    return f"{said} ({how})"
