"""The learned event builder: which mentions are events, which of them are one, of what type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.suggest.learning.calibrating import Curve
from models.suggest.learning.event_digest import EventDigest
from models.suggest.learning.event_groups import (
    Group,
    facts_of_groups,
    facts_size,
    grouped,
    role_cues,
    rule_logits,
    sigmoid,
    traits_of_groups,
)
from models.suggest.learning.hashing import columns_of
from models.suggest.learning.logistic import Floats, Linear, Rows
from models.suggest.learning.numeric import Numeric
from models.suggest.learning.packing import array_from_json, array_to_json
from models.suggest.learning.roles import RoleScore

#: Curves that states of former versions do not have.
_CURVES: Final = ("stands", "typed")
#: Added to the rules' log odds of mentions that tell of no incident as news.
_NOT_TOLD: Final = -1.5


@dataclass(frozen=True, eq=False)
class EventWeights:
    """What the event builder learned. `types` names the questions of `type`.

    `stands`: how sure it is that an event stands for a record, by the log odds of its probability;
    `typed`: how sure its type is, if it does.
    """

    types: tuple[str, ...]
    fields: tuple[str, ...]
    mention: Linear
    pair: Linear
    type: Linear
    event: Numeric
    stands: Curve = field(default_factory=Curve)
    typed: Curve = field(default_factory=Curve)

    @classmethod
    def by_rules(cls, digest: EventDigest, fields: Sequence[str]) -> EventWeights:
        """Weights that say what the rules say of articles with such digests."""
        return cls(
            digest.types,
            tuple(fields),
            untaught(1),
            untaught(1),
            untaught(len(digest.types)),
            Numeric.untaught(facts_size(digest, fields)),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "types": list(self.types),
            "fields": list(self.fields),
            "mention": _linear_to_json(self.mention),
            "pair": _linear_to_json(self.pair),
            "type": _linear_to_json(self.type),
            "event": self.event.to_json(),
            "stands": self.stands.to_json(),
            "typed": self.typed.to_json(),
        }

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> EventWeights:
        return cls(
            tuple(found["types"]),
            tuple(found["fields"]),
            _linear_from_json(found["mention"]),
            _linear_from_json(found["pair"]),
            _linear_from_json(found["type"]),
            Numeric.from_json(found["event"]),
            *(Curve.from_json(found[key]) if key in found else Curve() for key in _CURVES),
        )


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event of an article: its mentions by number, how likely it deserves a record, its type."""

    mentions: Group
    probability: float
    types: dict[str, float]


def find_events(
    digest: EventDigest, weights: EventWeights | None, scores: Sequence[RoleScore]
) -> list[FoundEvent]:
    """All events of an article, likely or not, in order of their first mention.

    Without weights the rules alone judge.
    """
    view = EventView.of(digest, scores)
    mention, pair = view.prior[:, 0], view.pair_prior[:, 0]
    if weights is not None:
        mention = weights.mention.scores(view.rows, view.prior)[:, 0]
        pair = weights.pair.scores(view.pair_rows, view.pair_prior)[:, 0]
    groups = grouped(digest, mention, pair)
    if not groups:
        return []
    logits: NDArray[np.floating] = rule_logits(digest, traits_of_groups(digest, groups))
    kinds = type_prior(digest, groups)
    if weights is not None:
        facts = facts_of_groups(digest, groups, mention, scores, weights.fields)
        logits = weights.event.scores(facts, logits)
        kinds = weights.type.scores(group_rows(view.rows, groups), kinds)
    likely = sigmoid(logits)
    types = sigmoid(kinds) if weights is None else _shares(kinds, weights.typed)
    return [
        FoundEvent(g, float(p), dict(zip(digest.types, row.tolist(), strict=True)))
        for g, p, row in zip(groups, likely, types, strict=True)
    ]


@dataclass(frozen=True, eq=False)
class EventView:
    """A digest with the cues of role scores put in, and the rules' log odds as columns."""

    rows: Rows
    prior: Floats
    pair_rows: Rows
    pair_prior: Floats

    @classmethod
    def of(cls, digest: EventDigest, scores: Sequence[RoleScore]) -> EventView:
        mentions, pairs = role_cues(digest, scores)
        prior = rule_logits(digest, digest.trait_values) + np.where(digest.told, 0.0, _NOT_TOLD)
        return cls(
            _joined(digest.rows, mentions),
            prior.astype(np.float32)[:, None],
            _joined(digest.pair_rows, pairs),
            digest.pair_prior[:, None],
        )


def _shares(odds: Floats, typed: Curve) -> NDArray[Any]:
    """The likeliest type of each event as sure as it is; the others share what is left."""
    likely = sigmoid(odds)
    first = np.argmax(odds, axis=1)[:, None]
    sure = typed.probability(np.take_along_axis(odds, first, axis=1))
    np.put_along_axis(likely, first, 0.0, axis=1)
    left = (1.0 - sure) / np.maximum(likely.sum(axis=1, keepdims=True), 1e-6)
    shares: NDArray[Any] = np.minimum(likely * np.minimum(left, 1.0), 0.99 * sure)
    np.put_along_axis(shares, first, sure, axis=1)
    return shares


def type_prior(digest: EventDigest, groups: Sequence[Group]) -> Floats:
    """The log odds of each type by the share of the rules' scores."""
    total = np.array([digest.type_scores[list(group)].sum(axis=0) for group in groups])
    total = total.reshape(len(groups), len(digest.types))
    shares = (total + 0.05) / (total.sum(axis=1, keepdims=True) + 0.05 * len(digest.types) + 0.1)
    found: Floats = np.log(shares / (1.0 - shares)).astype(np.float32)
    return found


def group_rows(rows: Rows, groups: Sequence[Group]) -> Rows:
    """The cues of all mentions of each group, each once."""
    columns = [
        np.unique(
            np.concatenate([rows.columns[rows.starts[n] : rows.starts[n + 1]] for n in group])
        )
        for group in groups
    ]
    return _as_rows(columns)


def _joined(rows: Rows, cues: Sequence[set[str]]) -> Rows:
    """Rows with further cues."""
    columns = [
        np.concatenate([rows.columns[rows.starts[n] : rows.starts[n + 1]], columns_of(more)])
        for n, more in enumerate(cues)
    ]
    return _as_rows(columns)


def _as_rows(columns: Sequence[NDArray[Any]]) -> Rows:
    sizes = [len(found) for found in columns]
    starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
    flat = np.concatenate(columns) if columns else np.zeros(0)
    return Rows(starts, flat.astype(np.int64))


def _linear_to_json(linear: Linear) -> dict[str, Any]:
    return {
        "columns": array_to_json(linear.columns),
        "weights": array_to_json(linear.weights.astype(np.float16)),
        "bias": array_to_json(linear.bias),
        "trust": array_to_json(linear.trust),
    }


def _linear_from_json(found: dict[str, Any]) -> Linear:
    return Linear(
        array_from_json(found["columns"]).astype(np.uint32),
        array_from_json(found["weights"]).astype(np.float32),
        array_from_json(found["bias"]).astype(np.float32),
        array_from_json(found["trust"]).astype(np.float32),
    )


def untaught(questions: int) -> Linear:
    """Weights that say what the rules say."""
    none, zeros = np.zeros((0, questions), dtype=np.float32), np.zeros(questions, dtype=np.float32)
    return Linear(np.zeros(0, dtype=np.uint32), none, zeros, zeros + np.float32(1.0))
