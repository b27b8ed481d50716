"""What a writer is given: the articles with the states and records that are to go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from models.actors import ActorEntry
from models.article import Article, Status
from models.blindness import ASSISTED, BLIND
from models.codebook import Codebook
from models.events import Event
from models.schemes.facts import Report

#: Which state stands for an article where several annotators have one: the furthest.
_FURTHEST = (Status.DONE, Status.FLAGGED, Status.IN_PROGRESS, Status.SKIPPED)


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """One article, the states by annotator (`new` is not among them), and the records.

    `assisted` holds the ids of records that were made with suggestions in sight; the others were
    coded blind. `text_left_out`: the text and its words may not be passed on, so offsets and the
    text's hash stand for them. `side` is the article's part of a split, where one was asked for.
    `common` holds the id of the common event by the id of a record, where several records tell of
    one event. `suggested_on`: suggestions stand on the article. `reports` holds the articles, by
    their ids, that tell of a common event.
    """

    article: Article
    statuses: dict[str, Status]
    events: tuple[Event, ...]
    assisted: frozenset[str] = frozenset()
    text_left_out: bool = False
    side: str = ""
    common: Mapping[str, str] = field(default_factory=dict)
    suggested_on: bool = False
    reports: Mapping[str, Mapping[str, Report]] = field(default_factory=dict)

    @property
    def named_statuses(self) -> dict[str, str]:
        """The states by annotator, where the records alone do not tell whose they are."""
        if set(self.statuses) == {event.annotator for event in self.events} and (
            len(self.statuses) == 1
        ):
            return {}
        return {name: status.value for name, status in self.statuses.items()}

    def other_reports(self, event: Event) -> tuple[Report, ...]:
        """The other articles that tell of the same event, in order of import."""
        told = self.reports.get(self.common.get(event.id, event.id), {})
        return tuple(report for id_, report in told.items() if id_ != self.article.id)

    @property
    def status(self) -> Status:
        held = set(self.statuses.values())
        return next((status for status in _FURTHEST if status in held), Status.NEW)


def how_coded(coded: CodedArticle, event: Event) -> str:
    """Whether suggestions were in sight when the record was made."""
    return ASSISTED if event.id in coded.assisted else BLIND


def in_bulk(event: Event) -> tuple[str, ...]:
    """The fields that were accepted together, without a look at each value."""
    return tuple(dict.fromkeys(v.field for v in event.values if v.bulk and v.is_confirmed))


@dataclass(frozen=True, slots=True)
class Loss:
    """An event, or one field of it, that a scheme has no place for.

    `field` is empty where the whole event was left out. `rule` is the short name of the reason,
    `words` the sentence.
    """

    article_id: str
    event_id: str
    field: str
    value: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that is written, for the dictionary of the dataset.

    `type` is `text`, `integer`, `number`, `day` or `flag`; `answers` are the only ones there are.
    """

    name: str
    type: str
    meaning: str
    answers: tuple[str, ...] = ()


def _unheard(_: Loss) -> None:
    """Nobody keeps the losses."""


class ExternalIds(Protocol):
    """Where the ids that events have in foreign schemes are kept."""

    def of(self, scheme: str, event_id: str, part: int, candidates: Iterable[str]) -> str | None:
        """The id of an event's row: the one it has, else the first candidate that is free.

        None if no candidate is.
        """


class FreshIds:
    """Ids that nobody keeps: what no other row of this run has."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, str]] = set()

    def of(
        self,
        scheme: str,
        event_id: str,  # noqa: ARG002 - nobody remembers what it had
        part: int,  # noqa: ARG002
        candidates: Iterable[str],
    ) -> str | None:
        free = (id_ for id_ in candidates if (scheme, id_) not in self._taken)
        found = next(free, None)
        if found is not None:
            self._taken.add((scheme, found))
        return found


@dataclass(frozen=True, slots=True)
class Dataset:
    """What goes out, and what a person chose about it.

    `articles` can be gone through once, in order of import. `lose` is told what a format leaves
    out. `options` are choices by the format, such as whether the articles' texts go along. `ids`
    are the ids that events have in foreign schemes. `actors`: what is known of actors beside.
    `note_row` hears of each row of a scheme: its record, and the id that it has there.
    """

    codebook: Codebook
    articles: Iterable[CodedArticle]
    lose: Callable[[Loss], None] = _unheard
    options: Mapping[str, Any] = field(default_factory=dict)
    ids: ExternalIds = field(default_factory=FreshIds)
    actors: tuple[ActorEntry, ...] = ()
    note_row: Callable[[CodedArticle, Event, str], None] | None = None
