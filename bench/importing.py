"""How many articles a second the command line brings in, by format, and the memory it takes.

    python -m bench.importing [articles] [pages]

Each format is brought in five times by a process of its own, its start included: the median and the
worst run are shown. Memory is flat if a file ten times as long takes hardly more, so each format
is measured with a tenth of the articles and with all.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench.costs import Cost, cost_of
from bench.machine import machine
from bench.made_up import write_articles

_RUNS = 5
_MENU = "".join(f'<li><a href="/s{number}">Section {number}</a></li>' for number in range(60))
_ASIDE = "".join(f"<div class=teaser><h3>Other story {n}</h3>Short.</div>" for n in range(40))


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    print(f"{machine()}, 300 words an article, {_RUNS} runs each")
    print("| import | articles | articles/s, median | worst | a processor second | peak MB |")
    print("|---|---|---|---|---|---|")
    writers: tuple[tuple[str, int, Callable[[Path, Path], Path]], ...] = (
        ("jsonl", articles, lambda lines, _: lines),
        ("csv", articles, _as_csv),
        ("html", pages, _as_pages),
    )
    for name, count, write in writers:
        for number in (count // 10, count):
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                write_articles(folder / "a.jsonl", number, 300)
                source = write(folder / "a.jsonl", folder)
                costs = [_brought_in(folder / f"{run}.db", source, number) for run in range(_RUNS)]
            print(f"| {name} | {number:,} | {_row(number, costs)} |", flush=True)


def _brought_in(project: Path, source: Path, number: int) -> Cost:
    cost = cost_of("import", str(project), str(source))
    if f"{number:,} articles" not in cost.said:
        sys.exit(cost.said[-1000:])
    return cost


def _row(number: int, costs: list[Cost]) -> str:
    seconds = [cost.seconds for cost in costs]
    busy = median(cost.busy for cost in costs)
    peak = max(cost.peak for cost in costs) / 1e6
    middle, worst = number / median(seconds), number / max(seconds)
    return f"{middle:,.0f} | {worst:,.0f} | {number / busy:,.0f} | {peak:.0f}"


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _as_csv(lines: Path, folder: Path) -> Path:
    path = folder / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ("id", "title", "source", "published", "text"))
        rows.writeheader()
        rows.writerows(_lines(lines))
    return path


def _as_pages(lines: Path, folder: Path) -> Path:
    """Pages with menus and teasers around the article, about 15 KB each."""
    pages = folder / "pages"
    pages.mkdir()
    for line in _lines(lines):
        words = line["text"].split()
        parts = [" ".join(words[start : start + 50]) for start in range(0, len(words), 50)]
        body = "".join(f"<p>{part.capitalize()}.</p>" for part in parts)
        text = (
            f"<!doctype html><html lang=en><head><title>{line['title']} | Wire</title>"
            f'<meta property="article:published_time" content="{line["published"]}"></head>'
            f"<body><nav><ul>{_MENU}</ul></nav><main><article><h1>{line['title']}</h1>{body}"
            f"</article></main><aside>{_ASIDE}</aside><footer>All rights reserved</footer></body>"
        )
        (pages / f"{line['id']}.html").write_text(text, encoding="utf-8")
    return pages


if __name__ == "__main__":
    main()
