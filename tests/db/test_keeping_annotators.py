"""Records of several annotators come in as theirs, where the file names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.exports.exporting import export
from db.imports.importing import import_files
from db.project import Project
from models.article import Status
from models.codebook import Codebook
from models.edits import AddArticles, StatusChange
from tests.db.bringing import bring, event, line, write_lines
from tests.db.raid import article, full_event


def coded_by_two(project: Project) -> None:
    states = (
        StatusChange("a1", "ana", Status.NEW, Status.DONE),
        StatusChange("a1", "ben", Status.NEW, Status.FLAGGED),
        StatusChange("a2", "ben", Status.NEW, Status.DONE),
    )
    events = (full_event("ana"), full_event("ben"))
    project.apply(AddArticles("Import", (article(), article("a2")), events, states), "ana")


@pytest.mark.parametrize("form", ["jsonl", "label-studio", "prodigy", "docbin"])
def test_a_dataset_of_several_annotators_comes_out_again_as_it_was(
    project: Project, codebook: Codebook, tmp_path: Path, form: str
) -> None:
    suffix = {"label-studio": "json", "docbin": "spacy"}.get(form, "jsonl")
    coded_by_two(project)
    export(project, tmp_path / f"out.{suffix}", form)
    other = Project.create(tmp_path / "other.db", codebook)

    report = import_files(
        other, [tmp_path / f"out.{suffix}"], annotator="cleo", keep_annotators=True
    )

    assert (report.imported, report.events, report.refused) == (2, 2, ())
    assert [other.status(*of) for of in (("a1", "ben"), ("a2", "ben"), ("a2", "ana"))] == [
        *(Status.FLAGGED, Status.DONE, Status.NEW)
    ]
    export(other, tmp_path / f"again.{suffix}", form)
    assert (tmp_path / f"again.{suffix}").read_bytes() == (tmp_path / f"out.{suffix}").read_bytes()
    assert other.check() == []
    other.close()


def test_events_that_name_nobody_are_of_who_confirms_them(project: Project, tmp_path: Path) -> None:
    named = event("e2") | {"annotator": "ben"}
    path = write_lines(tmp_path / "x.jsonl", line(events=[event("e1"), named]))

    kept = bring(project, path, keep_annotators=True)
    again = bring(project, path, keep_annotators=True, confirmed_by="ana")

    assert any(note.startswith("1 event was left out") for note in kept.notes)
    assert (kept.events, again.events) == (1, 1)
    assert [project.events("a1", name)[0].id for name in ("ana", "ben")] == ["e1", "e2"]
