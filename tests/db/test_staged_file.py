"""A staged file holds what was found, goes on where it was broken off, and is imported like any."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

from db.formats import readers
from db.formats.exchange_jsonl import DOUBTS
from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source
from db.ids import new_id
from db.imports.reading_processes import Terms
from db.imports.staged_file import StagedReport, stage, write_refusals
from db.imports.staging import Staging
from db.project import Project
from models.codebook import Codebook
from tests.db.bringing import BODY, bring, event, line, write_lines


def staged(folder: Path, out: Path, codebook: Codebook, stop_after: int = 0) -> StagedReport:
    terms = Terms(codebook, new_id)
    staging = Staging([folder], terms, workers=0)

    def stop(_: StagedReport) -> None:
        if staging.done >= stop_after > 0:
            staging.cancel()

    return stage(staging, out, terms, progress=stop)


def test_a_staging_that_was_broken_off_reads_only_the_rest(
    codebook: Codebook, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(6):
        write_lines(tmp_path / "in" / f"{number}.jsonl", line(f"a{number}"), "{")
    whole, parts = tmp_path / "whole.jsonl", tmp_path / "parts.jsonl"
    complete = staged(tmp_path / "in", whole, codebook)

    begun = staged(tmp_path / "in", parts, codebook, stop_after=3)
    with parts.open("a") as file:
        file.write('{"id": "half a li')
    rest = staged(tmp_path / "in", parts, codebook)

    assert begun.articles == 3
    assert (rest.articles, rest.resumed) == (6, 3)
    assert rest.refused == complete.refused
    assert parts.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "parts.jsonl", "whole.jsonl"]


def test_a_file_that_was_changed_since_is_read_again(codebook: Codebook, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(4):
        write_lines(tmp_path / "in" / f"{number}.jsonl", line(f"a{number}"))
    out = tmp_path / "out.jsonl"
    staged(tmp_path / "in", out, codebook, stop_after=3)
    write_lines(tmp_path / "in" / "1.jsonl", line("b1"), line("b2"))

    report = staged(tmp_path / "in", out, codebook)

    assert (report.articles, report.resumed) == (5, 1)
    assert [json.loads(text)["id"] for text in out.read_text().splitlines()] == [
        "a0",
        "b1",
        "b2",
        "a2",
        "a3",
    ]


def test_staged_lines_bring_in_what_the_files_would(project: Project, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "x.jsonl", line("a1", events=[event()]), line("a2"))
    staged(source, tmp_path / "out.jsonl", project.codebook)

    report = bring(project, tmp_path / "out.jsonl", confirmed_by="ana")

    assert (report.imported, report.events) == (2, 1)
    assert [project.status(id_, "ana").value for id_ in ("a1", "a2")] == ["done", "new"]


def test_doubts_travel_with_a_staged_line_and_not_into_the_article(codebook: Codebook) -> None:
    data = json.dumps(line() | {DOUBTS: [["No date was found.", True]]}).encode()

    [found] = readers.read(Source.of_bytes("x.jsonl", data), Reading(codebook, new_id))

    assert isinstance(found, Found)
    assert (found.doubts, found.line.article.extra) == ((("No date was found.", True),), {})
    assert found.line.article.text == BODY


def test_a_report_is_a_table_without_formulas(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"

    write_refusals(path, ["=cmd.txt: it is empty."], ["a.txt: read as cp1252."])

    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [
        ["kind", "item", "reason"],
        ["refused", "'=cmd.txt", "it is empty."],
        ["note", "a.txt", "read as cp1252."],
    ]


def test_a_packed_file_is_staged_by_another_process(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(line()).encode()))
    terms = Terms(codebook, new_id)

    report = stage(Staging([path], terms, workers=1), tmp_path / "out.jsonl", terms)

    assert (report.articles, report.refused) == (1, [])
