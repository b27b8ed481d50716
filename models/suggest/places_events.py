"""Which of the places named in an article is the place of an event, and how closely it is known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, radians

from models.spans import Span
from models.suggest.gazetteer import GazetteerPlace
from models.suggest.gazetteer_names import key
from models.suggest.places_rank import DATELINE_AFTER, contains
from models.suggest.text import Dateline
from models.values import Place, PlacePrecision


class Role(StrEnum):
    """What a place is named for."""

    PLACE = "place"
    DATELINE = "dateline"
    ORIGIN = "origin"
    SPEAKER = "speaker"
    ELSEWHERE = "elsewhere"


class Relation(StrEnum):
    """How a place stands to the place named."""

    IN = "in"
    NEAR = "near"
    OFFSET = "offset"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text; `place` is None for a name that the index lacks."""

    span: Span
    name: str
    place: GazetteerPlace | None
    margin: float
    role: Role = Role.PLACE
    relation: Relation = Relation.IN
    point: tuple[float, float] | None = None
    within: tuple[PlaceMention, ...] = ()
    #: Only namesakes far off are known: taken for a spot close to the first of `within`.
    is_astray: bool = False


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place an event may have happened at, with its evidence; better ones score higher."""

    spans: tuple[Span, ...]
    place: Place
    relation: Relation
    score: float
    role: Role
    sure: float = 0.5


_UNIT_KM = {"k": 1.0, "m": 1.609}
_BEARING = {"north": (1.0, 0.0), "south": (-1.0, 0.0), "east": (0.0, 1.0), "west": (0.0, -1.0)}
_BEARING |= {"northeast": (0.71, 0.71), "northwest": (0.71, -0.71)}
_BEARING |= {"southeast": (-0.71, 0.71), "southwest": (-0.71, -0.71)}
_OF_TOWN = r"(?:the )?(?:(?:\w+ )?(?:town|city|village|capital|port)(?: of|,)? )?(?:the )?"
_DISTANCE = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?|a few|several|some)[ -](?P<unit>k|m)(?:m|ms|ilomet(?:er|re)s?|"
    r"iles?|i)\.?(?: \([^)]*\))?(?: (?:to the )?(?P<bearing>north|south|east|west)"
    rf"(?P<second>[- ]?(?:east|west))?(?:ern)?)?(?: of| from| outside| away from)? {_OF_TOWN}$",
    re.I,
)
_NEAR = re.compile(
    r"\b(?:near|outside|close to|not far from|(?:on|in) the (?:\w+ )?outskirts of|"
    r"in the vicinity of|around|beside|next to|adjacent to|"
    r"(?:just |lies )?(?:north|south|east|west)(?:[- ]?(?:east|"
    rf"west))? of|on the (?:road|way) to|along the road to|towards?) {_OF_TOWN}$",
    re.I,
)
_IN = re.compile(
    r"\b(?:in|at|inside|across|throughout|within|into|on|hit|struck|attacked|rocked) "
    r"(?:the )?(?:(?:[a-z-]+ ){0,3}(?:town|city|village|area|district|province|region|camp|capital|"
    r"governorate|suburb|port|county|neighbou?rhood)s?(?: of|,)? )?"
    r"(?:[a-z]+ern |downtown |central )?(?:the )?$",
    re.I,
)
_FROM = re.compile(r"\b(?:from|of|to|for) (?:the )?$", re.I)
_ORIGIN = re.compile(
    r"\b(?:native of|residents? of|man from|woman from|born in|based in|headquartered in|"
    r"arrived from|came from|hails? from|fled from|fled|returned from|raised in|lived in|lives in|"
    r"(?:driver|man|woman|boy|girl|teen|teenager|student|resident|worker|soldier|family|people|men|"
    r"women|native|couple|senior|graduate)s? from|"
    r"moved to|(?:graves?|funeral|buried|vigil) in|(?:he|she|they) (?:is|are|was) from|\d+, of|"
    r"ambassador to|embassy in|(?:arch)?bishop of|mayor of|governor of|"
    r"trip to|visit to|visited|traveled to|travelled to) (?:the )?$",
    re.I,
)
_ORIGIN_AFTER = re.compile(
    r"[-–](?:based|born|backed|led|flagged|made|trained|bound|supplied|brokered|controlled|allied|"
    r"aligned|area|raised)\b|\s+(?:native|resident|man|woman|couple|teen|mother|father)\b"
)
_SPEAKER = re.compile(
    r"\b(?:told|said|says|saying|reporting|reported|reporters|spoke|speaking|conference|briefing|"
    r"interview|interviewed|statement|announced|correspondent|journalists|telephone|phone|contributed|"
    r"spokesm[ae]n|spokeswom[ae]n|spokesperson|writing|met|talks|meeting|summit)\b"
    r"(?: \w+){0,3} (?:in|from|at) (?:the )?$",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:hospitals?|court|courthouse|university|jail|prison|morgue|airlifted|flown|transported|"
    r"taken|rushed|evacuated|transferred|extradited|medical center)\b(?: \w+){0,4} (?:in|at|to|of) "
    r"(?:the )?$",
    re.I,
)
_ELSEWHERE_AFTER = re.compile(
    r"\s+(?:(?:\w+ ){0,2}(?:Hospital|Medical|University|High School|Court|Times|Post|News|Herald|"
    r"Tribune|Gazette|Daily|TV|Radio|FC|United)|(?:(?:area|regional|county) )?(?:hospitals?|trauma|"
    r"jail|prison|court(?:room|house)?|morgue|battalion|brigade|regiment)|(?:Battalion|Brigade|Cartel)"
    r"|cartel)\b"
)
_POLICE_AFTER = re.compile(
    r"\s+(?:(?:city|county|metro) )?(?:police|sheriff|authorities|fire department|residents)\b",
    re.I,
)
_PLACE_AFTER = re.compile(r"\s+(?:village|town|district|city|camp|township)\b", re.I)
_PART_OF_TOWN = re.compile(r"\b(?:colonia|barangay|neighbou?rhood|street|avenue) (?:of )?$", re.I)
_PART_AFTER = re.compile(r"\s+(?:neighbou?rhood|street|st\.|avenue|ave|road|rd|drive|park)\b", re.I)
_CUE = re.compile(
    r"\b(?:kill|shot|shoot|gunfire|gunm[ae]n|open(?:ed)? fire|attack|ambush|bomb|explo|blast|clash|"
    r"raid|strike|struck|airstrike|shell|detonat|abduct|kidnap|stab|wound|injur|dead|died|slain|"
    r"murder|protest|demonstrat|riot|loot|seiz|captur|happened|occurred|took place|found|"
    r"responded|arrest|fight|fought|battle|storm|destroy|burn|torch|massacre|behead|execut)\w*",
    re.I,
)
LINK = re.compile(
    r"(?:['’]s)?(?:\s+(?:village|town|area|district|province|region|county|city|camp|locality|"
    r"sub-district|governorate|commune|neighbou?rhood|state|department|municipality|sector|"
    r"countryside|township))*"
    r"\s*(?:,|\(|\)|\[|\bin\b|\bof\b|\bnear\b|\bclose to\b|\bnorth of\b|\bsouth of\b|\beast of\b|"
    r"\bwest of\b|-|/)+\s*"
    r"(?:(?:in|of|the|near|town|city|district|province|region|county|northern|southern|eastern|"
    r"western|central|north|south|east|west|north-?eastern|north-?western|south-?eastern|"
    r"south-?western|state|area|capital)\b,?\s*)*"
)
_KIND_SCORE = {"city": 2.0, "site": 2.0, "admin2": 1.1, "waters": 0.8, "region": 0.4}
_KIND_SCORE |= {"admin1": 0.3, "country": -0.6}
_ASTRAY = 1.0
_WORST = {Role.DATELINE: 0.3, Role.ORIGIN: -2.2, Role.SPEAKER: -2.2, Role.ELSEWHERE: -1.4}


def described(text: str, mention: PlaceMention, line: Dateline | None = None) -> PlaceMention:
    """The mention with its role and its relation, as the words around it tell."""
    before = text[max(0, mention.span.start - 90) : mention.span.start]
    after = text[mention.span.end : mention.span.end + 70]
    relation, point = _relation(before, mention.place)
    filed = line is not None and line.place is not None and line.place.contains(mention.span)
    role = Role.DATELINE if filed else _role(text, mention, before, after)
    return replace(mention, role=role, relation=relation, point=point)


def _role(text: str, mention: PlaceMention, before: str, after: str) -> Role:
    line = text.rfind("\n", 0, mention.span.start) + 1
    opening = text[line : mention.span.start]
    if (not opening or (len(opening) < 30 and opening.isupper())) and DATELINE_AFTER.match(after):
        return Role.DATELINE
    if _ORIGIN.search(before) or _ORIGIN_AFTER.match(after):
        return Role.ORIGIN
    if _SPEAKER.search(before):
        return Role.SPEAKER
    if _ELSEWHERE.search(before) or _ELSEWHERE_AFTER.match(after):
        return Role.ELSEWHERE
    return Role.PLACE


def _relation(
    before: str, place: GazetteerPlace | None
) -> tuple[Relation, tuple[float, float] | None]:
    if found := _DISTANCE.search(before):
        return Relation.OFFSET, _offset(found, place) if place else None
    return (Relation.NEAR if _NEAR.search(before) else Relation.IN), None


def _offset(found: re.Match[str], place: GazetteerPlace) -> tuple[float, float] | None:
    number = found["number"].replace(",", "")
    if not found["bearing"] or not number[0].isdigit():
        return None
    bearing = (found["bearing"] + re.sub(r"[- ]", "", found["second"] or "")).lower()
    distance = float(number) * _UNIT_KM[found["unit"].lower()]
    if bearing not in _BEARING or distance > 500:
        return None
    north, east = _BEARING[bearing]
    lat = place.lat + north * distance / 111.2
    lon = place.lon + east * distance / (111.2 * max(0.1, cos(radians(place.lat))))
    return lat, lon


def chained(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions, each with the areas and neighbours named right after it, nearest first."""
    result: list[PlaceMention] = []
    following: tuple[PlaceMention, ...] = ()
    for here in sorted(mentions, key=lambda mention: mention.span, reverse=True):
        linked = bool(following) and bool(
            LINK.fullmatch(text, here.span.end, following[0].span.start)
        )
        chain = following if linked and _belongs(here, following[0]) else here.within
        result.append(replace(here, within=tuple(replace(m, within=()) for m in chain)))
        following = (here, *chain)
    return result[::-1]


