"""How the rows of a scheme were made stands beside the table: schemes have no column for it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.exports.exporting import export
from db.imports.importing import import_files
from db.project import Project
from models.edits import AddArticles
from tests.db.scheme_trips import SUFFIX, through
from tests.models.scheme_room import ARTICLE, codebook, event

_IDS = {"acled": "event_id_cnty", "gtd": "eventid", "ucdp-ged": "id", "polecat": "Event ID"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """One record grew out of a proposal, with a value in bulk; another annotator's did not."""
    project = Project.create(tmp_path / "p.db", codebook())
    first, *others = event("e1").values
    grown = replace(event("e1"), proposal_id="p1", values=(replace(first, bulk=True), *others))
    blind = replace(event("e2"), annotator="ben", position=1)
    project.apply(AddArticles("Import", (ARTICLE,), (grown, blind)), "ana")
    yield project
    project.close()


def rows_of(path: Path, between: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=between))


@pytest.mark.parametrize("form", _IDS)
def test_every_row_of_a_scheme_is_told_assisted_or_blind(
    project: Project, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "set"
    export(project, out, form)

    [data] = out.glob("events.*")
    written = rows_of(data, "\t" if SUFFIX[form] == "tsv" else ",")
    made = rows_of(out / "provenance.csv")

    assert [row["id"] for row in made] == [row[_IDS[form]] for row in written]
    assert [(row["event_id"], row["annotator"], row["coded"]) for row in made] == [
        ("e1", "ana", "assisted"),
        ("e2", "ben", "blind"),
    ]
    assert [row["accepted_in_bulk"] for row in made] == ["record_class", ""]
    assert "`provenance.csv`" in (out / "README.md").read_text(encoding="utf-8")
    assert " provenance.csv" in (out / "SHA256SUMS").read_text(encoding="utf-8")


def test_a_single_file_has_the_table_beside_it_and_other_formats_do_not(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    export(project, tmp_path / "out" / "mali.csv", "acled")
    export(project, tmp_path / "out" / "flat.csv", "csv")

    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert "mali.provenance.csv" in names
    assert "flat.provenance.csv" not in names


@pytest.mark.parametrize("target", ["set", "single/mali.csv"])
def test_the_table_is_passed_over_when_the_dataset_comes_in(
    project: Project, tmp_path: Path, target: str
) -> None:
    out = tmp_path / target
    out.parent.mkdir(exist_ok=True)
    export(project, out, "acled")
    other = Project.create(tmp_path / "other.db", codebook())

    folder = out if out.is_dir() else out.parent
    report = import_files(other, [folder], annotator="ana", confirmed_by="ana")

    assert (report.imported, report.refused) == (2, ())
    data = out / "events.csv" if out.is_dir() else out
    again = Project.create(tmp_path / "again.db", codebook())
    assert through(data, "acled", again) == data.read_bytes()
    other.close()
    again.close()
