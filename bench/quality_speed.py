"""Throughput and memory of one process, and whether the same input gives the same output.

Run by bench.quality in fresh processes: python -m bench.quality_speed ARTICLES.jsonl CODEBOOK
prints articles a second of the engine and of the bare pipeline, and the engine's peak memory.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.machine import memory
from bench.quality_sets import ROOT, Row, write_rows
from db.codebook_files import load_codebook
from db.ids import new_id
from models.article import Article
from models.exchange.lines import read_line
from models.suggest import pipeline
from models.suggest.engine import BuiltInSuggester

#: So many articles are answered before the clock starts: caches are warm after them.
_WARM_UP = 10


def measured(articles: Sequence[Row], codebook: str) -> dict[str, float]:
    """Speed and memory, from a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        write_rows(source, articles)
        told = subprocess.run(
            [sys.executable, "-m", "bench.quality_speed", str(source), codebook],
            check=True, capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
    found: dict[str, float] = json.loads(told.stdout)
    return found


def unlike(articles: Sequence[Row], codebook: str) -> tuple[int, int]:
    """How many articles are answered otherwise in another process, and in another order.

    Each process has another seed for hashes of strings; answers are compared byte for byte.
    """
    first = _answers(articles, codebook, seed=1)
    again = _answers(articles, codebook, seed=2)
    turned = _answers(articles[::-1], codebook, seed=3)
    return _differences(first, again), _differences(first, turned)


def _differences(one: dict[str, str], other: dict[str, str]) -> int:
    return sum(one.get(key) != other.get(key) for key in one.keys() | other.keys())


def _answers(articles: Sequence[Row], codebook: str, *, seed: int) -> dict[str, str]:
    """The lines that `main.py suggest` writes, by article."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "articles.jsonl", Path(folder) / "out.jsonl"
        write_rows(source, articles)
        subprocess.run(
            [sys.executable, "main.py", "suggest", str(source), "-o", str(out),
             "--codebook", codebook],
            check=True, capture_output=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        )  # fmt: skip
        lines = out.read_text(encoding="utf-8").splitlines()
    # The name of the input file is in the line; it lies in another folder each time.
    return {
        row["id"]: json.dumps(row["events"], ensure_ascii=False) for row in map(json.loads, lines)
    }


def main() -> None:
    path, name = sys.argv[1:]
    book = load_codebook(name)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    articles = [read_line(json.loads(line), book, new_id=new_id).article for line in lines]
    engine = BuiltInSuggester(book)
    engine.load()
    for _ in engine(articles[:_WARM_UP]):
        pass
    figures = dict(zip(("engine", "processor"), _rates(engine(articles)), strict=True))
    figures["memory"] = _peak_memory()
    figures |= zip(("raw", "raw_processor"), _bare_rates(articles), strict=True)
    print(json.dumps(figures))


def _rates(answers: Iterable[object]) -> tuple[float, float]:
    """Answers a second by the clock, and by the time that the processor gave to this process."""
    clock, processor = time.perf_counter(), time.process_time()
    count = sum(1 for _ in answers)
    return count / (time.perf_counter() - clock), count / (time.process_time() - processor)


def _bare_rates(articles: Sequence[Article]) -> tuple[float, float]:
    bare = pipeline.installed_pipeline()
    texts = [article.text for article in articles]
    for _ in bare.pipe(texts[:_WARM_UP]):
        pass
    return _rates(bare.pipe(texts, batch_size=pipeline.BATCH_SIZE))


def _peak_memory() -> float:
    """Megabytes; the system counts in kilobytes, on macOS in bytes.

    Linux hands what `getrusage` tells down from the process that started this one.
    """
    if sys.platform == "linux":
        return memory("VmHWM")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
