"""The role ranker: which phrases fill which fields, by the rules and by what analysts confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.codebook import Codebook
from models.spans import Span
from models.suggest.candidates import phrase_key
from models.suggest.learning.examples import Example
from models.suggest.learning.logistic import Floats, Linear, Rows, fit
from models.suggest.learning.packing import array_from_json, array_to_json
from models.suggest.learning.role_digest import RoleDigest
from models.suggest.role_kinds import ranked_fields
from models.values import Actor

FOLDS = 5
#: A phrase less likely than this is not worth a score.
LEAST = 0.02
Labelled = tuple[Example, RoleDigest]


@dataclass(frozen=True, eq=False)
class RoleWeights:
    """What the ranker learned; `fields` names the questions of `linear` in order."""

    fields: tuple[str, ...]
    linear: Linear

    def to_json(self) -> dict[str, Any]:
        return {
            "fields": list(self.fields),
            "columns": array_to_json(self.linear.columns),
            "weights": array_to_json(self.linear.weights.astype(np.float16)),
            "bias": array_to_json(self.linear.bias),
            "trust": array_to_json(self.linear.trust),
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> RoleWeights:
        linear = Linear(
            array_from_json(found["columns"]).astype(np.uint32),
            array_from_json(found["weights"]).astype(np.float32),
            array_from_json(found["bias"]).astype(np.float32),
            array_from_json(found["trust"]).astype(np.float32),
        )
        return cls(tuple(found["fields"]), linear)


@dataclass(frozen=True, slots=True)
class RoleScore:
    """One person, group or thing that may fill a field.

    `text` is the likeliest of its phrases, `spans` and `sentences` (one for one) where that
    phrase stands, `variants` the further phrases for the same, best first. `probability` is that
    of the field being filled with it.
    """

    field: str
    text: str
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]
    probability: float
    variants: tuple[str, ...] = ()


def fit_roles(codebook: Codebook, labelled: Sequence[Labelled]) -> RoleWeights:
    """Learns from labelled articles. Deterministic; the order of the articles plays no part."""
    fields = tuple(field.key for field in ranked_fields(codebook))
    ordered = sorted(labelled, key=lambda pair: pair[0].article_id)
    rows = _stacked([digest.rows for _, digest in ordered])
    prior = np.concatenate([digest.prior for _, digest in ordered])
    answers = np.concatenate([_answers(example, digest)[0] for example, digest in ordered])
    importance = np.concatenate([_answers(example, digest)[1] for example, digest in ordered])
    l2 = 8.0 if len(ordered) <= 50 else 4.0 if len(ordered) <= 400 else 2.0
    return RoleWeights(fields, fit(rows, answers, prior, importance=importance, l2=l2))


def score_roles(digest: RoleDigest, weights: RoleWeights | None) -> list[RoleScore]:
    """Who may fill each field, best first. Without weights the rules alone judge."""
    logits = digest.prior if weights is None else weights.linear.scores(digest.rows, digest.prior)
    return _scores(digest, 1.0 / (1.0 + np.exp(-logits)))


def cross_scores(codebook: Codebook, labelled: Sequence[Labelled]) -> dict[str, list[RoleScore]]:
    """For each article the scores of a ranker that has not seen it, by article id."""
    found: dict[str, list[RoleScore]] = {}
    folds = [_fold(example.article_id) for example, _ in labelled]
    for fold in sorted(set(folds)):
        rest = [pair for pair, own in zip(labelled, folds, strict=True) if own != fold]
        weights = fit_roles(codebook, rest) if rest else None
        for (example, digest), own in zip(labelled, folds, strict=True):
            if own == fold:
                found[example.article_id] = score_roles(digest, weights)
    return found


def _fold(article_id: str) -> int:
    return sha256(article_id.encode("utf-8", "surrogatepass")).digest()[0] % FOLDS


def _stacked(parts: Sequence[Rows]) -> Rows:
    sizes = np.concatenate([np.diff(part.starts) for part in parts])
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Rows(starts, np.concatenate([part.columns for part in parts]))


def _answers(example: Example, digest: RoleDigest) -> tuple[Floats, Floats]:
    """Which phrases fill which fields in the records, and where that is known."""
    keys = {key: n for n, key in enumerate(digest.keys)}
    answers = np.zeros(digest.prior.shape, dtype=np.float32)
    known = np.ones(digest.prior.shape, dtype=np.float32)
    for k, field in enumerate(digest.fields):
        if field in example.unknown:
            known[:, k] = 0.0
        for value in example.rejected:
            n = keys.get(_key(value.value)) if value.field == field else None
            if n is not None:
                known[n, k] = 1.0
        for record in example.records:
            for value in record.confirmed(field):
                n = keys.get(_key(value.value))
                if n is not None:
                    answers[n, k] = known[n, k] = 1.0
    return answers, known


def _key(value: object) -> str:
    return phrase_key(value.name if isinstance(value, Actor) else str(value))


def _scores(digest: RoleDigest, likely: NDArray[np.floating[Any]]) -> list[RoleScore]:
    near: dict[int, set[int]] = {}
    for a, b in digest.links.tolist():
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    found = []
    for k, field in enumerate(digest.fields):
        column = likely[:, k]
        order = [n for n in np.argsort(-column, kind="stable").tolist() if column[n] >= LEAST]
        taken: set[int] = set()
        for n in order:
            if n in taken:
                continue
            same = [m for m in order if m not in taken and m in near.get(n, ())]
            taken.update((n, *same))
            found.append(
                RoleScore(
                    field,
                    digest.texts[n],
                    digest.spans[n],
                    digest.sentences[n],
                    float(column[n]),
                    tuple(digest.texts[m] for m in same),
                )
            )
    return found
