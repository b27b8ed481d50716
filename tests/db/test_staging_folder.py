"""What waits to be brought in is kept as long as somebody may come back to it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from db.imports.staging_folder import forget_staged, forget_stale, is_broken_off, staging_folder

DAY = 24 * 3600


def put(name: str, days: float) -> Path:
    path = staging_folder() / name
    path.write_text("x")
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTDESK_CACHE", str(tmp_path))


def test_stale_files_go_and_what_can_be_gone_on_with_stays() -> None:
    put("whole-today.jsonl", 0.5)
    put("whole-old.jsonl", 3)
    for name, days in (("broken-new", 20), ("broken-old", 31)):
        put(f"{name}.jsonl", days)
        put(f"{name}.jsonl.progress", days)
    put("pasted-1.txt", 20)
    put("pasted-2.txt", 31)
    (staging_folder() / "folder.jsonl").mkdir()

    forget_stale()

    assert sorted(path.name for path in staging_folder().iterdir()) == [
        *("broken-new.jsonl", "broken-new.jsonl.progress", "folder.jsonl"),
        *("pasted-1.txt", "whole-today.jsonl"),
    ]


def test_a_staged_file_goes_with_its_notes() -> None:
    path = put("a.jsonl", 0)
    put("a.jsonl.progress", 0)
    assert is_broken_off(path)

    forget_staged(path)
    forget_staged(path)

    assert list(staging_folder().iterdir()) == []
