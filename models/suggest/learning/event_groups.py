"""Groups the mentions of an article into events, and says what is known of each group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.suggest.learning.event_digest import EventDigest
from models.suggest.learning.logistic import Floats
from models.suggest.learning.roles import RoleScore
from models.suggest.relevance import WEIGHTS

#: A mention less likely than this to tell of an event starts and joins none.
LEAST_MENTION = 0.2
#: Added to the log odds of two mentions telling of one event: in doubt they are kept apart.
APART = -0.4
_SURE = 0.3
#: Traits of which a group has those of its first mention; of the others it has the most.
_OF_FIRST = frozenset({"lead", "depth"})

Group = tuple[int, ...]


def grouped(digest: EventDigest, mention: Floats, pair: Floats) -> list[Group]:
    """Mentions in groups by average linkage, in order of their first mention.

    `mention` are the log odds of each mention telling of an event, `pair` those of each pair
    telling of the same one. Two groups are joined as long as their mean is above zero.
    """
    kept = [n for n in range(len(digest)) if sigmoid(mention[n]) >= LEAST_MENTION]
    size = len(digest)
    odds = np.zeros((size, size), dtype=np.float64)
    for (a, b), value in zip(digest.pairs.tolist(), pair.tolist(), strict=True):
        odds[a, b] = odds[b, a] = value + APART
    groups: list[list[int]] = [[n] for n in kept]
    while len(groups) > 1:
        best, at = 0.0, None
        for i in range(len(groups)):
            for j in range(i + 1, len(groups)):
                mean = float(odds[np.ix_(groups[i], groups[j])].mean())
                if mean > best:
                    best, at = mean, (i, j)
        if at is None:
            break
        i, j = at
        groups[i] = sorted(groups[i] + groups.pop(j))
    return sorted(tuple(group) for group in groups)


def sigmoid(logits: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities of log odds."""
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
    return found


def rule_logits(digest: EventDigest, values: Floats) -> Floats:
    """What the hand-set weights say of rows of trait values."""
    weights = np.array([WEIGHTS[name] for name in digest.traits], dtype=np.float32)
    found: Floats = values @ weights
    return found


def traits_of_groups(digest: EventDigest, groups: Sequence[Group]) -> Floats:
    """The traits of each group, by those of its mentions; they fight only if all of them do."""
    least = {"combat", "unanchored", "plural", "in_court"}
    rows = []
    for group in groups:
        values = digest.trait_values[list(group)]
        row = values.max(axis=0)
        for k, name in enumerate(digest.traits):
            if name in _OF_FIRST:
                row[k] = values[0, k]
            elif name in least:
                row[k] = values[:, k].min()
        rows.append(row)
    return np.array(rows, dtype=np.float32).reshape(len(groups), len(digest.traits))


def facts_of_groups(
    digest: EventDigest, groups: Sequence[Group], mention: Floats, scores: Sequence[RoleScore],
    fields: Sequence[str],
) -> Floats:  # fmt: skip
    """What is known of each group as numbers: its traits, mentions, types, roles, rivals."""
    likely = sigmoid(mention)
    traits = traits_of_groups(digest, groups)
    strength = [float(likely[list(g)].max()) for g in groups]
    leading = [_leading_type(digest, g) for g in groups]
    roles = _roles_of(digest, groups, strength, scores, fields)
    rows = []
    for n, group in enumerate(groups):
        odds = mention[list(group)]
        stronger = [m for m in range(len(groups)) if (strength[m], -m) > (strength[n], -n)]
        twin = any(leading[m] == leading[n] for m in stronger)
        shares = np.zeros(len(digest.types), dtype=np.float32)
        if leading[n] is not None:
            shares[leading[n]] = 1.0
        rows.append(
            np.concatenate(
                [
                    [odds.max(), np.log(likely[list(group)].sum() + 0.05), np.log(len(group))],
                    [np.log1p(len(stronger)), np.log(len(groups)), twin],
                    [digest.told[list(group)].any(), digest.generic[list(group)].all()],
                    traits[n],
                    shares,
                    roles[n],
                ]
            )
        )
    return np.array(rows, dtype=np.float32).reshape(len(groups), facts_size(digest, fields))


def facts_size(digest: EventDigest, fields: Sequence[str]) -> int:
    """How many numbers are known of each group."""
    return 8 + len(digest.traits) + len(digest.types) + 4 * len(fields)


def _leading_type(digest: EventDigest, group: Group) -> int | None:
    total = digest.type_scores[list(group)].sum(axis=0)
    return int(total.argmax()) if len(total) and total.max() > 0 else None


def _roles_of(
    digest: EventDigest,
    groups: Sequence[Group],
    strength: Sequence[float],
    scores: Sequence[RoleScore],
    fields: Sequence[str],
) -> Floats:
    """Of each field what the role scores say of a group, four numbers.

    The best score in the group's sentences, their sum, the best that no stronger group has, and
    the best of the article.
    """
    found = np.zeros((len(groups), len(fields), 4), dtype=np.float32)
    sentences = [set(digest.sentences[list(group)].tolist()) for group in groups]
    place = {key: k for k, key in enumerate(fields)}
    for score in scores:
        k = place.get(score.field)
        if k is None:
            continue
        found[:, k, 3] = np.maximum(found[:, k, 3], score.probability)
        holding = [n for n in range(len(groups)) if sentences[n] & set(score.sentences)]
        if not holding:
            continue
        owner = max(holding, key=lambda n: (strength[n], -n))
        for n in holding:
            found[n, k, 0] = max(found[n, k, 0], score.probability)
            found[n, k, 1] += score.probability if score.probability > 0.1 else 0.0
        found[owner, k, 2] = max(found[owner, k, 2], score.probability)
    return found.reshape(len(groups), -1)


def role_cues(
    digest: EventDigest, scores: Sequence[RoleScore]
) -> tuple[list[set[str]], list[set[str]]]:
    """Cues from the role scores: of each mention, and of each pair of mentions."""
    by_sentence: dict[int, dict[str, float]] = {}
    sure: dict[int, dict[str, set[int]]] = {}
    for n, score in enumerate(scores):
        for sentence in score.sentences:
            best = by_sentence.setdefault(sentence, {})
            best[score.field] = max(best.get(score.field, 0.0), score.probability)
            if score.probability >= _SURE:
                sure.setdefault(sentence, {}).setdefault(score.field, set()).add(n)
    mentions = [_steps(by_sentence.get(s, {})) for s in digest.sentences.tolist()]
    pairs = []
    for a, b in digest.pairs.tolist():
        first, later = (sure.get(int(digest.sentences[n]), {}) for n in (a, b))
        cues = set()
        for key in sorted(first.keys() | later.keys()):
            one, two = first.get(key, set()), later.get(key, set())
            kind = "same" if one & two else "differ" if one and two else "new" if two else "gone"
            cues.add(f"role_{key}={kind}")
        pairs.append(cues)
    return mentions, pairs


def _steps(best: dict[str, float]) -> set[str]:
    steps = (0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8)
    return {f"role_{key}>{s}" for key, value in best.items() for s in steps if value > s}
