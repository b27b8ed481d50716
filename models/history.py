"""The history of an article: who changed what when, and the way back to any point of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.article import Status
from models.edits import Edit, EventChange, Review, ReviseCodebook, StatusChange
from models.events import Event, FieldValue


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the journal as far as it concerns one annotator's work on one article.

    `review` goes forward: for an undo it is already the inverse of what was undone.
    """

    entry: int
    at: datetime
    annotator: str
    kind: str
    review: Review


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value before and after; None where there was none, or is none any more."""

    event_id: str
    field: str
    before: FieldValue | None
    after: FieldValue | None


def concerning(edit: Edit, article_id: str, annotator: str) -> Review:
    """What an edit does to one annotator's work on one article.

    Records that came with an import were new then.
    """
    if isinstance(edit, ReviseCodebook):
        return Review(edit.title)
    if isinstance(edit, Review):
        events, assignments = edit.events, edit.assignments
    else:
        events, assignments = tuple(EventChange(None, event) for event in edit.events), ()
    return Review(
        edit.title,
        tuple(
            change
            for change in events
            if change.event.article_id == article_id and change.event.annotator == annotator
        ),
        tuple(
            change
            for change in edit.statuses
            if change.article_id == article_id and change.annotator == annotator
        ),
        tuple(change for change in assignments if change.article_id == article_id),
    )


def value_changes(review: Review) -> tuple[ValueChange, ...]:
    """The values that differ, record by record; a new time or position alone is no change."""
    return tuple(found for change in review.events for found in _differing(change))


def back_to(
    title: str,
    present: Iterable[Event],
    status: Status,
    article_id: str,
    annotator: str,
    later: Sequence[Step],
) -> Review:
    """The edit that makes an article what it was before the steps `later` (newest first)."""
    held = {event.id: event for event in present}
    wanted: dict[str, Event | None] = dict(held)
    before = status
    for step in later:
        for change in reversed(step.review.events):
            wanted[change.event.id] = change.before
        for moved in step.review.statuses:
            before = moved.before
    changes = tuple(
        EventChange(held.get(id_), event) for id_, event in wanted.items() if held.get(id_) != event
    )
    statuses = (StatusChange(article_id, annotator, status, before),) if before != status else ()
    return Review(title, changes, statuses)


def _differing(change: EventChange) -> Iterator[ValueChange]:
    before = {value.id: value for value in change.before.values} if change.before else {}
    after = {value.id: value for value in change.after.values} if change.after else {}
    for id_ in dict.fromkeys([*before, *after]):
        old, new = before.get(id_), after.get(id_)
        if _bare(old) != _bare(new):
            held = new or old
            if held is not None:
                yield ValueChange(change.event.id, held.field, old, new)


def _bare(value: FieldValue | None) -> FieldValue | None:
    return replace(value, at=None, annotator="") if value else None
