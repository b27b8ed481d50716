"""The table of known actors, and their names found in a text however they are written."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from models.codebook import ActorClass
from models.folding import folded
from models.spans import Span
from models.suggest.lexicon import nation_by_word, read_data

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s\-.’'“”\"/–&]{0,3}")


class ActorKind(StrEnum):
    """What sort of actor a name or description stands for."""

    STATE = "state"
    GROUP = "group"
    BODY = "body"
    ORGANIZATION = "organization"
    PERSON = "person"
    FORCE = "force"
    ARMED = "armed"
    CROWD = "crowd"
    PEOPLE = "people"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A row of the table. `case` marks a name that counts only exactly as written: an acronym."""

    name: str
    kind: ActorKind
    country: str | None = None
    #: The years in which it existed; None where that is open or not known.
    since: int | None = None
    until: int | None = None
    #: Whether people told the project of it: then it goes before what the tables say.
    is_told: bool = False

    def existed_in(self, year: int | None) -> bool:
        return year is None or (self.since or year) <= year <= (self.until or year)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known name in the text."""

    span: Span
    actor: KnownActor


class NameTable:
    """Names to find, by the folded form of their first word."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, KnownActor]]] = defaultdict(list)

    def add(self, name: str, actor: KnownActor, *, exact: bool = False) -> None:
        """`exact`: only in this letter case. Other names need a capital somewhere."""
        words = tuple(folded(word) for word in _WORD.findall(name))
        if words:
            self._by_first[words[0]].append((words, name if exact else "", actor))

    def find(
        self, text: str, countries: frozenset[str] = frozenset(), year: int | None = None
    ) -> list[NameMatch]:
        """The names in a text: the longest at each place, without overlaps.

        Of actors that share a name: one of the countries (ISO 3166-1 alpha-3) that the text speaks
        of, then one that existed in the year, then the one that was added first.
        """
        words, plain = _words_of(text)
        found, n = [], 0
        while n < len(words):
            matches, length = self._at(text, words, plain, n)
            if matches:
                found.append(min(matches, key=lambda m: _unlikely(m.actor, countries, year)))
            n += length
        return found

    def _at(
        self, text: str, words: list[tuple[int, int]], plain: list[str], n: int
    ) -> tuple[list[NameMatch], int]:
        best: list[NameMatch] = []
        length = 1
        for name, exact, actor in self._by_first.get(plain[n], ()):
            size = len(name)
            if size < length or tuple(plain[n : n + size]) != name:
                continue
            start, end = words[n][0], words[n + size - 1][1]
            surface = text[start:end]
            if exact and surface != exact:
                continue
            if (not exact and surface == surface.lower()) or not _close(text, words, n, size):
                continue
            if size > length:
                best, length = [], size
            best.append(NameMatch(Span(start, end), actor))
        return best, length


@lru_cache(maxsize=4)
def _words_of(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Where the words of a text stand, and each folded: several tables look at the same text."""
    words = [found.span() for found in _WORD.finditer(text)]
    return words, [folded(text[start:end]) for start, end in words]


def _unlikely(actor: KnownActor, countries: frozenset[str], year: int | None) -> tuple[bool, bool]:
    return actor.country not in countries, not actor.existed_in(year)


def _close(text: str, words: list[tuple[int, int]], n: int, size: int) -> bool:
    """Whether nothing but spaces, hyphens and points stands between the words."""
    gaps = zip(words[n : n + size], words[n + 1 : n + size], strict=False)
    return all(_BETWEEN.fullmatch(text, left[1], right[0]) for left, right in gaps)


@cache
def known_actors() -> NameTable:
    """Groups, forces, governments and bodies with their other names (data/actors.toml)."""
    table = NameTable()
    for row in read_data("actors")["actors"]:
        kind = ActorKind.BODY if row["kind"] == "government" else ActorKind(row["kind"])
        years = row.get("since"), row.get("until")
        actor = KnownActor(row["name"], kind, row.get("country"), *years)
        for name in (row["name"], *row.get("aliases", ())):
            table.add(name, actor, exact=name.isupper() and len(name) <= 5)
        if "acronym" in row:
            table.add(row["acronym"], actor, exact=True)
    return table


@cache
def nations() -> NameTable:
    """Countries and demonyms."""
    table = NameTable()
    for name, code in nation_by_word().values():
        table.add(name, KnownActor(name, ActorKind.STATE, code))
    for row_code, names in read_data("nations")["nation"].items():
        for name in names:
            table.add(name, KnownActor(names[0], ActorKind.STATE, row_code))
    table.add("US", KnownActor("United States", ActorKind.STATE, "USA"), exact=True)
    return table


@cache
def force_class(name: str) -> ActorClass | None:
    """Whether a force of the table is police or military; None for what is no force of it."""
    rows = {row["name"]: row for row in read_data("actors")["actors"] if row["kind"] == "force"}
    row = rows.get(name)
    return ActorClass(row.get("class", "military")) if row else None
