"""Workbooks, Parquet tables and foreign JSON: one article a row or object."""

from __future__ import annotations

import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from db.exports.exporting import export
from db.formats import json_records, parquet_articles
from db.project import Project
from models.article import Article
from tests.db.bringing import bring
from tests.db.raid import added, full_event

BODY = "Armed men stopped a bus near the bridge, and four passengers were led away."


def articles(project: Project) -> list[Article]:
    return [project.article(one) for one in project.queue("ana")]


def write_book(path: Path, **sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_each_sheet_of_a_workbook_with_texts_is_read(project: Project, tmp_path: Path) -> None:
    head = ["No", "Headline", "Body", "Date", "Casualties"]
    path = write_book(
        tmp_path / "b.xlsx",
        North=[head, [7, "Bus stopped", BODY, datetime(2024, 1, 25, 10), 4.0], [], [None] * 5],
        South=[head, [8, "'=1+1", f"{BODY} Again.", date(2024, 1, 26), None]],
        Notes=[["Checked by", "Li"], ["On", "Friday"]],
    )

    report = bring(project, path)

    assert (report.imported, report.refused) == (2, ())
    first, second = project.article("7"), project.article("8")
    assert (first.id, first.title, first.text) == ("7", "Bus stopped", BODY)
    assert (first.published, first.extra) == (date(2024, 1, 25), {"Casualties": 4})
    assert second.title == "=1+1"
    assert report.notes == (
        "b.xlsx sheet Notes: passed over, because none of its columns looks like the text of"
        " articles; its columns are Checked by, Li.",
    )


def test_rows_of_a_workbook_are_named_as_the_spreadsheet_does(
    project: Project, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "b.xlsx", One=[["title", "text"], [], ["a", None], ["b", BODY]])

    assert bring(project, path).refused == ("b.xlsx row 3: it has no text.",)


def test_a_workbook_that_is_none_or_a_bomb_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\3\4 and nothing more")
    sound = write_book(tmp_path / "b.xlsx", One=[["text"], [BODY]])
    with zipfile.ZipFile(sound) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    def changed(name: str, member: str, data: bytes) -> None:
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for held, content in (members | {member: data}).items():
                archive.writestr(held, content)

    changed("c.xlsx", "xl/sharedStrings.xml", b"<sst>" + b" " * 30_000_000)
    entities = b"".join(
        b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10) for at in range(1, 10)
    )
    changed(
        "d.xlsx",
        "xl/worksheets/sheet1.xml",
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "x">' + entities + b"]><worksheet>"
        b'<sheetData><row r="1"><c r="A1" t="str"><v>&e9;</v></c></row></sheetData></worksheet>',
    )

    report = bring(project, tmp_path)

    assert report.imported == 1
    assert [text.partition(":")[0] for text in report.refused] == ["a.xlsx", "c.xlsx", "d.xlsx"]
    assert "unpacks to 30 MB, which is too much" in report.refused[1]


def test_a_parquet_table_is_read_with_its_types(project: Project, tmp_path: Path) -> None:
    rows = [
        {"uid": f"n{at}", "content": f"{BODY} {at}", "date": date(2024, 1, 5), "tags": ["a", "b"]}
        for at in range(200)
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "t.parquet", row_group_size=30)

    report = bring(project, tmp_path / "t.parquet")

    assert (report.imported, report.refused) == (200, ())
    assert articles(project)[0].extra == {"tags": ["a", "b"]}
    assert articles(project)[199].published == date(2024, 1, 5)


def test_a_parquet_table_with_too_large_groups_is_refused(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_articles, "MAX_GROUP", 1000)
    pq.write_table(pa.table({"text": [BODY * 100]}), tmp_path / "a.parquet", use_dictionary=False)
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and no more")

    first, second = bring(project, tmp_path).refused

    assert first.startswith("a.parquet: a row group of it has")
    assert second.startswith("b.parquet: it is no Parquet table that can be read")


_ARTICLE = {"headline": "Bus stopped", "body": BODY, "meta": {"date": "2024-01-25", "n": [1]}}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps(_ARTICLE) + "\n\n"),
        ("a.json", json.dumps([_ARTICLE])),
        ("a.json", json.dumps(_ARTICLE)),
        ("a.json", json.dumps({"count": 1, "articles": [_ARTICLE]}, indent=2)),
        ("a.json", "\ufeff" + json.dumps([_ARTICLE], indent=2)),
        ("a.ndjson", json.dumps(_ARTICLE)),
    ],
)
def test_json_of_any_usual_shape_is_read(
    project: Project, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    report = bring(project, tmp_path / name)

    assert (report.imported, report.refused) == (1, ())
    [found] = articles(project)
    assert (found.title, found.text, found.published) == ("Bus stopped", BODY, date(2024, 1, 25))
    assert found.extra == {"meta.n": [1]}


def test_objects_by_their_ids_keep_them(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps({"n1": {"text": BODY}, "n2": {"text": [BODY, "It went on."]}})
    )

    bring(project, tmp_path / "a.json")

    assert [found.id for found in articles(project)] == ["n1", "n2"]
    assert project.article("n2").text == f"{BODY}\n\nIt went on."


def test_a_long_list_is_read_piece_by_piece(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_records, "_CHUNK", 50)
    items = [{"body": f"{BODY} {at}", "n": 10**at} for at in range(50)]
    (tmp_path / "a.json").write_text(json.dumps(items))

    assert bring(project, tmp_path / "a.json").imported == 50


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"body": "x"', "a.json: it is not valid JSON: its list is broken or does not end."),
        ("[1, 2]", "a.json: it has no rows."),
        ("{", "a.json: it is not valid JSON"),
        ("[" * 100_000, "a.json: it is not usable JSON (nested too deeply)."),
        ("{}", "a.json: none of its columns looks like the text of articles"),
        ("nothing", "a.json: it is named .json, but nothing in it is known."),
    ],
)
def test_json_that_is_broken_is_refused_in_words(
    project: Project, tmp_path: Path, content: str, said: str
) -> None:
    (tmp_path / "a.json").write_text(content)

    [refused] = bring(project, tmp_path / "a.json").refused

    assert refused.startswith(said)


def test_exchange_lines_stay_exchange_lines(project: Project, tmp_path: Path) -> None:
    line = {"id": "a", "text": "Short.", "published": "2024-01-05", "date": "kept", "events": []}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))

    bring(project, tmp_path / "a.jsonl")

    assert articles(project)[0].extra == {"date": "kept"}


def test_a_workbook_of_records_that_eventdesk_wrote_holds_no_articles(
    project: Project, tmp_path: Path
) -> None:
    project.apply(added(full_event()), "ana")
    export(project, tmp_path / "events.xlsx", "xlsx")

    report = bring(project, tmp_path / "events.xlsx")

    assert report.imported == 0
    assert "as Eventdesk writes it" in " ".join(report.refused)
