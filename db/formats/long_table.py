"""The table of values that several formats share: one row a value, with its evidence and state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from db.formats.dataset import CodedArticle, Column, Dataset, how_coded
from db.formats.wide_table import BETWEEN, CODED_COLUMN, quotes
from models.codebook import Codebook, Role
from models.events import Event, FieldValue, State
from models.values import Actor, AnyValue, Count, DateRange, Kind, Place

_COLUMNS = (
    Column("article_id", "text", "The article's id."),
    Column("source", "text", "Who published the article."),
    Column("published", "day", "The day on which the article was published."),
    Column("event_id", "text", "The record's id."),
    Column("annotator", "text", "Who coded the record."),
    Column("record_class", "text", "What the record tells of; only incidents are events."),
    CODED_COLUMN,
    Column("common_event", "text", "The id that all records of one event share."),
    Column("split", "text", "The side of the split that the article is on."),
    Column("field", "text", "The key of the codebook's field."),
    Column("kind", "text", "The kind of the field.", tuple(kind.value for kind in Kind)),
    Column(
        "state",
        "text",
        "How the value came about; not_reported: somebody looked, and the article does not say.",
        ("accepted", "corrected", "added", "not_reported", "rejected"),
    ),
    Column("accepted_in_bulk", "flag", "Accepted with others, without a look at the value."),
    Column("value", "text", "The answer: a key, a name, words, days, or the best number."),
    Column("actor_id", "text", "The actor's id."),
    Column("country", "text", "Country of a place, ISO 3166-1 alpha-3."),
    Column("admin1", "text", "First-level division of a place."),
    Column("lat", "number", "Latitude in degrees, WGS84."),
    Column("lon", "number", "Longitude in degrees, WGS84."),
    Column("start", "day", "The first possible day."),
    Column("end", "day", "The last possible day."),
    Column("precision", "text", "How closely a place or a date is known."),
    Column("low", "integer", "The least possible number."),
    Column("best", "integer", "The best number."),
    Column("high", "integer", "The highest possible number; empty: open."),
    Column("wording", "text", "How the article words a number."),
    Column("evidence", "text", "The words of the article that support the value."),
    Column("offsets", "text", "Where they stand: start-end in code points, end excluded."),
    Column("decided_at", "text", "When the value was decided (UTC)."),
    Column("article_sha256", "text", "SHA-256 of the article's text in UTF-8."),
)


def columns(_: Codebook) -> tuple[Column, ...]:
    """The same for every codebook."""
    return _COLUMNS


def rows(dataset: Dataset) -> Iterator[list[Any]]:
    """The cells of all values of a dataset (see `LongRows`)."""
    table = LongRows(dataset)
    for coded in dataset.articles:
        yield from table.of(coded)


class LongRows:
    """Makes a row a decision: what holds or is not reported; what was rejected, on request."""

    def __init__(self, dataset: Dataset) -> None:
        self._codebook = dataset.codebook
        self._class_field = dataset.codebook.with_role(Role.RECORD_CLASS)
        self._with_rejected = bool(dataset.options.get("negatives"))

    def of(self, coded: CodedArticle) -> Iterator[list[Any]]:
        sha256 = coded.article.sha256 if coded.events else ""
        for event in coded.events:
            head = self._head(coded, event)
            for value in event.values:
                if value.state is not State.REJECTED or self._with_rejected:
                    yield [*head, *self._cells(value, coded), sha256]

    def _head(self, coded: CodedArticle, event: Event) -> list[Any]:
        article = coded.article
        told = event.first(self._class_field.key) if self._class_field else None
        return [
            *(article.id, article.source, article.published, event.id, event.annotator, told),
            *(how_coded(coded, event), coded.common.get(event.id, event.id), coded.side),
        ]

    def _cells(self, value: FieldValue, coded: CodedArticle) -> list[Any]:
        asked = self._codebook.readable_by_key.get(value.field)
        words = () if coded.text_left_out else quotes([value], coded)
        offsets = (f"{span.start}-{span.end}" for span in value.evidence)
        return [
            *(value.field, asked.kind.value if asked else None, value.state.value, value.bulk),
            *_parts(value.value),
            *(BETWEEN.join(words), BETWEEN.join(offsets)),
            value.at.isoformat() if value.at else None,
        ]


def _parts(value: AnyValue | None) -> list[Any]:
    """From `value` to `wording`."""
    cells: dict[str, Any] = dict.fromkeys(_PARTS)
    match value:
        case Actor():
            cells |= {"value": value.name, "actor_id": value.id}
        case Place():
            cells |= {"value": value.name, "country": value.country, "admin1": value.admin1}
            cells |= {"lat": value.lat, "lon": value.lon, "precision": value.precision}
        case DateRange():
            days = [day.isoformat() if day else "" for day in (value.start, value.end)]
            cells |= {"value": days[0] if days[0] == days[1] else "/".join(days)}
            cells |= {"start": value.start, "end": value.end, "precision": value.precision}
        case Count():
            best = next((n for n in (value.best, value.low, value.high) if n is not None), None)
            cells |= {"value": None if best is None else str(best), "low": value.low}
            cells |= {"best": value.best, "high": value.high, "wording": value.wording}
        case bool():
            cells["value"] = "true" if value else "false"
        case _:
            cells["value"] = value
    return list(cells.values())


_PARTS = [column.name for column in _COLUMNS[13:26]]
