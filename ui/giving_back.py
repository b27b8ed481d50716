"""Gives memory that is free back to the system, where the C library keeps it for later (glibc)."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Some milliseconds; for moments in which much was let go, such as a dialog's end."""
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """What the C library has for it; None where it has nothing, or needs nothing."""
    if not sys.platform.startswith("linux"):
        return None
    trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim
