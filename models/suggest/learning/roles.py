"""The role ranker: which phrases fill which fields, by the rules and by what analysts confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from models.spans import Span
from models.suggest.learning.calibrating import Curve
from models.suggest.learning.logistic import Floats, Linear
from models.suggest.learning.packing import array_from_json, array_to_json
from models.suggest.learning.role_digest import RoleDigest

#: A phrase less likely than this is not worth a score.
LEAST: Final = 0.02
#: What the rules' probabilities are worth: many a phrase that fits stands for somebody whom
#: another one names, and is no filler of its own.
_BY_RULES: Final = 0.8
#: So many further phrases for the same are kept.
_MOST_VARIANTS: Final = 3


@dataclass(frozen=True, eq=False)
class RoleWeights:
    """What the ranker learned; `fields` names the questions of `linear` in order.

    `curves` make its scores probabilities, one a field.
    """

    fields: tuple[str, ...]
    linear: Linear
    curves: dict[str, Curve] = field(default_factory=dict)

    def logits(self, digest: RoleDigest) -> Floats:
        """The log odds of each phrase for each of the digest's fields, before calibration."""
        if digest.fields == self.fields:
            return self.linear.scores(digest.rows, digest.prior)
        raise ValueError("a digest made by another codebook")

    def to_json(self) -> dict[str, Any]:
        return {
            "fields": list(self.fields),
            "columns": array_to_json(self.linear.columns),
            "weights": array_to_json(self.linear.weights.astype(np.float16)),
            "bias": array_to_json(self.linear.bias),
            "trust": array_to_json(self.linear.trust),
            "curves": {key: curve.to_json() for key, curve in self.curves.items()},
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> RoleWeights:
        linear = Linear(
            array_from_json(found["columns"]).astype(np.uint32),
            array_from_json(found["weights"]).astype(np.float32),
            array_from_json(found["bias"]).astype(np.float32),
            array_from_json(found["trust"]).astype(np.float32),
        )
        curves = {str(key): Curve.from_json(curve) for key, curve in found["curves"].items()}
        return cls(tuple(found["fields"]), linear, curves)


@dataclass(frozen=True, slots=True)
class RoleScore:
    """One person, group or thing that may fill a field.

    `text` is the likeliest of its phrases, `spans` and `sentences` (one for one) where that
    phrase stands, `variants` the further phrases for the same with where they stand, best first.
    `probability` is that of the field being filled with it, `logit` what it was before calibration.
    """

    field: str
    text: str
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]
    probability: float
    variants: tuple[tuple[str, tuple[Span, ...]], ...] = ()
    logit: float = 0.0


def score_roles(digest: RoleDigest, weights: RoleWeights | None) -> list[RoleScore]:
    """Who may fill each field, best first. Without weights the rules alone judge."""
    logits = digest.prior if weights is None else weights.logits(digest)
    near: dict[int, set[int]] = {}
    for a, b in digest.links.tolist():
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    found: list[RoleScore] = []
    for k, key in enumerate(digest.fields):
        curve = weights.curves.get(key, Curve()) if weights else Curve()
        likely = curve.probability(logits[:, k]) * (_BY_RULES if weights is None else 1.0)
        found += _of_field(digest, key, logits[:, k], likely, near)
    return found


def _of_field(
    digest: RoleDigest, key: str, logits: Floats, likely: Floats, near: dict[int, set[int]]
) -> list[RoleScore]:
    """The likeliest phrase of each one meant, with the others that may stand for the same."""
    order = [n for n in np.argsort(-logits, kind="stable").tolist() if likely[n] >= LEAST]
    taken: set[int] = set()
    found = []
    for n in order:
        if n in taken:
            continue
        same = [m for m in order if m not in taken and m in near.get(n, ())]
        taken.update((n, *same))
        variants = tuple((digest.texts[m], digest.spans[m]) for m in same[:_MOST_VARIANTS])
        found.append(
            RoleScore(
                key,
                digest.texts[n],
                digest.spans[n],
                digest.sentences[n],
                float(likely[n]),
                variants,
                float(logits[n]),
            )
        )
    return found
