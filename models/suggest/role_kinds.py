"""What sort of thing a phrase names, and which sorts a field of the codebook asks for."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final

from models.codebook import Codebook, Field, Role
from models.suggest.lexicon import nouns, read_data
from models.suggest.role_parse import Parse
from models.values import Kind


class Sort(StrEnum):
    """The sorts of things that fill roles."""

    PERSON = "person"
    PEOPLE = "people"
    FORCE = "force"
    ARMED = "armed"
    GROUP = "group"
    THING = "thing"
    WEAPON = "weapon"
    PLACE = "place"
    ACT = "act"
    OTHER = "other"


class Asked(StrEnum):
    """What a field is about: a side of the event, and persons, bodies or things on that side."""

    AGENT_PERSONS = "agent_persons"
    AGENT_BODIES = "agent_bodies"
    AGENT = "agent"
    TARGET_PERSONS = "target_persons"
    TARGET_THINGS = "target_things"
    TARGET = "target"
    INSTRUMENT = "instrument"
    UNKNOWN = "unknown"


_PERSONS = re.compile(r"individual|person|human|victim|people", re.I)
_BODIES = re.compile(r"organi[sz]ation|group\b|body|party", re.I)
_THINGS = re.compile(r"physical|object|property|building|facility|thing", re.I)
_RANKED_ROLES: Final = frozenset({Role.AGENT, Role.TARGET, Role.INSTRUMENT, Role.CLAIMANT, None})
_SORTED_NOUNS: Final = (
    ("weapon", Sort.WEAPON),
    ("armed", Sort.ARMED),
    ("state_armed", Sort.FORCE),
    ("crowd", Sort.PEOPLE),
    ("people", Sort.PEOPLE),
    ("person", Sort.PEOPLE),
    ("object", Sort.THING),
    ("organisation", Sort.GROUP),
    ("act", Sort.ACT),
)
_ENTITY_SORTS: Final = {
    "PERSON": Sort.PERSON,
    "ORG": Sort.GROUP,
    "NORP": Sort.GROUP,
    "FAC": Sort.THING,
    "GPE": Sort.PLACE,
    "LOC": Sort.PLACE,
}


def ranked_fields(codebook: Codebook) -> tuple[Field, ...]:
    """The fields that are filled with phrases of the article: who, whom, with what."""
    return tuple(
        field
        for field in codebook.fields
        if field.kind in (Kind.TEXT, Kind.ACTOR) and field.role in _RANKED_ROLES
    )


def asked(field: Field) -> Asked:
    """What a field asks for, by its role and the words of its name."""
    name = f"{field.key.replace('_', ' ')} {field.label}"
    by_words = {
        Role.AGENT: ((_PERSONS, Asked.AGENT_PERSONS), (_BODIES, Asked.AGENT_BODIES)),
        Role.TARGET: ((_PERSONS, Asked.TARGET_PERSONS), (_THINGS, Asked.TARGET_THINGS)),
    }
    plain = {
        Role.INSTRUMENT: Asked.INSTRUMENT,
        Role.AGENT: Asked.AGENT,
        Role.TARGET: Asked.TARGET,
    }
    if field.role is None:
        return Asked.UNKNOWN
    for words, found in by_words.get(field.role, ()):
        if words.search(name):
            return found
    return plain.get(field.role, Asked.UNKNOWN)


@cache
def sense(group: str, name: str) -> frozenset[str]:
    """The lemmas of a sense in data/roles.toml, such as `verbs`, `hits_people`."""
    return frozenset(read_data("roles")[group][name])


@cache
def _sort_by_noun() -> dict[str, Sort]:
    found: dict[str, Sort] = {}
    lexicon, own = read_data("lexicon")["nouns"], read_data("roles")["nouns"]
    for name, sort in _SORTED_NOUNS:
        words = (*own.get(name, ()), *(nouns(name) if name in lexicon else ()))
        for word in words:
            found.setdefault(word, sort)
    return found


def noun_of(parse: Parse, i: int) -> str:
    """The singular of a noun, also where the tagger took it for a name."""
    word = parse.lowers[i]
    if word.endswith("men") and len(word) > 3:
        return word[:-3] + "man"
    if parse.tags[i] in ("NNS", "NNPS") and parse.lemmas[i] == word and word.endswith("s"):
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        return word[:-1] if not word.endswith("ss") else word
    return parse.lemmas[i]


def sort_of(parse: Parse, head: int) -> Sort:
    """The sort of what a noun names: the word lists first, then the tagger's entity."""
    listed = _sort_by_noun().get(noun_of(parse, head))
    entity = _ENTITY_SORTS.get(parse.entities[head])
    if parse.pos[head] == "PROPN" and entity in (Sort.PERSON, Sort.PLACE):
        return entity
    if listed is not None:
        return listed
    if entity is not None:
        return entity
    if parse.pos[head] == "PROPN":
        word = parse.words[head]
        return Sort.GROUP if word.isupper() and 2 < len(word) < 7 else Sort.PERSON
    return Sort.OTHER
