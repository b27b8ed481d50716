"""The rows of a dataset in a foreign scheme, and what of it had no place there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from db.formats.dataset import CodedArticle, Dataset, Loss
from models.actors import ActorBook
from models.events import Event
from models.language import later
from models.schemes.derived import Derived, Lost, Row
from models.schemes.facts import Facts, FactsReader
from models.schemes.records import RowsAgain
from models.schemes.scheme import Scheme, with_overrides

_TWICE = Derived(
    lost=(
        Lost(
            "", "", "same_event", later("Another record of the same event is in the table already.")
        ),
    )
)
_NO_ID = Derived(
    lost=(
        Lost("", "", "no_id", later("The scheme has no number left for another event of the day.")),
    )
)


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A row by its columns. `part` is its number among the rows of the event, from 0."""

    coded: CodedArticle
    event: Event
    part: int
    row: Row


def rows_of(scheme: Scheme, dataset: Dataset) -> Iterator[SchemeRow]:
    """Every row with its id, in order of the articles; losses are told as they come."""
    reader = FactsReader(dataset.codebook, ActorBook(dataset.actors))
    again = RowsAgain(scheme, reader)
    told: set[str] = set()
    for coded in dataset.articles:
        article = replace(coded.article, text="") if coded.text_left_out else coded.article
        for event in coded.events:
            if not any(value.is_confirmed for value in event.values):
                continue
            common = coded.common.get(event.id, event.id)
            if scheme.once and common in told:
                _lose(dataset, coded, event, _TWICE)
                continue
            facts = reader.read(event, article, coded.other_reports(event))
            derived = with_overrides(scheme.name, event, again.of(facts))
            if derived.rows:
                told.add(common)
            for part, row in enumerate(derived.rows):
                id_ = row.get(scheme.id_column) or _new_id(scheme, dataset, facts, part, row)
                if id_:
                    if dataset.note_row:
                        dataset.note_row(coded, event, id_)
                    yield SchemeRow(coded, event, part, row | {scheme.id_column: id_})
                else:
                    _lose(dataset, coded, event, _NO_ID)
            _lose(dataset, coded, event, derived)


def _lose(dataset: Dataset, coded: CodedArticle, event: Event, derived: Derived) -> None:
    for lost in derived.lost:
        dataset.lose(
            Loss(coded.article.id, event.id, lost.field, lost.value, lost.rule, lost.words)
        )


def _new_id(scheme: Scheme, dataset: Dataset, facts: Facts, part: int, row: Row) -> str | None:
    ids = scheme.ids(row, facts, part)
    if not scheme.numbered:
        return next(ids)
    return dataset.ids.of(scheme.name, facts.event.id, part, ids)
