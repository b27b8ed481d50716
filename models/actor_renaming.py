"""Saying who an actor is: another name wherever it stands, merged with one that is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from models.actors import ActorBook, ActorEntry
from models.edits import EventChange, Review
from models.events import Event, FieldValue, State
from models.language import tr, trn
from models.values import Actor


def describe_actor(
    entered: Review,
    described: tuple[Actor, ActorEntry],
    book: ActorBook,
    events: Iterable[Event],
    *,
    annotator: str,
    at: datetime,
) -> Review:
    """One edit: what was entered, what is said of its actor, and the records that hold it.

    `described`: the actor as a value, and what is known of it from now on. In `events` (those of
    the annotator that hold one of its other names) it takes the place of these. A field that would
    hold it twice keeps it once. Evidence stays, and so does what was suggested.
    """
    actor, entry = described
    others = frozenset(book.merged(entry).aliases)
    held = {change.event.id: change for change in entered.events}
    for event in events:
        held.setdefault(event.id, EventChange(event, event))
    moved = tuple(
        replace(one, after=one.after and _renamed(one.after, others, actor, annotator, at))
        for one in held.values()
    )
    return replace(
        entered,
        title=_title(entry, book) or entered.title,
        events=tuple(change for change in moved if change.before != change.after),
        actors=book.put(entry),
    )


def take_actors(book: ActorBook, entries: Iterable[ActorEntry]) -> Review:
    """One edit: all that another list says of actors; records stay as they are."""
    changes = book.take(entries)
    count = sum(1 for change in changes if change.after)
    title = trn("Take {count} actor over", "Take {count} actors over", count)
    return Review(title, actors=changes)


def new_names(entry: ActorEntry, book: ActorBook) -> tuple[str, ...]:
    """The other names of an actor that are not known yet."""
    held = book.of(entry.name).aliases
    return tuple(name for name in entry.aliases if name not in held)


def _title(entry: ActorEntry, book: ActorBook) -> str:
    held, new = book.of(entry.name), new_names(entry, book)
    if held == entry or (not new and held.says_nothing and entry.says_nothing):
        return ""
    if len(new) == 1:
        return tr("Make “{old}” another name of “{name}”", old=new[0], name=entry.name)
    gone = [name for name in held.aliases if name not in entry.aliases]
    if len(gone) == 1 and not new:
        return tr("Take “{old}” from the names of “{name}”", old=gone[0], name=entry.name)
    return tr("Say who “{name}” is", name=entry.name)


def _renamed(
    event: Event, others: frozenset[str], new: Actor, annotator: str, at: datetime
) -> Event:
    kept: list[FieldValue] = []
    standing = {(value.field, _name(value)) for value in event.values if value.is_confirmed}
    for value in event.values:
        if not value.is_confirmed or _name(value) not in others:
            kept.append(value)
        elif (value.field, new.name) not in standing:
            standing.add((value.field, new.name))
            kept.append(
                replace(value, value=new, state=_state(value, new), annotator=annotator, at=at)
            )
    return replace(event, values=tuple(kept))


def _name(value: FieldValue) -> str | None:
    return value.value.name if isinstance(value.value, Actor) else None


def _state(value: FieldValue, new: Actor) -> State:
    if value.suggestion_id is None:
        return State.ADDED
    return State.ACCEPTED if value.suggested == new else State.CORRECTED
