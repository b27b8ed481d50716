"""Whatever is wrong with file, folder or disk is told in a sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from sqlite_utils import Database, Migrations

from db import connection
from db.connection import connect, migrate, writing
from db.migrations import migrations
from db.project import Project
from db.stale import StaleEditError
from models.article import Article, Status
from models.codebook import Codebook
from models.edits import AddArticles, Review, StatusChange
from models.errors import UserError

RELEASED = sorted((Path(__file__).parent / "released").glob("*.db"))


def test_a_project_is_not_made_over_a_file(tmp_path: Path, codebook: Codebook) -> None:
    path = tmp_path / "there.db"
    path.write_text("Something else.")

    with pytest.raises(UserError, match=r"there\.db already exists"):
        Project.create(path, codebook)

    assert path.read_text() == "Something else."


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, codebook: Codebook) -> None:
    path = tmp_path / "none" / "project.db"

    with pytest.raises(UserError, match=r"project\.db cannot be opened; check that its folder"):
        Project.create(path, codebook)
    with pytest.raises(UserError, match="There is no project at"):
        Project.open(path)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write to")
def test_a_folder_that_cannot_be_written_is_named(codebook: Codebook) -> None:
    with pytest.raises(UserError, match="cannot be opened; check that its folder"):
        Project.create(Path("/proc/self/project.db"), codebook)


def test_a_file_that_cannot_be_written_is_named(project: Project) -> None:
    project.db.execute("PRAGMA query_only = ON")

    with pytest.raises(UserError, match="cannot be written, because the file or its folder"):
        project.set_meta("key", "value")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder_is_named(project: Project, tmp_path: Path) -> None:
    project.close()
    tmp_path.chmod(0o500)

    try:
        with pytest.raises(UserError, match=r"project\.db cannot be"):
            Project.open(tmp_path / "project.db").set_meta("key", "value")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("content", [b"", b"<html>No database</html>" * 99, os.urandom(5000)])
def test_what_is_no_project_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.db"
    path.write_bytes(content)

    with pytest.raises(UserError, match=r"page\.db is not an Eventdesk project"):
        Project.open(path)

    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE things (name TEXT)")
    other.close()
    before = path.read_bytes()

    with pytest.raises(UserError, match="is not an Eventdesk project; it may be another program"):
        Project.open(path)

    assert path.read_bytes() == before


def test_a_damaged_file_is_named(project: Project) -> None:
    project.apply(
        AddArticles("Import", tuple(Article(f"a{n}", "Word " * 99) for n in range(99))), "ana"
    )
    project.close()
    content = bytearray(project.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    project.path.write_bytes(content)

    with pytest.raises(UserError, match=r"project\.db is damaged"):
        Project.open(project.path).queue("ana")


def test_a_newer_file_is_refused_in_words_and_left_alone(project: Project) -> None:
    later = Migrations("project")
    later(name="m999_from_the_future")(lambda _: None)
    later.apply(project.db)
    project.close()
    before = project.path.read_bytes()

    with pytest.raises(UserError, match="written by a newer version of Eventdesk"):
        Project.open(project.path)

    assert project.path.read_bytes() == before


def test_an_older_file_is_copied_before_it_is_migrated(project: Project) -> None:
    project.apply(AddArticles("Import", (Article("a1", "Text."),)), "ana")
    project.close()
    steps = Migrations("project")
    with closing(Database(memory=True)) as empty:
        released = migrations.pending(empty)
    for step in released:
        steps(name=step.name)(step.fn)
    number = len(released) + 1
    steps(name="later_notes")(lambda db: db.execute("CREATE TABLE notes (text TEXT) STRICT"))
    other = project.path.with_name(f"project.before-migration-{number}.db")
    other.write_text("An older copy.")

    db = connect(project.path)
    copy = migrate(db, project.path, steps)

    assert copy == project.path.with_name(f"project.before-migration-{number}-2.db")
    assert db.table("notes").exists()
    assert migrate(db, project.path, steps) is None
    db.close()
    assert other.read_text() == "An older copy."
    old = Project.open(copy)
    assert old.article("a1").text == "Text."
    assert old.check() == []
    old.close()


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.name)
def test_every_released_file_opens_and_is_clean(released: Path, tmp_path: Path) -> None:
    path = tmp_path / released.name
    shutil.copy(released, path)

    project = Project.open(path)

    assert project.check() == []
    assert project.undo_title("ana") == "Mark article done"
    assert project.status("a1", "ana") is Status.DONE
    [event] = project.events("a1", "ana")
    text = project.article("a1").text
    assert [span.quote(text) for span in event.values[0].evidence] == ["Raiders"]
    project.close()


def test_a_full_disk_loses_nothing(open_project: Callable[[], Project]) -> None:
    project = open_project()
    first = AddArticles("Import", (Article("a1", "Text."),))
    project.apply(first, "ana")
    pages = project.db.execute("PRAGMA page_count").fetchone()[0]
    project.db.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(UserError, match=r"The disk with .*project\.db is full"):
        project.apply(AddArticles("More", (Article("a2", "Words " * 50_000),)), "ana")

    assert len(project.queue("ana")) == 1
    assert project.check() == []
    project = open_project()
    project.apply(AddArticles("More", (Article("a2", "Words " * 50_000),)), "ana")
    assert len(project.queue("ana")) == 2
    assert project.check() == []


def test_a_file_that_another_program_writes_to_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.apply(AddArticles("Import", (Article("a1", "Text."),)), "ana")
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(project.path)
    other.execute("BEGIN IMMEDIATE")

    done = Review("Done", (), (StatusChange("a1", "ana", Status.NEW, Status.DONE),))
    with pytest.raises(UserError, match=r"project\.db is in use by another program"):
        project.apply(done, "ana")
    assert project.status("a1", "ana") is Status.NEW
    other.rollback()
    other.close()

    project.apply(done, "ana")
    assert project.status("a1", "ana") is Status.DONE


def test_who_waits_comes_in_between_the_transactions_of_a_busy_program(project: Project) -> None:
    came_in = Event()
    held = Event()

    def write_on() -> None:
        busy = connect(project.path)
        while not came_in.is_set():
            with writing(busy):
                held.set()
                sleep(0.02)
            sleep(0.004)
        busy.close()

    with ThreadPoolExecutor() as pool:
        busy = pool.submit(write_on)
        held.wait()
        project.set_meta("key", "value")
        came_in.set()
        busy.result()

    assert project.meta("key") == "value"


def test_two_windows_on_one_file_see_each_others_work(project: Project) -> None:
    project.apply(AddArticles("Import", (Article("a1", "Text."),)), "ana")
    other = Project.open(project.path)

    done = Review("Done", (), (StatusChange("a1", "ben", Status.NEW, Status.DONE),))
    other.apply(done, "ben")
    other.close()

    assert project.status("a1", "ben") is Status.DONE
    assert project.check() == []


def test_an_edit_that_another_window_was_faster_with_is_refused_in_words(project: Project) -> None:
    project.apply(AddArticles("Import", (Article("a1", "Text."),)), "ana")
    other = Project.open(project.path)
    done = Review("Done", (), (StatusChange("a1", "ana", Status.NEW, Status.DONE),))
    again = Review("Again", (), (StatusChange("a1", "ana", Status.FLAGGED, Status.DONE),))
    with pytest.raises(StaleEditError):
        project.apply(again, "ana")
    other.apply(done, "ana")
    other.close()

    with pytest.raises(UserError, match="changed in another window meanwhile"):
        project.apply(done, "ana")

    assert project.undo_title("ana") == "Done"
    assert project.check() == []
