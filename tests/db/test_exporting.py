"""Exports hold every decision, and import again as they were."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.codebook_files import load_codebook
from db.exports.exporting import FORMATS, Wanted, export, hand_out, several_words
from db.formats.writers import writer_of
from db.imports.importing import import_files
from db.project import Project
from models.article import Article, Status
from models.codebook import Codebook
from models.edits import AddArticles, StatusChange
from models.errors import UserError
from models.events import Event, FieldValue, State
from models.selection import Selection
from models.spans import Span
from models.values import Actor, Count, DatePrecision, DateRange, Place, Wording
from tests.db.raid import added, full_event

TEXT = "=Rebels 🙂 raided\r\nSarmin; \u200fقتل اثنان, 二人."


def value(field: str, answer: Any, state: State = State.ADDED, **more: Any) -> FieldValue:
    spans = more.pop("evidence", (Span(1, 7),))
    return FieldValue(f"v-{field}-{answer}", field, answer, state, spans, annotator="ana", **more)


def fill(project: Project) -> None:
    articles = (
        Article("a2", TEXT, "+Raid", "Wire", "http://x", date(2024, 1, 5), extra={"own": [1]}),
        Article("a1", "Nothing happened."),
        Article("a3", "Not read yet."),
    )
    values = (
        value("type", "raid", State.ACCEPTED, confidence=0.9, bulk=True),
        value("actor", Actor("Rebels | Co")),
        value("actor", Actor("-Army", "q1"), State.CORRECTED, suggested=Actor("Army")),
        value("actor", Actor("Nobody"), State.REJECTED),
        value("place", Place("Sarmin", "SYR", lat=-35.5, lon=36), evidence=(Span(19, 25),)),
        value("date", DateRange(None, date(2024, 1, 4), DatePrecision.DAY), evidence=()),
        value("killed", Count(2, 2, None, Wording.AT_LEAST), evidence=(Span(1, 7), Span(8, 9))),
        value("sure", answer=True),
        FieldValue("n", "note", None, State.NOT_REPORTED, annotator="ana"),
    )
    moment = datetime(2024, 1, 5, 12, tzinfo=UTC)
    events = (
        Event("e2", "a2", "ana", 1, values=(value("type", "riot", at=moment),)),
        Event("e1", "a2", "ana", 0, "p1", values=values, extra={"mark": 1}),
        Event("e3", "a2", "ben", 0, values=(value("type", "raid", State.REJECTED),)),
        Event("e4", "a2", "ana", 2, "p2", dismissed=True),
    )
    statuses = (
        StatusChange("a2", "ana", Status.NEW, Status.IN_PROGRESS),
        StatusChange("a2", "ben", Status.NEW, Status.DONE),
        StatusChange("a1", "ana", Status.NEW, Status.DONE),
    )
    project.apply(AddArticles("Import", articles, events, statuses), "ana")


def exported(project: Project, form: str, **options: Any) -> str:
    out = io.StringIO(newline="")
    export(project, out, form, **options)
    return out.getvalue()


def lines(project: Project, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(text) for text in exported(project, "jsonl", **options).splitlines()]


def rows(project: Project, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(project, "csv", **options), newline="")))


def test_every_decision_comes_out_as_exchange_lines(project: Project) -> None:
    fill(project)

    first, second, third = lines(project)

    assert list(first) == [
        *("id", "title", "source", "url", "published", "language", "origin", "text"),
        *("codebook", "status", "events", "own", "statuses"),
    ]
    assert (first["text"], first["codebook"], first["status"]) == (TEXT, "tiny@1", "done")
    assert first["statuses"] == {"ana": "in_progress", "ben": "done"}
    assert [(event["id"], event["annotator"]) for event in first["events"]] == [
        ("e1", "ana"),
        ("e2", "ana"),
        ("e3", "ben"),
    ]
    states = [(item["field"], item["state"]) for item in first["events"][0]["values"]]
    assert states == [
        ("type", "accepted"),
        ("actor", "added"),
        ("actor", "corrected"),
        ("actor", "rejected"),
        ("place", "added"),
        ("date", "added"),
        ("killed", "added"),
        ("sure", "added"),
        ("note", "not_reported"),
    ]
    assert first["events"][0]["values"][0]["bulk"] is True
    assert first["events"][0]["mark"] == 1
    assert (second["status"], second["events"]) == ("done", [])
    assert (third["status"], third["events"]) == ("new", [])


def test_one_annotator_and_one_state_can_be_asked_for(project: Project) -> None:
    fill(project)

    [only] = lines(project, annotator="ana", status=Status.IN_PROGRESS)

    assert (only["id"], only["status"]) == ("a2", "in_progress")
    assert "statuses" not in only
    assert [event["id"] for event in only["events"]] == ["e1", "e2"]
    assert [line["id"] for line in lines(project, status=Status.DONE)] == ["a2", "a1"]
    assert rows(project, annotator="ben") == []


def test_the_table_has_a_row_an_event_and_a_column_a_part(project: Project) -> None:
    fill(project)

    first, second = rows(project)

    shown = {key: cell for key, cell in first.items() if cell}
    assert shown == {
        "article_id": "a2",
        "title": "'+Raid",
        "source": "Wire",
        "url": "http://x",
        "published": "2024-01-05",
        "event_id": "e1",
        "annotator": "ana",
        "accepted_in_bulk": "type",
        "coded": "assisted",
        "common_event": "e1",
        "article_sha256": sha256(TEXT.encode()).hexdigest(),
        "type": "raid",
        "type.evidence": "Rebels",
        "actor": "Rebels | Co | -Army",
        "actor.evidence": "Rebels",
        "place.name": "Sarmin",
        "place.country": "SYR",
        "place.lat": "-35.5",
        "place.lon": "36",
        "place.evidence": "armin;",
        "date.end": "2024-01-04",
        "date.precision": "day",
        "killed.low": "2",
        "killed.best": "2",
        "killed.wording": "at_least",
        "killed.evidence": "Rebels | 🙂",
        "sure": "true",
        "sure.evidence": "Rebels",
    }
    assert (second["event_id"], second["type"]) == ("e2", "riot")


@pytest.mark.parametrize("cell", ["=1+1", "+a", "-a", "@x", "\tx", "\rx", "-1e5", "=-1"])
def test_no_cell_is_run_as_a_formula(project: Project, cell: str) -> None:
    event = Event("e", "a", "ana", values=(value("note", cell, evidence=()),))
    project.apply(AddArticles("Import", (Article("a", "Text."),), (event,)), "ana")

    [row] = rows(project)

    assert row["note"] == "'" + cell


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_project_gives_the_same_bytes(
    open_project: Callable[[], Project], tmp_path: Path, form: str
) -> None:
    fill(open_project())
    counts = [export(open_project(), tmp_path / name, form) for name in ("one.x", "two.x")]

    one, two = (
        {path.name: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
        if out.is_dir()
        else out.read_bytes()
        for out in (tmp_path / "one.x", tmp_path / "two.x")
    )
    assert one == two
    assert counts[0] == counts[1]
    assert counts[0] == {"jsonl": 3, "csv-long": 9, "geojson": 1, "kml": 1}.get(form, counts[0])


def test_an_export_imports_again_as_it_was(
    project: Project, codebook: Codebook, tmp_path: Path
) -> None:
    fill(project)
    path = tmp_path / "out.jsonl"
    export(project, path, "jsonl", annotator="ana")
    other = Project.create(tmp_path / "other.db", codebook)

    report = import_files(other, [path], annotator="ana", confirmed_by="ana")

    assert report.refused == ()
    assert exported(other, "jsonl") == path.read_text(encoding="utf-8").replace(
        '"origin": ""', '"origin": "out.jsonl"'
    )
    other.close()


HARD = "🙂👩\u200d👩\u200d👧e\u0301\u0308\r\n\u2028\u0085\u200f\u202eقتل漢字한글\0\ufeff\"\\,;' \t"
TEXTS = st.text(
    st.one_of(st.sampled_from(HARD), st.characters(exclude_categories=["Cs"])),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(text.strip()))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), text=TEXTS)
def test_evidence_quotes_the_same_words_after_save_export_and_import(
    project: Project, codebook: Codebook, tmp_path: Path, data: st.DataObject, text: str
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    number = len(project.queue("ana"))
    event = Event(
        f"e{number}", f"a{number}", "ana", values=(value("type", "raid", evidence=(span,)),)
    )
    project.apply(AddArticles("Import", (Article(f"a{number}", text),), (event,)), "ana")
    path, other_path = tmp_path / f"{number}.jsonl", tmp_path / f"{number}.db"
    export(project, path, "jsonl")
    other = Project.create(other_path, codebook)

    import_files(other, [path], annotator="ben", confirmed_by="ben")

    [record] = other.events(f"a{number}", "ben")
    kept = other.article(f"a{number}").text
    assert kept == text
    assert record.values[0].evidence[0].quote(kept) == span.quote(text)
    assert other.check() == []
    other.close()


def test_a_file_that_was_there_stays_if_the_new_one_cannot_be_written(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(project)
    path = tmp_path / "out.csv"
    path.write_text("old")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError, match=r"out\.csv could not be written, because the disk is full"):
        export(project, path, "csv")

    assert path.read_text() == "old"
    assert sorted(found.name for found in tmp_path.iterdir() if "out" in found.name) == ["out.csv"]


def test_only_incidents_are_rows_of_a_table(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "conflict.db", load_codebook("conflict"))
    events = tuple(
        Event(f"e{number}", "a1", "ana", number, values=(value(field, told, evidence=()),))
        for number, (field, told) in enumerate(
            [("record_class", "incident"), ("record_class", "threat"), ("event_type", "attack")]
        )
    )
    project.apply(AddArticles("Import", (Article("a1", "Text."),), events), "ana")
    out = tmp_path / "out.csv"

    assert export(project, out, "csv") == 2
    with out.open(encoding="utf-8", newline="") as file:
        assert [row["event_id"] for row in csv.DictReader(file)] == ["e0", "e2"]
    in_view = project.db.execute("SELECT event_id FROM dataset").fetchall()
    assert in_view == [("e0",), ("e2",)]
    assert export(project, tmp_path / "out.jsonl", "jsonl") == 1
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").count('"threat"') == 1
    project.close()


def test_where_nothing_can_be_written_is_said(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be written, because there is no folder"):
        export(project, tmp_path / "none" / "out.csv", "csv")
    with pytest.raises(UserError, match="is not empty and holds no dataset"):
        export(project, tmp_path, "csv")
    with pytest.raises(UserError, match="is the project itself"):
        export(project, project.path, "csv")
    with pytest.raises(UserError, match="There is no format xls; the formats are jsonl, csv, "):
        export(project, tmp_path / "out.xls", "xls")

    assert project.check() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_device_is_said(project: Project) -> None:
    fill(project)

    with pytest.raises(UserError, match="because the disk is full"):
        export(project, Path("/dev/full"), "jsonl")


def test_records_are_never_written_unless_confirmed(project: Project) -> None:
    fill(project)
    event = Event("e9", "a1", "ana", values=(value("type", "raid", State.REJECTED),))
    project.apply(
        AddArticles("Import", (Article("a9", "Text."),), (replace(event, article_id="a9"),)), "ana"
    )

    assert [row["event_id"] for row in rows(project)] == ["e1", "e2"]
    dataset = project.db.execute("SELECT event_id FROM dataset").fetchall()
    assert dataset == [("e1",), ("e2",)]


def test_events_that_several_annotators_coded_are_told(project: Project) -> None:
    project.apply(added(full_event("ana"), full_event("ben")), "ana")

    both = hand_out(project, io.StringIO(), Wanted("csv"))
    one = hand_out(project, io.StringIO(), Wanted("csv", Selection(frozenset(["ben"]))))

    assert (both.coded_by_several, one.coded_by_several) == (1, 0)
    assert several_words(writer_of("csv"), 1).startswith("1 article was coded by several")
    assert several_words(writer_of("jsonl"), 1) == several_words(writer_of("csv"), 0) == ""
