"""What goes out to annotation tools comes back as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from db.exports.exporting import Wanted, hand_out
from db.imports.importing import import_files
from db.project import Project
from models.codebook import Codebook
from models.edits import AddArticles
from tests.db.generated import imports

FORMS = {
    "jsonl": ".jsonl",
    "label-studio": ".json",
    "brat": "",
    "docbin": ".spacy",
    "prodigy": ".jsonl",
    "uima": "",
}


def bytes_of(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    return {one.name if one != path else "": one.read_bytes() for one in files}


def round_trip(folder: Path, codebook: Codebook, made: AddArticles, form: str) -> None:
    target = FORMS[form]
    first, second = folder / f"out{target}", folder / "again" / f"out{target}"
    second.parent.mkdir()
    project = Project.create(folder / "one.db", codebook)
    project.apply(made, "ana")
    hand_out(project, first, Wanted(form))
    project.close()
    other = Project.create(folder / "two.db", codebook)

    report = import_files(other, [first], annotator="ana", confirmed_by="ana")

    assert report.refused == ()
    assert report.imported == len(made.articles)
    hand_out(other, second, Wanted(form))
    other.close()
    assert bytes_of(second) == bytes_of(first)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=imports())
def test_export_import_export_gives_the_same_bytes(
    codebook: Codebook, form: str, made: AddArticles
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        round_trip(Path(folder), codebook, made, form)
