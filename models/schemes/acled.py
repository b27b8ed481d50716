"""Rows of ACLED's table: one an event and day, after its codebook of 2025."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from models.codebook import Choice, Role
from models.folding import folded
from models.language import later
from models.schemes.days import first_and_last, in_words, midpoint, precision_of, reported
from models.schemes.derived import Derived, Row, SkipError, skipping, unfit, without_column
from models.schemes.facts import TAGS, Facts
from models.schemes.natures import Nature
from models.schemes.tables import Country, countries, table
from models.values import Count, DatePrecision, Place, PlacePrecision, Wording

COLUMNS: tuple[str, ...] = tuple(table("acled")["columns"])
ID = "event_id_cnty"

_PLACED = (
    *(Role.RECORD_CLASS, Role.EVENT_TYPE, Role.STAGE, Role.AGENT, Role.TARGET, Role.TIME),
    *(Role.PLACE, Role.KILLED, Role.SUMMARY, TAGS),
)
_TIME_PRECISION = {DatePrecision.DAY: 1, DatePrecision.FEW_DAYS: 2, DatePrecision.WEEK: 2}
_GEO_PRECISION: dict[PlacePrecision | None, int] = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.ADMIN2: 2,
}
#: What ACLED writes for numbers that are only words.
_WORDED = {
    Wording.NONE: 0,
    Wording.UNSPECIFIED: 0,
    Wording.SEVERAL: 3,
    Wording.DOZENS: 12,
    Wording.HUNDREDS: 100,
}
_STRATEGIC = "Strategic developments"
_AGAINST_CIVILIANS = "Violence against civilians"
_EXPLOSIONS = "Explosions/Remote violence"
_CROWDS = {"Protests": ("protesters", "Protesters"), "Riots": ("rioters", "Rioters")}
_CLASSES = frozenset(["Protesters", "Rioters", "Civilians"])
_UNKNOWN = Nature("Unidentified Armed Group", "unidentified")


@dataclass(frozen=True, slots=True)
class SubEvent:
    """An event's type in ACLED's words: event type, sub-event type, disorder type."""

    event: str
    sub_event: str
    disorder: str


@skipping
def derive(facts: Facts) -> Derived:
    """The rows of an event: several where it was reported day by day."""
    if not facts.is_incident:
        raise SkipError("not_an_incident", later("Only incidents are rows of ACLED's table."))
    kind = _kind(facts)
    if facts.place is None or facts.country not in countries():
        raise SkipError("no_country", later("The record has no place with a country."))
    country = countries()[facts.country]
    if facts.place.precision is PlacePrecision.COUNTRY and kind.event != _STRATEGIC:
        raise SkipError(
            "country_only", later("ACLED records no events that are known by country only.")
        )
    days, precision = _days(facts)
    killed = _fatalities(facts.killed)
    lost = without_column(facts, _PLACED)
    if facts.killed and facts.killed.wording is Wording.UNSPECIFIED:
        lost += unfit(facts, Role.KILLED, "unspecified", later("ACLED writes 0 for it."))
    whole = {
        "time_precision": str(precision),
        **_typed(kind),
        **_acted(facts, kind, country),
        **_placed(facts.place, country),
        "source": "; ".join(dict.fromkeys(one.source for one in facts.reports if one.source)),
        "tags": "; ".join(facts.tags),
        "timestamp": str(facts.decided) if facts.decided else "",
    }
    rows = []
    for day, dead in zip(days, _shares(killed, len(days)), strict=True):
        notes = _notes(facts, kind, day, whole)
        if len(days) > 1 and killed:
            notes += f" {killed} fatalities over {len(days)} days were split evenly."
        own = {"event_date": day.isoformat(), "year": str(day.year)}
        rows.append(whole | own | {"notes": notes, "fatalities": str(dead)})
    return Derived(tuple(rows), tuple(lost))


def _kind(facts: Facts) -> SubEvent:
    if facts.type is None:
        raise SkipError("no_type", later("The record has no event type."))
    if facts.stage == "threatened":
        raise SkipError("threatened", later("What is only threatened is no row of ACLED's table."))
    kind = kind_of(facts.type)
    if kind is None:
        raise SkipError("type_unknown", later("ACLED has no type for its type."), facts.type.label)
    bombing = kind.event == _EXPLOSIONS or kind.sub_event == "Looting/property destruction"
    if facts.stage in {"intercepted", "foiled"} and bombing:
        return _kinds()["disrupted weapons use"]
    civilian = facts.targets and facts.targets[0].side == "civilian"
    if facts.type.key == "attack" and kind.sub_event == "Attack" and facts.targets and not civilian:
        # A codebook with one type for every attack; conflict's "attack" hits only the unarmed.
        return kind if "violence_against_civilians" in facts.type.path else _kinds()["armed clash"]
    return kind


@cache
def _kinds() -> dict[str, SubEvent]:
    """The sub-event types by their folded name."""
    return {
        folded(sub_event): SubEvent(event, sub_event, disorder)
        for event, sub_events in table("acled")["sub_events"].items()
        for sub_event, disorder in sub_events.items()
    }


def kind_of(choice: Choice) -> SubEvent | None:
    """By the choice's label or key, which are ACLED's own words in many codebooks."""
    by_table = table("acled")["types"].get(choice.key, "")
    names = (choice.label, choice.key.replace("_", " "), by_table)
    return next((_kinds()[name] for name in map(folded, names) if name in _kinds()), None)


def _days(facts: Facts) -> tuple[Sequence[date], int]:
    """The days of the rows and ACLED's time precision."""
    first, last = first_and_last(facts.days)
    precision = precision_of(facts.days) if facts.days else DatePrecision.DAY
    if precision is DatePrecision.YEAR:
        raise SkipError("date_too_vague", later("ACLED records nothing vaguer than a month."))
    if precision is DatePrecision.DAY and first < last:
        return tuple(reported(first, last)), 1
    return (midpoint(first, last),), _TIME_PRECISION.get(precision, 3)


