"""Teaches the role ranker: several rankers on parts of the labelled articles, and their mean.

Each ranker leaves out one part of the articles, so that its scores there are those of a stranger:
later stages, probabilities and thresholds are learned from these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.codebook import Codebook
from models.suggest.candidates import phrase_key
from models.suggest.learning.calibrating import ISOTONIC_FROM, Curve, curve_of
from models.suggest.learning.examples import Example
from models.suggest.learning.gating import logit
from models.suggest.learning.logistic import Floats, Linear, Rows, fit, mean_of
from models.suggest.learning.role_digest import RoleDigest
from models.suggest.learning.roles import RoleScore, RoleWeights, score_roles
from models.suggest.role_kinds import ranked_fields
from models.values import Actor

Labelled = tuple[Example, RoleDigest]

FOLDS: Final = 5
#: With fewer articles there is one ranker, of all of them.
_LEAST_ARTICLES: Final = 10
#: Phrases that the rules find less likely than this are only sampled, one in `_SAMPLED`.
_UNLIKELY: Final = -3.5
_SAMPLED: Final = 5
_ROUNDS: Final = 20
#: Few articles move the ranker little away from its rules.
_L2_BY_ARTICLES: Final = 3000.0
_MOST_L2: Final = 4.0
_LEAST_L2: Final = 3.0
#: How much it counts that a phrase was not confirmed where another one for the same was.
_OTHER_NAME: Final = 0.3
#: Of so few articles all phrases are learned from.
_ALL_OF: Final = 150
#: How many answers a curve takes to leave the other one that it stays close to.
_INERTIA: Final = 30.0
#: Thresholds are sought among these; without labels a field is filled from `DEFAULT` on.
_GRID: Final = tuple(round(0.1 + 0.02 * n, 2) for n in range(31))
DEFAULT: Final = 0.3
#: Scores from here on are offered.
_OFFERED: Final = 0.05
#: As many wrong answers are taken to have been seen before a field's first.
_CAUTION: Final = 3.0


@dataclass(frozen=True, eq=False)
class Taught:
    """The ranker, and what it says of its own articles as if it had never seen them.

    `thresholds`: the probability from which on each field is filled.
    """

    weights: RoleWeights
    scores: dict[str, list[RoleScore]]
    thresholds: dict[str, float]


def teach_roles(codebook: Codebook, labelled: Sequence[Labelled]) -> Taught:
    """Learns from labelled articles. Deterministic; the order of the articles plays no part."""
    fields = tuple(field.key for field in ranked_fields(codebook))
    ordered = sorted(labelled, key=lambda pair: pair[0].article_id)
    folds = np.array([_fold(example.article_id) for example, _ in ordered])
    if len(ordered) < _LEAST_ARTICLES or len(set(folds.tolist())) < 2:
        weights = RoleWeights(fields, _fit(ordered, salt=0))
        scores = {e.article_id: score_roles(d, None) for e, d in ordered}
        return Taught(weights, scores, dict.fromkeys(fields, DEFAULT))
    strangers: dict[int, Linear] = {}
    for fold in sorted(set(folds.tolist())):
        rest = [pair for pair, own in zip(ordered, folds, strict=True) if own != fold]
        strangers[fold] = _fit(rest, salt=fold)
    raw = {
        example.article_id: score_roles(digest, RoleWeights(fields, strangers[own]))
        for (example, digest), own in zip(ordered, folds.tolist(), strict=True)
    }
    curves = _curves(fields, ordered, raw)
    scores = {key: [_calibrated(score, curves) for score in found] for key, found in raw.items()}
    weights = RoleWeights(fields, mean_of(list(strangers.values())), curves)
    return Taught(weights, scores, thresholds_of(fields, ordered, scores))


def _fold(article_id: str) -> int:
    return sha256(article_id.encode("utf-8", "surrogatepass")).digest()[0] % FOLDS


def _fit(labelled: Sequence[Labelled], salt: int) -> Linear:
    rows, prior, answers, importance = [], [], [], []
    drawn = salt if len(labelled) > _ALL_OF else None
    for example, digest in labelled:
        own, known = _answers(example, digest)
        kept, weight = _sample(example.article_id, digest, own, drawn)
        rows.append(digest.rows.taken(kept))
        prior.append(digest.prior[kept])
        answers.append(own[kept])
        importance.append(known[kept] * weight[:, None])
    l2 = min(_MOST_L2, max(_LEAST_L2, _L2_BY_ARTICLES / max(1, len(labelled))))
    return fit(
        Rows.joined(rows),
        np.concatenate(answers),
        np.concatenate(prior),
        importance=np.concatenate(importance),
        l2=l2,
        steps=_ROUNDS,
    )


def _sample(
    article_id: str, digest: RoleDigest, answers: Floats, salt: int | None
) -> tuple[NDArray[np.int64], Floats]:
    """The phrases to learn from, and for how many each stands: other ones for each ranker."""
    if salt is None:
        every = np.arange(len(answers))
        return every, np.ones(len(every), dtype=np.float32)
    telling = (answers.max(axis=1) > 0) | (digest.prior.max(axis=1) > _UNLIKELY)
    seed = sha256(f"{salt}\n{article_id}".encode("utf-8", "surrogatepass")).digest()[0]
    drawn = (np.arange(len(telling)) * 7 + seed) % _SAMPLED == 0
    kept = np.flatnonzero(telling | drawn)
    return kept, np.where(telling[kept], 1.0, float(_SAMPLED)).astype(np.float32)


def _answers(example: Example, digest: RoleDigest) -> tuple[Floats, Floats]:
    """Which phrases fill which fields in the records, and where that is known."""
    numbers = {key: n for n, key in enumerate(digest.keys)}
    answers = np.zeros(digest.prior.shape, dtype=np.float32)
    known = np.ones(digest.prior.shape, dtype=np.float32)
    for k, field in enumerate(digest.fields):
        if field in example.unknown:
            known[:, k] = 0.0
        for value in example.rejected:
            n = numbers.get(_key(value.value)) if value.field == field else None
            if n is not None:
                known[n, k] = 1.0
        for key in _confirmed(example, field):
            n = numbers.get(key)
            if n is not None:
                answers[n, k] = known[n, k] = 1.0
    _doubt_other_names(digest, answers, known)
    return answers, known


def _doubt_other_names(digest: RoleDigest, answers: Floats, known: Floats) -> None:
    """A record keeps one name of each; another of the same is not said to be wrong."""
    links = np.concatenate([digest.links, digest.links[:, ::-1]])
    named = np.zeros(answers.shape, dtype=bool)
    np.logical_or.at(named, links[:, 0], answers[links[:, 1]] > 0)
    known[named & (answers == 0)] *= _OTHER_NAME


def _confirmed(example: Example, field: str) -> set[str]:
    return {_key(value.value) for record in example.records for value in record.confirmed(field)}


def _key(value: object) -> str:
    return phrase_key(value.name if isinstance(value, Actor) else str(value))


def curves_of_shown(
    fields: Sequence[str], labelled: Sequence[Labelled], scores: dict[str, list[RoleScore]]
) -> dict[str, Curve]:
    """For each field the curve by which its probabilities are as sure as an analyst finds them.

    A record keeps one name of each, but an analyst agrees to others: a phrase is right here, too,
    if it has all the words of a confirmed one, or the other way round. Those hardly likely, which
    nobody is shown, would outweigh all others.
    """
    offered = {
        key: [
            replace(score, logit=logit(score.probability))
            for score in found
            if score.probability >= _OFFERED
        ]
        for key, found in scores.items()
    }
    return _curves(fields, labelled, offered, _is_named)


def _is_named(key: str, gold: set[str]) -> bool:
    words = set(key.split())
    return any(words <= one or one <= words for one in (set(name.split()) for name in gold))


def _is_said(key: str, gold: set[str]) -> bool:
    return key in gold


def _curves(
    fields: Iterable[str],
    labelled: Sequence[Labelled],
    raw: dict[str, list[RoleScore]],
    is_right: Callable[[str, set[str]], bool] = _is_said,
) -> dict[str, Curve]:
    """A curve for all fields together, and from it one for each field."""
    judged = {field: _judged(field, labelled, raw, is_right) for field in fields}
    together = [np.concatenate(parts) for parts in zip(*judged.values(), strict=True)]
    common = curve_of(together[0], together[1], Curve(), isotonic=False, inertia=_INERTIA)
    isotonic = len(labelled) >= ISOTONIC_FROM
    return {
        field: curve_of(logits, right, common, isotonic=isotonic, inertia=_INERTIA)
        for field, (logits, right) in judged.items()
    }


def _judged(
    field: str,
    labelled: Sequence[Labelled],
    raw: dict[str, list[RoleScore]],
    is_right: Callable[[str, set[str]], bool],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The scores of a field, and which of them were right."""
    logits, right = [], []
    for example, _ in labelled:
        if field in example.unknown:
            continue
        gold = _confirmed(example, field)
        for score in raw[example.article_id]:
            if score.field == field:
                logits.append(score.logit)
                right.append(float(is_right(phrase_key(score.text), gold)))
    return np.array(logits), np.array(right)


