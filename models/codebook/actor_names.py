"""The table `actor_names` of a codebook: the pattern by which each class of actors is named."""

from __future__ import annotations

import re
from typing import Any

from models.codebook import ActorClass
from models.language import tr

ActorPatterns = tuple[tuple[ActorClass, str], ...]


def read_actor_names(found: Any) -> tuple[ActorPatterns, dict[str, str]]:
    """The patterns, and what is wrong with the table by the path of its key."""
    if not isinstance(found, dict) or not set(found) <= set(ActorClass):
        return (), {
            "actor_names": tr("must be a table with the keys {keys}", keys=", ".join(ActorClass))
        }
    mistakes = {
        f"actor_names.{key}": tr("must be a text; its only blanks are {country} and {words}")
        for key, pattern in found.items()
        if not _is_pattern(pattern)
    }
    names = tuple((ActorClass(key), pattern) for key, pattern in found.items())
    return (() if mistakes else names), mistakes


def _is_pattern(pattern: Any) -> bool:
    if not isinstance(pattern, str):
        return False
    rest = re.sub(r"\{(?:country|words)\}", "", pattern)
    return bool(rest.strip()) and not {"{", "}"} & set(rest)
