"""Links between events as they stand in exchange files: both ends by the ids of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from models.codebook import Codebook
from models.events import SAME_AS, Event, Link, ProposedLink, State
from models.language import tr
from models.spans import Span
from models.values import shown_json

_STATES = frozenset({State.ACCEPTED, State.ADDED, State.REJECTED})


def link_to_json(link: Link, ids: Mapping[str, str]) -> dict[str, Any]:
    """`ids` tells the id of the event with a key; an event that is not in it keeps its key."""
    return {
        "type": link.type,
        "event": ids.get(link.event_id, link.event_id),
        "state": link.state.value,
    }


def proposed_link_to_json(link: ProposedLink) -> dict[str, Any]:
    return {
        "type": link.type,
        "event": link.proposal_id,
        "state": State.SUGGESTED.value,
        "evidence": [list(span) for span in link.evidence],
        "confidence": link.confidence,
    }


def proposed_link_from_json(data: Mapping[str, Any]) -> ProposedLink:
    """As `proposed_link_to_json` wrote it."""
    spans = tuple(Span(*pair) for pair in data["evidence"])
    return ProposedLink(data["type"], data["event"], data["confidence"], spans)


def read_link(data: Any, codebook: Codebook) -> Link | str | None:
    """A link as a file has it, what is wrong with it, or None for one that is only suggested."""
    if not isinstance(data, dict) or not isinstance(data.get("event"), str):
        return tr('must be an object with "type" and "event", not {data}', data=shown_json(data))
    if data.get("type") not in {SAME_AS, *(link.key for link in codebook.links)}:
        return tr(
            "{type} is no link of the codebook {codebook}",
            type=shown_json(data.get("type")),
            codebook=codebook.reference,
        )
    state = data.get("state", State.ADDED.value)
    if state == State.SUGGESTED:
        return None
    if state not in _STATES:
        return tr(
            '"state" must be one of {states}, not {found}',
            states=", ".join(sorted(_STATES)),
            found=shown_json(state),
        )
    return Link(data["type"], data["event"], State(state))


def ids_for(event: Event, events: Iterable[Event]) -> dict[str, str]:
    """The ids by key of the events that an event's links may mean: its annotator's."""
    if not event.links:
        return {}
    return {one.key: one.id for one in events if one.annotator == event.annotator}


def by_key(events: Iterable[Event]) -> list[Event]:
    """Events of a file with links that name others as the project does, by `Event.key`."""
    events = list(events)
    if not any(event.links for event in events):
        return events
    keys = {event.id: event.key for event in events}
    return [
        replace(event, links=tuple(_keyed(link, keys) for link in event.links))
        if event.links
        else event
        for event in events
    ]


def _keyed(link: Link, keys: Mapping[str, str]) -> Link:
    return replace(link, event_id=keys.get(link.event_id, link.event_id))
