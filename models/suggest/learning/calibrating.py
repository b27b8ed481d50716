"""Turns scores into honest probabilities, by how often scores of their height were right.

A logistic curve (Platt 1999), close to a given one where there are few answers; from
`ISOTONIC_FROM` articles on a rising line over it (pool adjacent violators).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

ISOTONIC_FROM: Final = 300
_KNOTS: Final = 12
_ROUNDS: Final = 25
#: How much, in answers, speaks for the other curve.
_INERTIA: Final = 10.0

#: What nobody said raises no probability beyond this.
_MOST_BY_TOLD: Final = 0.95

_Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Curve:
    """Log odds to log odds: `slope` and `intercept`, or a rising line through `knots`.

    `told`: the share of what is right that was ever said to be so, 1 if all of it was.
    """

    slope: float = 1.0
    intercept: float = 0.0
    knots: tuple[tuple[float, float], ...] = ()
    told: float = 1.0

    def probability(self, logits: _Numbers) -> _Numbers:
        """Probabilities of scores."""
        if self.knots:
            x, y = zip(*self.knots, strict=True)
            # Beyond the outermost knots scores go on rising as they do by themselves.
            beyond = np.minimum(logits - x[0], 0.0) + np.maximum(logits - x[-1], 0.0)
            shifted = np.interp(logits, x, y) + beyond
        else:
            shifted = self.slope * logits + self.intercept
        said = 1.0 / (1.0 + np.exp(-np.clip(shifted, -30, 30)))
        return np.asarray(np.minimum(said / self.told, np.maximum(said, _MOST_BY_TOLD)))

    def to_json(self) -> list[Any]:
        return [self.slope, self.intercept, [list(knot) for knot in self.knots], self.told]

    @classmethod
    def from_json(cls, found: list[Any]) -> Curve:
        slope, intercept, knots, *told = found
        pairs = tuple((float(x), float(y)) for x, y in knots)
        return cls(float(slope), float(intercept), pairs, float(told[0]) if told else 1.0)


def curve_of(
    logits: _Numbers, right: _Numbers, like: Curve, *, isotonic: bool, inertia: float = _INERTIA
) -> Curve:
    """The curve for scores of which it is known whether they were right (1) or not (0).

    With few answers (against `inertia`) it stays close to the curve `like`.
    """
    if not len(logits):
        return like
    slope, intercept = _logistic(logits, right, (like.slope, like.intercept), inertia)
    if not isotonic or right.sum() < 2 * _KNOTS:
        return Curve(slope, intercept)
    return Curve(slope, intercept, _steps(logits, right, slope, intercept))


def _logistic(
    logits: _Numbers, right: _Numbers, like: tuple[float, float], inertia: float
) -> tuple[float, float]:
    """Newton's method on slope and intercept, drawn towards those of `like`."""
    home = np.array(like)
    at = home.copy()
    cues = np.stack([logits, np.ones_like(logits)], axis=1).astype(np.float64)
    draw = np.diag([inertia, inertia])
    for _ in range(_ROUNDS):
        likely = 1.0 / (1.0 + np.exp(-np.clip(cues @ at, -30, 30)))
        gradient = cues.T @ (likely - right) + draw @ (at - home)
        curvature = (cues * (likely * (1 - likely))[:, None]).T @ cues + draw
        step = np.linalg.solve(curvature, gradient)
        at = at - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return max(0.05, float(at[0])), float(at[1])


def _steps(
    logits: _Numbers, right: _Numbers, slope: float, intercept: float
) -> tuple[tuple[float, float], ...]:
    """Knots at equal shares of the right answers, their heights made to rise."""
    order = np.argsort(logits, kind="stable")
    x, y = logits[order].astype(np.float64), right[order].astype(np.float64)
    group = np.minimum((np.cumsum(y) * _KNOTS / max(1.0, y.sum())).astype(int), _KNOTS - 1)
    blocks: list[list[float]] = []
    for number in range(_KNOTS):
        own = group == number
        if not own.any():
            continue
        expected = 1.0 / (1.0 + np.exp(-(slope * x[own] + intercept)))
        # Two answers as the logistic curve expects them keep an empty step from being certain.
        size = float(own.sum()) + 2.0
        share = (float(y[own].sum()) + 2.0 * float(expected.mean())) / size
        blocks.append([float(x[own].mean()), share, size])
        while len(blocks) > 1 and blocks[-2][1] >= blocks[-1][1]:
            last, before = blocks.pop(), blocks.pop()
            total = last[2] + before[2]
            mix = [(a * before[2] + b * last[2]) / total for a, b in zip(before, last, strict=True)]
            blocks.append([mix[0], mix[1], total])
    knots = ((b[0], float(np.log(b[1] / (1.0 - b[1])))) for b in blocks)
    return tuple((round(a, 4), round(b, 4)) for a, b in knots)
