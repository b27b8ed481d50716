"""How many articles a second come in from exchange files and go out again.

Run: python -m bench.bench_import_export [articles] [words an article]
"""

from __future__ import annotations

import itertools
import json
import platform
import random
import sys
import tempfile
import time
from pathlib import Path

from db.codebook_files import load_codebook
from db.exporting import export
from db.importing import import_files
from db.project import Project


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    words = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder), articles, words)


def _run(folder: Path, articles: int, words: int) -> None:
    source = folder / "articles.jsonl"
    write_articles(source, articles, words)
    project = Project.create(folder / "bench.db", load_codebook("conflict"))
    rows = []
    started = time.perf_counter()
    report = import_files(project, [source], annotator="bench")
    rows.append(("import jsonl", report.imported, time.perf_counter() - started))
    for form in ("jsonl", "csv"):
        started = time.perf_counter()
        export(project, folder / f"out.{form}", form)
        rows.append((f"export {form}", articles, time.perf_counter() - started))
    started = time.perf_counter()
    findings = project.check()
    rows.append(("check", articles, time.perf_counter() - started))
    started = time.perf_counter()
    project.undo("bench")
    rows.append(("undo the import", articles, time.perf_counter() - started))
    project.close()
    print(f"{platform.machine()}, Python {platform.python_version()}, {words} words an article")
    print(f"| {'what':16} | articles | seconds | articles/s |\n|---|---|---|---|")
    for what, count, seconds in rows:
        print(f"| {what:16} | {count:8,} | {seconds:7.2f} | {count / seconds:10,.0f} |")
    if findings:
        sys.exit("\n".join(findings))


def write_articles(path: Path, articles: int, words: int) -> None:
    """Articles of made-up words that are as unevenly common as those of a language."""
    chance = random.Random(1)  # noqa: S311 - the same articles every time
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(20_000)]
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            text = chance.choices(vocabulary, cum_weights=weights, k=words)
            line = {
                "id": f"a{number}",
                "title": " ".join(text[:8]),
                "source": "wire",
                "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "text": " ".join(text),
            }
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
