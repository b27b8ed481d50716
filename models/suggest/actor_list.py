"""The engine's known actors as a plain list, for whoever offers their names to a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from models.suggest.lexicon import read_data


@dataclass(frozen=True, slots=True)
class ListedActor:
    """A known actor: its name, its other names, its country (ISO 3166-1 alpha-3) and its kind.

    The kind is `group` (armed), `organization`, `force`, `government` or `body`.
    """

    name: str
    aliases: tuple[str, ...]
    country: str | None
    kind: str


@cache
def listed_actors() -> tuple[ListedActor, ...]:
    """All actors of the table, in its order; of several with one name, the first."""
    found: dict[str, ListedActor] = {}
    for row in read_data("actors")["actors"]:
        acronym = (row["acronym"],) if "acronym" in row else ()
        aliases = (*acronym, *row.get("aliases", ()))
        actor = ListedActor(row["name"], aliases, row.get("country"), row["kind"])
        found.setdefault(actor.name, actor)
    return tuple(found.values())
