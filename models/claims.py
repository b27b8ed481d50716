"""Words that an annotator counted to an event, without a decision on any of its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from models.events import Event
from models.spans import Span

#: The key of `Event.extra` that holds such words as [start, end] in code points, so that exchange
#: lines and the journal carry them like whatever else is known of an event.
CLAIMED = "claimed_words"


def claimed_words(event: Event) -> tuple[Span, ...]:
    """The words that were counted to the event, in order; what no span can be is passed over."""
    held = event.extra.get(CLAIMED)
    spans = held if isinstance(held, list) else []
    return tuple(sorted({Span(*one) for one in spans if _is_span(one)}))


def with_claimed_words(event: Event, words: Iterable[Span]) -> Event:
    """The event with further words counted to it."""
    spans = sorted({*claimed_words(event), *words})
    if tuple(spans) == claimed_words(event):
        return event
    return replace(event, extra=event.extra | {CLAIMED: [list(span) for span in spans]})


def _is_span(one: Any) -> bool:
    is_pair = isinstance(one, list | tuple) and len(one) == 2
    return is_pair and all(type(point) is int for point in one) and 0 <= one[0] < one[1]
