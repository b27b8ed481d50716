"""What the other reports of an article's events say: records that are linked as the same event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from db import tables
from db.failures import explained
from db.project import Project
from db.rows import to_text
from models.duplicates.same_as import named_same
from models.duplicates.told import Report
from models.events import SAME_AS, Event

#: Records are followed from one to the next over so many links.
_STEPS = 8


def other_reports(
    project: Project, own: Sequence[Event], annotator: str
) -> dict[str, tuple[Report, ...]]:
    """The other records of each of an article's events, by its key; in order of import."""
    if not own:
        return {}
    with explained(project.path):
        linked = _linked(project, own, annotator)
        if not linked:
            return {}
        facts = {
            row[0]: (row[1], row[2], date.fromisoformat(row[3]) if row[3] else None, row[4])
            for row in project.db.execute(
                "SELECT id, title, source, published, number FROM articles"
                " WHERE id IN (SELECT value FROM json_each(?))",
                [to_text(sorted({one.article_id for one in linked.values()}))],
            )
        }
    found: dict[str, tuple[Report, ...]] = {}
    for event in own:
        same = _reached(event, linked, {one.key: one for one in own})
        others = [linked[key] for key in same if key in linked and not linked[key].dismissed]
        others.sort(key=lambda one: (facts[one.article_id][3], one.position, one.id))
        if others and not event.dismissed:
            found[event.key] = tuple(Report(one, *facts[one.article_id][:3]) for one in others)
    return found


def _linked(project: Project, own: Iterable[Event], annotator: str) -> dict[str, Event]:
    """The annotator's records in other articles that are linked to some, step by step, by key."""
    known = {event.key: event for event in own}
    here = frozenset(known)
    fresh = set(known)
    for _ in range(_STEPS):
        named = {key for event in map(known.__getitem__, fresh) for key in named_same(event)}
        ids = [
            row[0]
            for row in project.db.execute(
                "SELECT article_id FROM events WHERE annotator = :annotator AND ("
                " id IN (SELECT value FROM json_each(:named))"
                " OR proposal_id IN (SELECT value FROM json_each(:named))"
                " OR id IN (SELECT event_id FROM links WHERE type = :same AND state <> 'rejected'"
                "  AND to_event_id IN (SELECT value FROM json_each(:fresh))))",
                {
                    "annotator": annotator,
                    "named": to_text(sorted(named - known.keys())),
                    "fresh": to_text(sorted(fresh)),
                    "same": SAME_AS,
                },
            )
        ]
        events = [
            one for held in tables.events_of(project.db, ids, annotator).values() for one in held
        ]
        wanted = named | {one.key for one in events if named_same(one) & fresh}
        fresh = {one.key for one in events if one.key in wanted} - known.keys()
        if not fresh:
            break
        known |= {one.key: one for one in events if one.key in fresh}
    return {key: event for key, event in known.items() if key not in here}


def _reached(event: Event, linked: dict[str, Event], own: dict[str, Event]) -> set[str]:
    """The keys of all records that are the same as one, by links in either direction."""
    every = {**linked, **own}
    reached, fresh = {event.key}, {event.key}
    while fresh:
        named = {key for one in fresh for key in named_same(every[one])}
        naming = {key for key, one in every.items() if named_same(one) & fresh}
        fresh = ((named | naming) & every.keys()) - reached
        reached |= fresh
    return reached - {event.key}
