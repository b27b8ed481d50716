"""Many articles with five poisoned ones: all others must be done, and the five reported.

Run: python bench/poisoned.py [--count 10000] [--workers N]
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

Row = dict[str, Any]

_LAST_DAY = date(2025, 6, 30)
_TOWNS = ("Kaduna", "Goma", "Bamako", "Cali", "Mosul", "Quetta", "Davao", "Tripoli", "Bangui")
_ACTS = (
    "Unidentified gunmen attacked a bus near {town} on {day}, killing {n} people, police said.",
    "A car bomb went off outside a market in {town} on {day} and wounded {n} traders.",
    "Hundreds of residents of {town} marched against the price of bread on {day}.",
    "Soldiers clashed with rebels on the road to {town} on {day}; at least {n} fighters died.",
)
_END = "Nobody had claimed responsibility by the evening. The mayor called for calm."
_LONG = 5_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the articles: those without an answer, and those that nothing was said of."""

    articles: int
    missing: tuple[str, ...]
    unreported: tuple[str, ...]
    seconds: float
    memory: float

    @property
    def is_clean(self) -> bool:
        return not self.missing and not self.unreported


def healthy(count: int) -> Iterator[Row]:
    """Short made-up reports whose texts all differ."""
    for number in range(count):
        published = _LAST_DAY - timedelta(days=number % 700)
        told = _ACTS[number % len(_ACTS)].format(
            town=_TOWNS[number // len(_ACTS) % len(_TOWNS)],
            day=f"{published - timedelta(days=1):%A}",
            n=2 + number % 17,
        )
        text = f"{told}\n{_END} This was report {number} of the desk."
        yield {"id": f"report-{number:06}", "published": published.isoformat(), "text": text}


def poisoned() -> list[Row]:
    """Five articles that no engine can be expected to read as news."""
    long_line = "The column moved on through the valley without a stop and "
    scripts = "Взрыв произошёл 爆炸发生在 وقع انفجار έκρηξη פיצוץ विस्फोट การระเบิด 폭발 "
    texts = {
        "empty": "",
        "one-line": long_line * (_LONG // len(long_line) + 1),
        "control": "".join(map(chr, range(32))) * 20 + "\x7f\x80\x9f\ufeff\u202e\u0000",
        "digits": " ".join(str(7919 * n % 100_003) for n in range(400)),
        "scripts": scripts * 30,
    }
    return [
        {"id": f"poisoned-{name}", "published": _LAST_DAY.isoformat(), "text": text}
        for name, text in texts.items()
    ]


def mixed(count: int) -> Iterator[Row]:
    """`count` articles in all, the poisoned ones spread evenly among the healthy ones."""
    waiting = poisoned()
    step = max(1, count // len(waiting))
    for number, row in enumerate(healthy(count - len(waiting))):
        if waiting and number % step == step // 2:
            yield waiting.pop()
        yield row
    yield from waiting


def run(count: int, workers: int) -> Outcome:
    """Lets `main.py suggest` answer them, and looks at its output and at what it reported."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "mixed.jsonl", Path(folder) / "out.jsonl"
        places: dict[str, int] = {}
        with source.open("w", encoding="utf-8") as lines:
            for number, row in enumerate(mixed(count), 1):
                places[row["id"]] = number
                lines.write(json.dumps(row) + "\n")
        began = time.perf_counter()
        told = subprocess.run(
            [sys.executable, "main.py", "suggest", str(source), "-o", str(out),
             "--workers", str(workers)],
            check=False, capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
        seconds = time.perf_counter() - began
        sys.stderr.write(told.stderr[-4000:])
        done = _answered(out) if out.exists() else frozenset()
    bad = {row["id"] for row in poisoned()}
    missing = tuple(id_ for id_ in places if id_ not in bad and id_ not in done)
    unreported = tuple(id_ for id_ in sorted(bad) if not is_reported(id_, places[id_], told.stderr))
    # Kilobytes, on macOS bytes; of the largest process that was waited for.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    memory = peak / (1_000_000 if sys.platform == "darwin" else 1024)
    return Outcome(len(places), missing, unreported, seconds, memory)


def is_reported(id_: str, line: int, told: str) -> bool:
    """Whether what was told names an article by its id or by its line in the file."""
    return id_ in told or re.search(rf"\bline {line}\b", told.replace(",", "")) is not None


def _answered(path: Path) -> frozenset[str]:
    with path.open(encoding="utf-8") as lines:
        return frozenset(json.loads(line)["id"] for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, metavar="N")
    parser.add_argument("--workers", type=int, default=1, metavar="N")
    arguments = parser.parse_args()
    found = run(arguments.count, arguments.workers)
    print(
        f"{found.articles:,} articles in {found.seconds:,.0f} s "
        f"({found.articles / found.seconds:.1f} a second), peak memory {found.memory:,.0f} MB"
    )
    print(f"healthy articles without an answer: {len(found.missing)}")
    print(f"poisoned articles not reported: {', '.join(found.unreported) or 'none'}")
    return 0 if found.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
