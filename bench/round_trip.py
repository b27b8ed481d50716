"""One project from start to end: articles in, out again, the check, and the import taken back.

    python -m bench.round_trip [articles] [words an article]

All in one process; what commands cost by format is for `bench.importing` and `bench.exporting`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bench.machine import machine
from bench.made_up import write_articles
from db.codebook_files import load_codebook
from db.exports.exporting import export
from db.imports.importing import import_files
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
    before, rows = machine(), []
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
    print(f"{before}, {words} words an article")
    print(f"| {'what':16} | articles | seconds | articles/s |\n|---|---|---|---|")
    for what, count, seconds in rows:
        print(f"| {what:16} | {count:8,} | {seconds:7.2f} | {count / seconds:10,.0f} |")
    if findings:
        sys.exit("\n".join(findings))


if __name__ == "__main__":
    main()
