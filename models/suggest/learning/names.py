"""The actors that analysts confirmed: names that the engine knows from then on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.codebook import Codebook, Role
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


def name_table(names: Iterable[str]) -> NameTable | None:
    """The names to find in texts, an acronym in brackets as a name of its own; None for none."""
    table = NameTable()
    known = tuple(names)
    for name in known:
        told = _ACRONYM.fullmatch(name)
        actor = KnownActor(told[1] if told else name, ActorKind.GROUP)
        for part in told.groups() if told else (name,):
            table.add(part, actor, exact=part.isupper() and len(part) <= _LONGEST_ACRONYM)
    return table if known else None


def _is_name(name: str) -> bool:
    return ":" not in name and len(name) > 1 and any(char.isupper() for char in name)
