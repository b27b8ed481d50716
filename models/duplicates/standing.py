"""Records of several reports that are one event: how that is kept, and which of them counts.

Two records are the same event by a link `same_as` from one to the other, also across articles and
whatever kinds of links the codebook has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.duplicates.grouping import Sets
from models.events import SAME_AS, Event, Link
from models.links import decided_links


def named_same(event: Event) -> frozenset[str]:
    """The keys of the events that an event is said to be the same as."""
    return frozenset(
        link.event_id for link in event.links if link.type == SAME_AS and link.is_confirmed
    )


def with_same(event: Event, key: str) -> Event:
    """The event with the word that it is the same as another one."""
    return replace(event, links=decided_links(event.links, [Link(SAME_AS, key)]))


def standing_for(events: Iterable[Event]) -> dict[str, str]:
    """Of each event the id of the one that stands for it: itself, or one of those it is linked to.

    Of linked events the one with the most confirmed values stands for all, of equals the first; so
    a table of events counts each once. Only events of one annotator stand for each other. The
    events come in order of import.
    """
    held = [event for event in events if not event.dismissed]
    place = {(event.annotator, event.key): number for number, event in enumerate(held)}
    sets = Sets()
    for number, event in enumerate(held):
        for key in named_same(event):
            other = place.get((event.annotator, key))
            if other is not None and other != number:
                sets.join(number, other)
    stands = {event.id: event.id for event in held}
    for numbers in sets.all().values():
        chosen = max(numbers, key=lambda number: (_confirmed(held[number]), -number))
        stands |= {held[number].id: held[chosen].id for number in numbers}
    return stands


def _confirmed(event: Event) -> int:
    return sum(value.is_confirmed for value in event.values)
