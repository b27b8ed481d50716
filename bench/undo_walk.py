"""Does many random edits, undoes and redoes them all with restarts between, and compares.

Run: python -m bench.undo_walk [edits]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.kill import ANNOTATOR, decision, make_project
from db.ids import new_id
from db.project import Project
from models.gestures import Gestures

_TABLES = ("articles", "article_states", "events", "event_values", "links", "annotators")


def main() -> None:
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        findings = walk(Path(folder) / "walk.db", edits)
    if findings:
        sys.exit("\n".join(findings))


def walk(path: Path, edits: int) -> list[str]:
    """Prints how long each leg took; returns what was wrong."""
    make_project(path)
    findings: list[str] = []
    project = Project.open(path)
    start = _state(project)
    _do(project, edits)
    end = _state(project)
    for word, wanted in (("undo", start), ("redo", end), ("undo", start), ("redo", end)):
        project.close()
        project = Project.open(path)
        began = time.perf_counter()
        for _ in range(edits):
            getattr(project, word)(ANNOTATOR)
        print(f"{edits} × {word}: {(time.perf_counter() - began) / edits * 1000:.2f} ms each")
        if _state(project) != wanted:
            findings.append(f"after {edits} × {word} the tables differ")
    began = time.perf_counter()
    findings += project.check()
    print(f"check with replay of the journal: {time.perf_counter() - began:.2f} s")
    project.close()
    print(f"{len(findings)} findings")
    return findings


def _do(project: Project, edits: int) -> None:
    gestures = Gestures(project.codebook, ANNOTATOR, new_id, lambda: datetime.now(UTC))
    chance = random.Random(7)  # noqa: S311 - the same walk every time
    done, seconds = 0, 0.0
    while done < edits:
        edit = decision(project, gestures, chance)
        began = time.perf_counter()
        if project.apply(edit, ANNOTATOR).article_ids:
            seconds += time.perf_counter() - began
            done += 1
    print(f"{edits} × edit: {seconds / edits * 1000:.2f} ms each")


def _state(project: Project) -> list[Any]:
    return [sorted(map(repr, project.db.table(name).rows)) for name in _TABLES]


if __name__ == "__main__":
    main()
