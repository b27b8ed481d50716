"""A record by the roles of its codebook, as the schemes ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from models.article import Article
from models.codebook import Choice, Codebook, Role
from models.events import Event
from models.rules import INCIDENT
from models.schemes.natures import Nature, Natures
from models.values import Actor, AnyValue, Count, DateRange, Place

#: Fields without a role, known by their key.
TAGS, CERTAINTY = "tags", "certainty"


@dataclass(frozen=True, slots=True)
class Facts:
    """What people confirmed of one event. `country` is ISO 3166-1 alpha-3.

    `type` is the choice of the event type, `stage` and `attribution` are keys, `means` are keys or
    the article's words. `held` is the fields that have an answer, by role or key, in the codebook's
    order, with the answer as it is written; `keys` is the fields of each role.
    """

    event: Event
    article: Article
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
    held: dict[str, tuple[str, str]]
    keys: Mapping[Role, Sequence[str]]

    def quotes(self, role: Role) -> tuple[str, ...]:
        """The article's words for the answers to the fields of a role, each once."""
        keys = self.keys[role]
        spans = (
            span
            for value in self.event.values
            if value.field in keys and value.is_confirmed
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
    """Reads records of one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.natures = Natures(codebook)
        self._keys = {role: [f.key for f in codebook.fields if f.role is role] for role in Role}

    def read(self, event: Event, article: Article) -> Facts:
        by_field: dict[str, list[AnyValue]] = {}
        for value in event.values:
            if value.is_confirmed and value.value is not None:
                by_field.setdefault(value.field, []).append(value.value)

        def all_of(role: Role) -> list[AnyValue]:
            return [value for key in self._keys[role] for value in by_field.get(key, ())]

        def words(role: Role) -> tuple[str, ...]:
            return tuple(value for value in all_of(role) if isinstance(value, str))

        def word(role: Role) -> str:
            return next(iter(words(role)), "")

        def count(role: Role) -> Count | None:
            return next((value for value in all_of(role) if isinstance(value, Count)), None)

        days = next((v for v in all_of(Role.TIME) if isinstance(v, DateRange)), None)
        place = next((v for v in all_of(Role.PLACE) if isinstance(v, Place)), None)
        return Facts(
            event=event,
            article=article,
            type=self._type(word(Role.EVENT_TYPE)),
            record_class=word(Role.RECORD_CLASS),
            stage=word(Role.STAGE),
            means=words(Role.INSTRUMENT),
            agents=self._actors(all_of(Role.AGENT)),
            targets=self._actors(all_of(Role.TARGET)),
            attribution=word(Role.ATTRIBUTION),
            claimants=tuple(_named(all_of(Role.CLAIMANT))),
            days=days,
            place=place,
            killed=count(Role.KILLED),
            wounded=count(Role.WOUNDED),
            abducted=count(Role.ABDUCTED),
            sources=words(Role.SOURCE),
            summary=word(Role.SUMMARY),
            tags=tuple(str(tag) for tag in by_field.get(TAGS, ())),
            held=self._held(by_field),
            keys=self._keys,
        )

    def _type(self, key: str) -> Choice | None:
        for field_key in self._keys[Role.EVENT_TYPE]:
            found = self.codebook.readable_by_key[field_key].readable_by_key.get(key)
            if found:
                return found
        return None

    def _actors(self, values: Iterable[AnyValue]) -> tuple[Nature, ...]:
        """Groups before people and things, as the codebook's kinds of fields tell them apart."""
        values = list(values)
        actors = [value.name for value in values if isinstance(value, Actor)]
        actors += [value for value in values if isinstance(value, str)]
        return tuple(map(self.natures.of, dict.fromkeys(actors)))

    def _held(self, by_field: dict[str, list[AnyValue]]) -> dict[str, tuple[str, str]]:
        """By role, or key where there is none: the field and its answer."""
        held: dict[str, tuple[str, str]] = {}
        for field in self.codebook.fields:
            if field.key in by_field:
                name = field.role.value if field.role else field.key
                held.setdefault(name, (field.key, "; ".join(map(shown, by_field[field.key]))))
        return held


def _named(values: Iterable[AnyValue]) -> Iterable[str]:
    return (v.name if isinstance(v, Actor) else v for v in values if isinstance(v, Actor | str))


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
