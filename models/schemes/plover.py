"""Records as PLOVER events: who did what to whom, with all actors of a side in one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.codebook import Role
from models.language import later
from models.schemes.acled import kind_of
from models.schemes.counts import numbers
from models.schemes.days import first_and_last
from models.schemes.derived import Derived, SkipError, skipping, without_column
from models.schemes.facts import Facts
from models.schemes.natures import Nature
from models.schemes.tables import table
from models.values import Count, Place

KEYS: tuple[str, ...] = tuple(table("plover")["keys"])

_PLACED = (
    *(Role.RECORD_CLASS, Role.EVENT_TYPE, Role.INSTRUMENT, Role.AGENT, Role.TARGET, Role.TIME),
    *(Role.PLACE, Role.KILLED, Role.WOUNDED, Role.SUMMARY),
)
_TWO_SIDED = "Battles"
#: PLOVER's codes of actors that belong to no one country.
_MANY_COUNTRIES = {"bodies": "IGO"}


@dataclass(frozen=True, slots=True)
class Deed:
    """What happened in PLOVER's terms; `modes` may be empty. `quad` is 1 to 4."""

    event: str
    modes: tuple[str, ...]
    quad: int
    score: float
    two_sided: bool

    def sides(self, facts: Facts) -> tuple[tuple[Nature, ...], tuple[Nature, ...]]:
        """Actors and recipients: in two-sided violence all are actors."""
        if self.two_sided:
            return (*facts.agents, *facts.targets), ()
        return facts.agents, facts.targets


def deed_of(facts: Facts) -> Deed:
    """Raises SkipError where PLOVER has no code."""
    threatened = facts.stage == "threatened"
    record_class = "threat" if threatened and facts.is_incident else facts.record_class
    said = table("plover")["class"].get(record_class)
    if said:
        return _deed(*said)
    if not facts.is_incident:
        raise SkipError(
            "no_code", later("PLOVER codes no statements of its class."), facts.record_class
        )
    kind = kind_of(facts.type) if facts.type else None
    if kind is None or facts.type is None:
        raise SkipError("no_type", later("The record has no event type that PLOVER knows."))
    if kind.sub_event == "Disrupted weapons use":
        return _deed("ASSAULT", *_modes(facts))
    known = table("plover")["type"].get(kind.sub_event)
    if known is None:
        raise SkipError(
            "type_unknown", later("PLOVER has no event type for its type."), facts.type.label
        )
    event, mode = known
    modes = [mode] if mode else []
    if event == "ASSAULT":
        modes += _modes(facts)
    return _deed(event, *dict.fromkeys(modes), two_sided=kind.event == _TWO_SIDED)


def _deed(event: str, *modes: str, two_sided: bool = False) -> Deed:
    facts = table("plover")["event"][event]
    return Deed(event, modes, facts["quad"], facts["score"], two_sided)


def _modes(facts: Facts) -> list[str]:
    by_means = table("plover")["mode"]
    return [by_means[means] for means in facts.means if means in by_means]


def country_slot(actor: Nature) -> str:
    """ISO 3166-1 alpha-3, or PLOVER's code of what belongs to no one country."""
    return actor.country or _MANY_COUNTRIES.get(actor.kind, "")


def sectors_of(actors: tuple[Nature, ...]) -> list[str]:
    return list(dict.fromkeys(actor.sector for actor in actors if actor.sector))


@skipping
def derive(facts: Facts) -> Derived:
    """The event as a PLOVER object, or why there is none."""
    deed = deed_of(facts)
    first, last = first_and_last(facts.days)
    actors, recipients = deed.sides(facts)
    article = facts.article
    said: dict[str, Any] = {
        "id": "",
        "date": first.isoformat(),
        "enddate": last.isoformat() if last > first else None,
        "actor": [_entity(actor) for actor in actors],
        "recipient": [_entity(actor) for actor in recipients],
        "event": deed.event,
        "mode": list(deed.modes),
        "context": [],
        "quad_code": deed.quad,
        "event_scale": deed.score,
        "event_loc": _location(facts.place),
        "event_text": facts.summary,
        "size": _size(facts),
        "cite_info": _citation(facts),
        "coder": facts.event.annotator,
        "link": article.url,
    }
    always = {"id", "actor", "event_scale"}
    kept = {key: value for key, value in said.items() if value or key in always}
    return Derived((kept,), tuple(without_column(facts, _PLACED)))


def _entity(actor: Nature) -> dict[str, Any]:
    said = {"code": country_slot(actor), "sector": actor.sector, "entity_text": actor.name}
    said |= {"raw_text": actor.words}
    return {key: value for key, value in said.items() if value}


def _location(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    precision = place.precision.value if place.precision else "exact"
    said = {
        "extracted_place": place.name,
        "geonameid": place.gazetteer_id,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if precision in {"exact", "near"} else None,
        "district": place.name if precision == "admin2" else None,
        "province": place.admin1,
        "country_code": place.country,
        "resolution": table("plover")["resolution"][precision],
    }
    return {key: value for key, value in said.items() if value is not None}


def _size(facts: Facts) -> dict[str, int]:
    said = {"dead": _best(facts.killed), "injured": _best(facts.wounded)}
    return {key: number for key, number in said.items() if number is not None}


def _best(count: Count | None) -> int | None:
    known = numbers(count)
    return known.best if known else None


def _citation(facts: Facts) -> dict[str, Any]:
    article = facts.article
    said = {
        "citation": article.id,
        "title": article.title,
        "publication": article.source,
        "url": article.url,
        "date": article.published.isoformat() if article.published else "",
        "language": article.language,
    }
    return {key: value for key, value in said.items() if value}
