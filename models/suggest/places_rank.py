"""Which place of its name a toponym means: every toponym of a text votes on the others."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import cos, exp, hypot, log1p, radians

from models.earth import km
from models.spans import Span
from models.suggest.gazetteer import Gazetteer, GazetteerPlace, Named, prior
from models.suggest.gazetteer_build import table
from models.suggest.gazetteer_names import key, without_generic
from models.suggest.wordlist import longest_of

_MOST_CANDIDATES = 40
_ROUNDS = 3
_NEAR = 0.8

AREA_WORD = re.compile(
    r"\s+(?:county|counties|province|governorate|region|state|oblast|krai|raion|district|"
    r"department|prefecture|parish|division|sub-?district|territory|canton)\b",
    re.I,
)
TOWN_WORD = re.compile(r"\s+(?:city|town|village|township|municipality)\b", re.I)
_COUNTY_WORD = re.compile(r"\s+(?:county|counties|parish|district|raion|borough)\b", re.I)
_TOWN_BEFORE = re.compile(r"\b(?:city|town|village|township|hamlet) of\s+(?:the\s+)?$", re.I)
_AREA_BEFORE = re.compile(
    r"\b(?:province|governorate|region|state|county|department|district) of\s+(?:the\s+)?$", re.I
)
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west)(?:[- ]?(?:east|west|central))?(?:ern)?|central|downtown|"
    r"greater|upper|lower|inner|outer|old|mainland|metropolitan|metro|rural|occupied|"
    r"(?:government|rebel)-held)[- ]+(?=\w)",
    re.I,
)
_POSSESSIVE = re.compile(r"['’`]s?$")
_INSIDE = re.compile(r"\s*(?:,|\(|\[|\)?,)\s*(?:the |in |in the )?|\s+(?:in|of|,) (?:the )?")
_SHORT = {"U.S": "USA", "US": "USA", "U.S.A": "USA", "USA": "USA", "U.K": "GBR", "UK": "GBR"}
DATELINE_AFTER = re.compile(r"[^.\n!?]{0,60}?\s*(?:—|–|--| - |\((?:AP|Reuters|AFP|UPI|Xinhua)\)|:)")
_AREA_AFTER = re.compile(
    r"\s*[,(]\s*((?:[A-Z]\.\s?){1,2}(?:Va\.)?|[A-Z][a-z]+\.|[A-Z]{2}\b|"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)


@dataclass(slots=True)
class Ranked:
    """A toponym with the places it may mean and how well each fits."""

    span: Span
    key: str
    candidates: list[Named]
    base: list[float]
    dateline: bool = False
    beside: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    @property
    def best(self) -> int:
        return max(range(len(self.scores)), key=self.scores.__getitem__)

    @property
    def place(self) -> GazetteerPlace | None:
        return self.candidates[self.best].place if self.candidates else None

    @property
    def margin(self) -> float:
        """How far the best place stands before the second."""
        if len(self.scores) < 2:
            return 4.0
        first, second = sorted(self.scores, reverse=True)[:2]
        return first - second


def contains(area: GazetteerPlace, place: GazetteerPlace) -> bool:
    """Whether a place lies in an area, as far as the index knows."""
    if area is place or not area.is_area:
        return False
    if area.kind == "country":
        return area.country == place.country and place.kind != "country"
    if area.kind == "admin1" and place.admin1_id:
        return f"geonames:{place.admin1_id}" == area.gazetteer_id
    if place.is_area and place.kind != "admin2":
        return False
    if area.kind == "admin2" and area.admin1_id != place.admin1_id:
        return False
    near = abs(area.lat - place.lat) * 100 < area.reach * 2
    return near and km(area.lat, area.lon, place.lat, place.lon) <= area.reach * 1.3


def ranked(text: str, spans: list[Span], gazetteer: Gazetteer) -> list[Ranked]:
    """For each span the places of its name, scored in the context of the whole text."""
    toponyms = [_toponym(text, span, gazetteer) for span in spans]
    _score_neighbours(text, toponyms, gazetteer)
    for toponym in toponyms:
        toponym.scores = [a + b for a, b in zip(toponym.base, toponym.beside, strict=True)]
    demonyms = _demonym_votes(text)
    for _ in range(_ROUNDS):
        _vote(toponyms, demonyms)
    _one_sense(toponyms)
    return toponyms


def _toponym(text: str, span: Span, gazetteer: Gazetteer) -> Ranked:
    surface = span.quote(text).strip()
    found = candidates(surface, gazetteer)
    if len(found) > 1:
        found = _fitting_kind(text, span, surface, found)
    found = found[:_MOST_CANDIDATES]
    base = _town_before_area(found)
    dateline = span.start < 3 and bool(DATELINE_AFTER.match(text, span.end))
    return Ranked(span, key(surface), found, base, dateline, [0.0] * len(found), list(base))


def candidates(surface: str, gazetteer: Gazetteer) -> list[Named]:
    """The places a name may mean, also in a form that the index does not hold as it stands."""
    alpha3 = _SHORT.get(surface.rstrip(".")) or demonyms().get(
        _POSSESSIVE.sub("", surface).casefold()
    )
    country = gazetteer.country(alpha3) if alpha3 else None
    if country:
        return [Named(country, 1)]
    for form in _forms(surface):
        if found := gazetteer.named(form):
            return list(found)
    return []


def _forms(surface: str) -> list[str]:
    bare = _POSSESSIVE.sub("", surface.strip(' .,;:()[]"“”')) or surface
    forms = [surface, bare]
    short = short_states().get(surface.strip()) or short_states().get(bare)
    if short:
        forms.insert(0, short)
    if bare[:4].casefold() == "the ":
        forms.append(bare := bare[4:])
    forms.append(without_generic(bare))
    forms.append(_DIRECTION.sub("", bare))
    forms.append(without_generic(forms[-1]))
    forms += [f"{bare} County", f"{bare} Province"] if " " not in bare else []
    if bare.endswith("s") and len(bare) > 5:
        forms.append(bare[:-1])
    return list(dict.fromkeys(form for form in forms if len(form) > 1))


def _fitting_kind(text: str, span: Span, surface: str, found: list[Named]) -> list[Named]:
    """Only areas before "Province", only towns after "the village of", where there are some."""
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 20]
    if AREA_WORD.match(after) or AREA_WORD.search(surface) or _AREA_BEFORE.search(before):
        wanted = {"admin1", "admin2", "region"}
        if _COUNTY_WORD.match(after) and any(n.place.kind == "admin2" for n in found):
            wanted = {"admin2"}
    elif TOWN_WORD.match(after) or TOWN_WORD.search(surface) or _TOWN_BEFORE.search(before):
        wanted = {"city"}
    else:
        return found
    return [named for named in found if named.place.kind in wanted] or found


def _town_before_area(found: list[Named]) -> list[float]:
    """Prior scores, with a town before the area around it that is named after it."""
    scores = [prior(named) for named in found]
    towns = [(i, n.place) for i, n in enumerate(found) if n.place.kind == "city"]
    for i, named in enumerate(found):
        area = named.place
        if area.kind not in {"admin1", "admin2"}:
            continue
        for j, town in towns:
            large = town.population >= 0.2 * area.population
            # Washington is the one capital that papers name like a state elsewhere.
            seat = contains(area, town) or (town.capital and town.country == area.country)
            if seat and (large or town.capital):
                scores[j] = max(scores[j], scores[i] + 0.3)
    return scores


def _score_neighbours(text: str, toponyms: list[Ranked], gazetteer: Gazetteer) -> None:
    """Adds to places that lie in the area named right after them, and to that area."""
    order = sorted(toponyms, key=lambda toponym: toponym.span)
    for inner, outer in pairwise(order):
        between = text[inner.span.end : outer.span.start]
        if not 0 < len(between) < 12 or not _INSIDE.fullmatch(between):
            continue
        bonus = 4.5 if "," in between or "(" in between else 3.0
        for i, small in enumerate(inner.candidates):
            for j, large in enumerate(outer.candidates):
                if contains(large.place, small.place):
                    inner.beside[i] = max(inner.beside[i], bonus)
                    outer.beside[j] = max(outer.beside[j], bonus)
    for toponym in order:
        _score_area_after(text, toponym, gazetteer)


def _score_area_after(text: str, toponym: Ranked, gazetteer: Gazetteer) -> None:
    """Adds to towns of the state or country that follows (", Ala.", ", Lebanon")."""
    after = _AREA_AFTER.match(text, toponym.span.end)
    name = after[1].strip() if after else ""
    for area in gazetteer.named(short_states().get(name, name)):
        if area.place.kind not in {"admin1", "country"} or area.grade:
            continue
        for i, small in enumerate(toponym.candidates):
            if contains(area.place, small.place):
                toponym.beside[i] = max(toponym.beside[i], 4.5)


def _vote(toponyms: list[Ranked], demonym_votes: dict[str, float]) -> None:
    """One round: each toponym's best place speaks for its country and region to all others."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    seen: set[str] = set()
    for toponym in toponyms:
        place = toponym.place
        if place is None:
            continue
        weight = min(1.0, 0.25 + toponym.margin / 4) * (0.3 if toponym.key in seen else 1.0)
        weight *= 4.0 if toponym.dateline else 1.0
        seen.add(toponym.key)
        for area in _areas(place):
            votes[area][toponym.key] += weight
    totals = {area: sum(by_key.values()) for area, by_key in votes.items()}
    for alpha3, weight in demonym_votes.items():
        totals[alpha3] = totals.get(alpha3, 0.0) + weight
    bests = [(t.key, t.place) for t in toponyms if t.place and not t.place.is_area]
    for toponym in toponyms:
        others = [place for key_, place in bests if key_ != toponym.key]
        for i, named in enumerate(toponym.candidates):
            place = named.place
            score = toponym.base[i] + toponym.beside[i] + _nearness(place, others)
            for area in _areas(place):
                rest = max(0.0, totals.get(area, 0.0) - votes[area].get(toponym.key, 0.0))
                score += _worth(place, area) * log1p(rest)
            toponym.scores[i] = score


