"""Imports of exchange lines: the good part is taken, the rest named, all of it undone."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import db.imports.importing
from db.formats import exchange_jsonl
from db.imports.importing import Refusal, read_articles
from db.project import Order, Project
from models.article import Status
from models.codebook import Codebook
from models.edits import Change, Review, StatusChange
from models.errors import UserError
from models.events import State
from models.exchange.lines import ReadLine
from models.values import Actor
from tests.db.bringing import BODY, bring, event, line, write_lines


def test_a_broken_line_is_refused_and_the_rest_taken(project: Project, tmp_path: Path) -> None:
    lines: list[Any] = [line(f"a{number}", text=f"Text {number}.") for number in range(1, 10)]
    lines[6] = json.dumps(lines[6])[:-9]
    path = write_lines(tmp_path / "nine.jsonl", *lines)

    report = bring(project, path)

    assert report.imported == 8
    [refusal] = report.refused
    assert refusal.startswith("nine.jsonl line 7: it is not valid JSON (")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('{"text": "x", "n": NaN}', "it is not usable JSON (NaN is no JSON number)."),
        ("[" * 100_000, "it is not usable JSON (nested too deeply)."),
        ('{"text": "half \\ud83d"}', "it holds half a character (\\ud83d)."),
        ('{"text": 5}', 'the article needs a "text" that is not empty, not 5.'),
        ('{"text": "x", "id": [1]}', '"id" must be a string, not [1].'),
        ("7", "an article must be a JSON object, not 7."),
        ('{"n": ' + "9" * 5000 + "}", "it is not usable JSON (Exceeds the limit"),
    ],
)
def test_a_line_without_an_article_says_why(
    project: Project, tmp_path: Path, bad: str, said: str
) -> None:
    path = write_lines(tmp_path / "x.jsonl", bad, line())

    report = bring(project, path)

    assert report.imported == 1
    [refusal] = report.refused
    assert refusal.startswith(f"x.jsonl line 1: {said}")


def test_lines_of_other_encodings_are_taken_or_named(project: Project, tmp_path: Path) -> None:
    marked, wide, mixed = (tmp_path / f"{name}.jsonl" for name in ("marked", "wide", "mixed"))
    marked.write_bytes(codecs.BOM_UTF8 + json.dumps(line("m")).encode())
    wide.write_bytes("\n".join(json.dumps(line(id_)) for id_ in "vw").encode("utf-16"))
    good = json.dumps(line("x")).encode()
    mixed.write_bytes(b'{"text": "caf\xe9"}\r\n\r\n' + good)

    report = bring(project, marked, wide, mixed)

    assert sorted(project.queue("ana")) == ["m", "v", "w", "x"]
    assert report.refused == ("mixed.jsonl line 1: it is not valid UTF-8 (at byte 13).",)


def test_a_line_that_is_too_long_is_passed_over(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_jsonl, "MAX_LINE_BYTES", 1_000_000)
    path = write_lines(tmp_path / "x.jsonl", line("a", text="x" * 3_500_000), line("b"))

    report = bring(project, path)

    assert report.refused == ("x.jsonl line 1: the line is longer than 1 MB.",)
    assert project.queue("ana") == ["b"]


def test_an_id_stands_for_one_text_only(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(), line(), line(text="Other."))

    first = bring(project, path)
    again = bring(project, path)

    taken = (
        "x.jsonl line 3: the id a1 is already taken by an article with another text;"
        " give this one another id."
    )
    assert (first.imported, first.refused, first.notes) == (
        1,
        (taken,),
        ("1 article was already there.",),
    )
    assert (again.imported, again.refused) == (0, (taken,))
    assert project.article("a1").text == BODY


def test_an_article_without_id_is_the_same_the_next_time(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", {"text": BODY}, {"text": "Other.", "id": 7})

    assert bring(project, path).imported == 2
    assert bring(project, path).imported == 0
    assert project.article("7").text == "Other."


def test_events_come_in_only_as_somebodys_records(project: Project, tmp_path: Path) -> None:
    suggested = event("e2", state="suggested", confidence=0.5)
    path = write_lines(tmp_path / "x.jsonl", line(events=[event(), suggested], status="done"))

    without = bring(project, path)
    as_ben = bring(project, path, confirmed_by="ben")

    assert (without.imported, without.events) == (1, 0)
    assert "2 events were left out" in without.notes[0]
    assert (as_ben.imported, as_ben.events, as_ben.refused) == (0, 1, ())
    assert project.status("a1", "ben") is Status.DONE
    [record] = project.events("a1", "ben")
    assert (record.id, record.annotator) == ("e1", "ben")
    assert [(v.value, v.state, v.annotator) for v in record.values] == [
        ("raid", State.ADDED, "ben")
    ]
    assert project.check() == []


def test_the_same_events_come_in_once_for_each_annotator(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(events=[event()]), line("a2", events=[event()]))

    reports = [bring(project, path, confirmed_by=name) for name in ("ana", "ben", "ana", "ben")]

    assert [report.events for report in reports] == [2, 2, 0, 0]
    assert reports[3].notes == ("2 articles were already there.", "2 events were already there.")
    assert [len(project.events("a1", name)) for name in ("ana", "ben")] == [1, 1]
    assert project.status("a1", "ben") is Status.DONE
    assert project.check() == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"events": [event()]}, Status.DONE),
        ({"events": []}, Status.DONE),
        ({}, Status.NEW),
        ({"events": [event(state="suggested")]}, Status.NEW),
        ({"events": [event(), event("e2", state="suggested")]}, Status.IN_PROGRESS),
        ({"events": [event(), event("e2", value="no such type")]}, Status.IN_PROGRESS),
        ({"events": [event()], "status": "flagged"}, Status.FLAGGED),
    ],
)
def test_a_confirmed_line_without_a_state_is_done_if_all_its_events_are_decided(
    project: Project, tmp_path: Path, changed: dict[str, Any], status: Status
) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(**changed))

    bring(project, path, confirmed_by="ana")

    assert project.status("a1", "ana") is status


def test_a_record_that_was_changed_meanwhile_is_kept(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(events=[event()]))
    other = write_lines(tmp_path / "y.jsonl", line(events=[event(value="riot"), event("e2")]))
    bring(project, path, confirmed_by="ana")

    report = bring(project, other, confirmed_by="ana")

    assert report.events == 1
    assert report.refused == (
        "y.jsonl line 1: the event e1 of ana is already there with other values;"
        " the one in the project was kept.",
    )
    assert [record.position for record in project.events("a1", "ana")] == [0, 1]
    assert project.events("a1", "ana")[0].first("type") == "raid"


def test_bad_parts_of_events_are_named_and_the_good_ones_taken(
    project: Project, tmp_path: Path
) -> None:
    values = [
        {"field": "type", "value": "raid", "evidence": [[0, 6], [0, 999]]},
        {"field": "killed", "value": "two"},
        {"field": "mood", "value": "bad"},
        {"field": "actor", "value": {"name": "Rebels"}, "state": "accepted"},
    ]
    path = write_lines(tmp_path / "x.jsonl", line(events=[{"id": "e", "values": values}]))

    report = bring(project, path, confirmed_by="ana")

    assert report.refused == (
        "x.jsonl line 1: events[0].values[0] 'type': evidence[1] [0, 999] is outside the text"
        f" of {len(BODY)} characters.",
        "x.jsonl line 1: events[0].values[1] 'killed': needs an object with low, best, high and"
        ' wording, not "two".',
        'x.jsonl line 1: events[0].values[2]: field "mood" is not in the codebook tiny@1.',
    )
    [record] = project.events("a1", "ana")
    assert [value.value for value in record.values] == ["raid", Actor("Rebels")]
    assert record.values[0].evidence == ((0, 6),)


def test_an_import_is_one_step_for_undo_also_if_it_is_several_edits(
    open_project: Callable[[], Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_project()
    path = write_lines(
        tmp_path / "x.jsonl", *(line(f"a{n}", text=f"Text {n}.") for n in range(500))
    )
    told: list[int] = []

    bring(project, path, progress=told.append)

    assert told == [200, 400, 500]
    assert project.undo_title("ana") == "Import 500 articles"
    project.undo("ana")
    assert len(project.queue("ana")) == 0
    monkeypatch.setattr(db.imports.importing, "BATCH_ARTICLES", 200)
    assert bring(project, path).imported == 500
    assert project.db.execute("SELECT count(*) FROM journal WHERE kind = 'edit'").fetchone() == (4,)

    assert project.undo_title("ana") == "Import 500 articles"
    undone = project.undo("ana")
    assert undone == Change(frozenset(f"a{n}" for n in range(500)), articles_changed=True)
    assert (len(project.queue("ana")), project.undo_title("ana")) == (0, None)
    assert project.redo_title("ana") == "Import 500 articles"
    assert project.redo("ana") == undone
    assert (len(project.queue("ana")), project.redo_title("ana")) == (500, None)
    assert project.queue("ana", order=Order.IMPORTED) == [f"a{n}" for n in range(500)]
    assert project.check() == []


def test_what_somebody_decided_between_two_parts_of_an_import_is_not_undone_with_it(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.imports.importing, "BATCH_ARTICLES", 200)
    path = write_lines(
        tmp_path / "x.jsonl", *(line(f"a{n}", text=f"Text {n}.") for n in range(400))
    )

    def decide(read: int) -> None:
        if len(project.queue("ana")) == 200 and project.undo_title("ana") != "Done":
            change = StatusChange("a7", "ana", Status.NEW, Status.DONE)
            project.apply(Review("Done", (), (change,)), "ana")

    bring(project, path, progress=decide)

    project.undo("ana")
    assert (len(project.queue("ana")), project.status("a7", "ana")) == (200, Status.DONE)
    project.undo("ana")
    project.undo("ana")
    assert (len(project.queue("ana")), project.check()) == (0, [])


def test_a_full_disk_during_an_import_says_so_and_keeps_what_was_there(
    project: Project, tmp_path: Path
) -> None:
    bring(project, write_lines(tmp_path / "x.jsonl", line()))
    pages = project.db.execute("PRAGMA page_count").fetchone()[0]
    project.db.execute(f"PRAGMA max_page_count = {pages}")

    more = write_lines(tmp_path / "y.jsonl", line("a2", text="Words " * 50_000))
    with pytest.raises(UserError, match="is full"):
        bring(project, more)

    assert project.queue("ana") == ["a1"]
    assert project.check() == []


def test_articles_are_read_without_a_project(codebook: Codebook, tmp_path: Path) -> None:
    text = tmp_path / "t.txt"
    text.write_text(BODY)
    path = write_lines(tmp_path / "x.jsonl", line(events=[event(value="war")]), "{")

    found = list(read_articles([text, path, tmp_path / "p.pdf"], codebook))

    assert [type(item) for item in found] == [ReadLine, ReadLine, Refusal, Refusal]
    assert isinstance(found[1], ReadLine)
    assert found[1].problems == (
        "x.jsonl line 1: events[0].values[0] 'type': \"war\" is none of the field's choices.",
    )
    assert replace(found[1].article, origin="").text == BODY