def _calibrated(score: RoleScore, curves: dict[str, Curve]) -> RoleScore:
    likely = curves[score.field].probability(np.array([score.logit]))
    return replace(score, probability=float(likely[0]))


def thresholds_of(
    fields: Sequence[str], labelled: Sequence[Labelled], scores: dict[str, list[RoleScore]]
) -> dict[str, float]:
    """Where F1 over all fields together is highest, by scores that have not seen their articles.

    One threshold for all fields, as is best for true probabilities; with many articles then each
    field's own.
    """
    tables = {field: _table(field, labelled, scores) for field in fields}
    best = int(np.argmax(_f1(np.sum(list(tables.values()), axis=0))))
    at = dict.fromkeys(fields, best)
    for _ in range(2 if len(labelled) >= ISOTONIC_FROM else 0):
        for field in fields:
            rest = np.sum([tables[f][at[f]] for f in fields if f != field], axis=0)
            if tables[field][0, 2]:
                at[field] = int(np.argmax(_f1(tables[field] + rest)))
    return {field: _GRID[at[field]] for field in fields}


def _f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """F1 of rows of right, said and wanted values, smoothed over neighbouring rows."""
    f1 = 2 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2] + _CAUTION, 1.0)
    padded = np.concatenate([f1[:1], f1, f1[-1:]])
    return np.asarray((padded[:-2] + padded[1:-1] + padded[2:]) / 3)


def _table(
    field: str, labelled: Sequence[Labelled], scores: dict[str, list[RoleScore]]
) -> NDArray[np.float64]:
    """Right, said and wanted values of a field for each threshold of the grid.

    Right are half as many as were and half as many as the probabilities promise: the count of a
    few articles alone leaps from step to step.
    """
    likely, right, wanted = [], [], 0
    for example, _ in labelled:
        if field in example.unknown:
            continue
        gold = _confirmed(example, field)
        wanted += len(gold)
        for score in scores[example.article_id]:
            if score.field == field:
                likely.append(score.probability)
                right.append((float(phrase_key(score.text) in gold) + score.probability) / 2)
    said = np.array(likely)[None, :] >= np.array(_GRID)[:, None]
    hits = (said * np.array(right)[None, :]).sum(axis=1)
    return np.stack([hits, said.sum(axis=1), np.full(len(_GRID), wanted)], axis=1).astype(float)
