"""Files that mean harm are refused or tamed in a sentence, and the good ones beside them come in.

The same files in real sizes, with what they cost: `bench/hostile.py`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.hostile import write_hostile
from db.codebook_files import load_codebook
from db.formats import unpacking
from db.formats.found import Found, Refusal
from db.ids import new_id
from db.imports.reading_processes import Terms
from db.imports.staging import Staging
from models.article import Article
from tests.db.web_server import serving

REFUSED = {
    "bomb.docx",
    "bomb.jsonl.gz/bomb.jsonl",
    "bomb.odt",
    "bomb.parquet",
    "bomb.zip/zeros.txt",
    "columns.csv",
    "columns.parquet",
    "cut.parquet",
    "damaged.parquet",
    "deep.html",
    "deep.jsonl line 1",
    "deep.parquet",
    "deep.xmi",
    "entities.docx",
    "entities.odt",
    "entities.xmi",
    "entities16.xmi",
    "footer.parquet",
    "groups.parquet",
    "line.csv",
    "line.eml",
    "line.html",
    "line.jsonl line 1",
    "line.txt",
    "long.xmi",
    "many.xmi",
    "number.jsonl line 1",
    "outside.docx",
    "outside.xmi",
    "repeated.parquet",
    "surrogates.jsonl line 1",
}


@dataclass
class Outcome:
    """What came in by its origin, and by the file's name what was said of what did not."""

    articles: dict[str, Article]
    refused: dict[str, str]
    asked: list[tuple[str, str | None, str | None]]
    files_before: list[Path]
    files_after: list[Path]
    peak_bytes: int


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("hostile")
    with serving({}) as server:
        write_hostile(folder, 26_000_000, server.address)
        for name in ("0first.txt", "zlast.txt"):
            (folder / name).write_text(f"A good report in {name}.")
        before = sorted(folder.parent.rglob("*"))
        largest = _largest_child()
        staging = Staging([folder], Terms(load_codebook("conflict"), new_id), workers=1)
        items = list(staging)
        after = sorted(folder.parent.rglob("*"))
    peak = _largest_child()
    # Of an earlier test's child, or handed down by this process: those of this test were smaller.
    if peak <= max(largest, 1.05 * _own_peak()):
        peak = 0
    articles = {i.line.article.origin: i.line.article for i in items if isinstance(i, Found)}
    refused = dict(item.text.split(": ", 1) for item in items if isinstance(item, Refusal))
    return Outcome(articles, refused, server.asked, before, after, peak)


def _own_peak() -> int:
    """Bytes that this process had in use at most: on Linux its children begin with that figure."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _largest_child() -> int:
    """Bytes that the largest process that has ended had in use (0 where it cannot be told)."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def test_what_is_beyond_use_is_refused_by_name(outcome: Outcome) -> None:
    assert set(outcome.refused) - {"entities.xlsx"} == REFUSED
    assert {name: told for name, told in outcome.refused.items() if len(told) > 600} == {}
    broken = ("made a mistake", "broke down", "seconds", "memory")
    assert [t for t in outcome.refused.values() if any(word in t for word in broken)] == []


def test_the_rest_of_the_batch_comes_in(outcome: Outcome) -> None:
    assert {"0first.txt", "zlast.txt", "bomb.zip/tmp/outside.txt"} <= set(outcome.articles)
    assert {"scripts.html", "script.pdf", "formulas.csv", "record.xmi", "offsets.xmi"} <= {
        origin.split(" ")[0] for origin in outcome.articles
    }


def test_nothing_is_run_fetched_or_written(outcome: Outcome) -> None:
    texts = " ".join(article.text for article in outcome.articles.values())

    assert outcome.asked == []
    assert outcome.files_after == outcome.files_before
    assert "root:" not in texts
    assert "hahaha" not in texts
    assert "never" not in texts
    assert "launchURL" not in texts


def test_texts_hold_whole_characters_only(outcome: Outcome) -> None:
    for article in outcome.articles.values():
        article.text.encode()
        assert "\0" not in article.text


def test_memory_stays_within_its_limit(outcome: Outcome) -> None:
    assert outcome.peak_bytes < 1_000_000_000
    assert unpacking.HELD_BYTES < 100_000_000
