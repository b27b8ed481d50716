"""An edit that does not fit what the project holds: a bug, or another program was there first."""

from __future__ import annotations


class StaleEditError(ValueError):
    """An edit starts from something else than what the project holds."""
