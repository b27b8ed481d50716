"""Learned states as text, and the names by which their suggestions are told apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from models.actors import ActorEntry
from models.codebook import Codebook, Role
from models.suggest.learning.digest import VERSION
from models.suggest.learning.state import LearnedState
from models.suggest.role_kinds import ranked_fields


def state_to_text(state: LearnedState) -> str:
    """The state as JSON; the same state always gives the same text."""
    return json.dumps(state.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def state_from_text(text: str) -> LearnedState:
    """The state of such a text. Raises ValueError where it is none."""
    return LearnedState.from_json(json.loads(text))


def fits(state: LearnedState, codebook: Codebook | None = None) -> bool:
    """Whether the engine as it is now can read articles the way that the state was taught.

    With a codebook: also, whether the state was taught on these fields and event types.
    """
    if state.version != VERSION:
        return False
    if codebook is None:
        return True
    types = codebook.with_role(Role.EVENT_TYPE)
    leaves = [c.key for c in types.choice_by_key.values() if c.is_leaf] if types else []
    fields = [field.key for field in ranked_fields(codebook)]
    roles, events = state.roles, state.events
    return (roles is None or list(roles.fields) == fields) and (
        events is None or list(events.types) == leaves
    )


def engine_name(engine: str, state: LearnedState | None, told: Sequence[ActorEntry] = ()) -> str:
    """The name that proposals remember: of the engine, and of what it had learned and was told."""
    if state is not None:
        engine += f"+learned@{_mark(state_to_text(state))}"
    if told:
        engine += f"+actors@{_mark(json.dumps([one.to_json() for one in told], sort_keys=True))}"
    return engine


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
