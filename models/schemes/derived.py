"""What a derivation yields: rows of a scheme, and what had no place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from models.language import later
from models.schemes.facts import Facts, shown

#: A row by its columns; one that is not there is empty. Cells are texts, but for PLOVER's objects.
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lost:
    """A field without a place in the scheme; `field` is empty where it is the whole event.

    `words` are English, for files; a window says them by `tr`.
    """

    field: str
    value: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Derived:
    """The rows of one event, and what of it did not fit."""

    rows: tuple[Row, ...] = ()
    lost: tuple[Lost, ...] = ()


class SkipError(Exception):
    """The event has no row in the scheme; the rule's name and a sentence say why.

    `value` is the answer that it is about, if it is about one.
    """

    def __init__(self, rule: str, words: str, value: str = "") -> None:
        super().__init__(words)
        self.rule = rule
        self.words = words
        self.value = value


def skipping(derive: Callable[[Facts], Derived]) -> Callable[[Facts], Derived]:
    """The same, with an event that is skipped as a loss of all of it instead of an error."""

    @wraps(derive)
    def derived(facts: Facts) -> Derived:
        try:
            return derive(facts)
        except SkipError as skipped:
            return Derived(lost=(Lost("", skipped.value, skipped.rule, skipped.words),))

    return derived


def without_column(facts: Facts, placed: Iterable[str]) -> list[Lost]:
    """The fields with an answer that no column of the scheme takes up, and links."""
    known = frozenset(placed)
    lost = [
        _lost(facts, key, "no_column", later("The scheme has no column for it."))
        for key in facts.held
        if facts.names.get(key, key) not in known
    ]
    links = [link.type for link in facts.event.links if link.is_confirmed]
    if links:
        said = later("The scheme has no column for links.")
        lost.append(Lost("links", "; ".join(links), "no_column", said))
    return lost


def unfit(facts: Facts, role: str, rule: str, words: str) -> list[Lost]:
    """The fields of a role, whose answers a column takes up in part only."""
    return [_lost(facts, key, rule, words) for key in facts.held if facts.names.get(key) == role]


def _lost(facts: Facts, key: str, rule: str, words: str) -> Lost:
    return Lost(key, "; ".join(map(shown, facts.held[key])), rule, words)