def _belongs(inner: PlaceMention, outer: PlaceMention) -> bool:
    if inner.place is None or outer.place is None:
        return outer.place is not None or inner.place is None
    same_country = inner.place.country == outer.place.country or not outer.place.country
    return same_country and inner.place.gazetteer_id != outer.place.gazetteer_id


def event_places(
    text: str,
    mentions: Sequence[PlaceMention],
    sentences: Sequence[tuple[int, int]],
    triggers: Sequence[tuple[int, int]] = (),
) -> list[PlaceCandidate]:
    """The places an event may have happened at, the likeliest first.

    `triggers` are the event's words ("killed", "explosion"): without them the event is the one
    that the article leads with.
    """
    starts = [start for start, _ in sentences]
    around = {o.span for mention in mentions if not mention.is_astray for o in mention.within}
    best: dict[str, PlaceCandidate] = {}
    repeats: dict[str, int] = {}
    for mention in mentions:
        place = value(mention)
        if place is None:
            continue
        score = _score(text, mention, starts, triggers) + _support(mention, mentions)
        # "In A near B, in C": A is the place, B and C say where it lies.
        score += (0.4 if mention.within else 0.0) - (1.2 if mention.span in around else 0.0)
        score -= _ASTRAY * mention.is_astray
        spans = (mention.span, *(outer.span for outer in mention.within))
        name = place.gazetteer_id or place.name.casefold()
        repeats[name] = repeats.get(name, 0) + 1
        if name not in best or score > best[name].score:
            best[name] = PlaceCandidate(
                spans, place, mention.relation, score, mention.role, _sureness(mention)
            )
    again = {name: 0.35 * min(repeats[name] - 1, 3) for name in best}
    found = [replace(item, score=item.score + again[name]) for name, item in best.items()]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.spans))


