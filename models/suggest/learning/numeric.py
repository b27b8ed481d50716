"""Logistic regression over a few numbers around a given prior, calibrated on folds.

The numbers are standardised; weights are drawn to zero, the trust in the prior to one. Then the
log odds that models of other folds give (Platt 1999) are scaled to be believed as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.suggest.learning.packing import array_from_json, array_to_json

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Numeric:
    """What was learned: `weights` of the standardised numbers, then of the prior, then the bias.

    `scale` and `shift` make log odds of the scores that can be believed.
    """

    mean: Numbers
    spread: Numbers
    weights: Numbers
    scale: float = 1.0
    shift: float = 0.0

    @classmethod
    def untaught(cls, size: int) -> Numeric:
        """One of so many numbers that says what the prior says."""
        weights = np.zeros(size + 2)
        weights[-2] = 1.0
        return cls(np.zeros(size), np.ones(size), weights)

    def scores(self, numbers: NDArray[Any], prior: NDArray[Any]) -> Numbers:
        """Calibrated log odds of rows of numbers with a prior each."""
        found: Numbers = self.scale * self.raw(numbers, prior) + self.shift
        return found

    def raw(self, numbers: NDArray[Any], prior: NDArray[Any]) -> Numbers:
        """The log odds as they were learned."""
        found: Numbers = _table((numbers - self.mean) / self.spread, prior) @ self.weights
        return found

    def to_json(self) -> dict[str, Any]:
        arrays = {"mean": self.mean, "spread": self.spread, "weights": self.weights}
        packed = {name: array_to_json(a.astype(np.float32)) for name, a in arrays.items()}
        return {**packed, "scale": self.scale, "shift": self.shift}

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Numeric:
        mean, spread, weights = (
            array_from_json(found[name]).astype(np.float64)
            for name in ("mean", "spread", "weights")
        )
        return cls(mean, spread, weights, float(found["scale"]), float(found["shift"]))


def fit_numeric(
    numbers: NDArray[Any],
    answers: Numbers,
    prior: NDArray[Any],
    folds: NDArray[np.int64],
    *,
    l2: float,
) -> tuple[Numeric, Numbers]:
    """Learns from rows with answers 0 or 1; rows of one fold are kept together.

    Also gives the calibrated log odds of each row by a model that has not seen its fold.
    """
    mean, spread = numbers.mean(axis=0), numbers.std(axis=0)
    spread = np.where(spread > 1e-6, spread, 1.0)
    table = _table((numbers - mean) / spread, prior)
    odds = np.zeros(len(answers))
    for fold in np.unique(folds):
        own = folds == fold
        odds[own] = table[own] @ _fitted(table[~own], answers[~own], l2)
    both = np.stack([odds, np.ones(len(odds))], axis=1)
    scale, shift = _newton(both, answers, np.full(2, l2), np.array([1.0, 0.0]))
    weights = _fitted(table, answers, l2)
    learned = Numeric(
        mean.astype(np.float64), spread.astype(np.float64), weights, float(scale), float(shift)
    )
    return learned, scale * odds + shift


def _table(standard: NDArray[Any], prior: NDArray[Any]) -> Numbers:
    table: Numbers = np.concatenate(
        [standard, prior[:, None], np.ones((len(prior), 1))], axis=1
    ).astype(np.float64)
    return table


def _fitted(table: Numbers, answers: Numbers, l2: float) -> Numbers:
    goal = np.zeros(table.shape[1])
    goal[-2] = 1.0
    return _newton(table, answers, np.full(table.shape[1], l2), goal)


def _newton(table: Numbers, answers: Numbers, draw: Numbers, goal: Numbers) -> Numbers:
    """Weights of least log loss plus draw/2 (w - goal)², by Newton's method with halved steps."""

    def loss(weights: Numbers) -> float:
        odds = table @ weights
        off = weights - goal
        return float((np.logaddexp(0.0, odds) - answers * odds).sum() + (draw * off) @ off / 2.0)

    weights = goal.copy()
    held = loss(weights)
    for _ in range(50):
        likely = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30.0, 30.0)))
        gradient = table.T @ (likely - answers) + draw * (weights - goal)
        curve = (table.T * (likely * (1.0 - likely))) @ table + np.diag(draw)
        step = np.linalg.solve(curve, gradient)
        while loss(weights - step) > held and np.abs(step).max() > 1e-7:
            step = step / 2.0
        weights = weights - step
        held = loss(weights)
        if np.abs(step).max() < 1e-6:
            break
    return weights
