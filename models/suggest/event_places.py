"""Toponyms of an article as places where something may have happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.spans import Span
from models.suggest.actor_table import ActorKind, NameMatch, nations
from models.suggest.gazetteer import shared_gazetteer
from models.suggest.places import PlaceMention, Role, event_places, read_places, value
from models.values import Place, PlacePrecision

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NO_PLACES = (ActorKind.PERSON, ActorKind.GROUP, ActorKind.BODY, ActorKind.FORCE)
_LOCATED = re.compile(r"\b(?:in|near|outside|(?:town|city|village|district|province) of) $", re.I)
_PLACE_WORD = re.compile(
    r"\s+(?:police|county|city|district|province|town|village)\b|,\s+[A-Z]", re.I
)
_PLACED = frozenset({"pobj", "appos", "conj", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name with what it means; `mention` is how the gazetteer read it."""

    span: Span
    place: Place
    mention: PlaceMention

    @property
    def in_dateline(self) -> bool:
        return self.mention.role is Role.DATELINE

    @property
    def is_bureau(self) -> bool:
        """Whether it only says that the report was filed from a capital."""
        place = self.mention.place
        return self.in_dateline and place is not None and place.capital

    @property
    def is_scene(self) -> bool:
        """Whether things may have happened there: nobody merely comes from or speaks there."""
        return self.mention.role is Role.PLACE


@dataclass(frozen=True, slots=True)
class Scene:
    """A place that an event may have happened at, its words, and how much speaks for it.

    `score` ranks the scenes of one event; `sure` is how sure it is that the name means this place.
    """

    place: Place
    evidence: tuple[Span, ...]
    score: float
    sure: float


def find_event_toponyms(doc: Doc, text: str, names: Sequence[NameMatch]) -> list[Toponym]:
    """The toponyms that resolve to a place, in order of the text; nations as actors left out."""
    nation_spans = {m.span: m.actor.name for m in nations().find(text)}
    entities = []
    for entity in doc.ents:
        if entity.label_ in _LABELS:
            start = entity.start_char + (4 if entity.text.lower().startswith("the ") else 0)
            entities.append((start, entity.end_char))
    taken = [m.span for m in names if m.actor.kind in _NO_PLACES]
    taken += _family_names(doc, text)
    found = []
    for mention in read_places(text, entities, taken):
        place = value(mention)
        if place is None:
            continue
        nation = mention.span in nation_spans or place.precision is PlacePrecision.COUNTRY
        if nation and not _is_placed(doc, mention.span):
            continue
        found.append(Toponym(mention.span, place, mention))
    return found


def _family_names(doc: Doc, text: str) -> list[Span]:
    """Where the last name of someone named in full stands alone, and no "in" makes it a place."""
    full = [e.text.split() for e in doc.ents if e.label_ == "PERSON" and len(e.text.split()) > 1]
    last = {words[-1].removesuffix("'s").removesuffix("’s") for words in full}
    last = {name for name in last if len(name) > 2 and name[0].isupper() and name.isalpha()}
    if not last:
        return []
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(last)))})(?![\w-])")
    return [
        Span(*found.span())
        for found in pattern.finditer(text)
        if not _LOCATED.search(text, max(0, found.start() - 24), found.start())
        and not _PLACE_WORD.match(text, found.end())
    ]


def country_of(toponym: Toponym) -> Place | None:
    """The country that a place lies in, as a place."""
    code = toponym.place.country
    found = shared_gazetteer().country(code) if code else None
    return found.to_place() if found else None


def ranked_scenes(
    text: str, toponyms: Sequence[Toponym], sentences: Sequence[Span], triggers: Sequence[Span]
) -> list[Scene]:
    """The scenes of one event among its toponyms, likeliest first."""
    found = event_places(text, [t.mention for t in toponyms], sentences, triggers)
    return [Scene(c.place, tuple(sorted(c.spans)), c.score, c.sure) for c in found]


def _is_placed(doc: Doc, span: Span) -> bool:
    """Whether a nation's name stands as a place: "in Syria", not "the Syrian army"."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return False
    root: Token = found.root
    if root.pos_ == "ADJ" or root.dep_ not in _PLACED:
        return False
    governor = root.head
    return governor.pos_ != "ADP" or governor.lower_ not in ("by", "with", "against", "of")
