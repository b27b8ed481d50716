"""How many annotated articles a second go out, by format, and how much memory that takes.

    python -m bench.exporting [articles] [FORMAT ...]

Each format is written by a process of its own, for 1,000 articles and for all, so that one sees
whether memory grows with the project. What the format's library takes to start is in it; the best
of three is shown, and beside it how often the yardstick, a loop of pure Python in the same process,
would fit in.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bench.machine import machine, memory
from bench.make_project import articles
from db.codebook_files import load_codebook
from db.exports.exporting import export
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, StatusChange
from models.events import Event, FieldValue, State
from models.spans import words
from models.values import Actor, AnyValue, Count, DatePrecision, DateRange, Place, PlacePrecision

_FORMATS = ("jsonl", "csv", "csv-long", "acled", "parquet", "geojson", "sqlite", "docbin")
_DECIDED = datetime(2025, 7, 1, 12, tzinfo=UTC)


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        _one(Path(sys.argv[2]), sys.argv[3])
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(machine())
    print("| format | articles/s | a second of the processor | yardsticks | memory | with 1,000 |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.db", Path(folder) / "large.db"
        _make(small, 1000)
        _make(large, count)
        for form in sys.argv[2:] or _FORMATS:
            base = _measured(small, form)
            found = min((_measured(large, form) for _ in range(3)), key=lambda one: one["busy"])
            print(
                f"| {form} | {count / found['seconds']:,.0f} | {count / found['busy']:,.0f} "
                f"| {found['busy'] / found['yardstick']:.0f} "
                f"| {found['memory']:.0f} MB | {base['memory']:.0f} MB |"
            )


def _measured(project: Path, form: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.exporting", "--one", str(project), form]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _one(path: Path, form: str) -> None:
    project = Project.open(path)
    started, busy = time.perf_counter(), time.process_time()
    export(project, path.with_name(f"out.{form}"), form)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    project.close()
    peak = memory("VmHWM")
    yard = time.process_time()
    sum(number * number for number in range(1_000_000))
    yard = time.process_time() - yard
    said = {"seconds": seconds, "busy": busy, "memory": peak, "yardstick": yard}
    print(json.dumps(said))


def _make(path: Path, count: int) -> None:
    project = Project.create(path, load_codebook("conflict"))
    made = tuple(articles(count))
    done = tuple(StatusChange(one.id, "bench", Status.NEW, Status.DONE) for one in made)
    events = tuple(_record(article, number) for number, article in enumerate(made))
    project.apply(AddArticles(f"Import {count} articles", made, events, done), "bench")
    project.close()


def _record(article: Article, number: int) -> Event:
    """A record of ten values, each with evidence, accepted or corrected from a suggestion."""
    day = article.published or date(2025, 1, 1)
    told: list[tuple[str, AnyValue]] = [
        ("record_class", "incident"),
        ("event_type", ("armed_clash", "attack", "air_drone_strike")[number % 3]),
        ("weapon", "firearm"),
        ("initiator", Actor("Military Forces of Mali")),
        ("target", Actor("Civilians (Mali)")),
        ("date", DateRange(day, day, DatePrecision.DAY)),
        ("place", Place("Gao", "MLI", "Gao", 16.27, -0.04, None, PlacePrecision.EXACT)),
        ("killed", Count(number % 7, number % 7, number % 7)),
        ("wounded", Count(3, 3, None)),
        ("certainty", "high"),
    ]
    values = tuple(
        FieldValue(
            f"{number}-{key}",
            key,
            value,
            State.CORRECTED if key == "place" else State.ACCEPTED,
            (span,),
            0.8,
            suggestion_id=f"p{number}.{key}",
            annotator="bench",
            at=_DECIDED,
        )
        for (key, value), span in zip(told, words(article.text), strict=False)
    )
    return Event(f"e{number}", article.id, "bench", 0, f"p{number}", values)


if __name__ == "__main__":
    main()
