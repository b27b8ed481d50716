"""Finds the like of articles by their signatures, without comparing each with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.duplicates.signing import CLUE_SPACE, SKETCH, Numbers, Signature
from models.duplicates.clues import ALIKE_FROM, LENGTH_POWER, alike, weight
from models.duplicates.grouping import Sets
from models.duplicates.wording import CONTAINED_FROM, JACCARD_FROM

Places = NDArray[np.int64]
Weights = NDArray[np.float32]

#: An article is compared with so many others before it that share a rare run or clue; they stand
#: by day, so that the nearest come first. It bounds the work where thousands share a text.
_NEIGHBOURS = 20
#: A clue that more articles have leads to no candidate (but counts between those there are).
_LEADING = 100
#: So many articles are looked up at once; bounds the memory.
_BLOCK = 1_000
#: Estimates may be this much too low (three standard errors of a sketch at the bound).
_SLACK = 0.17
#: From this estimate on a near copy is believed without reading both texts.
SURE_FROM = 0.6
#: Of fewer common clues nobody could say that it is one incident.
_LEAST_SHARED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two articles by their places, the lower first; `score` as estimated or as found."""

    one: int
    other: int
    score: float


def exact_pairs(signatures: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """Each article with the first one of the same words."""
    first: dict[bytes, int] = {}
    for place, signature in enumerate(signatures):
        if signature.exact:
            held = first.setdefault(signature.exact, place)
            if held != place:
                yield held, place


def copy_candidates(sketches: Sequence[Numbers], fresh: NDArray[np.bool_]) -> Iterator[Candidate]:
    """Pairs, one of them fresh, that may be near copies by their sketches.

    Of many copies of one text only as many pairs as hold them together.
    """
    held = _Held(sketches)
    joined = Sets()
    for pairs, shared in held.pairs(fresh, np.ones(len(held.numbers), dtype=np.float32), least=2):
        for one, other in pairs[np.argsort(-shared, kind="stable")].tolist():
            if joined.of(one) == joined.of(other):
                continue
            jaccard, containment = _estimated(sketches[one], sketches[other])
            if jaccard >= SURE_FROM:
                joined.join(one, other)
            if jaccard >= JACCARD_FROM - _SLACK or containment >= CONTAINED_FROM - _SLACK:
                yield Candidate(one, other, jaccard)


def incident_pairs(
    clues: Sequence[Numbers],
    days: Sequence[int | None],
    sources: Sequence[str],
    fresh: NDArray[np.bool_],
    alike_from: float = ALIKE_FROM,
) -> Iterator[Candidate]:
    """Pairs, one of them fresh, that probably report one incident. `days` are ordinals."""
    counts = np.zeros(CLUE_SPACE, dtype=np.int32)
    for found in clues:
        counts[found] += 1
    worth = _worth(len(clues), int(counts.max(initial=0)))
    telling = [_telling(found, counts, worth) for found in clues]
    own = [float(worth[counts[found]].sum()) for found in telling]
    held = _Held([found[_is_leading(counts[found])] for found in telling])
    worths = np.array(own, dtype=np.float32)
    for pairs, sums in held.pairs(fresh, worth[counts[held.numbers]], least=1):
        # Nearly all that is shared is in the sum already; what is far off needs no second look.
        length = (1 + np.minimum(worths[pairs[:, 0]], worths[pairs[:, 1]])) ** LENGTH_POWER
        for one, other in pairs[sums / length >= alike_from / 2].tolist():
            shared = np.intersect1d(telling[one], telling[other], assume_unique=True)
            worthy = float(worth[counts[shared]].sum())
            score = alike(
                worthy,
                own[one],
                own[other],
                _gap(days, one, other),
                same_source=bool(sources[one]) and sources[one] == sources[other],
            )
            if score >= alike_from and len(shared) >= _LEAST_SHARED:
                yield Candidate(one, other, score)


class _Held:
    """Which articles have a number, as one long array sorted by number and then by article."""

    def __init__(self, sets: Sequence[Numbers]) -> None:
        lengths = np.array([len(found) for found in sets], dtype=np.int64)
        owners = np.repeat(np.arange(len(sets), dtype=np.int32), lengths)
        numbers = np.concatenate([*sets, np.empty(0, dtype=np.uint32)])
        order = np.argsort(numbers, kind="stable").astype(np.int32)
        self.numbers: Numbers = numbers[order]
        self._owners = owners[order]
        del numbers, owners, order
        starts = np.flatnonzero(np.r_[True, self.numbers[1:] != self.numbers[:-1]])
        if not len(self.numbers):
            starts = starts[:0]
        sizes = np.diff(np.append(starts, len(self.numbers)))
        # How many owners of the same number stand before an entry.
        self._before = np.arange(len(self.numbers), dtype=np.int32)
        self._before -= np.repeat(starts.astype(np.int32), sizes)
        self._by_owner = np.argsort(self._owners, kind="stable").astype(np.int32)
        self._ends = np.append(0, np.cumsum(lengths))

    def pairs(
        self, fresh: NDArray[np.bool_], weights: Weights, *, least: int
    ) -> Iterator[tuple[Places, Weights]]:
        """Pairs with a fresh article that share at least so many numbers, and their weights' sum.

        Each fresh article meets those before it, and those after it that are not fresh.
        """
        places = np.flatnonzero(fresh)
        for start in range(0, len(places), _BLOCK):
            block = places[start : start + _BLOCK]
            entries = np.concatenate(
                [self._by_owner[self._ends[place] : self._ends[place + 1]] for place in block]
            )
            ours, theirs = self._neighbours(entries, -1, self._before[entries])
            if not fresh.all():
                own, after = self._neighbours(entries, 1, self._after(entries))
                known = ~fresh[self._owners[after]]
                ours, theirs = np.append(ours, after[known]), np.append(theirs, own[known])
            codes = (self._owners[theirs].astype(np.int64) << 32) | self._owners[ours]
            yield _summed(codes, weights[ours], least)

    def _after(self, entries: Places) -> Places:
        """How many owners of the same number stand after each entry."""
        ends = np.searchsorted(self.numbers, self.numbers[entries], side="right")
        return ends - entries - 1

    def _neighbours(self, entries: Places, way: int, reach: Places) -> tuple[Places, Places]:
        """Entries, each as often as it has neighbours on one side, and these."""
        near = np.minimum(reach, _NEIGHBOURS)
        ours = np.repeat(entries, near)
        step = np.arange(len(ours)) - np.repeat(np.cumsum(near) - near, near) + 1
        return ours, ours + way * step


def _summed(codes: Places, weights: Weights, least: int) -> tuple[Places, Weights]:
    """The pairs that come at least so often, with the sums of their weights."""
    order = np.argsort(codes)
    codes, weights = codes[order], weights[order]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    often = np.diff(np.append(starts, len(codes))) >= least
    if not len(starts):
        return np.empty((0, 2), dtype=np.int64), weights
    sums, found = np.add.reduceat(weights, starts)[often], codes[starts][often]
    return np.stack([found >> 32, found & 0xFFFFFFFF], axis=1), sums


def _estimated(one: Numbers, other: Numbers) -> tuple[float, float]:
    """The share of common runs, of both texts and of the shorter, by what their sketches say."""
    both = np.union1d(one, other)
    # Beyond its greatest number a full sketch says nothing of the text.
    bound = min(found[-1] if len(found) == SKETCH else both[-1] for found in (one, other))
    common = np.intersect1d(one, other, assume_unique=True)
    reach = int(np.searchsorted(both, bound, side="right"))
    seen = int(np.searchsorted(common, bound, side="right"))
    least = min(int(np.searchsorted(found, bound, side="right")) for found in (one, other))
    return seen / max(reach, 1), seen / max(least, 1)


def _worth(articles: int, most: int) -> Weights:
    """The worth of a clue by how many articles have it; one that only one has is never shared."""
    worth = [0.0, *(weight(articles, having) for having in range(1, most + 1))]
    return np.array(worth, dtype=np.float32)


def _telling(found: Numbers, counts: NDArray[np.int32], worth: Weights) -> Numbers:
    return found[worth[counts[found]] > 0]


def _is_leading(having: NDArray[np.int32]) -> NDArray[np.bool_]:
    return (having >= 2) & (having <= _LEADING)


def _gap(days: Sequence[int | None], one: int, other: int) -> int | None:
    first, second = days[one], days[other]
    return None if first is None or second is None else abs(first - second)
