"""Numbers of people as the schemes want them: a lowest, a best and a highest one."""

from __future__ import annotations

from dataclasses import dataclass

from models.values import Count, Wording

#: The least that a word means, as ACLED writes it; other schemes leave it to the coder.
WORDED = {Wording.SEVERAL: 3, Wording.DOZENS: 12, Wording.HUNDREDS: 100}


@dataclass(frozen=True, slots=True)
class Numbers:
    """low <= best <= high. `worded`: the article gave a word, not a number."""

    low: int
    best: int
    high: int
    worded: bool = False


def numbers(count: Count | None) -> Numbers | None:
    """The numbers of a count; None where nothing is known of it."""
    if count is None or count.wording is Wording.UNSPECIFIED:
        return None
    if count.wording is Wording.NONE:
        return Numbers(0, 0, 0)
    known = [number for number in (count.best, count.low, count.high) if number is not None]
    if not known:
        least = WORDED.get(count.wording)
        return None if least is None else Numbers(least, least, least, worded=True)
    best = known[0]
    least = 0 if count.wording is Wording.AT_MOST else best
    low = least if count.low is None else count.low
    high = best if count.high is None else count.high
    return Numbers(min(low, best), best, max(high, best))
