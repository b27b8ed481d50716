"""Writes a flat table: one row an incident, one column a part of a field, evidence as quotes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from db.formats.dataset import CodedArticle, Dataset
from db.formats.formula_cells import neutralised
from models.codebook import Codebook, Field, Role
from models.events import Event, FieldValue
from models.rules import INCIDENT
from models.values import Kind, to_json

_BETWEEN = " | "
_HEAD = ("article_id", "title", "source", "url", "published", "event_id", "annotator")
#: The fields of the event that were accepted by "accept all", without a look at each.
_BULK = "accepted_in_bulk"

_PARTS: dict[Kind, tuple[str, ...]] = {
    Kind.PLACE: ("name", "country", "admin1", "lat", "lon", "precision"),
    Kind.DATE: ("start", "end", "precision"),
    Kind.COUNT: ("low", "best", "high", "wording"),
}


def write(out: TextIO, dataset: Dataset) -> int:
    """A header and one row an incident with confirmed values; returns how many.

    Statements of another class (a running total, a threat) are no rows of a table of incidents.
    """
    codebook = dataset.codebook
    writer = csv.writer(out)
    names = (name for field in codebook.fields for name in _column_names(field))
    writer.writerow([*_HEAD, _BULK, *names])
    count = 0
    for coded in dataset.articles:
        for event in coded.events:
            confirmed = _confirmed_by_field(event)
            if confirmed and _is_incident(codebook, confirmed):
                row = _head(coded, event)
                for field in codebook.fields:
                    row += _cells(field, confirmed.get(field.key, ()), coded.article.text)
                writer.writerow(map(neutralised, row))
                count += 1
    return count


def _is_incident(codebook: Codebook, confirmed: dict[str, list[FieldValue]]) -> bool:
    field = codebook.with_role(Role.RECORD_CLASS)
    classes = confirmed.get(field.key, ()) if field else ()
    return all(value.value == INCIDENT for value in classes)


def _confirmed_by_field(event: Event) -> dict[str, list[FieldValue]]:
    found: dict[str, list[FieldValue]] = {}
    for value in event.values:
        if value.is_confirmed:
            found.setdefault(value.field, []).append(value)
    return found


def _head(coded: CodedArticle, event: Event) -> list[str]:
    article = coded.article
    bulk = dict.fromkeys(v.field for v in event.values if v.is_confirmed and v.bulk)
    return [
        *(article.id, article.title, article.source, article.url or ""),
        article.published.isoformat() if article.published else "",
        *(event.id, event.annotator, _BETWEEN.join(bulk)),
    ]


def _column_names(field: Field) -> list[str]:
    parts = [f"{field.key}.{part}" for part in _PARTS.get(field.kind, ())]
    return [*(parts or [field.key]), f"{field.key}.evidence"]


def _cells(field: Field, values: Sequence[FieldValue], text: str) -> list[str]:
    """A field's cells in the order of its columns; several values share a cell, in their order."""
    parts = _PARTS.get(field.kind)
    if not values:
        return [""] * (len(parts or ".") + 1)
    held = [None if value.value is None else to_json(value.value) for value in values]
    cells = [_joined(_shown(data, part) for data in held) for part in parts or ("name",)]
    return [*cells, _joined(_quotes(values, text))]


def _joined(shown: Iterable[str]) -> str:
    texts = list(shown)
    return _BETWEEN.join(texts) if any(texts) else ""


def _quotes(values: Iterable[FieldValue], text: str) -> list[str]:
    """The quoted words, each once."""
    return list(dict.fromkeys(span.quote(text) for value in values for span in value.evidence))


def _shown(data: Any, part: str) -> str:
    if isinstance(data, dict):
        data = data.get(part)
    if data is None:
        return ""
    if isinstance(data, bool):
        return "true" if data else "false"
    return str(data)
