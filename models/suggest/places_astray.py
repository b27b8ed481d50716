"""Names of which only namesakes far off are known: spots of a town or area that the text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import log10

from models.earth import km
from models.suggest.gazetteer import GazetteerPlace, shared_gazetteer
from models.suggest.places_events import LINK, PlaceMention, Role
from models.suggest.places_rank import contains, demonyms, demonyms_in

_CLOSE_KM = 150.0
#: So many people make a town likely to be meant although nothing else is near it: in the country
#: of the other places of the article, and in another one.
_LARGE, _LARGE_ABROAD = 100_000, 300_000
_CLEARLY = 0.5


@dataclass(frozen=True, slots=True)
class _Named:
    """A place of the article with how firmly it is at home there, and its first mention."""

    place: GazetteerPlace
    mention: PlaceMention
    weight: float


def settled(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions, with far-off namesakes read as spots that the index lacks.

    "Karak in Dar'a" is no town of Jordan, and "Madisonville" in a report from Cincinnati is none
    of Kentucky: where the words or the other places of the article say so, the name gets the point
    of what it lies in.
    """
    order = sorted(mentions, key=lambda mention: mention.span)
    linked = [
        replace(here, place=None) if _is_denied(text, here, after) else here
        for here, after in zip_longest(order, order[1:])
    ]
    named = _by_place(linked)
    towns = [n for n in named.values() if n.place.kind in {"city", "admin2"}]
    home = max(towns, key=lambda n: (n.weight, -n.mention.span.start), default=None)
    if home is None:
        return linked
    told = {m.place.country for m in linked if m.place and m.place.kind == "country"}
    told |= {demonyms()[word[0].casefold()] for word in demonyms_in(text)}
    return [_at_home(mention, named, home, told) for mention in linked]


def _is_denied(text: str, here: PlaceMention, after: PlaceMention | None) -> bool:
    """Whether the area written right after a name says that the known namesake is not meant."""
    inner, outer = here.place, after.place if after else None
    if after is None or inner is None or outer is None:
        return False
    if inner.kind not in {"city", "admin2", "admin1"} or inner.kind == outer.kind == "admin1":
        return False
    between = text[here.span.end : after.span.start]
    large = inner.kind == "city" and inner.population >= _LARGE_ABROAD
    if large or not LINK.fullmatch(between):
        return False
    said = "(" in between or " in " in between or outer.kind == "admin1"
    said = said or (outer.kind == "country" and "," in between)
    return said and not contains(outer, inner) and _apart(inner, outer) > _CLOSE_KM + outer.reach


def _by_place(mentions: Sequence[PlaceMention]) -> dict[str, _Named]:
    """The known places of the article: told of often, large, or in the dateline weighs more."""
    found: dict[str, _Named] = {}
    for mention in mentions:
        place = mention.place
        if place is None or place.kind in {"country", "region", "waters"}:
            continue
        here = 2.0 * (mention.role is Role.DATELINE and not place.capital)
        known = found.get(place.gazetteer_id)
        if known is None:
            weight = 1.0 + here + log10(place.population + 10) / 2
            found[place.gazetteer_id] = _Named(place, mention, weight)
        else:
            found[place.gazetteer_id] = replace(known, weight=known.weight + 0.3 + here)
    return found


def _at_home(
    mention: PlaceMention, named: dict[str, _Named], home: _Named, told: set[str]
) -> PlaceMention:
    """`told`: the countries that the article names, or names the people of."""
    place = mention.place
    if place is None or place.kind in {"country", "region", "waters", "site"}:
        return mention
    abroad = place.country != home.place.country
    if abroad and place.country in told:
        return mention
    large = place.population >= (_LARGE_ABROAD if abroad else _LARGE)
    weaker = named[place.gazetteer_id].weight + _CLEARLY <= home.weight
    if large or not weaker or (place.kind != "city" and not abroad):
        return mention
    if not abroad and not _has_namesakes(mention.name):
        return mention
    others = [n.place for n in named.values() if n.place.gazetteer_id != place.gazetteer_id]
    if any(contains(o, place) or _apart(o, place) <= _CLOSE_KM for o in others):
        return mention
    return replace(mention, place=None, within=(home.mention,), is_astray=True)


def _has_namesakes(name: str) -> bool:
    """Whether several places bear a name, so that there may well be one more."""
    found = shared_gazetteer().named(name)
    return sum(n.grade == 0 for n in found) > 1


def _apart(one: GazetteerPlace, other: GazetteerPlace) -> float:
    return km(one.lat, one.lon, other.lat, other.lon)
