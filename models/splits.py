"""Splits of articles into train, dev and test that never put what belongs together on two sides.

Whole groups are divided: an article with its copies and further reports of the same events. The
same seed, articles and groups always give the same sides, whatever the order they come in. An
article that has a side keeps it, or loses it; new ones join their group, or are divided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from models.errors import UserError
from models.language import tr

SIDES = ("train", "dev", "test")
#: The side of articles that belong to none: they would be on two, or have no date to go by.
LEFT_OUT = ""


class Method(StrEnum):
    """What articles are divided by."""

    RANDOM = "random"
    TIME = "time"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Plan:
    """How articles are divided. `shares` are those of train, dev and test; they are parts of 1.

    `bounds` are the last day of train and of dev of a split by time, found when it is first made.
    """

    method: Method = Method.RANDOM
    seed: int = 1
    shares: tuple[float, float, float] = (0.8, 0.1, 0.1)
    bounds: tuple[date, date] | None = None

    def __post_init__(self) -> None:
        if min(self.shares) < 0 or abs(sum(self.shares) - 1) > 1e-6:
            raise UserError(
                tr("The shares of train, dev and test must add up to 100, such as 80,10,10.")
            )


@dataclass(frozen=True, slots=True)
class Member:
    """What is to be known of an article to divide it."""

    article_id: str
    source: str = ""
    published: date | None = None


def divide(
    plan: Plan, groups: Iterable[Sequence[Member]], held: Mapping[str, str]
) -> dict[str, str]:
    """The side of each article in `groups` (disjoint), with `held` the sides given before.

    Where two groups on different sides turn out to be one, the side of the first article stays
    and the articles of the others are left out: none changes from one side to another.
    """
    if plan.method is Method.SOURCE:
        return _by_source(plan, list(groups), held)
    found: dict[str, str] = {}
    open_groups: list[Sequence[Member]] = []
    for group in groups:
        side = _held_side(group, held)
        if side is None:
            open_groups.append(group)
            continue
        for one in group:
            had = held.get(one.article_id, side if _is_in_time(plan, one, side) else LEFT_OUT)
            found[one.article_id] = side if had == side else LEFT_OUT
    if plan.method is Method.TIME:
        _by_time(plan, open_groups, found)
    else:
        _by_chance(plan, open_groups, found)
    return found


def _held_side(group: Sequence[Member], held: Mapping[str, str]) -> str | None:
    return next((held[one.article_id] for one in group if held.get(one.article_id)), None)


def _is_in_time(plan: Plan, one: Member, side: str) -> bool:
    """Whether a further article of a group is not from after the time of the group's side."""
    own = _side_of_day(plan, one.published)
    return plan.method is not Method.TIME or (own is not None and own <= SIDES.index(side))


def bounds_of(
    groups: Iterable[Sequence[Member]], shares: tuple[float, float, float]
) -> tuple[date, date] | None:
    """The last days of train and dev, by the shares; None if no article has a date."""
    days = sorted((_last_day(group) or date.min, len(group)) for group in groups)
    days = [(day, size) for day, size in days if day != date.min]
    total = sum(size for _, size in days)
    if not total:
        return None
    ends: list[date] = []
    taken = 0
    for day, size in days:
        taken += size
        while len(ends) < 2 and taken >= sum(shares[: len(ends) + 1], 0.0) * total - 1e-9:
            ends.append(day)
    return ends[0], ends[1]


def _by_chance(plan: Plan, groups: Sequence[Sequence[Member]], found: dict[str, str]) -> None:
    """Groups in an order drawn by the seed, each to the side that lacks most."""
    keys = {min(one.article_id for one in group): group for group in groups}
    sizes = Counter(side for side in found.values() if side)
    for key in sorted(keys, key=lambda key: (_drawn(plan.seed, key), key)):
        side = _lacking(plan, sizes, len(keys[key]))
        sizes[side] += len(keys[key])
        found.update((one.article_id, side) for one in keys[key])


def _by_time(plan: Plan, groups: Sequence[Sequence[Member]], found: dict[str, str]) -> None:
    """By the last day of each group, so that nothing in train was published after its end."""
    for group in groups:
        place = _side_of_day(plan, _last_day(group))
        side = LEFT_OUT if place is None else SIDES[place]
        found.update((one.article_id, side) for one in group)


def _side_of_day(plan: Plan, day: date | None) -> int | None:
    if day is None or plan.bounds is None:
        return None
    return sum(day > bound for bound in plan.bounds)


def _by_source(
    plan: Plan, groups: Sequence[Sequence[Member]], held: Mapping[str, str]
) -> dict[str, str]:
    """Whole sources; of a group over several sides only the articles on its first one stay."""
    sizes: Counter[str] = Counter()
    for group in groups:
        sizes.update(one.source for one in group)
    sides = _sides_of_sources(plan, sizes, held)
    found: dict[str, str] = {}
    for group in groups:
        first = min(group, key=lambda one: (one.published or date.max, one.article_id))
        side = _held_side(group, held) or sides[first.source]
        for one in group:
            own = held.get(one.article_id, sides[one.source])
            found[one.article_id] = side if own == side else LEFT_OUT
    return found


def _sides_of_sources(plan: Plan, sizes: Counter[str], held: Mapping[str, str]) -> dict[str, str]:
    """`held` has sides by `source:NAME` for sources that were divided before."""
    sides: dict[str, str] = {}
    filled: Counter[str] = Counter()
    for source in sorted(sizes, key=lambda name: (_drawn(plan.seed, name), name)):
        known = held.get(source_key(source))
        sides[source] = known or _lacking(plan, filled, sizes[source])
        filled[sides[source]] += sizes[source]
    return sides


def source_key(source: str) -> str:
    """What the side of a source stands under among the sides held; no article has such an id."""
    return f"\0{source}"


def _lacking(plan: Plan, sizes: Counter[str], size: int) -> str:
    """The side that is furthest below its share once `size` more articles are there."""
    total = sum(sizes[side] for side in SIDES) + size
    wanted = zip(SIDES, plan.shares, strict=True)
    lacks = {side: share * total - sizes[side] for side, share in wanted if share}
    return max(lacks, key=lambda side: (round(lacks[side], 9), -SIDES.index(side)))


def _drawn(seed: int, key: str) -> bytes:
    return sha256(f"{seed}\n{key}".encode("utf-8", "surrogatepass")).digest()


def _last_day(group: Sequence[Member]) -> date | None:
    return max((one.published for one in group if one.published), default=None)
