"""The actors that analysts confirmed: names that the engine knows from then on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.actors import ActorEntry, ActorSort
from models.codebook import Codebook, Role
from models.suggest.actor_list import listed_actors
from models.suggest.actor_table import ActorKind, KnownActor, NameTable
from models.suggest.learning.examples import Example
from models.values import Actor, Kind

_ACRONYM = re.compile(r"(.+?)\s*\(([A-Z][\w-]{1,8})\)")
_LONGEST_ACRONYM = 5
#: Fields whose actors act: who only suffers may be a person or a place of the same name.
_ACTING = frozenset({Role.AGENT, Role.CLAIMANT})


def confirmed_names(codebook: Codebook, examples: Iterable[Example]) -> tuple[str, ...]:
    """The names that stand as agents or claimants in confirmed records, in order of the alphabet.

    Descriptions ("gunmen") and the classes that the codebook names ("Civilians (Mali): traders")
    are no names: a name has a capital letter and no colon.
    """
    acting = {f.key for f in codebook.fields if f.kind is Kind.ACTOR and f.role in _ACTING}
    found = {
        " ".join(value.value.name.split())
        for example in examples
        for record in example.records
        for value in record.values
        if value.field in acting and isinstance(value.value, Actor)
    }
    return tuple(sorted(name for name in found if _is_name(name)))


def name_table(names: Iterable[str], told: Iterable[ActorEntry] = ()) -> NameTable | None:
    """The names to find in texts, an acronym in brackets as a name of its own; None for none.

    `told`: actors with other names, each of which stands for the main one.
    """
    table = NameTable()
    entries, known = tuple(told), tuple(names)
    for entry in entries:
        actor = _told_actor(entry)
        for part in (entry.name, *entry.aliases):
            table.add(part, actor, exact=_is_acronym(part))
    others = {alias for entry in entries for alias in (entry.name, *entry.aliases)}
    for name in known:
        parts = _ACRONYM.fullmatch(name)
        actor = KnownActor(parts[1] if parts else name, ActorKind.GROUP)
        for part in parts.groups() if parts else (name,):
            if part not in others:
                table.add(part, actor, exact=_is_acronym(part))
    return table if entries or known else None


def _told_actor(entry: ActorEntry) -> KnownActor:
    """What people left unsaid the engine's list may know."""
    listed = next((one for one in listed_actors() if one.name == entry.name), None)
    country = entry.country or (listed.country if listed else None)
    sort = entry.sort or (ActorSort(listed.kind) if listed else ActorSort.GROUP)
    kind = ActorKind.BODY if sort is ActorSort.GOVERNMENT else ActorKind(sort)
    return KnownActor(entry.name, kind, country, is_told=True)


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= _LONGEST_ACRONYM


def _is_name(name: str) -> bool:
    return ":" not in name and len(name) > 1 and any(char.isupper() for char in name)