def _sureness(mention: PlaceMention) -> float:
    """How often such a mention gave the point of the event within 20 km, in round numbers."""
    if mention.place is None:
        return 0.55
    if mention.place.is_area:
        return {"admin2": 0.6, "admin1": 0.45}.get(mention.place.kind, 0.4)
    if mention.relation is not Relation.IN:
        return 0.7
    return 0.9 if mention.margin >= 2.5 else 0.8 if mention.margin >= 1.0 else 0.6


def value(mention: PlaceMention) -> Place | None:
    """The mention as the value of a field; a name the index lacks gets the point of its area."""
    place = _value(mention)
    return as_written(mention, place) if place is not None else None


def _value(mention: PlaceMention) -> Place | None:
    if mention.place is None:
        outer = next((m.place for m in mention.within if m.place), None)
        if outer is None:
            return None
        around = outer.to_place(PlacePrecision.NEAR if not outer.is_area else None)
        admin1 = outer.name if outer.kind == "admin1" else around.admin1
        return replace(around, name=mention.name, admin1=admin1, gazetteer_id=None)
    if mention.relation in {Relation.NEAR, Relation.OFFSET} and not mention.place.is_area:
        near = mention.place.to_place(PlacePrecision.NEAR)
        if mention.point:
            lat, lon = mention.point
            return replace(near, lat=round(lat, 4), lon=round(lon, 4))
        return near
    return mention.place.to_place()


