"""The links of a record as an analyst sees them: decisions over what the engine proposes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.edits import EventChange
from models.events import Band, Link, ProposedLink, State, band
from models.review import Record
from models.spans import Span


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link that is decided, or a suggested one that waits (`decision` is None).

    `target` is the key of the other record.
    """

    type: str
    target: str
    state: State
    decision: Link | None = None
    offer: ProposedLink | None = None

    @property
    def evidence(self) -> tuple[Span, ...]:
        return self.offer.evidence if self.offer else ()

    @property
    def confidence(self) -> float | None:
        return self.offer.confidence if self.offer else None

    def as_decided(self, state: State) -> Link:
        """A decision on it."""
        return Link(self.type, self.target, state)


def links_of(record: Record, records: Iterable[Record]) -> tuple[ShownLink, ...]:
    """A record's links, suggested ones in the engine's order before those added by hand.

    Only likely suggestions are shown, and no link to a record that is not among `records`.
    """
    there = {one.key for one in records} - {record.key}
    links = record.event.links if record.event else ()
    decided = {(link.type, link.event_id): link for link in links}
    shown: list[ShownLink] = []
    for offer in record.proposal.links if record.proposal else ():
        decision = decided.pop((offer.type, offer.proposal_id), None)
        if decision is not None:
            shown.append(ShownLink(offer.type, offer.proposal_id, decision.state, decision, offer))
        elif band(offer.confidence) is Band.LIKELY:
            shown.append(ShownLink(offer.type, offer.proposal_id, State.SUGGESTED, None, offer))
    shown += [ShownLink(link.type, link.event_id, link.state, link) for link in decided.values()]
    return tuple(one for one in shown if one.target in there)


def waiting_links(record: Record, records: Iterable[Record]) -> tuple[ShownLink, ...]:
    """The links of a record that nobody has decided on."""
    return tuple(one for one in links_of(record, records) if one.state is State.SUGGESTED)


def decided_links(links: Iterable[Link], made: Iterable[Link]) -> tuple[Link, ...]:
    """The decisions with further ones put in; one on the same link takes the other's place."""
    kept = {(link.type, link.event_id): link for link in links}
    kept |= {(link.type, link.event_id): link for link in made}
    return tuple(kept.values())


def unlinked(records: Iterable[Record], key: str) -> list[EventChange]:
    """What becomes of records with links to one that is no event any more."""
    return [
        EventChange(one.event, replace(one.event, links=_without(one.event.links, key)))
        for one in records
        if one.event and any(link.event_id == key for link in one.event.links)
    ]


def without_link(links: Iterable[Link], gone: ShownLink) -> tuple[Link, ...]:
    """The decisions without one; a suggested link waits again then."""
    return tuple(one for one in links if (one.type, one.event_id) != (gone.type, gone.target))


def _without(links: Iterable[Link], key: str) -> tuple[Link, ...]:
    return tuple(link for link in links if link.event_id != key)
