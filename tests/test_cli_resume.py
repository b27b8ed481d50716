"""A long `suggest` that is broken off goes on where it was."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
COUNT = 200


def command(source: Path, out: Path) -> list[str]:
    return [sys.executable, "main.py", "suggest", str(source), "-o", str(out)]


def written_so_far(folder: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in folder.glob(".out.jsonl.*.part"))


def test_killed_in_the_middle_it_goes_on_and_ends_with_the_same_bytes(
    tmp_path: Path, places_folder: Path
) -> None:
    source, out, whole = (tmp_path / name for name in ("in.jsonl", "out.jsonl", "whole.jsonl"))
    lines = [
        {"id": f"a{n}", "published": "2024-03-05", "text": f"A bomb killed {n + 2} men in Karachi."}
        for n in range(COUNT)
    ]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    out.write_text("what was there before\n")

    with subprocess.Popen(command(source, out), cwd=ROOT, stderr=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 100
        while written_so_far(tmp_path) < 60 and time.monotonic() < deadline:
            time.sleep(0.01)
        running.kill()
    assert 60 <= written_so_far(tmp_path) < COUNT
    assert out.read_text() == "what was there before\n"

    again = subprocess.run(
        command(source, out), check=True, cwd=ROOT, capture_output=True, text=True
    )
    subprocess.run(command(source, whole), check=True, cwd=ROOT, capture_output=True)

    assert "Going on after" in again.stderr
    assert out.read_bytes() == whole.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "out.jsonl", "whole.jsonl"}
