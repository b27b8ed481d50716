"""Label Studio: what others annotated there comes in; what went out comes back as changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from db.codebook_files import load_codebook
from db.exports.exporting import Wanted, hand_out
from db.imports.importing import import_files
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles
from models.events import Event, FieldValue, State
from models.spans import Span
from models.values import Actor, Count, Wording

TEXT = "🙂 Gunmen shot two traders in Mopti. Later a mine killed a farmer."


def region(id_: str, quote: str, label: str, shift: int = 0) -> dict[str, Any]:
    start = TEXT.index(quote) + shift
    value = {"start": start, "end": start + len(quote), "text": quote, "labels": [label]}
    return {
        "id": id_,
        "from_name": "ner",
        "to_name": "text",
        "type": "labels",
        "value": value,
    }


def foreign(shift: int = 0) -> dict[str, Any]:
    result = [
        region("a", "shot", "Attack", shift),
        region("b", "Gunmen", "PER", shift),
        region("c", "two", "Killed", shift),
        region("d", "Mopti", "GPE", shift),
        region("e", "mine", "remote_explosive_landmine_ied", shift),
        region("f", "farmer", "Bystander", shift),
        {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": ["by"]},
    ]
    annotations = [{"id": 1, "result": [], "was_cancelled": True}, {"id": 2, "result": result}]
    return {"id": 17, "data": {"text": TEXT, "source": "Wire"}, "annotations": annotations}


def brought(tmp_path: Path, tasks: list[Any], **said: Any) -> tuple[Project, Any]:
    path = tmp_path / "ls.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    project = Project.create(tmp_path / "p.db", load_codebook("conflict"))
    report = import_files(project, [path], annotator="ana", confirmed_by="ana", **said)
    return project, report


def told(project: Project) -> list[dict[str, list[str]]]:
    [article] = project.db.execute("SELECT id, text FROM articles").fetchall()
    return [
        {
            value.field: [str(value.value), *(span.quote(article[1]) for span in value.evidence)]
            for value in event.values
        }
        for event in project.events(article[0], "ana")
    ]


def test_foreign_labels_become_records_and_the_rest_is_listed(tmp_path: Path) -> None:
    project, report = brought(tmp_path, [foreign()])

    first, second = told(project)
    assert first["event_type"] == ["attack", "shot"]
    assert first["initiator"][1:] == ["Gunmen"]
    assert first["killed"][1:] == ["two"]
    assert first["place"][1:] == ["Mopti"]
    assert second == {"event_type": ["remote_explosive_landmine_ied", "mine"]}
    assert any("no field for the label Bystander (1)" in note for note in report.notes)
    extra = json.loads(project.db.execute("SELECT extra FROM articles").fetchone()[0])
    assert extra["kept_aside"][0]["label"] == "Bystander"
    project.close()


def test_offsets_that_count_utf_16_are_told_by_the_quote(tmp_path: Path) -> None:
    project, _ = brought(tmp_path, [foreign(shift=1)])

    assert told(project)[0]["event_type"] == ["attack", "shot"]
    project.close()


def test_what_a_person_says_of_labels_holds_before_guesses(tmp_path: Path) -> None:
    project, report = brought(tmp_path, [foreign()], labels={"Bystander": "target", "GPE": None})

    first, second = told(project)
    assert second["target"][1:] == ["farmer"]
    assert "place" not in first
    assert any("label GPE (1)" in note for note in report.notes)
    project.close()


def test_a_broken_file_or_task_is_refused_in_a_sentence(tmp_path: Path) -> None:
    project, report = brought(tmp_path, [3, {"data": {"text": " "}, "annotations": []}])

    assert report.refused == (
        "ls.json task 1: it is no task, which would be a JSON object.",
        "ls.json task 2: it has no text.",
    )
    project.close()


def test_what_was_changed_in_the_tool_is_changed_and_the_rest_stays(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "one.db", load_codebook("conflict"))
    values = (
        FieldValue("v1", "event_type", "attack", State.ADDED, (Span(9, 13),)),
        FieldValue("v2", "initiator", Actor("Group X"), State.ADDED, (Span(2, 8),)),
        FieldValue("v3", "killed", Count(2, 2, 2, Wording.EXACT), State.ADDED, (Span(14, 17),)),
        FieldValue("v4", "certainty", "high", State.ADDED),
    )
    event = Event("e1", "a1", "ana", values=values)
    project.apply(AddArticles("Import", (Article("a1", TEXT),), (event,)), "ana")
    path = tmp_path / "out.json"
    hand_out(project, path, Wanted("label-studio"))
    project.close()
    [task] = json.loads(path.read_text(encoding="utf-8"))
    result = task["annotations"][0]["result"]
    gone = next(one for one in result if one.get("value", {}).get("labels") == ["killed"])
    kept = [one for one in result if gone["id"] not in (one.get("id"), one.get("to_id"))]
    new = region("n", "Mopti", "place")
    tie = {"type": "relation", "from_id": "T1", "to_id": "n", "labels": ["place"]}
    task["annotations"][0]["result"] = [*kept, new, tie]

    other, report = brought(tmp_path, [task])

    assert report.refused == ()
    [record] = told(other)
    assert record["initiator"] == [str(Actor("Group X")), "Gunmen"]
    assert "killed" not in record
    assert record["certainty"] == ["high"]
    assert record["place"][1:] == ["Mopti"]
    other.close()


def test_the_folder_has_the_labelling_interface(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "one.db", load_codebook("conflict"))
    project.apply(AddArticles("Import", (Article("a1", TEXT),)), "ana")

    hand_out(project, tmp_path / "out", Wanted("label-studio", without_text=True))

    project.close()
    config = (tmp_path / "out" / "labeling_config.xml").read_text(encoding="utf-8")
    assert '<Label value="air_drone_strike"' in config
    [task] = json.loads((tmp_path / "out" / "articles.json").read_text(encoding="utf-8"))
    assert task["data"]["text"] is None
    assert task["data"]["sha256"] == Article("a1", TEXT).sha256
    assert task["data"]["status"] == Status.NEW.value
