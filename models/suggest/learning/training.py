"""Learns a state from labelled articles: the role ranker, then what stands on its scores."""

from __future__ import annotations

from collections.abc import Sequence

from models.codebook import Codebook
from models.suggest.learning.digest import ArticleDigest
from models.suggest.learning.event_training import fit_events
from models.suggest.learning.examples import Example
from models.suggest.learning.names import confirmed_names
from models.suggest.learning.role_training import teach_roles
from models.suggest.learning.state import LearnedState


def train(codebook: Codebook, labelled: Sequence[tuple[Example, ArticleDigest]]) -> LearnedState:
    """The state that labelled articles teach. Deterministic, whatever their order."""
    ordered = sorted(labelled, key=lambda pair: pair[0].article_id)
    of_roles = [(example, digest.roles) for example, digest in ordered]
    if not of_roles:
        return LearnedState(codebook.reference, 0)
    roles = teach_roles(codebook, of_roles)
    events = fit_events(codebook, [(e, d, roles.scores[e.article_id]) for e, d in ordered])
    return LearnedState(
        codebook.reference,
        len(ordered),
        roles.weights,
        events,
        roles.thresholds,
        names=confirmed_names(codebook, (example for example, _ in ordered)),
    )
