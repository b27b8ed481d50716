"""Records of several reports that are one event: how that is kept.

Two records are the same event by a link `same_as` from one to the other, also across articles and
whatever kinds of links the codebook has.
"""

from __future__ import annotations

from dataclasses import replace

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
