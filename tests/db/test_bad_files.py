"""Files and folders that no good user would give, and that come all the same."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from db.connection import writing
from db.exports.exporting import export
from db.failures import explained
from db.imports.importing import ImportReport, import_files
from db.project import Project
from db.written_files import written
from models.article import Article, Status
from models.codebook import Codebook
from models.edits import AddArticles, Review, StatusChange
from models.errors import UserError


def bring(project: Project, *paths: Path) -> ImportReport:
    return import_files(project, paths, annotator="ana", confirmed_by="ana")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "x.jsonl: it is empty."),
        (b"\n \n", "x.jsonl: it is empty."),
        (b"\x89PNG\r\n\0\n\xff\n\xfe\n", "x.jsonl: it is not a text: it has binary data in it."),
        (
            b'{"text": "broken\n',
            "x.jsonl line 1: it is not valid JSON (Invalid control character at character 16).",
        ),
    ],
)
def test_a_file_without_a_good_line_is_refused_in_one_sentence(
    project: Project, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)

    assert bring(project, path) == ImportReport(refused=(said,))


def test_a_folder_without_articles_is_refused(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()

    [refusal] = bring(project, folder).refused
    assert refusal == f"{folder}: there is no file in it that can be imported."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_read_is_refused(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    try:
        report = bring(project, folder, folder / "a.txt")
    finally:
        folder.chmod(0o700)

    assert report.refused == tuple(
        f"{path}: it cannot be read (Permission denied)." for path in (folder, folder / "a.txt")
    )


def test_an_event_of_which_nothing_can_be_taken_is_left_out(
    project: Project, tmp_path: Path
) -> None:
    events = [{"id": "e1", "values": [{"field": "mood", "value": "bad"}]}, {"id": "e2"}]
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"id": "a1", "text": "Text.", "events": events}))

    report = bring(project, path)

    assert report.refused == (
        'x.jsonl line 1: events[0].values[0]: field "mood" is not in the codebook tiny@1.',
    )
    assert [event.id for event in project.events("a1", "ana")] == ["e2"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes only on other systems")
def test_a_name_that_is_no_text_is_taken_with_a_mark_in_its_place(
    project: Project, tmp_path: Path
) -> None:
    paths = [
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff" + end)) for end in (b".txt", b".jsonl")
    ]
    try:
        paths[0].write_text("One. Two.")
        paths[1].write_text('{"id": "a1", "text": "Text."}')
    except OSError:
        pytest.skip("this disk takes no such names")

    report = bring(project, *paths)

    assert (report.imported, report.refused) == (2, ())
    origins = {project.article(article_id).origin for article_id in project.queue("ana")}
    assert origins == {"b\ufffd.txt", "b\ufffd.jsonl"}
    assert project.check() == []


def test_a_folder_or_an_impossible_name_is_no_project(tmp_path: Path, codebook: Codebook) -> None:
    long = tmp_path / ("x" * 300 + ".db")

    with pytest.raises(UserError, match="is a folder; name the project file in it"):
        Project.open(tmp_path)
    with pytest.raises(UserError, match="cannot be opened: File name too long"):
        Project.open(long)
    with pytest.raises(UserError, match="cannot be opened: File name too long"):
        Project.create(long, codebook)


@pytest.mark.parametrize("damage", ["DELETE FROM meta", "DROP TABLE meta"])
def test_a_project_without_its_codebook_is_damaged(project: Project, damage: str) -> None:
    project.db.execute(damage)
    project.db.commit()
    project.close()

    with pytest.raises(UserError, match="is damaged"):
        Project.open(project.path)


def test_a_check_names_what_is_missing_or_unreadable(project: Project) -> None:
    project.apply(AddArticles("Import", (Article("a1", "Text."),)), "ana")
    project.db.execute("DROP TRIGGER journal_rows_never_change")
    project.db.execute("UPDATE journal SET payload = '{'")
    project.db.commit()
    [unreadable] = project.check()
    project.db.execute("DROP TABLE links")

    assert unreadable.startswith("The journal cannot be replayed at row 1: ")
    assert project.check() == ["The table links is missing."]


def test_an_input_output_error_on_a_full_disk_is_a_full_disk(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        with explained(project.path):
            raise error

    with pytest.raises(UserError, match="Reading or writing"):
        fail()
    monkeypatch.setattr("db.failures._LEAST_FREE", float("inf"))
    with pytest.raises(UserError, match=r"The disk with .* is full"):
        fail()


def test_a_pipe_takes_a_dataset(project: Project) -> None:
    project.apply(AddArticles("Import", (Article("a1", "Text."),)), "ana")
    read, write = os.pipe()
    path = Path(f"/dev/fd/{write}")
    if not path.exists():
        pytest.skip("needs /dev/fd")

    count = export(project, path, "jsonl")

    os.close(write)
    with os.fdopen(read, encoding="utf-8") as end:
        assert [json.loads(line)["id"] for line in end] == ["a1"]
    assert count == 1


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    def write() -> None:
        with written(tmp_path / "out") as file:
            file.write("Some.")
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        write()

    assert list(tmp_path.iterdir()) == []


def test_an_annotator_who_never_worked_here_is_named(project: Project, tmp_path: Path) -> None:
    done = StatusChange("a1", "ana", Status.NEW, Status.DONE)
    project.apply(AddArticles("Import", (Article("a1", "Text."),), (), (done,)), "ana")

    with pytest.raises(UserError, match=r"Nobody named bob has decided .* \(but ana did\)"):
        export(project, tmp_path / "out.csv", "csv", annotator="bob")


def test_a_writer_waits_for_another_one(open_project: Callable[[], Project]) -> None:
    project = open_project()
    project.apply(AddArticles("Import", (Article("a1", "Text."),)), "ana")

    def work(name: str) -> None:
        other = Project.open(project.path)
        before = Status.NEW
        for number in range(40):
            after = Status.FLAGGED if number % 2 else Status.DONE
            other.apply(Review("Mark", (), (StatusChange("a1", name, before, after),)), name)
            before = after
        other.close()

    writers = [Thread(target=work, args=[name]) for name in ("ana", "ben")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    journal = project.db.execute("SELECT count(*) FROM journal").fetchone()[0]
    assert journal == 1 + 2 * 40
    assert project.check() == []


def test_a_step_on_what_another_window_changed_is_refused_every_time(project: Project) -> None:
    project.apply(AddArticles("Import", (Article("a1", "Text."),)), "ana")
    other = Project.open(project.path)
    other.undo("ana")
    done = Review("Done", (), (StatusChange("a1", "ana", Status.NEW, Status.DONE),))

    for _ in range(2):
        with pytest.raises(UserError, match="changed in another window"):
            project.apply(done, "ana")
    other.close()


def test_an_article_that_another_window_took_back_is_named(project: Project) -> None:
    with pytest.raises(UserError, match=r"The article a1 is not in .*project\.db \(any more\)"):
        project.article("a1")


def test_a_transaction_that_fails_leaves_nothing_and_can_be_tried_again(project: Project) -> None:
    def write(word: str) -> None:
        with writing(project.db):
            project.db.execute("INSERT INTO meta VALUES ('word', ?)", [word])
            raise KeyError(word)

    for word in ("first", "second"):
        with pytest.raises(KeyError):
            write(word)
    assert project.meta("word") is None


@pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be moved there")
def test_nothing_is_shown_as_saved_in_a_file_that_is_gone(project: Project) -> None:
    done = StatusChange("a1", "ana", Status.NEW, Status.DONE)
    project.apply(AddArticles("Import", (Article("a1", "Text."),), (), (done,)), "ana")
    away = project.path.rename(project.path.with_name("away.db"))
    undone = Review("Open again", (), (done.swapped(),))

    for replace in (lambda: None, lambda: project.path.write_text("Another file.")):
        replace()
        with pytest.raises(UserError, match="was moved, replaced or deleted while it was open"):
            project.apply(undone, "ana")
        with pytest.raises(UserError, match="so nothing was saved"):
            project.undo("ana")
    out = project.path.with_name("out.jsonl")
    assert export(project, out, "jsonl") == 1
    away.replace(project.path)

    project.apply(undone, "ana")
    assert project.check() == []
