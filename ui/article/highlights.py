"""Which stretches of the article support what: the evidence on display, in layers. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from models.claims import claimed_words
from models.events import State
from models.gestures import Desk
from models.spans import Span


class Layer(IntEnum):
    """How close a stretch of evidence is to what the analyst looks at; later ones lie on top."""

    OTHER_EVENT = 0
    FOCUSED_EVENT = 1
    FOCUSED_FIELD = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """One stretch of evidence and the value that it supports.

    Words that were only counted to the event support none: their field is empty.
    """

    span: Span
    record_key: str
    field: str
    index: int


def evidence_of(desk: Desk) -> list[Evidence]:
    """All words of the records as shown, in order of the text; what was rejected has none."""
    found = [
        Evidence(span, record.key, field_key, index)
        for record in desk.records
        for field_key, shown in record.values_by_field().items()
        for index, value in enumerate(shown)
        if value.state is not State.REJECTED
        for span in value.evidence
    ]
    found += [
        Evidence(span, record.key, "", 0)
        for record in desk.records
        if record.event
        for span in claimed_words(record.event)
    ]
    return sorted(found, key=lambda one: (one.span.start, -one.span.end))


def layer_of(one: Evidence, record_key: str, field_key: str) -> Layer:
    if one.record_key != record_key:
        return Layer.OTHER_EVENT
    return Layer.FOCUSED_FIELD if one.field == field_key else Layer.FOCUSED_EVENT


def lanes(spans: Iterable[Span], limit: int = 3) -> dict[Span, int]:
    """A lane for each distinct span, so that lines under overlapping ones do not touch.

    Spans come in order of their start. Beyond `limit` lanes the last one is shared.
    """
    ends: list[int] = []
    placed: dict[Span, int] = {}
    for span in spans:
        if span in placed:
            continue
        lane = next((lane for lane, end in enumerate(ends) if end <= span.start), len(ends))
        if lane == len(ends) and lane < limit:
            ends.append(span.end)
        lane = min(lane, limit - 1)
        ends[lane] = max(ends[lane], span.end)
        placed[span] = lane
    return placed


def crowded(spans: Iterable[Span]) -> frozenset[Span]:
    """The spans that overlap another one, so that a wash alone would not tell where each ends.

    Spans come in order of their start.
    """
    found: set[Span] = set()
    beside: list[Span] = []
    for span in dict.fromkeys(spans):
        beside = [one for one in beside if one.end > span.start]
        if beside:
            found |= {span, *beside}
        beside.append(span)
    return frozenset(found)


def hit(
    evidence: Sequence[Evidence], point: int, record_key: str, field_key: str
) -> Evidence | None:
    """What a click at a position means: the shortest evidence there, the focused event's first.

    Clicking where the focused field already has its evidence goes on to the next one there.
    """
    there = [one for one in evidence if one.span.start <= point < one.span.end]
    there.sort(
        key=lambda one: (one.record_key != record_key, one.span.end - one.span.start, one.field)
    )
    focused = [
        place
        for place, one in enumerate(there)
        if (one.record_key, one.field) == (record_key, field_key)
    ]
    if not there:
        return None
    return there[(focused[-1] + 1) % len(there)] if focused else there[0]
