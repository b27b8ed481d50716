"""The sets that suggestions are measured on: inputs for the engine, and the scorers as given.

The folder that holds them (`data/`, `eval/`, `seed/`) is named by whoever runs the measurement;
the project neither contains it nor knows where it lies.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from db.codebook_files import load_codebook
from db.ids import new_id
from models.exchange.lines import read_line
from models.exchange.proposals import proposal_to_json
from models.suggest.batch import suggest_many

ROOT = Path(__file__).resolve().parent.parent

#: One line of a JSON Lines file: an article, a gold record or a prediction.
Row = dict[str, Any]
#: Predictions by article id, as the scorers read them: {"events": [...]}.
Predictions = dict[str, Row]


class MissingSetError(Exception):
    """A file of a set or a scorer is not in the folder; the set is skipped."""


@dataclass(frozen=True)
class Shared:
    """The folder with data sets and scorers, and how much of it is looked at."""

    folder: Path
    sample: int | None = None
    workers: int = 1

    def path(self, *parts: str) -> Path:
        """A file or folder inside; raises MissingSetError if it is not there."""
        found = self.folder.joinpath(*parts)
        if not found.exists():
            raise MissingSetError(f"{found} is missing")
        return found

    def all_rows(self, *parts: str) -> list[Row]:
        with self.path(*parts).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    def rows(self, *parts: str) -> list[Row]:
        """The rows of a set, or the sample of them that was asked for."""
        return drawn(self.all_rows(*parts), self.sample)

    def scorer(self, name: str) -> ModuleType:
        """A scorer as a module."""
        folder = str(self.path("eval", f"{name}.py").parent)
        if folder not in sys.path:
            sys.path.append(folder)
        return importlib.import_module(name)

    def run_scorer(self, name: str, rows: Sequence[Row]) -> Row:
        """What a scorer that asks the project itself prints about some gold rows."""
        script = self.path("eval", f"{name}.py")
        with tempfile.TemporaryDirectory() as folder:
            gold = Path(folder) / "gold.jsonl"
            write_rows(gold, rows)
            told = subprocess.run(
                [sys.executable, str(script), str(ROOT), str(gold)],
                check=True, capture_output=True, text=True, cwd=ROOT,
            )  # fmt: skip
        report: Row = json.loads(told.stdout)
        return report


def drawn(rows: list[Row], count: int | None, seed: str = "") -> list[Row]:
    """A sample that is the same on every machine: the rows whose ids hash lowest with the seed."""
    if count is None or count >= len(rows):
        return rows
    return sorted(rows, key=lambda row: _hashed(f"{seed}:{_id_of(row)}"))[:count]


def _id_of(row: Row) -> str:
    return str(row.get("id") or row.get("incident_id"))


def _hashed(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def suggested(articles: Sequence[Row], codebook: str, shared: Shared, what: str) -> Predictions:
    """The engine's answers to prepared articles, with progress on standard error."""
    book = load_codebook(codebook)
    read = (read_line(row, book, new_id=new_id).article for row in articles)
    answers = suggest_many(read, book, workers=shared.workers)
    found: Predictions = {}
    for article, outcome in said_on_the_way(answers, len(articles), what):
        if isinstance(outcome, str):
            say(f"\n{article.id}: {outcome}")
        events = [] if isinstance(outcome, str) else [proposal_to_json(one) for one in outcome]
        found[article.id] = {"events": events}
    return found


def said_on_the_way(items: Iterable[Any], total: int, what: str) -> Iterator[Any]:
    """The items, while standard error says how many have come."""
    for number, item in enumerate(items, 1):
        if number % 20 == 0 or number == total:
            say(f"\r{what}: {number:,} of {total:,}", end="\n" if number == total else "")
        yield item


def say(text: str, end: str = "\n") -> None:
    sys.stderr.write(text + end)
    sys.stderr.flush()
