"""A record by the roles of its codebook, as the schemes ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeVar

from models.actors import ActorBook
from models.article import Article
from models.codebook import Choice, Codebook, Role
from models.events import Event
from models.rules import INCIDENT
from models.schemes.natures import Nature, Natures
from models.values import Actor, AnyValue, Count, DateRange, Place

#: Fields without a role, known by their key.
TAGS, CERTAINTY = "tags", "certainty"


class Report(NamedTuple):
    """An article that tells of an event."""

    source: str
    published: date | None
    title: str

    @property
    def day(self) -> str:
        return self.published.isoformat() if self.published else ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What people confirmed of one event. `country` is ISO 3166-1 alpha-3.

    `type` is the choice of the event type, `stage` and `attribution` are keys, `means` are keys or
    the article's words. `held` is the answers by the keys of fields; `names` is each field's role,
    or its key where it has none. `reports` are all articles that tell of it, its own first.
    """

    event: Event
    article: Article
    reports: tuple[Report, ...]
    type: Choice | None
    record_class: str
    stage: str
    means: tuple[str, ...]
    agents: tuple[Nature, ...]
    targets: tuple[Nature, ...]
    attribution: str
    claimants: tuple[str, ...]
    days: DateRange | None
    place: Place | None
    killed: Count | None
    wounded: Count | None
    abducted: Count | None
    sources: tuple[str, ...]
    summary: str
    tags: tuple[str, ...]
    held: Mapping[str, Sequence[AnyValue]]
    names: Mapping[str, str]

    def quotes(self, role: Role) -> tuple[str, ...]:
        """The article's words for the answers to the fields of a role, each once.

        None where the text may not be passed on: the article is without it then.
        """
        if not self.article.text:
            return ()
        spans = (
            span
            for value in self.event.values
            if self.names.get(value.field) == role and value.is_confirmed
            for span in value.evidence
        )
        return tuple(dict.fromkeys(span.quote(self.article.text) for span in spans))

    @property
    def country(self) -> str | None:
        return self.place.country if self.place else None

    @property
    def is_incident(self) -> bool:
        return self.record_class in {"", INCIDENT}

    @property
    def decided(self) -> int:
        """When the last decision on the record was made: seconds since 1970, 0 where not known."""
        moments = [value.at for value in self.event.values if value.at]
        return int(max(map(_in_utc, moments)).timestamp()) if moments else 0


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class FactsReader:
    """Reads records of one codebook; `book` is what people said of actors."""

    def __init__(self, codebook: Codebook, book: ActorBook | None = None) -> None:
        self.codebook = codebook
        self.natures = Natures(codebook, book)
        self._names = {f.key: f.role.value if f.role else f.key for f in codebook.fields}
        self._types = {
            choice.key: choice
            for field in codebook.fields
            if field.role is Role.EVENT_TYPE
            for choice in field.readable_by_key.values()
        }

    def read(self, event: Event, article: Article, others: Sequence[Report] = ()) -> Facts:
        """`others` are further articles that tell of the same event."""
        held: dict[str, list[AnyValue]] = {}
        for value in event.values:
            if value.is_confirmed and value.value is not None:
                held.setdefault(value.field, []).append(value.value)
        by_role: dict[str, list[AnyValue]] = {}
        for key, answers in held.items():
            by_role.setdefault(self._names.get(key, key), []).extend(answers)
        of = _Answers(by_role)
        return Facts(
            event=event,
            article=article,
            reports=(Report(article.source, article.published, article.title), *others),
            type=self._types.get(of.word(Role.EVENT_TYPE)),
            record_class=of.word(Role.RECORD_CLASS),
            stage=of.word(Role.STAGE),
            means=of.words(Role.INSTRUMENT),
            agents=self._actors(by_role.get(Role.AGENT, ())),
            targets=self._actors(by_role.get(Role.TARGET, ())),
            attribution=of.word(Role.ATTRIBUTION),
            claimants=tuple(map(shown, by_role.get(Role.CLAIMANT, ()))),
            days=of.one(Role.TIME, DateRange),
            place=of.one(Role.PLACE, Place),
            killed=of.one(Role.KILLED, Count),
            wounded=of.one(Role.WOUNDED, Count),
            abducted=of.one(Role.ABDUCTED, Count),
            sources=of.words(Role.SOURCE),
            summary=of.word(Role.SUMMARY),
            tags=of.words(TAGS),
            held=held,
            names=self._names,
        )

    def _actors(self, values: Sequence[AnyValue]) -> tuple[Nature, ...]:
        """Groups before people and things, as the codebook's kinds of fields tell them apart."""
        actors = [value.name for value in values if isinstance(value, Actor)]
        actors += [value for value in values if isinstance(value, str)]
        # One actor under two of its names is one.
        return tuple(map(self.natures.of, dict.fromkeys(map(self.natures.main_name, actors))))


_Shape = TypeVar("_Shape", DateRange, Place, Count)


@dataclass(frozen=True, slots=True)
class _Answers:
    """The answers by role, or by key of a field without one."""

    by_role: Mapping[str, Sequence[AnyValue]]

    def words(self, role: str) -> tuple[str, ...]:
        return tuple(value for value in self.by_role.get(role, ()) if isinstance(value, str))

    def word(self, role: str) -> str:
        return next(iter(self.words(role)), "")

    def one(self, role: str, shape: type[_Shape]) -> _Shape | None:
        return next((one for one in self.by_role.get(role, ()) if isinstance(one, shape)), None)


def shown(value: AnyValue) -> str:
    """An answer for people who read a list of losses."""
    match value:
        case Actor() | Place():
            return value.name
        case DateRange():
            return "/".join(day.isoformat() if day else "" for day in (value.start, value.end))
        case Count():
            number = value.best if value.best is not None else value.low
            return value.wording.value if number is None else str(number)
        case _:
            return str(value)
