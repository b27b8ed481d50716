"""What is pasted into an import: files, names of files, or a text that becomes an article."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QMimeData

_MOST_LINES = 1000
_LONGEST_NAME = 4000


def pasted_paths(mime: QMimeData, folder: Path) -> list[Path]:
    """The files that are meant; a plain text is written into `folder` and is one of them."""
    local = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    text = mime.text()
    if local or not text.strip():
        return local
    return _named(text) or [_written(text, folder)]


def _named(text: str) -> list[Path]:
    """The files and folders that a text names, one a line; none if a line names none."""
    lines = [line.strip().strip('"') for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST_LINES or any(len(line) > _LONGEST_NAME for line in lines):
        return []
    paths = [Path(os.path.expanduser(line)) for line in lines]  # noqa: PTH111 - may know no home
    try:
        return paths if all(path.is_absolute() and path.exists() for path in paths) else []
    except (OSError, ValueError):
        return []


def _written(text: str, folder: Path) -> Path:
    data = text.encode("utf-8", "replace")
    path = folder / f"pasted-{hashlib.sha256(data).hexdigest()[:8]}.txt"
    path.write_bytes(data)
    return path
