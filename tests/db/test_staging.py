"""Many files are read before anything is brought in: in order, by several processes, each alone."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from db.formats.found import Found, Refusal
from db.ids import new_id
from db.imports.importing import import_items
from db.imports.reading_processes import Note, Terms
from db.imports.staging import FileRead, Staging
from db.project import Project
from models.codebook import Codebook
from tests.db.bringing import BODY, event, line


def die() -> str:
    os._exit(7)


def sleep() -> str:
    time.sleep(60)
    return ""


def eat() -> str:
    return str(len(bytearray(2_000_000_000)))


def err() -> str:
    raise KeyError("no such thing")


def told(staging: Staging) -> list[str]:
    words = []
    for item in staging:
        match item:
            case Found(line=line):
                words.append(line.article.text)
            case Refusal(text) | Note(text):
                words.append(text)
            case FileRead(path):
                words.append(f"/{path.name}")
    return words


def test_files_come_in_order_whoever_reads_them(codebook: Codebook, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"Text {number}.")
        (tmp_path / f"{number:02}x.zip").write_bytes(b"no archive")
    terms = Terms(codebook, new_id, date(2024, 1, 5))

    alone, together = (told(Staging([tmp_path], terms, workers=n)) for n in (0, 2))

    assert alone == together
    assert alone[:4] == [
        "Text 0.",
        "/00.txt",
        "00x.zip: it is named .zip, but nothing in it is known.",
        "/00x.zip",
    ]


@pytest.mark.parametrize(
    ("new_id", "said"),
    [
        (die, "the program that read it broke down (status 7)"),
        (sleep, "an article in it took more than 1 seconds"),
        (eat, "it takes more memory than one file may have"),
        (err, "its reader made a mistake (KeyError: 'no such thing')"),
    ],
)
def test_a_file_that_breaks_its_process_is_named_and_the_rest_goes_on(
    codebook: Codebook,
    tmp_path: Path,
    new_id: Callable[[], str],
    said: str,
) -> None:
    good = json.dumps(line("a1")).encode()
    bad = json.dumps(line("b1", events=[event()])).encode()
    for name, data in (("a", good), ("b", good + b"\n" + bad), ("c", good)):
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(data))
    terms = Terms(codebook, new_id, seconds=1.0 if new_id is sleep else 20.0)

    words = told(Staging([tmp_path], terms, workers=1))

    assert [word for word in words if word != BODY] == [
        "/a.jsonl.gz",
        f"b.jsonl.gz: {said}; it was not read on.",
        "/b.jsonl.gz",
        "/c.jsonl.gz",
    ]


def test_a_staging_can_be_left_and_its_processes_go(codebook: Codebook, tmp_path: Path) -> None:
    for number in range(20):
        data = gzip.compress(json.dumps(line(f"a{number}")).encode())
        (tmp_path / f"{number:02}.jsonl.gz").write_bytes(data)
    staging = Staging([tmp_path], Terms(codebook, new_id), workers=2)

    for _ in staging:
        staging.cancel()

    assert staging.done < 20
    assert multiprocessing.active_children() == []


def test_an_import_takes_what_was_staged_as_one_edit(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(line()).encode()))
    (tmp_path / "b.zip").write_bytes(b"none")
    staging = Staging([tmp_path], Terms(project.codebook, new_id), workers=1)

    report = import_items(project, staging, annotator="ana")

    assert (report.imported, len(report.refused)) == (1, 1)
    assert (staging.files, staging.done, staging.articles, staging.refused) == (2, 2, 1, 1)
    assert project.undo("ana")