def as_written(mention: PlaceMention, place: Place) -> Place:
    """The place under the article's spelling, if that lacks only the accents of the index."""
    same = key(mention.name) == key(place.name) and mention.name != mention.name.upper()
    return replace(place, name=mention.name) if same else place


def _support(mention: PlaceMention, mentions: Sequence[PlaceMention]) -> float:
    """A place in an area that the article names too is the likelier; a place far from all, less."""
    place = mention.place
    if place is None or place.kind == "country":
        return 0.0
    if any(other.place and contains(other.place, place) for other in mentions):
        return 0.7
    others = {other.name: other.place for other in mentions if other.name != mention.name}
    countries = [other.country for other in others.values() if other and other.country]
    alone = place.country and place.country not in countries
    return -1.0 if alone and any(countries.count(country) > 1 for country in countries) else 0.0


def _score(
    text: str, mention: PlaceMention, starts: Sequence[int], triggers: Sequence[tuple[int, int]]
) -> float:
    kind = mention.place.kind if mention.place else "city"
    sentence = max(0, bisect_right(starts, mention.span.start) - 1)
    score = _KIND_SCORE[kind] + _WORST.get(mention.role, 0.0) + _wording(text, mention, starts)
    if kind == "country" and not _IN.search(
        text[max(0, mention.span.start - 60) : mention.span.start]
    ):
        score -= 1.0
    if mention.place is None:
        score -= 0.3
    if not triggers:
        return score + _cue_score(text, mention, starts, sentence) + max(0, 1.2 - 0.15 * sentence)
    near = min(triggers, key=lambda trigger: abs(trigger[0] - mention.span.start))
    apart = min(abs(max(0, bisect_right(starts, t[0]) - 1) - sentence) for t in triggers)
    score += max(0.0, 1.0 - abs(near[0] - mention.span.start) / 120)
    return score + (2.0, 0.6, 0.2, 0.0)[min(apart, 3)] + max(0.0, 0.4 - 0.05 * sentence)


def _cue_score(text: str, mention: PlaceMention, starts: Sequence[int], sentence: int) -> float:
    start = starts[sentence] if starts else 0
    end = starts[sentence + 1] if sentence + 1 < len(starts) else len(text)
    apart = [
        min(abs(cue.start() - mention.span.end), abs(cue.end() - mention.span.start))
        for cue in _CUE.finditer(text, start, end)
    ]
    if not apart or mention.role is Role.DATELINE:
        return 0.0
    return 1.0 + max(0.0, 1.0 - min(apart) / 100)


def _wording(text: str, mention: PlaceMention, starts: Sequence[int]) -> float:
    before = text[max(0, mention.span.start - 60) : mention.span.start]
    after = text[mention.span.end : mention.span.end + 40]
    score = 0.0
    if mention.relation is not Relation.IN or _IN.search(before):
        score += 0.9
    elif _FROM.search(before):
        score -= 0.3
    if _POLICE_AFTER.match(after):
        score += 0.9
    if _PLACE_AFTER.match(after):
        score += 0.5
    if _PART_OF_TOWN.search(before) or _PART_AFTER.match(after):
        score -= 1.6
    opening = mention.span.start - 3
    if opening in starts and before.endswith("In "):
        score += 1.3
    return score
