"""Finds what says the same in a project: signs what is new, compares it, keeps the groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from db.duplicates import kept
from db.duplicates.matching import SURE_FROM, copy_candidates, exact_pairs, incident_pairs
from db.duplicates.signing import VERSION, Signature, sign
from db.project import Project
from models.duplicates.grouping import Sets, copies, incidents
from models.duplicates.relations import Match, Relation
from models.duplicates.wording import Overlap, overlap, runs, words

#: All is compared anew when the project has grown by so much since: what is rare has changed.
_GROWN = 1.25
_SIGNED_AT_ONCE = 200

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Findings:
    """Articles newly looked at, articles with copies and their groups, and those of incidents."""

    looked_at: int
    copies: int
    copy_groups: int
    reports: int
    incidents: int


def find(project: Project, say: Say = lambda _: None, *, again: bool = False) -> Findings:
    """Brings the groups up to date; only what is new is compared, with `again` everything.

    Articles that were taken out leave groups by themselves; then, too, everything is compared.
    """
    signed = _sign(project, say)
    held = kept.load(project)
    state = kept.state(project)
    whole = (
        again
        or state.version != VERSION
        or state.articles != int(held.compared.sum())
        or len(held.numbers) > state.whole * _GROWN
    )
    fresh = np.ones(len(held.numbers), dtype=bool) if whole else ~held.compared
    known = [] if whole else kept.matches(project)
    if fresh.any():
        say(f"Comparing {int(fresh.sum()):,} articles")
        found = [*known, *_matches(project, held, fresh, known)]
    else:
        found = known
    copied = copies(found)
    told = incidents(found, copied)
    after = kept.FinderState(
        VERSION, len(held.numbers), len(held.numbers) if whole else state.whole
    )
    if fresh.any() or whole:
        kept.save(project, held, found, copied, told, after)
    sets = copied.all().values()
    further = [things for things in told.all().values() if len({copied.of(t) for t in things}) > 1]
    return Findings(signed, sum(map(len, sets)), len(sets), sum(map(len, further)), len(further))


def _sign(project: Project, say: Say) -> int:
    """Signs the articles that have no signature; returns how many there were."""
    count = 0
    total = kept.unsigned_count(project, VERSION)
    while articles := kept.unsigned(project, VERSION, _SIGNED_AT_ONCE):
        kept.save_signatures(
            project, VERSION, [(number, article.id, sign(article)) for number, article in articles]
        )
        count += len(articles)
        say(f"{count:,} of {total:,} articles read")
    return count


def _matches(
    project: Project, held: kept.Held, fresh: NDArray[np.bool_], known: Sequence[Match]
) -> Iterator[Match]:
    """New pairs; of copies as many as hold their group together."""
    number = held.numbers
    copied = copies(known)
    for one, other in exact_pairs(held.signatures):
        if fresh[one] or fresh[other]:
            pair = sorted((number[one], number[other]))
            copied.join(*pair)
            yield Match(pair[0], pair[1], Relation.EXACT, 1.0)
    yield from _near_copies(project, held, fresh, copied)
    signatures = _one_of_each(held.signatures)
    found = incident_pairs([one.clues for one in signatures], held.days, held.sources, fresh)
    for candidate in found:
        low, high = sorted((number[candidate.one], number[candidate.other]))
        if copied.of(low) != copied.of(high):
            yield Match(low, high, Relation.SAME_INCIDENT, min(candidate.score, 1.0))


def _near_copies(
    project: Project, held: kept.Held, fresh: NDArray[np.bool_], copied: Sets
) -> Iterator[Match]:
    number = held.numbers
    sketches = [one.sketch for one in _one_of_each(held.signatures)]
    candidates = sorted(
        copy_candidates(sketches, fresh), key=lambda pair: (-pair.score, pair.one, pair.other)
    )

    @lru_cache(maxsize=500)
    def read(of: int) -> frozenset[tuple[str, ...]]:
        return runs(words(kept.text(project, of)))

    for candidate in candidates:
        low, high = sorted((number[candidate.one], number[candidate.other]))
        if copied.of(low) == copied.of(high):
            continue
        seen = Overlap(candidate.score, 0.0)
        if candidate.score < SURE_FROM:
            seen = overlap(read(low), read(high))
        if seen.is_near_copy:
            copied.join(low, high)
            yield Match(low, high, Relation.NEAR_COPY, seen.jaccard)


def _one_of_each(signatures: Sequence[Signature]) -> list[Signature]:
    """The signatures, empty where an article before has the very same words."""
    seen: set[bytes] = set()
    found = []
    for signature in signatures:
        is_first = signature.exact not in seen
        seen.add(signature.exact)
        found.append(signature if is_first else _EMPTY)
    return found


_NONE = np.empty(0, dtype=np.uint32)
_EMPTY = Signature(b"", _NONE, _NONE)
