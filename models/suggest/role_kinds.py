"""What sort of thing a phrase names, and which sorts a field of the codebook asks for."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final

from models.codebook import Codebook, Field, Role
from models.suggest.actor_table import ActorKind
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
    BODY = "body"
    UNKNOWN = "unknown"
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


ASKS_PERSONS = re.compile(r"individual|person|human|victim|people", re.I)
ASKS_BODIES = re.compile(r"organi[sz]ation|group\b|body|party", re.I)
ASKS_THINGS = re.compile(r"physical|object|property|building|facility|thing", re.I)
_RANKED_ROLES: Final = frozenset({Role.AGENT, Role.TARGET, Role.INSTRUMENT, Role.CLAIMANT, None})
_SORTED_NOUNS: Final = (
    ("weapon", Sort.WEAPON),
    ("unknown", Sort.UNKNOWN),
    ("armed", Sort.ARMED),
    ("state_armed", Sort.FORCE),
    ("crowd", Sort.PEOPLE),
    ("people", Sort.PEOPLE),
    ("person", Sort.PEOPLE),
    ("object", Sort.THING),
    ("organisation", Sort.BODY),
    ("act", Sort.ACT),
)
_NAME_SORTS: Final = {
    ActorKind.GROUP: Sort.GROUP,
    ActorKind.FORCE: Sort.FORCE,
    ActorKind.PERSON: Sort.PERSON,
    ActorKind.ORGANIZATION: Sort.BODY,
    ActorKind.BODY: Sort.BODY,
}
_ENTITY_SORTS: Final = {
    "PERSON": Sort.PERSON,
    "ORG": Sort.BODY,
    "NORP": Sort.BODY,
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


def name_words(field: Field) -> str:
    """The words of a field's key and label, that tell what it asks for."""
    return f"{field.key.replace('_', ' ')} {field.label}"


def asked(field: Field) -> Asked:
    """What a field asks for, by its role and the words of its name."""
    name = name_words(field)
    by_words = {
        Role.AGENT: ((ASKS_PERSONS, Asked.AGENT_PERSONS), (ASKS_BODIES, Asked.AGENT_BODIES)),
        Role.TARGET: ((ASKS_PERSONS, Asked.TARGET_PERSONS), (ASKS_THINGS, Asked.TARGET_THINGS)),
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


def sort_of_noun(noun: str) -> Sort | None:
    """The sort of what a noun names, by the word lists alone."""
    return _sort_by_noun().get(noun)


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
    """The sort of what a noun names: known names, then word lists, then the tagger's entity."""
    kind = parse.names[head]
    named = _NAME_SORTS.get(kind) if kind else None
    if named is not None and named is not Sort.BODY:
        return named
    entity = _ENTITY_SORTS.get(parse.entities[head])
    proper = parse.pos[head] == "PROPN"
    if proper and _is_armed_group(parse, head):
        return Sort.GROUP
    if proper and entity in (Sort.PERSON, Sort.PLACE):
        return entity
    found = _sort_by_noun().get(noun_of(parse, head)) or entity or named
    if found is not None:
        return found
    word = parse.words[head]
    acronym = word.isupper() and 2 < len(word) < 7
    return Sort.OTHER if not proper else Sort.GROUP if acronym else Sort.PERSON


def _is_armed_group(parse: Parse, head: int) -> bool:
    """A name such as "Reed Marsh Liberation Front", by its words."""
    words = sense("nouns", "armed_group")
    near = [head, *(c for c in parse.children[head] if parse.pos[c] == "PROPN")]
    near += [g for c in parse.children[head] if parse.lowers[c] == "of" for g in parse.children[c]]
    return len(near) > 1 and any(parse.lowers[i] in words for i in near)
