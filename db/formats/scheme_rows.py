"""The rows of a dataset in a foreign scheme, and what of it had no place there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db.formats.dataset import CodedArticle, Dataset, Loss
from models.events import Event
from models.schemes.derived import Derived, Lost, Row
from models.schemes.facts import FactsReader
from models.schemes.records import RowsAgain
from models.schemes.scheme import Scheme, with_overrides

#: The key of links between records that tell of one event.
_SAME = "same_as"
_TWICE = Derived(
    lost=(Lost("", "", "same_event", "Another record of the same event is in the table already."),)
)
_NO_ID = Derived(
    lost=(Lost("", "", "no_id", "The scheme has no number left for another event of the day."),)
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
    reader = FactsReader(dataset.codebook)
    again = RowsAgain(scheme, reader)
    told = _Told()
    for coded in dataset.articles:
        for event in coded.events:
            if not any(value.is_confirmed for value in event.values):
                continue
            if scheme.once and told.before(event):
                _lose(dataset, coded, event, _TWICE)
                continue
            facts = reader.read(event, coded.article)
            derived = with_overrides(scheme.name, event, again.of(facts))
            for part, row in enumerate(derived.rows):
                if not row.get(scheme.id_column):
                    ids = scheme.ids(row, facts, part)
                    if scheme.numbered:
                        id_ = dataset.ids.of(scheme.name, event.id, part, ids)
                    else:
                        id_ = next(ids)
                    if id_ is None:
                        _lose(dataset, coded, event, _NO_ID)
                        continue
                    row[scheme.id_column] = id_
                yield SchemeRow(coded, event, part, row)
            _lose(dataset, coded, event, derived)


class _Told:
    """Remembers which events have gone out, by `Event.key`: of records of one event, one does."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def before(self, event: Event) -> bool:
        same = [link.event_id for link in event.links if link.type == _SAME and link.is_confirmed]
        known = any(key in self._keys for key in (event.key, *same))
        self._keys.update((event.key, *same))
        return known


def _lose(dataset: Dataset, coded: CodedArticle, event: Event, derived: Derived) -> None:
    for lost in derived.lost:
        dataset.lose(
            Loss(coded.article.id, event.id, lost.field, lost.value, lost.rule, lost.words)
        )
