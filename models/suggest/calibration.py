"""How far confidences can be believed, and how quality grows with what was learned from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.events import Band, band
from models.suggest.evaluation import Judgement

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The values of one range of confidence: how many, how sure on average, how many right."""

    count: int
    confidence: float
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.count


@dataclass(frozen=True, slots=True)
class Calibration:
    """`bins` from unsure to sure, empty ones left out; the bands that values were found in.

    `error` is the expected calibration error over ten bins of equal width: the sum over bins of
    |mean confidence − share of right values|, each weighted by its share of the values (Naeini,
    Cooper & Hauskrecht 2015).
    """

    bins: tuple[Bin, ...]
    bands: dict[Band, Bin]

    @property
    def error(self) -> float | None:
        values = sum(one.count for one in self.bins)
        gaps = (one.count * abs(one.confidence - one.precision) for one in self.bins)
        return sum(gaps) / values if values else None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Quality on held-out articles after learning from so many others (0 to 1).

    `f1` of what would be said, `ranking` the average precision of all that was scored.
    """

    articles: int
    f1: float
    ranking: float


def calibration(judged: Iterable[Judgement]) -> Calibration:
    """The calibration of all values that were judged."""
    found = list(judged)
    numbers = [min(int(one.confidence * _BINS), _BINS - 1) for one in found]
    bins = [
        _bin([one for one, own in zip(found, numbers, strict=True) if own == number])
        for number in sorted(set(numbers))
    ]
    held = {name: [one for one in found if band(one.confidence) is name] for name in Band}
    return Calibration(tuple(bins), {name: _bin(inside) for name, inside in held.items() if inside})


def _bin(judged: Sequence[Judgement]) -> Bin:
    mean = sum(one.confidence for one in judged) / len(judged)
    return Bin(len(judged), mean, sum(one.is_right for one in judged))


def calibration_table(found: Calibration) -> str:
    """The calibration as lines of text; empty where no value was suggested."""
    if found.error is None:
        return ""
    lines = [f"calibration error {found.error:.3f}"]
    lines += [
        f"{name.value:<10}{one.count:>7} values  {100 * one.precision:5.1f} % right"
        f"  ({100 * one.confidence:.1f} % expected)"
        for name, one in found.bands.items()
    ]
    return "\n".join(lines) + "\n"


def curve_table(points: Iterable[CurvePoint]) -> str:
    """The learning curve as lines of text."""
    return "".join(
        f"{p.articles:>7,} articles  F1 {100 * p.f1:5.1f}  ranking {100 * p.ranking:5.1f}\n"
        for p in points
    )
