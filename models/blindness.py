"""Whether records were made with suggestions in sight: what is assisted, and what is blind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from models.events import Event

#: The key under which records from elsewhere (`Event.extra`) say how they were made there.
CODED = "coded"
ASSISTED, BLIND = "assisted", "blind"


def coded_blind(events: Sequence[Event], proposals: Sequence[Any] = ()) -> bool:
    """Whether nobody can have seen a suggestion when the records were made.

    `events` are one annotator's of one article, dismissed ones included; `proposals` what stands
    suggested on it. A decision that answers a suggestion names it. A record by hand beside standing
    suggestions is blind only if it was brought in from elsewhere: then its values do not say when
    they were made. Records from elsewhere may say so themselves.
    """
    values = [value for event in events for value in event.values]
    if any(event.proposal_id or event.extra.get(CODED) == ASSISTED for event in events):
        return False
    if any(value.suggestion_id or value.suggested is not None for value in values):
        return False
    return not proposals or (bool(values) and all(value.at is None for value in values))


def assisted_records(events: Iterable[Event], *, is_suggested_on: bool) -> frozenset[str]:
    """The ids of the records of an article that were made with suggestions in sight.

    One suggestion on the screen leads the eye on the whole article, so an annotator's records there
    are all blind or all assisted. `is_suggested_on`: suggestions stand on the article.
    """
    by_annotator: dict[str, list[Event]] = {}
    for event in events:
        by_annotator.setdefault(event.annotator, []).append(event)
    standing = (True,) if is_suggested_on else ()
    return frozenset(
        event.id for own in by_annotator.values() if not coded_blind(own, standing) for event in own
    )
