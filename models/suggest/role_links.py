"""Which phrases of an article speak of one and the same person, group or thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from models.suggest.role_features import Phrase
from models.suggest.role_kinds import noun_of
from models.suggest.role_parse import Parse

_SMALL = frozenset({"of", "the", "de", "del", "la", "el", "los", "las", "y", "and", "for", "in"})


def linked(phrases: Sequence[Phrase], parse: Parse) -> list[tuple[int, int]]:
    """Pairs of phrases (by number, the lower first) that may stand for each other.

    Overlapping cuts, appositions, a name and a part of it, one head noun with fewer
    words, a name and its acronym.
    """
    pairs: set[tuple[int, int]] = set()
    by_head: dict[int, set[int]] = defaultdict(set)
    pairs.update(_overlapping(phrases))
    by_last: dict[str, list[int]] = defaultdict(list)
    for n, phrase in enumerate(phrases):
        for candidate in phrase.candidates:
            by_head[candidate.head].add(n)
        first = phrase.candidates[0]
        by_last[noun_of(parse, first.head)].append(n)
    for head, own in by_head.items():
        beside = by_head.get(parse.heads[head], set()) if parse.deps[head] == "appos" else set()
        same = own | beside
        pairs.update(combinations(sorted(same), 2))
    words = [frozenset(p.key.split()) for p in phrases]
    names = [n for n, p in enumerate(phrases) if parse.pos[p.candidates[0].head] == "PROPN"]
    for group in (*by_last.values(), names):
        for a, b in combinations(group, 2):
            if words[a] <= words[b] or words[b] <= words[a]:
                pairs.add((min(a, b), max(a, b)))
    pairs.update(_acronyms(phrases))
    return sorted(pairs)


def _overlapping(phrases: Sequence[Phrase]) -> set[tuple[int, int]]:
    """Phrases of which one stands within the other somewhere."""
    places = sorted((c.start, c.end, n) for n, p in enumerate(phrases) for c in p.candidates)
    found = set()
    for i, (_, end, n) in enumerate(places):
        for start, _, other in places[i + 1 :]:
            if start >= end:
                break
            found.add((min(n, other), max(n, other)))
    return {(a, b) for a, b in found if a != b}


def _acronyms(phrases: Sequence[Phrase]) -> set[tuple[int, int]]:
    by_letters: dict[str, list[int]] = defaultdict(list)
    for n, phrase in enumerate(phrases):
        words = phrase.key.replace("-", " ").split()
        letters = "".join(w[0] for w in words if w not in _SMALL)
        if 2 < len(letters) < 8:
            by_letters[letters].append(n)
    found = set()
    for n, phrase in enumerate(phrases):
        if 2 < len(phrase.key) < 8 and phrase.key.isalpha():
            for other in by_letters.get(phrase.key, ()):
                found.add((min(n, other), max(n, other)))
    return {(a, b) for a, b in found if a != b}
