"""Judges who fills a field once more, now that the events of the article are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log, sqrt
from typing import Final

import numpy as np

from models.suggest.learning.calibrating import Curve
from models.suggest.learning.roles import RoleScore

#: An event less likely than one in three to deserve a record is not proposed at all.
LEAST_EVENT: Final = 1.0 / 3.0
LEAST_LOGIT: Final = log(LEAST_EVENT / (1.0 - LEAST_EVENT))
#: From this probability on an event takes nothing from that of what fills it.
_SURE_EVENT: Final = 0.75


def opening(events: Iterable[float]) -> float:
    """How far the gate is open in an article, 0 to 1, by the probabilities of its events.

    What fills doubtful events is doubtful too. The likeliest event counts: who or what is taken
    for part of the wrong one is mostly part of it.
    """
    return min(1.0, sqrt(max(events, default=0.0) / _SURE_EVENT))


def proposed(events: Iterable[float]) -> list[float]:
    """The probabilities of those events that are likely enough for a record."""
    return [likely for likely in events if likely >= LEAST_EVENT]


def gated(
    scores: Sequence[RoleScore],
    events: Iterable[float],
    shown: Mapping[str, Curve] | None = None,
) -> list[RoleScore]:
    """The scores in an article for which events of these probabilities are proposed.

    Without an event nothing is filled. `shown`: the curves by which the probabilities of a field
    can be believed; without one they stay as they are.
    """
    share, curves = opening(events), shown or {}
    found = []
    for score in scores:
        likely, curve = score.probability * share, curves.get(score.field)
        if curve is not None and likely > 0.0:
            likely = float(curve.probability(np.array([logit(likely)]))[0])
        found.append(replace(score, probability=likely))
    return found


def logit(probability: float) -> float:
    """Log odds, of probabilities that are not quite 0 or 1."""
    held = min(max(probability, 1e-6), 1.0 - 1e-6)
    return log(held / (1.0 - held))
