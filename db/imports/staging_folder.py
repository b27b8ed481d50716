"""Where articles wait that were read and not brought in yet, and how long they are kept there.

What was read to the end is made anew each time, so it goes with its window. What was broken off
waits, so that reading goes on with the same files another day.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from pathlib import Path

import platformdirs

#: What a window that broke down left behind, and no other can be at work on any more.
_LEFT_SECONDS = 2 * 24 * 3600
#: What was broken off, and pasted texts.
_KEPT_SECONDS = 30 * 24 * 3600

_PROGRESS = ".progress"


def staging_folder() -> Path:
    """A folder in the user's cache; EVENTDESK_CACHE names another cache."""
    chosen = os.environ.get("EVENTDESK_CACHE")
    cache = Path(chosen) if chosen else platformdirs.user_cache_path("eventdesk", appauthor=False)
    folder = cache / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def staging_path(project: Path, paths: Sequence[Path]) -> Path:
    """Where the articles of these files wait: the same place again, so that reading goes on."""
    said = "\0".join(os.fsdecode(path) for path in (project, *paths))
    name = hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return staging_folder() / f"{name}.jsonl"


def is_broken_off(path: Path) -> bool:
    """Whether the reading into a staged file can be gone on with."""
    return path.with_name(path.name + _PROGRESS).exists()


def forget_staged(path: Path) -> None:
    """Removes a staged file, and what is noted beside it."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + _PROGRESS).unlink(missing_ok=True)


def forget_stale(now: float | None = None) -> None:
    """Removes what nobody will come back to; `now` is in seconds since 1970."""
    now = time.time() if now is None else now
    for path in sorted(staging_folder().iterdir()):
        if path.suffix not in (".jsonl", ".txt"):
            continue
        waits = path.suffix == ".txt" or is_broken_off(path)
        try:
            if now - path.stat().st_mtime > (_KEPT_SECONDS if waits else _LEFT_SECONDS):
                forget_staged(path)
        except OSError:
            continue  # Another window was quicker, or has it open.
