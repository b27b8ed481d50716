"""Imports as Python has them, where Qt for Python would look into every module that is imported."""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Import Qt, and take its hook out of `import`.

    The hook reads the source of each module to see whether it could ask for snake_case or
    properties (`from __feature__ import …`), which nothing here does; the text of all modules stays
    in memory: 10 MB, and a tenth of the start.
    """
    import PySide6.QtCore  # noqa: F401 - sets the hook

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