def _nearness(place: GazetteerPlace, others: list[GazetteerPlace]) -> float:
    """Up to _NEAR for a town close to another one of the text; the rest is left to the regions."""
    if place.is_area:
        return 0.0
    shrink = cos(radians(place.lat))
    apart = min(
        (hypot(o.lat - place.lat, (o.lon - place.lon) * shrink) for o in others), default=90.0
    )
    return _NEAR * exp(-apart / 0.5)


def _areas(place: GazetteerPlace) -> list[str]:
    areas = [place.country] if place.country else []
    if place.kind == "admin1":
        areas.append(place.gazetteer_id)
    elif place.admin1_id:
        areas.append(f"geonames:{place.admin1_id}")
    return areas


def _worth(place: GazetteerPlace, area: str) -> float:
    if len(area) == 3:
        return 1.6 * (0.3 if place.kind == "country" else 1.0)
    return 1.8 * (0.4 if place.is_area else 1.0)


def _one_sense(toponyms: list[Ranked]) -> None:
    """Gives a name the same place throughout, the place of its clearest mention."""
    by_key: dict[str, list[Ranked]] = defaultdict(list)
    for toponym in toponyms:
        if toponym.candidates:
            by_key[toponym.key].append(toponym)
    for same in by_key.values():
        clearest = max(same, key=lambda toponym: (max(toponym.beside), toponym.margin))
        chosen = clearest.candidates[clearest.best].place.gazetteer_id
        for toponym in same:
            for i, named in enumerate(toponym.candidates):
                if named.place.gazetteer_id == chosen and not any(toponym.beside):
                    toponym.scores[i] = max(toponym.scores) + 0.5


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Words for the people and things of a country, in lower case → alpha-3."""
    words: dict[str, str] = {}
    for alpha3, country in table("countries.toml")["country"].items():
        for word in country["demonyms"]:
            words.setdefault(word.casefold(), alpha3)
            words.setdefault(word.casefold() + "s", alpha3)
    return words


@lru_cache(maxsize=1)
def short_states() -> dict[str, str]:
    """What papers put after a comma, with what it stands for: "Ala." → "Alabama"."""
    short = table("admin1.toml")["short"]
    return {form: name for states in short.values() for form, name in states.items()}


@lru_cache(maxsize=1)
def demonym_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{longest_of(demonyms())}\b", re.I)


@lru_cache(maxsize=2)
def demonyms_in(text: str) -> tuple[re.Match[str], ...]:
    """Where a text speaks of peoples; asked several times of one article."""
    return tuple(demonym_pattern().finditer(text))


_OFFICE = 1.2


def _demonym_votes(text: str) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    for match in demonyms_in(text):
        if match[0][0].isupper():
            counts[demonyms()[match[0].casefold()]] += 1
    votes = {alpha3: 0.5 * log1p(count) for alpha3, count in counts.items()}
    for alpha3, pattern in _offices():
        told = sum(1 for _ in pattern.finditer(text))
        votes[alpha3] = votes.get(alpha3, 0.0) + _OFFICE * log1p(told)
    return votes


@lru_cache(maxsize=1)
def _offices() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The offices and services that one country has, as patterns."""
    return tuple(
        (alpha3, re.compile(rf"\b{longest_of(words)}\b", re.I))
        for alpha3, words in table("place_words.toml")["offices"].items()
    )
