"""Logistic regression over sparse rows, several questions at once, around a given prior.

Minimises, over weights w and biases b of each question k, the sum over rows of the log loss of
sigmoid(a_k prior + w_k x + b_k), plus l2/2 (|w|² + |b|² + |a - 1|²), by L-BFGS (Nocedal 1980,
scipy's implementation). Without rows the prior alone speaks; with many, a and w move away from it.
"""

from __future__ import annotations

from dataclasses import dataclass

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


def fit(
    rows: Rows, answers: Floats, prior: Floats, *, importance: Floats, l2: float, steps: int = 40
) -> Linear:
    """Weights for rows with answers 0 or 1; `importance` of the same shape, 0 where unknown.

    Columns that stand in a single row are left out: nothing is to be learned from them.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    used, column, counts = np.unique(rows.columns, return_inverse=True, return_counts=True)
    common = counts >= 2
    new_place = np.cumsum(common) - 1
    row_of = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    kept = common[column]
    used = used[common]
    ones = np.ones(int(kept.sum()), dtype=np.float32)
    shape = (len(rows), len(used))
    matrix = csr_matrix((ones, (row_of[kept], new_place[column[kept]])), shape=shape)
    turned = matrix.T.tocsr()
    questions = answers.shape[1]
    size = len(used) * questions

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat[:size].reshape(len(used), questions).astype(np.float32)
        bias, trust = flat[size : size + questions], flat[size + questions :]
        logits = matrix @ weights + (bias + trust * prior).astype(np.float32)
        likely = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
        off = (likely - answers) * importance
        losses = importance * (np.logaddexp(0, logits) - answers * logits)
        gradient = np.concatenate(
            [
                (turned @ off).ravel().astype(np.float64) + l2 * flat[:size],
                off.sum(axis=0) + l2 * bias,
                (off * prior).sum(axis=0) + l2 * (trust - 1.0),
            ]
        )
        shrunk = float(flat[:-questions] @ flat[:-questions] + ((trust - 1.0) ** 2).sum())
        return float(losses.sum(dtype=np.float64)) + l2 / 2 * shrunk, gradient

    start = np.zeros(size + 2 * questions)
    start[-questions:] = 1.0
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    weights = found[:size].reshape(len(used), questions)
    return Linear(
        used.astype(np.uint32),
        weights.astype(np.float32),
        found[size : size + questions].astype(np.float32),
        found[size + questions :].astype(np.float32),
    )
