"""Writes events with their arguments as offsets, one JSON line an event.

An article that was read and holds no event is one line without an event. Offsets are code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from db.formats.annotated import facts_of, negatives_wanted
from db.formats.dataset import CodedArticle, Dataset
from models.article import Status
from models.blindness import ASSISTED, BLIND, CODED
from models.codebook import Codebook, Role
from models.events import Event, FieldValue, State
from models.values import to_json


def write(out: TextIO, dataset: Dataset) -> int:
    """Returns how many events."""
    count = 0
    for coded in dataset.articles:
        for row in _rows(coded, dataset):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += row["event_id"] is not None
    return count


def _rows(coded: CodedArticle, dataset: Dataset) -> Iterator[dict[str, Any]]:
    facts = facts_of(coded, dataset.codebook)
    facts["text"] = None if coded.text_left_out else coded.article.text
    codebook = dataset.codebook
    types = codebook.with_role(Role.EVENT_TYPE)
    classes = codebook.with_role(Role.RECORD_CLASS)
    told = [event for event in coded.events if any(one.is_confirmed for one in event.values)]
    if not told and coded.status in {Status.DONE, Status.FLAGGED}:
        yield facts | {"event_id": None, "event_type": None, "trigger": [], "arguments": []}
    for event in told:
        of_type = event.confirmed(types.key) if types else ()
        row = facts | {
            "event_id": event.id,
            "annotator": event.annotator,
            CODED: ASSISTED if event.id in coded.assisted else BLIND,
            "record_class": event.first(classes.key) if classes else None,
            "event_type": event.first(types.key) if types else None,
            "trigger": [part for one in of_type for part in _parts(one, coded)],
            "arguments": list(_arguments(event, coded, codebook, types.key if types else "")),
            "links": [
                {"type": link.type, "event": link.event_id}
                for link in event.links
                if link.is_confirmed
            ],
        }
        if negatives_wanted(dataset):
            refused = [one for one in event.values if one.state is State.REJECTED]
            row["rejected"] = [_argument(one, coded) for one in refused]
        yield row


def _arguments(
    event: Event, coded: CodedArticle, codebook: Codebook, of_type: str
) -> Iterator[dict[str, Any]]:
    for value in event.values:
        if (
            value.is_confirmed
            and value.field != of_type
            and value.field in codebook.readable_by_key
        ):
            yield _argument(value, coded)


def _argument(value: FieldValue, coded: CodedArticle) -> dict[str, Any]:
    said = None if value.value is None else to_json(value.value)
    return {"field": value.field, "value": said, "spans": _parts(value, coded)}


def _parts(value: FieldValue, coded: CodedArticle) -> list[dict[str, Any]]:
    parts = []
    for span in value.evidence:
        words = {} if coded.text_left_out else {"text": span.quote(coded.article.text)}
        parts.append({"start": span.start, "end": span.end, **words})
    return parts
