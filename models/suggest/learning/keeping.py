"""Learned states as text, and the names by which their suggestions are told apart."""

from __future__ import annotations

import json
from hashlib import sha256

from models.suggest.learning.digest import VERSION
from models.suggest.learning.state import LearnedState


def state_to_text(state: LearnedState) -> str:
    """The state as JSON; the same state always gives the same text."""
    return json.dumps(state.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def state_from_text(text: str) -> LearnedState:
    """The state of such a text. Raises ValueError where it is none."""
    return LearnedState.from_json(json.loads(text))


def fits(state: LearnedState) -> bool:
    """Whether the engine as it is now can read articles the way that the state was taught."""
    return state.version == VERSION


def engine_name(engine: str, state: LearnedState | None) -> str:
    """The name that proposals remember: of the engine, and of what it had learned."""
    if state is None:
        return engine
    return f"{engine}+learned@{sha256(state_to_text(state).encode()).hexdigest()[:8]}"
