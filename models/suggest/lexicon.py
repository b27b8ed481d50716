"""The word classes of the engine's rules, and its table of nations: data files, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from models.folding import folded

_DATA = Path(__file__).parent / "data"


@cache
def read_data(name: str) -> dict[str, Any]:
    """One of the engine's own data files."""
    with (_DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def word_class(group: str, name: str) -> frozenset[str]:
    """The lemmas of a word class, such as `verbs`, `threat`."""
    return frozenset(read_data("lexicon")[group][name])


def nouns(name: str) -> frozenset[str]:
    return word_class("nouns", name)


def verbs(name: str) -> frozenset[str]:
    return word_class("verbs", name)


def cues(name: str) -> frozenset[str]:
    return word_class("cues", name)


@cache
def nation_by_word() -> dict[str, tuple[str, str]]:
    """Country names and demonyms, folded -> (English name, ISO 3166-1 alpha-3)."""
    table: dict[str, tuple[str, str]] = {}
    for code, names in read_data("nations")["nation"].items():
        for name in names:
            table.setdefault(folded(name), (names[0], code))
    return table
