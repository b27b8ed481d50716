"""Everything that touches disk. The only room that knows SQLite."""

from __future__ import annotations

import importlib
import sys


def _import_sqlite_utils_lightly() -> None:
    """Import sqlite-utils without numpy, which costs the window a third of its start.

    WORKAROUND: sqlite-utils imports numpy wherever it is installed (spaCy brings it), only to know
    numpy's types in rows that it is given; there are none here.
    """
    if "numpy" in sys.modules or "sqlite_utils" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]  # What makes an import fail.
    try:
        importlib.import_module("sqlite_utils")
    finally:
        del sys.modules["numpy"]


_import_sqlite_utils_lightly()
