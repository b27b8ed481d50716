"""Measures how well copies and reports of one incident are found, and how fast.

    python -m bench.duplicates --shared DIR     quality on pairs of news, with the curve
    python -m bench.duplicates --speed          100,000 generated articles, then 1,000 more

`DIR` holds `data/neardup/<part>_pairs.jsonl` with pairs of articles of `data/gva/<part>.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.make_project import LAST_DAY
from db.codebook_files import load_codebook
from db.duplicates import groups_of, kin
from db.project import Project
from models.article import Article
from models.duplicates.relations import Relation
from models.edits import AddArticles

ROOT = Path(__file__).resolve().parent.parent
ARTICLES, MORE = 100_000, 1_000
_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0, 1.2, 1.5, 2.0)

Pair = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, metavar="DIR")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.shared:
            _quality(arguments.shared / "data", arguments.part, Path(folder))
        if arguments.speed:
            _speed(Path(folder), arguments.articles)


def _quality(data: Path, part: str, folder: Path) -> None:
    from db.duplicates.finding import find

    rows = _lines(data / "gva" / f"{part}.jsonl")
    articles, incidents = _articles(rows)
    project = _project(folder / "quality.db", list(articles.values()))
    try:
        find(project)
        _tell_pairs(project, _lines(data / "neardup" / f"{part}_pairs.jsonl"))
        _tell_collection(project, list(articles), incidents)
    finally:
        project.close()


def _tell_pairs(project: Project, pairs: list[dict[str, Any]]) -> None:
    """What the groups say of each pair, and how well the likeness of two articles tells.

    Pairs of an article with itself are left out: nothing is to be found there.
    """
    pairs = [one for one in pairs if one["a"] != one["b"]]
    ids = {one[side] for one in pairs for side in "ab"}
    held = groups_of(project, sorted(ids))
    copied = {(one, other) for one, group in held.items() for other in group.copies}
    told = copied | {(one, other) for one, group in held.items() for other in group.reports}
    near = [one for one in pairs if not 0.1 <= one["jaccard5"] < 0.5]
    _tell(
        "near copies (groups)",
        [(one["jaccard5"] >= 0.5, (one["a"], one["b"]) in copied) for one in near],
    )
    _tell(
        "same incident (groups)",
        [(bool(one["same_incident"]), (one["a"], one["b"]) in told) for one in pairs],
    )
    likeness = _likeness(project)
    for least in _STEPS:
        _tell(
            f"same incident, pairs alike from {least}",
            [
                (
                    bool(one["same_incident"]),
                    (one["a"], one["b"]) in copied
                    or likeness.get(_sorted(one["a"], one["b"]), 0.0) >= least,
                )
                for one in pairs
            ],
        )


def _tell_collection(project: Project, ids: list[str], incidents: dict[str, set[str]]) -> None:
    """How many of all pairs that were put together are of one incident: most pairs are not."""
    held = groups_of(project, ids)
    found = [
        (bool(incidents[one] & incidents[other.article_id]), other.relation)
        for one, group in held.items()
        for other in group.relatives
    ]
    for relation in Relation:
        chosen = [is_same for is_same, its in found if its is relation]
        share = sum(chosen) / max(len(chosen), 1)
        sys.stdout.write(
            f"whole collection, {relation}: {len(chosen) // 2} pairs, {share:.3f} same\n"
        )
    sizes = sorted((len(one) for one in kin(project)), reverse=True)
    sys.stdout.write(f"sets that belong together: {len(sizes)}, greatest {sizes[:8]}\n")


def _likeness(project: Project) -> dict[Pair, float]:
    """How alike all pairs of articles are that are at all, by their ids."""
    import numpy as np

    from db.duplicates import kept
    from db.duplicates.matching import incident_pairs

    held = kept.load(project)
    names = dict(project.db.execute("SELECT number, id FROM articles").fetchall())
    clues = [one.clues for one in held.signatures]
    fresh = np.ones(len(clues), dtype=bool)
    return {
        _sorted(names[held.numbers[one.one]], names[held.numbers[one.other]]): one.score
        for one in incident_pairs(clues, held.days, held.sources, fresh, _STEPS[0])
    }


def _tell(title: str, judged: list[tuple[bool, bool]]) -> None:
    right = sum(is_so and said for is_so, said in judged)
    said, there = sum(said for _, said in judged), sum(is_so for is_so, _ in judged)
    sys.stdout.write(
        f"{title:40} precision {right / max(said, 1):.3f}  recall {right / max(there, 1):.3f}\n"
    )


def _articles(rows: list[dict[str, Any]]) -> tuple[dict[str, Article], dict[str, set[str]]]:
    """The articles by id, and which incidents each reports."""
    articles: dict[str, Article] = {}
    incidents: dict[str, set[str]] = {}
    for row in rows:
        for found in row["articles"]:
            id_, day = found["doc_id"], found["dct"]
            articles[id_] = Article(
                id_,
                found["text"],
                found["title"],
                url=found["url"],
                published=date.fromisoformat(day),
            )
            also = {str(found["also_incident"])} if found.get("also_incident") else set()
            incidents.setdefault(id_, set()).update({str(row["incident_id"])}, also)
    return articles, incidents


def _speed(folder: Path, count: int) -> None:
    """Times the command itself, in a process of its own."""
    made = list(_generated(count + MORE))
    project = _project(folder / "speed.db", made[:count])
    try:
        _timed(f"{count:,} articles", project.path)
        project.apply(AddArticles("More", tuple(made[count:])), "bench")
        _timed(f"{MORE:,} more", project.path)
        _timed("nothing new", project.path)
    finally:
        project.close()


def _timed(title: str, path: Path) -> None:
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "main.py", "duplicates", str(path), "--lines"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    sys.stdout.write(
        f"{title}: {took:.1f} s ({used:.1f} s of the processor), at most"
        f" {after.ru_maxrss / 1024:,.0f} MB so far; {done.stdout}"
    )
    sys.stdout.flush()


def _generated(count: int) -> Iterator[Article]:
    """Texts of about 330 words as frequent as in real ones; a fifth are copies of others."""
    chance = random.Random(7)  # noqa: S311
    words = [_word(chance) for _ in range(200_000)]
    ranks = [1 / (rank + 3) for rank in range(len(words))]
    for place, name in enumerate(words):
        if place % 4 == 3:
            words[place] = name.capitalize()
    totals = [*_running(ranks)]
    kept: list[list[str]] = []
    for number in range(count):
        if kept and chance.random() < 0.2:
            said = list(chance.choice(kept[-2_000:]))
            for _ in range(chance.choice((0, 5, 15))):
                said[chance.randrange(len(said))] = chance.choice(words)
        else:
            length = chance.randrange(120, 540)
            said = chance.choices(words, cum_weights=totals, k=length)
            kept.append(said)
        day = LAST_DAY - timedelta(days=number * 700 // count)
        title = " ".join(said[:8])
        yield Article(f"made-{number:06}", " ".join(said), title, published=day)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("aeioubdfgklmnprstvz") for _ in range(chance.randrange(3, 10)))


def _running(numbers: list[float]) -> Iterator[float]:
    total = 0.0
    for number in numbers:
        total += number
        yield total


def _project(path: Path, articles: list[Article]) -> Project:
    project = Project.create(path, load_codebook("conflict"))
    project.apply(AddArticles("Import", tuple(articles)), "bench")
    return project


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _sorted(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


if __name__ == "__main__":
    main()
