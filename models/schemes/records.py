"""Records of rows that were read from foreign tables, and those rows out of them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from models.article import Article
from models.codebook import Codebook, Field, Role
from models.events import Event, FieldValue, State
from models.exchange.lines import derived_id
from models.language import tr
from models.rules import INCIDENT
from models.schemes.acled import kind_of
from models.schemes.derived import Derived, Row
from models.schemes.facts import Facts, FactsReader
from models.schemes.read_row import ReadRow
from models.schemes.scheme import FOREIGN, Scheme
from models.values import Actor, AnyValue, Count, DateRange, Kind, Place

#: Keys that codebooks have for what the schemes tell.
_SYNONYMS = {
    "failed": ("failed", "attempted"),
    "claimed": ("claimed", "claimed_or_admitted"),
    "possible": ("possible", "suspected_or_accused"),
}
_SHAPES = {Kind.PLACE: Place, Kind.DATE: DateRange, Kind.COUNT: Count, Kind.ACTOR: Actor}


@dataclass(frozen=True, slots=True)
class RowRecord:
    """An article that stands for a row, and its event; `problems` are what could not be taken."""

    article: Article
    event: Event
    problems: tuple[str, ...]


class RowRecords:
    """Makes records of one codebook from rows. `new_id` makes the ids of values."""

    def __init__(self, codebook: Codebook, new_id: Callable[[], str]) -> None:
        self._codebook = codebook
        self._new_id = new_id
        self._types = {
            field.key: _by_sub_event(field)
            for field in codebook.fields
            if field.role is Role.EVENT_TYPE and field.kind is Kind.CHOICE
        }
        self._fields: dict[str, list[Field]] = {}
        for field in codebook.fields:
            self._fields.setdefault(field.role or field.key, []).append(field)

    def of(self, read: ReadRow, scheme: str, row: Any) -> RowRecord:
        """The record of a row. The row goes along, so that it comes out again as it was."""
        text = read.text if read.text.strip() else (read.title.strip() or read.id or scheme)
        article = Article(
            derived_id("\n".join((scheme, read.id, text))),
            text,
            read.title,
            read.source,
            read.url,
            read.published,
            read.language,
        )
        problems = list(read.problems)
        values = tuple(
            FieldValue(self._new_id(), field.key, value, State.ADDED)
            for field, value in self._answers(read, problems)
        )
        event_id = derived_id("\n".join((scheme, read.id, "event")))
        extra = {FOREIGN: {"scheme": scheme, "columns": row}}
        event = Event(event_id, article.id, "", values=values, extra=extra)
        return RowRecord(article, event, tuple(problems))

    def _answers(self, read: ReadRow, problems: list[str]) -> Iterator[tuple[Field, AnyValue]]:
        told = {role for role, _ in read.answers}
        known = [] if Role.RECORD_CLASS in told else [(Role.RECORD_CLASS.value, INCIDENT)]
        taken: set[str] = set()
        for role, answer in (*known, *read.answers):
            for field in self._fields.get(role, ()):
                value = self._fitting(field, answer)
                if value is not None and (field.multiple or field.key not in taken):
                    taken.add(field.key)
                    yield field, value
                    break
            else:
                if role == Role.EVENT_TYPE:
                    problems.append(
                        tr(
                            "{codebook} has no type for “{answer}”",
                            codebook=self._codebook.reference,
                            answer=answer,
                        )
                    )

    def _fitting(self, field: Field, answer: AnyValue) -> AnyValue | None:
        """The answer as the field takes it, or None."""
        if field.key in self._types:
            return self._types[field.key].get(str(answer))
        match field.kind:
            case Kind.CHOICE:
                keys = _SYNONYMS.get(str(answer), (str(answer),))
                return next((key for key in keys if key in field.choice_by_key), None)
            case Kind.TEXT:
                text = answer.name if isinstance(answer, Actor) else answer
                return text if isinstance(text, str) else None
            case Kind.FLAG:
                return None
            case _:
                return answer if isinstance(answer, _SHAPES[field.kind]) else None


def _by_sub_event(field: Field) -> dict[str, str]:
    """The answers of a field by ACLED's sub-event types."""
    found: dict[str, str] = {}
    for choice in field.choice_by_key.values():
        kind = kind_of(choice) if choice.is_leaf else None
        if kind:
            found.setdefault(kind.sub_event, choice.key)
    return found


def foreign_row(event: Event, scheme: str) -> Any:
    """The row that a record was read from, if it was one of the scheme; else None."""
    held = event.extra.get(FOREIGN)
    if not isinstance(held, dict) or held.get("scheme") != scheme:
        return None
    return held.get("columns")


class RowsAgain:
    """Derives the rows of records; cells of the row that one was read from stay where it did.

    What a record yields now is held against what it yielded as it was read: a column that is the
    same then and now keeps the foreign cell.
    """

    def __init__(self, scheme: Scheme, reader: FactsReader) -> None:
        self._scheme = scheme
        self._reader = reader
        numbers = count()
        self._records = RowRecords(reader.codebook, lambda: str(next(numbers)))

    def of(self, facts: Facts) -> Derived:
        now = self._scheme.derive(facts)
        row = foreign_row(facts.event, self._scheme.name)
        if not self._scheme.takes(row):
            return now
        first = self._records.of(self._scheme.read(row), self._scheme.name, row)
        event = replace(first.event, annotator=facts.event.annotator)
        before = self._scheme.derive(self._reader.read(event, facts.article, facts.reports[1:]))
        lost = tuple(loss for loss in now.lost if loss not in before.lost)
        if now.rows == before.rows:
            return Derived((dict(row), *now.rows[1:]), lost)
        if not now.rows:
            return now
        was = before.rows[0] if before.rows else {}
        merged = row | _changed(self._scheme.columns, was, now.rows[0])
        return Derived((merged, *now.rows[1:]), lost)


def _changed(columns: tuple[str, ...], was: Row, now: Row) -> Row:
    cells = ((column, was.get(column, ""), now.get(column, "")) for column in columns)
    return {column: new for column, old, new in cells if new != old}
