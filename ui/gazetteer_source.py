"""Where editors get the place index from: opened when first asked for, None until it is built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.suggest.gazetteer import Gazetteer


def gazetteer_source() -> Callable[[], Gazetteer | None]:
    """A function that opens the index once. The engine's process builds it, which takes seconds."""
    opened: list[Gazetteer] = []

    def source() -> Gazetteer | None:
        # Late: the window starts without the place index.
        from models.suggest.gazetteer import is_built, open_gazetteer

        if not opened and is_built():
            opened.append(open_gazetteer())
        return opened[0] if opened else None

    return source