def _fatalities(killed: Count | None) -> int:
    """The most conservative number of deaths that is reported."""
    if killed is None:
        return 0
    if killed.wording in _WORDED:
        return _WORDED[killed.wording]
    numbers = (killed.low, killed.best, killed.high)
    return next((number for number in numbers if number is not None), 0)


def _shares(total: int, parts: int) -> list[int]:
    """A total over several days: divided, the remainder on the first."""
    share, rest = divmod(total, parts)
    return [share + rest, *[share] * (parts - 1)]


def _typed(kind: SubEvent) -> Row:
    return {
        "disorder_type": kind.disorder,
        "event_type": kind.event,
        "sub_event_type": kind.sub_event,
    }


def _acted(facts: Facts, kind: SubEvent, country: Country) -> Row:
    """Actors and their types. The order means nothing but in violence against civilians."""
    first, second = _sides(facts, kind)
    one, other = first[0].inter(country.code), second[0].inter(country.code) if second else 0
    at_civilians = kind.event == _AGAINST_CIVILIANS or (
        kind.sub_event == "Excessive force against protesters"
        or (kind.event in {_EXPLOSIONS, "Riots"} and other == 7)
    )
    labels = table("acled")["inter"]
    return {
        "actor1": _name(first[0], country),
        "assoc_actor_1": _others(first, country),
        "inter1": labels[one],
        "actor2": _name(second[0], country) if second else "",
        "assoc_actor_2": _others(second, country),
        "inter2": labels[other],
        "interaction": _interaction(one, other),
        "civilian_targeting": "Civilians targeted" if at_civilians else "",
    }


def _sides(facts: Facts, kind: SubEvent) -> tuple[tuple[Nature, ...], tuple[Nature, ...]]:
    first, second = facts.agents, facts.targets
    if kind.event in _CROWDS:
        key, name = _CROWDS[kind.event]
        if first and first[0].kind != key and second and second[0].kind == key:
            first, second = second, first
        first = tuple(_as(key, name, one) for one in first) or (Nature(name, key),)
        return first, tuple(map(_as_civilians, second))
    if kind.event == _STRATEGIC and not first:
        first, second = second, ()
    if kind.event == _AGAINST_CIVILIANS and not second:
        second = (Nature("Civilians", "civilians"),)
    return first or (_UNKNOWN,), tuple(map(_as_civilians, second))


def _as(kind: str, name: str, actor: Nature) -> Nature:
    """Unarmed people under the one name that ACLED has for them, who they are as their words."""
    named = actor.name.partition(" (")[0]
    if actor.side != "civilian" or named == name:
        return actor
    return Nature(name, kind, words=actor.words if named in _CLASSES else actor.name)


def _as_civilians(actor: Nature) -> Nature:
    return (
        actor if actor.kind in {"protesters", "rioters"} else _as("civilians", "Civilians", actor)
    )


def _name(actor: Nature, country: Country) -> str:
    """The name; what stands for a class has the country in brackets, as ACLED writes it."""
    unnamed = actor == _UNKNOWN or actor.name in _CLASSES
    return f"{actor.name} ({country.acled_name})" if unnamed else actor.name


def _others(actors: Sequence[Nature], country: Country) -> str:
    """The further actors of a side, and who it is that stands by its class."""
    names = [_name(actor, country) for actor in actors[1:] if actor.name != actors[0].name]
    names += [
        one.words
        for one in actors
        if one.words[:1].isupper() or (one.words and one.side == "civilian")
    ]
    return "; ".join(dict.fromkeys(names))


def _interaction(one: int, other: int) -> str:
    labels = table("acled")["inter"]
    if not other:
        return f"{labels[one]} only"
    low, high = sorted((one, other))
    if (low, high) == (7, 8):
        low, high = high, low
    return f"{labels[low]}-{labels[high]}"


def _placed(place: Place, country: Country) -> Row:
    known = place.lat is not None and place.lon is not None
    # A place without a precision is a point if it has one.
    usual = 1 if place.precision is None and known else 3
    return {
        "iso": str(country.iso) if country.iso else "",
        "region": country.region,
        "country": country.acled_name,
        "admin1": place.admin1 or "",
        "admin2": place.name if place.precision is PlacePrecision.ADMIN2 else "",
        "location": place.name,
        "latitude": "" if place.lat is None else f"{place.lat:.4f}",
        "longitude": "" if place.lon is None else f"{place.lon:.4f}",
        "geo_precision": str(
            _GEO_PRECISION.get(place.precision, usual) if place.precision else usual
        ),
    }


def _notes(facts: Facts, kind: SubEvent, day: date, row: Row) -> str:
    """The summary, else a sentence of the row's own columns; begins with the day."""
    if facts.summary.startswith("On "):
        return facts.summary
    begin = f"On {in_words(day)}, "
    if facts.summary:
        return begin + facts.summary
    named = filter(None, (row["location"], row["admin1"], row["country"]))
    where = ", ".join(dict.fromkeys(named))
    sides = " and ".join(filter(None, (row["actor1"], row["actor2"])))
    return f"{begin}{kind.sub_event} in {where}: {sides}."
