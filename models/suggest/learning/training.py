"""Learns a state from labelled articles: the role ranker, then what stands on its scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from models.codebook import Codebook
from models.suggest.learning.answers import teach_answers
from models.suggest.learning.calibrating import Curve
from models.suggest.learning.digest import ArticleDigest
from models.suggest.learning.event_training import teach_events
from models.suggest.learning.examples import Example
from models.suggest.learning.gating import gated, logit, proposed
from models.suggest.learning.names import confirmed_names
from models.suggest.learning.role_training import curves_of_shown, teach_roles, thresholds_of
from models.suggest.learning.state import LearnedState

#: Thresholds are set lower than the records say: what is right under another name than the one
#: that a record keeps was counted as wrong.
_SET_LOWER: Final = 0.75


def train(codebook: Codebook, labelled: Sequence[tuple[Example, ArticleDigest]]) -> LearnedState:
    """The state that labelled articles teach. Deterministic, whatever their order."""
    ordered = sorted(labelled, key=lambda pair: pair[0].article_id)
    of_roles = [(example, digest.roles) for example, digest in ordered]
    if not of_roles:
        return LearnedState(codebook.reference, 0)
    roles = teach_roles(codebook, of_roles)
    events = teach_events(codebook, [(e, d, roles.scores[e.article_id]) for e, d in ordered])
    thresholds = roles.thresholds
    curves: dict[str, Curve] = {}
    if events is not None and roles.weights.curves:
        # A field is filled with what is likely enough given the events of its article.
        likely = {key: proposed(found) for key, found in events.likely.items()}
        shown = {key: gated(found, likely.get(key, ())) for key, found in roles.scores.items()}
        curves = curves_of_shown(roles.weights.fields, of_roles, shown)
        thresholds = {
            key: float(curves[key].probability(np.array([logit(_SET_LOWER * least)]))[0])
            for key, least in thresholds_of(roles.weights.fields, of_roles, shown).items()
        }
    return LearnedState(
        codebook.reference,
        len(ordered),
        roles.weights,
        events.weights if events else None,
        thresholds,
        names=confirmed_names(codebook, (example for example, _ in ordered)),
        shown=curves,
        answers=teach_answers(codebook, ordered, events.records) if events else {},
    )
