"""Keeps the window's process small: what is not needed is not held, what is free is given back."""

from __future__ import annotations

import builtins
import ctypes
import sys
from collections.abc import Callable
from functools import cache

#: Settings of glibc's allocator (mallopt(3)).
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
#: Bytes: what is as large comes from the system and goes back to it at once.
_LARGE = 128 * 1024


def start_lean() -> None:
    """To be called once, before Qt is imported and before there are threads."""
    _hold_little()
    _import_plainly()


def give_back() -> None:
    """Give free memory back to the system, where the C library keeps it for later (glibc).

    It takes some milliseconds: for moments in which much was let go, such as a dialog's end.
    """
    if trim := _of_libc("malloc_trim"):
        trim(0)


def _hold_little() -> None:
    """Have one heap for all threads, without large blocks in it, whose holes would stay.

    The library's own way is a heap for each thread, and large blocks there as soon as the first one
    was freed: after a day of all dialogs that is 15 MB.
    """
    if adjust := _of_libc("mallopt"):
        adjust(_ARENA_MAX, 1)
        adjust(_MMAP_THRESHOLD, _LARGE)
        adjust(_TRIM_THRESHOLD, _LARGE)


def _import_plainly() -> None:
    """Import Qt, and take its hook out of `import`.

    The hook reads the source of each module to see whether it could ask for snake_case or
    properties (`from __feature__ import …`), which nothing here does; the text of all modules stays
    in memory: 10 MB, and a tenth of the start.
    """
    import PySide6.QtCore  # noqa: F401 - sets the hook

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


@cache
def _of_libc(name: str) -> Callable[..., int] | None:
    """A function of the C library; None where it has no such thing, or needs none."""
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[..., int] | None = getattr(ctypes.CDLL(None), name, None)
    return found
