"""Remembers what was made of objects that come again and again, and cannot be hashed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Held = TypeVar("_Held")
_Made = TypeVar("_Made")

_MOST = 8192


def remembered(make: Callable[[_Held], _Made]) -> Callable[[_Held], _Made]:
    """The function, which does its work once for the very same object, as it comes from a file.

    Only for what never changes. Each object is kept with what was made of it, so that no other can
    get its number; beyond some thousands all are forgotten.
    """
    known: dict[int, tuple[_Held, _Made]] = {}

    def recalled(held: _Held) -> _Made:
        found = known.get(id(held))
        if found is not None:
            return found[1]
        if len(known) >= _MOST:
            known.clear()
        made = make(held)
        known[id(held)] = held, made
        return made

    return recalled
