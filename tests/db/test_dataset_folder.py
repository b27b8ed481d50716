"""Dataset folders: complete, the same bytes every time, and careful with what stands there."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from db.exports.exporting import Wanted, export, hand_out
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, StatusChange
from models.errors import UserError
from models.events import Event, FieldValue, State
from models.spans import Span

TEXT = "Rebels raided Sarmin."


def fill(project: Project) -> None:
    articles = (
        Article("a1", TEXT, "Raid", "Wire | Co", None, date(2024, 1, 5), "en", "in/a.html"),
        Article("a2", "Calm.", "Calm", "Radio", None, date(2024, 2, 5), "en", "b.txt"),
    )
    evidence = (Span(0, 6),)
    events = (
        Event(
            "e1",
            "a1",
            "ana",
            values=(
                FieldValue("v1", "type", "raid", State.ACCEPTED, evidence, annotator="ana"),
                FieldValue("v2", "note", "a", State.ADDED, bulk=True, annotator="ana"),
            ),
        ),
        Event("e2", "a1", "ben", values=(FieldValue("v3", "type", "riot", State.ADDED),)),
    )
    statuses = (
        StatusChange("a1", "ana", Status.NEW, Status.DONE),
        StatusChange("a1", "ben", Status.NEW, Status.DONE),
        StatusChange("a2", "ana", Status.NEW, Status.DONE),
        StatusChange("a2", "ben", Status.NEW, Status.DONE),
    )
    project.apply(AddArticles("Import", articles, events, statuses), "ana")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def beside(folder: Path) -> list[str]:
    """What stands in a folder beside the project."""
    names = sorted(path.name for path in folder.iterdir())
    return [name for name in names if not name.startswith("project.db")]


def test_a_folder_tells_all_that_is_to_be_known_of_its_data(
    project: Project, tmp_path: Path
) -> None:
    fill(project)
    out = tmp_path / "dataset"

    assert export(project, out, "csv") == 2

    held = files(out)
    assert sorted(held) == [
        *("README.md", "SHA256SUMS", "codebook.toml", "data_dictionary.csv", "events.csv"),
        "losses.csv",
    ]
    for line in held["SHA256SUMS"].decode().splitlines():
        checksum, name = line.split("  ")
        assert hashlib.sha256(held[name]).hexdigest() == checksum
    head = next(csv.reader(io.StringIO(held["events.csv"].decode(), newline="")))
    listed = csv.DictReader(io.StringIO(held["data_dictionary.csv"].decode(), newline=""))
    assert [row["column"] for row in listed] == head
    card = held["README.md"].decode()
    for told in (
        "2 event records from 2 articles",
        "| articles were published | 2024-01-05 | 2024-02-05 |",
        "| ana | 1 |",
        r"| Wire \| Co | 1 | 2 |",
        "| accepted: as the engine suggested it | 1 |",
        "1 values were accepted in bulk",
        "0 records were made with suggestions in sight",
        "2 articles were coded by several annotators",
        "| `type` | 0.00 |",
        "| .html | 1 |",
        "**raid** (`raid`): A raid.",
        "Licence: not stated",
    ):
        assert told in card, told


def test_the_same_project_gives_the_same_folder(
    open_project: Callable[[], Project], tmp_path: Path
) -> None:
    fill(open_project())
    for name in ("one", "two"):
        export(open_project(), tmp_path / name, "jsonl")

    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_dataset_is_replaced_but_nothing_else_is(project: Project, tmp_path: Path) -> None:
    fill(project)
    out = tmp_path / "dataset"
    export(project, out, "csv")

    export(project, out, "jsonl")
    assert "articles.jsonl" in files(out)
    assert "events.csv" not in files(out)

    (out / "notes.txt").write_text("mine")
    with pytest.raises(UserError, match=r"holds notes\.txt, which is not of the dataset"):
        export(project, out, "csv")
    (out / "notes.txt").unlink()
    (out / "README.md").write_text("mine")
    with pytest.raises(UserError, match=r"README\.md in .* was changed since"):
        export(project, out, "csv")
    assert beside(tmp_path) == ["dataset"]


def test_an_export_that_is_stopped_leaves_nothing(project: Project, tmp_path: Path) -> None:
    fill(project)

    class StoppedError(Exception):
        pass

    def stop(_: int) -> None:
        raise StoppedError

    for out in (tmp_path / "dataset", tmp_path / "out.csv"):
        with pytest.raises(StoppedError):
            hand_out(project, out, Wanted("csv"), stop)
    assert beside(tmp_path) == []


def test_texts_that_may_not_be_passed_on_leave_offsets_and_hashes(
    project: Project, tmp_path: Path
) -> None:
    fill(project)
    wanted = {"without_text_of": frozenset(["Wire | Co"])}

    hand_out(project, tmp_path / "lines", Wanted("jsonl", **wanted))
    hand_out(project, tmp_path / "table", Wanted("csv", **wanted))

    for folder in ("lines", "table"):
        assert not any(b"Rebels" in data for data in files(tmp_path / folder).values())
    lines = files(tmp_path / "lines")["articles.jsonl"].decode()
    assert '"text": null' in lines
    assert '"text": "Calm."' in lines
    assert hashlib.sha256(TEXT.encode()).hexdigest() in lines
    assert ",0-6," in files(tmp_path / "table")["events.csv"].decode()
    assert (
        "texts of 1 articles may not be passed on"
        in files(tmp_path / "lines")["README.md"].decode()
    )
