"""Brings files of the schemes in and out again; for the tests of schemes."""

from __future__ import annotations

from pathlib import Path

from db.exports.exporting import export
from db.imports.importing import import_files
from db.project import Project

SUFFIX = {"acled": "csv", "gtd": "csv", "ucdp-ged": "csv", "polecat": "tsv", "plover": "jsonl"}


def through(path: Path, form: str, project: Project) -> bytes:
    """A file of a scheme, brought in and out again."""
    report = import_files(project, [path], annotator="ana", confirmed_by="ana")
    assert report.refused == ()
    out = path.with_name(f"again.{SUFFIX[form]}")
    export(project, out, form)
    return out.read_bytes()
