"""Bringing in is done by another process: broken off or broken down, what came in is whole."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path
from threading import Event

import pytest

from db.ids import new_id
from db.imports.preview import Chosen
from db.project import Project
from models.codebook import Codebook
from models.errors import UserError
from models.label_mapping import LabelMapping
from ui.importing.bringing import Bringing, bring_in

COUNT = 12_000


@pytest.fixture
def project(tmp_path: Path, codebook: Codebook) -> Path:
    path = tmp_path / "taken.db"
    Project.create(path, codebook).close()
    return path


@pytest.fixture
def bringing(tmp_path: Path, codebook: Codebook, project: Path) -> Bringing:
    """An import of several edits."""
    staged = tmp_path / "staged.jsonl"
    with staged.open("w", encoding="utf-8") as out:
        for number in range(COUNT):
            out.write(
                json.dumps({"id": f"a{number}", "text": f"A bomb went off, {number}."}) + "\n"
            )
    chosen = Chosen(staged, codebook, new_id, frozenset({0}))
    return Bringing(project, "ana", None, False, chosen, {}, LabelMapping())


def articles(path: Path) -> int:
    project = Project.open(path)
    count = len(project.queue("ana"))
    assert project.check() == []
    assert project.undo("ana") or not count
    assert project.queue("ana") == []
    project.close()
    return count


def test_all_that_was_left_in_the_preview_comes_in(bringing: Bringing) -> None:
    told: list[int] = []
    report = bring_in(bringing, Event(), told.append)
    assert (report.imported, report.refused) == (COUNT - 1, ())
    assert told[0] < told[-1] == COUNT - 1
    assert articles(bringing.project) == COUNT - 1


def test_an_import_that_is_broken_off_can_be_undone(bringing: Bringing) -> None:
    cancelled = Event()
    with pytest.raises(UserError, match="was broken off; what was not in yet stays out"):
        bring_in(bringing, cancelled, lambda read: cancelled.set() if read > 4000 else None)
    assert not multiprocessing.active_children()
    assert 2500 <= articles(bringing.project) < COUNT - 1


def test_an_import_whose_process_is_killed_says_so(bringing: Bringing) -> None:
    def kill(read: int) -> None:
        for process in multiprocessing.active_children() if read > 4000 else ():
            process.kill()

    with pytest.raises(UserError, match="The import broke down"):
        bring_in(bringing, Event(), kill)
    assert 2500 <= articles(bringing.project) < COUNT - 1


def test_what_the_project_refuses_is_told_in_words(bringing: Bringing) -> None:
    bringing.project.write_text("no project")
    with pytest.raises(UserError, match="is not an Eventdesk project"):
        bring_in(bringing, Event(), lambda _read: None)
