"""Tables that other programs read: Excel, Parquet, SQLite, GeoJSON, KML and the long CSV."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pyarrow.parquet as pq
import pytest

from db.exports.exporting import Wanted, export, hand_out
from db.formats.formula_cells import restored
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, StatusChange
from models.events import Event, FieldValue, Link, State
from models.spans import Span
from models.values import (
    Actor,
    AnyValue,
    Count,
    DatePrecision,
    DateRange,
    Place,
    PlacePrecision,
    Wording,
)

TEXT = "=Rebels & <co> raided Sarmin, killing two."
MOMENT = datetime(2024, 1, 6, 12, tzinfo=UTC)


def value(field: str, told: AnyValue, state: State = State.ADDED, **more: Any) -> FieldValue:
    spans = (Span(0, 7), Span(30, 37))
    return FieldValue(f"{field}-{told}", field, told, state, spans, at=MOMENT, **more)


@pytest.fixture
def coded(project: Project) -> Project:
    place = Place("Sarmin", "SYR", lat=35.5, lon=-36.25, precision=PlacePrecision.NEAR)
    days = DateRange(date(2024, 1, 3), date(2024, 1, 4), DatePrecision.FEW_DAYS)
    values = (
        value("type", "raid", State.ACCEPTED, bulk=True),
        value("actor", Actor("=SUM(1)", "q1")),
        value("actor", Actor("Army")),
        value("actor", Actor("Nobody"), State.REJECTED),
        value("place", place),
        value("date", days, State.CORRECTED),
        value("killed", Count(2, 2, None, Wording.AT_LEAST)),
        value("sure", told=True),
        FieldValue("n", "note", None, State.NOT_REPORTED),
    )
    events = (
        Event("e1", "a1", "ana", 0, values=values, links=(Link("follows", "e2"),)),
        Event("e2", "a1", "ana", 1, values=(value("note", "bell \a\x00"),)),
    )
    articles = (
        Article("a1", TEXT, "Raid <&>\x0b", "Wire", None, date(2024, 1, 5)),
        Article("a2", "Calm."),
    )
    states = tuple(StatusChange(name, "ana", Status.NEW, Status.DONE) for name in ("a1", "a2"))
    project.apply(AddArticles("Import", articles, events, states), "ana")
    return project


def test_the_long_table_has_a_row_a_value(coded: Project, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"

    assert export(coded, path, "csv-long") == 9

    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [(row["event_id"], row["field"], row["state"], row["value"]) for row in rows]
    assert found[:3] == [
        ("e1", "type", "accepted", "raid"),
        ("e1", "actor", "added", "'=SUM(1)"),
        ("e1", "actor", "added", "Army"),
    ]
    assert ("e1", "note", "not_reported", "") in found
    assert rows[0]["evidence"] == "'=Rebels | killing"
    assert (rows[0]["offsets"], rows[0]["accepted_in_bulk"]) == ("0-7 | 30-37", "true")
    assert (rows[3]["lat"], rows[3]["country"], rows[3]["precision"]) == ("35.5", "SYR", "near")
    assert (rows[4]["value"], rows[4]["start"]) == ("2024-01-03/2024-01-04", "2024-01-03")
    assert (rows[5]["low"], rows[5]["high"], rows[5]["wording"]) == ("2", "", "at_least")

    hand_out(coded, path, Wanted("csv-long", options={"negatives": True}))
    assert ",rejected,false,Nobody," in path.read_text(encoding="utf-8")


def test_a_workbook_has_sheets_of_incidents_values_and_meanings(
    coded: Project, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"

    assert export(coded, path, "xlsx") == 2

    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["incidents", "values", "dictionary"]
    head, first, second = book["incidents"].iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert (row["killed.low"], row["killed.high"], row["sure"]) == (2, None, True)
    assert (row["place.lat"], row["title"]) == (35.5, "Raid <&>\ufffd")
    assert row["actor"] == "'=SUM(1) | Army"
    assert restored(row["actor"]) == "=SUM(1) | Army"
    assert "bell \ufffd\ufffd" in second
    kinds = {cell.data_type for line in book["values"].iter_rows() for cell in line}
    assert "f" not in kinds
    told = {(line[0], line[1]) for line in book["dictionary"].iter_rows(values_only=True)}
    assert {("incidents", "killed.low"), ("values", "offsets")} <= told


def test_a_parquet_file_has_typed_columns(coded: Project, tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"

    export(coded, path, "parquet")

    first, second = pq.read_table(path).to_pylist()
    assert (first["killed.best"], first["date.start"]) == (2, date(2024, 1, 3))
    assert (first["place.lon"], first["actor"]) == (-36.25, ["=SUM(1)", "Army"])
    assert (first["published"], first["sure"]) == (date(2024, 1, 5), True)
    assert (second["killed.best"], second["note"]) == (None, ["bell \a\0"])


def test_several_answers_to_a_field_of_one_are_told_as_losses(
    project: Project, tmp_path: Path
) -> None:
    values = (value("type", "raid"), value("type", "riot"))
    event = Event("e", "a", "ana", values=values)
    project.apply(AddArticles("Import", (Article("a", TEXT),), (event,)), "ana")

    handed = hand_out(project, tmp_path / "out.parquet", Wanted("parquet"))

    assert handed.losses == {"one_answer": 1}
    listed = (tmp_path / "out.losses.csv").read_text(encoding="utf-8")
    assert "a,e,type,riot,one_answer," in listed


def test_a_database_is_plain_to_read(coded: Project, tmp_path: Path) -> None:
    path = tmp_path / "out.db"

    export(coded, path, "sqlite")

    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        ask = db.execute
        assert ask('SELECT "killed.low", "date.start" FROM incidents').fetchone() == (
            2,
            "2024-01-03",
        )
        assert ask("SELECT count(*) FROM confirmed_values").fetchone() == (8,)
        assert ask("SELECT count(*) FROM events_once").fetchone() == (2,)
        assert ask("SELECT id FROM negatives").fetchall() == [("a2",)]
        assert ask("SELECT * FROM links").fetchall() == [("e1", "follows", "e2", "added")]
        assert ask("SELECT text FROM articles WHERE id = 'a1'").fetchone() == (TEXT,)


def test_maps_have_points_and_tell_what_has_none(coded: Project, tmp_path: Path) -> None:
    handed = [
        hand_out(coded, tmp_path / f"out.{form}", Wanted(form)) for form in ("geojson", "kml")
    ]

    assert [(one.count, one.losses) for one in handed] == [(1, {"no_coordinates": 1})] * 2
    [feature] = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-36.25, 35.5]}
    assert feature["properties"]["precision"] == "near"
    assert feature["properties"]["actor"] == ["=SUM(1)", "Army"]
    kml = ET.parse(tmp_path / "out.kml")  # noqa: S314 - our own file
    name = "{http://www.opengis.net/kml/2.2}"
    assert kml.findtext(f".//{name}Placemark/{name}name") == "Raid <&>\ufffd"
    assert kml.findtext(f".//{name}coordinates") == "-36.25,35.5"
    assert kml.findtext(f".//{name}begin") == "2024-01-03"


@pytest.mark.parametrize("form", ["csv-long", "xlsx", "parquet", "sqlite", "geojson", "kml"])
def test_no_words_of_a_text_that_may_not_be_passed_on_are_in_a_table(
    coded: Project, tmp_path: Path, form: str
) -> None:
    hand_out(coded, tmp_path / "set", Wanted(form, without_text=True))

    if form == "xlsx":
        book = openpyxl.load_workbook(next((tmp_path / "set").glob("*.xlsx")))
        cells = [
            cell for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line
        ]
        assert not [cell for cell in cells if "killing" in str(cell)]
        assert "0-7 | 30-37" in cells
    else:
        assert not [p for p in (tmp_path / "set").iterdir() if b"killing" in p.read_bytes()]
