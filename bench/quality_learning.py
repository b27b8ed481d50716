"""Learning as a user has it: labelled articles into a new project, learn, suggest with it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.quality_sets import ROOT, Predictions, Row, Shared, drawn, say, write_rows

CODEBOOK = "muc4"
DRAWS = 3


class NotLearnedError(Exception):
    """The program did not learn; says why in its own words."""


def draws(rows: list[Row], count: int) -> list[list[Row]]:
    """The labelled sets to learn from: three of a smaller number, one if it takes all."""
    if count >= len(rows):
        return [rows]
    return [drawn(rows, count, seed=str(seed)) for seed in range(1, DRAWS + 1)]


@contextmanager
def learned_project(labelled: Sequence[Row], what: str) -> Iterator[Path]:
    """A project that has learned from labelled articles, all of them done.

    Raises NotLearnedError with what the program said.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, project = Path(folder) / "labelled.jsonl", Path(folder) / "learned.db"
        write_rows(source, [{**row, "status": "done"} for row in labelled])
        say(f"{what}: learning from {len(labelled):,} articles …")
        by = ["--codebook", CODEBOOK, "--confirmed-by", "gold"]
        # Single values that cannot be read (a 31 November) are refused; the rest is brought in.
        say(_program("import", str(project), str(source), *by, may_refuse=True))
        say(_program("learn", str(project)))
        yield project


def suggested_with(project: Path, articles: Sequence[Row], shared: Shared) -> Predictions:
    """Suggestions for prepared articles with what a project has learned."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "articles.jsonl", Path(folder) / "suggested.jsonl"
        write_rows(source, articles)
        options = ["--codebook", CODEBOOK, "--workers", str(shared.workers)]
        _program("suggest", str(source), "-o", str(out), "--learned", str(project), *options)
        return {row["id"]: row for row in Shared(Path(folder)).all_rows(out.name)}


def _program(*arguments: str, may_refuse: bool = False) -> str:
    """What the program said on standard error."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        check=False, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    if done.returncode and not (may_refuse and done.returncode == 1):
        raise NotLearnedError(f"main.py {arguments[0]}: {done.stderr.strip()}")
    return done.stderr.strip()
