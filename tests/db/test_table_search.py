"""Tables are found wherever they lie, also in archives, and by a process where that is risky."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from openpyxl import Workbook

from db.formats.reading import COLUMNS
from db.ids import new_id
from db.imports.reading_processes import Terms
from db.imports.table_search import tables_among
from models.codebook import Codebook
from models.column_mapping import ColumnRole

BODY = "Armed men stopped a bus near the bridge, and four passengers were led away."
TABLE = f"Headline,Body\nBus,{BODY}\n"


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["Paper", "Story"])
    book.active.append(["Wire", BODY])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def pack(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


@pytest.mark.parametrize("workers", [0, 1])
def test_tables_in_archives_are_listed_once_for_each_header(
    codebook: Codebook, tmp_path: Path, workers: int
) -> None:
    inner = pack(tmp_path / "inner.zip", deep_csv="a,b\n1,2\n").read_bytes()
    (tmp_path / "inner.zip").unlink()
    pack(
        tmp_path / "all.zip",
        news__one_csv=TABLE,
        news__two_csv=TABLE,
        book_xlsx=workbook(),
        page_html="<p>no table</p>",
        broken_xlsx=b"PK\x03\x04",
        inner_zip=inner,
    )
    (tmp_path / "rows.csv.gz").write_bytes(gzip.compress(TABLE.encode()))

    found = tables_among([tmp_path], Terms(codebook, new_id), workers=workers)

    assert [(table.header, table.where) for table in found] == [
        (
            ("Headline", "Body"),
            ("all.zip/news/one.csv", "all.zip/news/two.csv", "rows.csv.gz/rows.csv"),
        ),
        (("Paper", "Story"), ("all.zip/book.xlsx",)),
        (("a", "b"), ("all.zip/inner.zip/deep.csv",)),
    ]
    assert found[0].mapping.columns(ColumnRole.TEXT) == ("Body",)
    assert "looks like the text" in found[2].problem


def test_what_a_person_said_of_a_table_holds_in_an_archive(
    codebook: Codebook, tmp_path: Path
) -> None:
    path = pack(tmp_path / "all.zip", a_csv="a,b\n1,2\n")
    [table] = tables_among([path], Terms(codebook, new_id), workers=0)
    said = {"columns": {"b": "text"}, "dates": "unsaid"}
    options = {COLUMNS: {"remembered": {table.signature: said}}}

    [again] = tables_among([path], Terms(codebook, new_id, options=options), workers=1)

    assert (again.mapping.columns(ColumnRole.TEXT), again.problem) == (("b",), "")


def die(path: Path, terms: Terms) -> Iterator[object]:
    os._exit(7)


def test_a_file_that_breaks_the_process_is_left_to_the_reading(
    codebook: Codebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.imports.table_search._look", die)
    (tmp_path / "a.xlsx").write_bytes(workbook())
    (tmp_path / "b.csv").write_text(TABLE)

    found = tables_among([tmp_path], Terms(codebook, new_id), workers=1)

    assert [table.where for table in found] == [("b.csv",)]


def test_looking_ends_when_it_is_told_to(codebook: Codebook, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(TABLE)
    cancelled = Event()
    cancelled.set()

    assert tables_among([tmp_path], Terms(codebook, new_id), cancelled=cancelled) == []
