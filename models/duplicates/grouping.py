"""Groups out of pairs: copies hang together, reports of one incident only where most of them do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from models.duplicates.relations import Match


class Sets:
    """Things in sets that only grow together; the lowest thing of a set stands for it."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, thing: int) -> int:
        """Who stands for a thing's set."""
        top = thing
        while (above := self._above.get(top, top)) != top:
            top = above
        while (above := self._above.get(thing, thing)) != top:
            self._above[thing] = top
            thing = above
        return top

    def join(self, one: int, other: int) -> None:
        """Makes two sets one."""
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low
        self._above.setdefault(low, low)

    def all(self) -> dict[int, list[int]]:
        """The sets of more than one thing, by who stands for them; each in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for thing in sorted(self._above):
            found[self.of(thing)].append(thing)
        return {top: things for top, things in found.items() if len(things) > 1}


def copies(matches: Iterable[Match]) -> Sets:
    """Exact and near copies: a copy of a copy is one, too."""
    sets = Sets()
    for match in matches:
        if match.relation.is_copy:
            sets.join(match.one, match.other)
    return sets


def incidents(matches: Iterable[Match], copied: Sets) -> Sets:
    """Reports of one incident, copies of them included.

    The surest pairs come first; two groups become one only if at least half of the pairs between
    them are alike. So a round-up of the day's news does not make one incident of all it tells.
    """
    links = _links(matches, copied)
    groups: dict[int, set[int]] = {}
    home: dict[int, int] = {}
    between = _Between(links)
    for one, other in sorted(links, key=lambda pair: (-links[pair], pair)):
        low, high = sorted((home.setdefault(one, one), home.setdefault(other, other)))
        first, second = groups.setdefault(low, {low}), groups.setdefault(high, {high})
        if low == high or between.count(low, high) * 2 < len(first) * len(second):
            continue
        between.merge(low, high)
        for thing in second:
            home[thing] = low
        first |= groups.pop(high)
    sets = Sets()
    for top, things in copied.all().items():
        for thing in things:
            sets.join(top, thing)
    for things_ in groups.values():
        low = min(things_)
        for thing in things_ - {low}:
            sets.join(low, thing)
    return sets


def _links(matches: Iterable[Match], copied: Sets) -> Mapping[tuple[int, int], float]:
    """The surest pair of reports between each two groups of copies."""
    links: dict[tuple[int, int], float] = {}
    for match in matches:
        if match.relation.is_copy:
            continue
        one, other = sorted((copied.of(match.one), copied.of(match.other)))
        if one != other:
            links[one, other] = max(match.score, links.get((one, other), 0.0))
    return links


class _Between:
    """How many pairs lie between groups that become fewer."""

    def __init__(self, links: Iterable[tuple[int, int]]) -> None:
        self._counts: dict[int, dict[int, int]] = defaultdict(dict)
        for one, other in links:
            self._counts[one][other] = self._counts[other][one] = 1

    def count(self, one: int, other: int) -> int:
        return self._counts[one].get(other, 0)

    def merge(self, low: int, high: int) -> None:
        """What lay between the second group and others lies between the first and them."""
        for other, count in self._counts.pop(high).items():
            del self._counts[other][high]
            if other != low:
                both = self._counts[low].get(other, 0) + count
                self._counts[low][other] = self._counts[other][low] = both
