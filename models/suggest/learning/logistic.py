"""Logistic regression over sparse rows, several questions at once, around a given prior.

Minimises, over weights w and biases b of each question k, the sum over rows of the log loss of
sigmoid(a_k prior + w_k x + b_k), plus l2/2 (|w|² + |b|² + |a - 1|²), by L-BFGS (Nocedal 1980,
scipy's implementation). Without rows the prior alone speaks; with many, a and w move away from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Rows:
    """Sparse rows of ones: row i has the columns `columns[starts[i]:starts[i + 1]]`."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def taken(self, chosen: NDArray[np.int64]) -> Rows:
        """Some of the rows, in the order asked for."""
        sizes = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        index = np.arange(int(starts[-1]), dtype=np.int64)
        index += np.repeat(self.starts[:-1][chosen] - starts[:-1], sizes)
        return Rows(starts, self.columns[index])

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        """The rows of several articles, one after the other."""
        sizes = np.concatenate([np.diff(part.starts) for part in parts])
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        return cls(starts, np.concatenate([part.columns for part in parts]))


@dataclass(frozen=True, eq=False)
class Linear:
    """What was learned. `weights` has a row for each of `columns` and a column for each question.

    `columns` is in order. `trust` scales the prior of each question.
    """

    columns: NDArray[np.uint32]
    weights: Floats
    bias: Floats
    trust: Floats

    def scores(self, rows: Rows, prior: Floats) -> Floats:
        """The logits of rows, one column a question; `prior` holds logits of the same shape."""
        found: Floats = prior * self.trust + self.bias
        if not len(self.columns) or not len(rows.columns):
            return found
        at = np.searchsorted(self.columns, rows.columns)
        at = np.minimum(at, len(self.columns) - 1)
        known = self.columns[at] == rows.columns
        row_of = np.repeat(np.arange(len(rows)), np.diff(rows.starts))[known]
        picked = self.weights[at[known]]
        for k in range(found.shape[1]):
            found[:, k] += np.bincount(row_of, picked[:, k], minlength=len(rows))
        return found


def mean_of(found: Sequence[Linear]) -> Linear:
    """One whose scores are the means of the scores of several."""
    columns = np.unique(np.concatenate([one.columns for one in found]))
    weights = np.zeros((len(columns), found[0].weights.shape[1]), dtype=np.float32)
    for one in found:
        weights[np.searchsorted(columns, one.columns)] += one.weights / len(found)
    bias = np.stack([one.bias for one in found]).mean(axis=0).astype(np.float32)
    trust = np.stack([one.trust for one in found]).mean(axis=0).astype(np.float32)
    return Linear(columns, weights, bias, trust)


def fit(
    rows: Rows, answers: Floats, prior: Floats, *, importance: Floats, l2: float, steps: int = 40
) -> Linear:
    """Weights for rows with answers 0 or 1; `importance` of the same shape, 0 where unknown.

    Columns that stand in a single row are left out: nothing is to be learned from them.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    counts = np.bincount(rows.columns)
    used = np.flatnonzero(counts >= 2)
    place = np.cumsum(counts >= 2) - 1
    kept = counts[rows.columns] >= 2
    row_of = np.repeat(np.arange(len(rows)), np.diff(rows.starts))[kept]
    ones = np.ones(len(row_of), dtype=np.float32)
    shape = (len(rows), len(used))
    matrix = csr_matrix((ones, (row_of, place[rows.columns[kept]])), shape=shape)
    turned = matrix.T.tocsr()
    questions = answers.shape[1]
    size = len(used) * questions

    spread = _spread(turned, answers, prior, importance, l2)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        steps_off = flat * spread
        weights = steps_off[:size].reshape(len(used), questions).astype(np.float32)
        bias, trust = steps_off[size : size + questions], 1.0 + steps_off[size + questions :]
        logits = matrix @ weights + (bias + trust * prior).astype(np.float32)
        likely = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
        off = (likely - answers) * importance
        losses = importance * (np.logaddexp(0, logits) - answers * logits)
        gradient = np.concatenate(
            [(turned @ off).ravel(), off.sum(axis=0), (off * prior).sum(axis=0)]
        ).astype(np.float64)
        total = float(losses.sum(dtype=np.float64)) + l2 / 2 * float(steps_off @ steps_off)
        return total, (gradient + l2 * steps_off) * spread

    start = np.zeros(size + 2 * questions)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    found = found * spread
    found[size + questions :] += 1.0
    weights = found[:size].reshape(len(used), questions)
    return Linear(
        used.astype(np.uint32),
        weights.astype(np.float32),
        found[size : size + questions].astype(np.float32),
        found[size + questions :].astype(np.float32),
    )


def _spread(
    turned: Any, answers: Floats, prior: Floats, importance: Floats, l2: float
) -> NDArray[np.float64]:
    """How far each weight may be expected to move: one over the root of the loss's curvature.

    Steps in these units converge in a fraction of the rounds, as rare and common cues differ by
    orders of magnitude.
    """
    likely = np.clip(1.0 / (1.0 + np.exp(-prior)), 0.02, 0.5) + 0.2 * answers
    curve = (likely * (1.0 - likely) * importance).astype(np.float32)
    parts = [(turned @ curve).ravel(), curve.sum(axis=0), (curve * prior**2).sum(axis=0)]
    return np.asarray(1.0 / np.sqrt(np.concatenate(parts).astype(np.float64) + l2))
