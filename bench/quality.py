"""Measures the suggestions on sets of news with known events; prints one Markdown table.

    python bench/quality.py --shared DIR               everything
    python bench/quality.py --shared DIR --sample 100 --labels 0 --only muc,gva

DIR holds the sets (`data/`), their scorers (`eval/`) and the first article (`seed/`); sets that are
not there are named and skipped. The scorers need scipy and rapidfuzz. How analysts' effort and
calibration are reckoned: `quality_effort.py`, `quality_calibration.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import quality_runs
from bench.quality_sets import MissingSetError, Shared, say
from bench.quality_table import LABELS, NAMES, as_markdown, circumstances, groups
from models.suggest.engine import ENGINE


def main() -> int:
    arguments = _parser().parse_args()
    shared = Shared(arguments.shared.resolve(), arguments.sample, arguments.workers)
    figures: dict[str, float | None] = {}
    counts: dict[str, int] = {}
    details: dict[str, Any] = {}
    for name in arguments.only:
        began = time.perf_counter()
        try:
            outcome = quality_runs.RUNS[name](shared, arguments.labels)
        except MissingSetError as error:
            say(f"{name} is skipped: {error}.")
            continue
        figures |= outcome.figures
        details |= outcome.details
        if outcome.articles:
            counts[name] = outcome.articles
        say(f"{name}: {time.perf_counter() - began:,.0f} s")
    shown = [group for group in groups(arguments.labels) if group.name in arguments.only]
    said = circumstances(ENGINE)
    sample = f" · a sample of {arguments.sample} of each set" if arguments.sample else ""
    print(f"{said}{sample}\n\n{as_markdown(shown, figures, counts)}")
    if arguments.json:
        whole = {"circumstances": said, "figures": figures, "articles": counts, "reports": details}
        arguments.json.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--only", type=_names, default=NAMES, metavar="SET,…", help=f"of {', '.join(NAMES)}"
    )
    parser.add_argument("--sample", type=int, metavar="N", help="articles or incidents of each set")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes (default 1)")
    parser.add_argument(
        "--labels", type=_numbers, default=LABELS, metavar="N,…", help="labelled articles to learn"
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="figures and the scorers' reports")
    return parser


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := set(names) - set(NAMES):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: use {', '.join(NAMES)}")
    return names


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(number) for number in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: write numbers such as 0,100,1300") from None


if __name__ == "__main__":
    sys.exit(main())
