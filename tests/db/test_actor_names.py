"""Names of actors travel: as a table of their own, in dataset folders and in SQLite datasets."""

from __future__ import annotations

import argparse
import csv
import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.engine import engine_of
from db import actors
from db.codebook_files import load_codebook
from db.exports import exporting
from db.exports.dataset_summary import Summary
from db.formats import actor_names
from db.formats.dataset import CodedArticle
from db.formats.source import Source
from db.project import Project
from main import main
from models.actors import ActorBook, ActorEntry, ActorSort
from models.article import Article, Status
from models.edits import AddArticles, Review
from models.events import Event, FieldValue, State
from models.values import Actor
from tests.db.bringing import bring

FRONT = ActorEntry("Salt Front", ("SF", "The Salt; North"), "DZA", ActorSort.GROUP)
RIDERS = ActorEntry("=Riders", (), None, ActorSort.PERSON)
#: One column alone tells no separator, so a name has a letter.
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).map(
    lambda text: f"A {text}"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = Project.create(tmp_path / "p.db", load_codebook("conflict"))
    made.apply(Review("Say", actors=made.actor_book().take([FRONT, RIDERS])), "ana")
    yield made
    made.close()


def written(entries: list[ActorEntry]) -> bytes:
    out = io.StringIO(newline="")
    actor_names.write(out, entries)
    return out.getvalue().encode()


def read(data: bytes) -> tuple[list[ActorEntry], list[str]]:
    told: list[str] = []
    return actor_names.read(Source.of_bytes("actors.csv", data), told.append), told


@given(st.lists(st.builds(ActorEntry.of, NAMES, st.lists(NAMES), st.sampled_from([None, "DZA"]))))
def test_what_is_written_comes_back(entries: list[ActorEntry]) -> None:
    book = ActorBook()
    held = list(book.after(book.take(entries)).entries)

    found, _ = read(written(held))

    assert sorted(found, key=lambda one: one.name) == held


def test_a_table_of_a_spreadsheet_is_read_and_bad_rows_are_told() -> None:
    rows = "Name;Other_name;Country;Kind\r\nSalt Front;SF;dza;Group\r\nSalt Front;NSF;;\r\n"
    rows += "Riders;R;Algeria;\r\nMilitia;M;;gang\r\n;X;;\r\n"

    found, told = read(rows.encode("cp1252"))

    assert found == [ActorEntry("Salt Front", ("NSF", "SF"), "DZA", ActorSort.GROUP)]
    assert [one.partition(":")[0] for one in told] == [f"actors.csv, row {n}" for n in (4, 5, 6)]


def test_another_list_adds_to_what_is_known_and_main_names_stay(project: Project) -> None:
    listed = [
        ActorEntry("SF", ("S.F.",)),
        ActorEntry("Coast Guard", (), "DZA", ActorSort.FORCE),
    ]

    assert actors.take_list(project, listed, "ana") == 2

    book = project.actor_book()
    assert book.of("Salt Front").aliases == ("S.F.", "SF", "The Salt; North")
    assert book.of("Coast Guard").sort is ActorSort.FORCE
    assert actors.take_list(project, listed, "ana") == 0
    assert project.undo_title("ana") == "Take 2 actors over"
    project.undo("ana")
    assert project.actor_book() == ActorBook((RIDERS, FRONT))
    assert project.check() == []


def test_datasets_take_the_names_along(project: Project, tmp_path: Path) -> None:
    exporting.export(project, tmp_path / "set", "csv")
    exporting.export(project, tmp_path / "set.sqlite", "sqlite")

    source = Source.of_file(tmp_path / "set" / "actors.csv")
    assert actor_names.read(source, lambda _: None) == [RIDERS, FRONT]
    assert "actors.csv" in (tmp_path / "set" / "README.md").read_text("utf-8")
    db = sqlite3.connect(tmp_path / "set.sqlite")
    assert db.execute("SELECT * FROM actors ORDER BY name, other_name").fetchall() == [
        ("=Riders", None, None, "person"),
        ("Salt Front", "SF", "DZA", "group"),
        ("Salt Front", "The Salt; North", "DZA", "group"),
    ]
    db.close()


def test_a_dataset_folder_is_read_without_its_table_of_actors(
    project: Project, tmp_path: Path
) -> None:
    project.apply(AddArticles("Bring", (Article("a1", "The Salt Front came."),)), "ana")
    exporting.export(project, tmp_path / "set", "jsonl")
    assert (tmp_path / "set" / "actors.csv").exists()
    again = Project.create(tmp_path / "again.db", project.codebook)

    report = bring(again, tmp_path / "set")

    assert (len(again.queue("ana")), report.refused) == (1, ())
    again.close()


def test_annotators_agree_on_an_actor_by_whichever_name(project: Project) -> None:
    def coded(name: str, annotator: str) -> Event:
        value = FieldValue("v", "initiator", Actor(name), State.ADDED, annotator=annotator)
        return Event(f"e-{annotator}", "a1", annotator, values=(value,))

    article = Article("a1", "The Salt Front came.")
    events = (coded("Salt Front", "ana"), coded("sf", "ben"))
    both = CodedArticle(article, {"ana": Status.DONE, "ben": Status.DONE}, events)
    known, unknown = Summary(project.codebook, project.actor_book()), Summary(project.codebook)
    for summary in (known, unknown):
        summary.add(both)

    assert known.agreement["initiator"].f1 == 1
    assert unknown.agreement["initiator"].f1 == 0


def test_the_engine_of_a_project_is_told_its_names(project: Project) -> None:
    asked = argparse.Namespace(model=None, learned=project.path, codebook=None)

    assert engine_of(asked).actors == (RIDERS, FRONT)


def test_the_command_carries_names_from_project_to_project(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, table = tmp_path / "other.db", tmp_path / "names.csv"
    Project.create(other, load_codebook("conflict")).close()

    assert main(["actors", str(project.path), "--export", str(table)]) == 0
    assert main(["actors", str(other), "--import", str(table), "--annotator", "ben"]) == 0

    opened = Project.open(other)
    assert opened.actor_book() == project.actor_book()
    assert opened.undo_title("ben") == "Take 2 actors over"
    opened.close()
    assert main(["actors", str(other), "--import", str(tmp_path / "none.csv")]) != 0
    assert "cannot be read" in capsys.readouterr().err
    with table.open(newline="") as file:
        assert next(csv.reader(file)) == ["name", "other_name", "country", "kind"]
