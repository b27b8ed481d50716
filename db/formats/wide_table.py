"""The table of incidents that several formats share: one row an incident, typed columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from db.formats.dataset import CodedArticle, Column, Dataset, how_coded, in_bulk
from models.codebook import Codebook, Field, Role
from models.events import Event, FieldValue
from models.rules import INCIDENT
from models.values import Kind

#: What stands between several values of a field in one cell of a flat table.
BETWEEN = " | "

CODED_COLUMN = Column(
    "coded", "text", "Whether the record was made with suggestions in sight.", ("assisted", "blind")
)
_HEAD = (
    Column("article_id", "text", "The article's id."),
    Column("title", "text", "The article's title."),
    Column("source", "text", "Who published the article."),
    Column("url", "text", "Where the article stood."),
    Column("published", "day", "The day on which the article was published."),
    Column("event_id", "text", "The record's id."),
    Column("annotator", "text", "Who coded the record."),
    Column("accepted_in_bulk", "text", "Fields accepted together, without a look at each value."),
    CODED_COLUMN,
    Column(
        "common_event",
        "text",
        "The id that all records of one event share; count each of these ids once. It is the "
        "record's own where no other tells of the event.",
    ),
    Column("split", "text", "The side of the split that the article is on."),
    Column("article_sha256", "text", "SHA-256 of the article's text in UTF-8."),
)

#: So many columns stand before those of the fields.
HEAD_WIDTH = len(_HEAD)

#: The parts of a value that have a column each, with their types.
_PARTS: dict[Kind, tuple[tuple[str, str, str], ...]] = {
    Kind.PLACE: (
        ("name", "text", "Name of the place"),
        ("country", "text", "Country of the place, ISO 3166-1 alpha-3"),
        ("admin1", "text", "First-level division of the place"),
        ("lat", "number", "Latitude in degrees, WGS84"),
        ("lon", "number", "Longitude in degrees, WGS84"),
        ("precision", "text", "How closely the place is known"),
    ),
    Kind.DATE: (
        ("start", "day", "The first possible day; empty: on or before the end"),
        ("end", "day", "The last possible day"),
        ("precision", "text", "How closely the date is known"),
    ),
    Kind.COUNT: (
        ("low", "integer", "The least possible number"),
        ("best", "integer", "The best number"),
        ("high", "integer", "The highest possible number; empty: open"),
        ("wording", "text", "How the article words the number"),
    ),
}


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of the table beside what fills it. `several`: a cell may hold several answers."""

    column: Column
    several: bool = False


def columns(codebook: Codebook) -> tuple[Column, ...]:
    """All columns in their order."""
    return tuple(wide.column for wide in wide_columns(codebook))


def wide_columns(codebook: Codebook) -> tuple[WideColumn, ...]:
    """All columns in their order, with how many answers a cell may hold."""
    of_fields = (wide for asked in codebook.fields for wide in _of_field(asked))
    return (*map(WideColumn, _HEAD), *of_fields)


def rows(dataset: Dataset) -> Iterator[list[Any]]:
    """The cells of all incidents of a dataset (see `WideRows`)."""
    table = WideRows(dataset.codebook)
    for coded in dataset.articles:
        yield from table.of(coded)


#: What reads a part of an answer, such as a place's country.
Part = Callable[[Any], Any]
#: Makes the cells of a field, its evidence last, of the values that hold (at least one).
Cells = Callable[[list[FieldValue], CodedArticle], Iterable[Any]]


def _typed(parts: Sequence[Part]) -> Cells:
    """A tuple of answers for each column."""

    def cells(values: list[FieldValue], coded: CodedArticle) -> Iterable[Any]:
        answers = [value.value for value in values]
        return [*(tuple(map(part, answers)) for part in parts), quotes(values, coded)]

    return cells


class WideRows:
    """Makes rows of articles: the head's cells, then those of each field.

    `cells` makes what fills the columns of a field by their parts, `empty` stands in each column of
    a field without a value. As it is, both are tuples of answers.
    """

    def __init__(
        self,
        codebook: Codebook,
        cells: Callable[[Sequence[Part]], Cells] = _typed,
        empty: Any = (),
    ) -> None:
        self._class_field = codebook.with_role(Role.RECORD_CLASS)
        self._plan: list[tuple[str, Cells, Sequence[Any]]] = []
        for asked in codebook.fields:
            parts = _readers(asked)
            self._plan.append((asked.key, cells(parts), [empty] * (len(parts) + 1)))

    def of(self, coded: CodedArticle) -> Iterator[list[Any]]:
        """A row an incident with confirmed values.

        Statements of another class (a running total, a threat) are no rows of a table of incidents.
        """
        sha256 = coded.article.sha256 if coded.events else ""
        for event in coded.events:
            confirmed = confirmed_by_field(event)
            if confirmed and is_incident(self._class_field, confirmed):
                row: list[Any] = _head(coded, event, sha256)
                for key, cells, empty in self._plan:
                    values = confirmed.get(key)
                    row += empty if values is None else cells(values, coded)
                yield row


def is_incident(asked: Field | None, confirmed: dict[str, list[FieldValue]]) -> bool:
    """Whether a record's class (the field asked) says that it is one, or says nothing."""
    classes = confirmed.get(asked.key, ()) if asked else ()
    return all(value.value == INCIDENT for value in classes)


def confirmed_by_field(event: Event) -> dict[str, list[FieldValue]]:
    found: dict[str, list[FieldValue]] = {}
    for value in event.values:
        if value.is_confirmed:
            found.setdefault(value.field, []).append(value)
    return found


def _head(coded: CodedArticle, event: Event, sha256: str) -> list[Any]:
    article = coded.article
    return [
        *(article.id, article.title, article.source, article.url, article.published),
        *(event.id, event.annotator, BETWEEN.join(in_bulk(event)), how_coded(coded, event)),
        *(coded.common.get(event.id, event.id), coded.side, sha256),
    ]


def _of_field(asked: Field) -> Iterator[WideColumn]:
    told = f"{asked.label}: {asked.help}"
    parts = _PARTS.get(asked.kind)
    if parts:
        for name, type_, meaning in parts:
            column = Column(f"{asked.key}.{name}", type_, f"{meaning}. {told}")
            yield WideColumn(column, asked.multiple)
    else:
        keys = tuple(key for key, choice in asked.choice_by_key.items() if choice.is_leaf)
        type_ = "flag" if asked.kind is Kind.FLAG else "text"
        yield WideColumn(Column(asked.key, type_, told, keys), asked.multiple)
    meaning = (
        f"The words that support the answer to {asked.label}; where the text may not be passed "
        "on, their offsets as start-end (code points, end excluded)."
    )
    yield WideColumn(Column(f"{asked.key}.evidence", "text", meaning), several=True)


def _readers(asked: Field) -> tuple[Part, ...]:
    """What reads each part of a value."""
    if asked.kind is Kind.ACTOR:
        return (attrgetter("name"),)
    if asked.kind in _PARTS:
        return tuple(attrgetter(name) for name, _, _ in _PARTS[asked.kind])
    return (_itself,)


def _itself(value: Any) -> Any:
    return value


def quotes(values: Iterable[FieldValue], coded: CodedArticle) -> tuple[str, ...]:
    """The quoted words, each once; their offsets where the words may not be passed on."""
    spans = (span for value in values for span in value.evidence)
    if coded.text_left_out:
        return tuple(dict.fromkeys(f"{span.start}-{span.end}" for span in spans))
    text = coded.article.text
    return tuple(dict.fromkeys(text[span.start : span.end] for span in spans))
