"""Which articles and records go out: by annotator, state, source, days, country and answers."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from db.codebook_files import load_codebook
from db.exports.exporting import Wanted, hand_out
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, StatusChange
from models.errors import UserError
from models.events import Event, FieldValue, State
from models.selection import Days, Selection, checked_answers
from models.values import DatePrecision, DateRange, Place

Found = dict[str, list[str]]


def record(id_: str, article: str, annotator: str = "ana", **answers: object) -> Event:
    values = tuple(
        FieldValue(f"{id_}-{key}", key, told, State.ADDED, annotator=annotator)  # type: ignore[arg-type]
        for key, told in answers.items()
    )
    return Event(id_, article, annotator, values=values)


def when(first: date | None, last: date | None) -> DateRange:
    return DateRange(first, last, DatePrecision.DAY)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.create(tmp_path / "conflict.db", load_codebook("conflict"))
    articles = (
        Article("a1", "One.", source="Wire", published=date(2024, 1, 5)),
        Article("a2", "Two.", source="Radio", published=date(2024, 2, 5)),
        Article("a3", "Three.", source="Wire", published=date(2024, 1, 9)),
    )
    january, open_start = (date(2024, 1, 3), date(2024, 1, 4)), (None, date(2023, 12, 30))
    events = (
        record("e1", "a1", event_type="armed_clash", date=when(*january), certainty="high"),
        record("e2", "a1", event_type="attack", date=when(*open_start), place=Place("X", "MLI")),
        record("e3", "a2", event_type="mob_violence", place=Place("Y", "SYR"), certainty="low"),
        record("e4", "a2", "ben", event_type="attack"),
    )
    statuses = (
        StatusChange("a1", "ana", Status.NEW, Status.DONE),
        StatusChange("a3", "ana", Status.NEW, Status.DONE),
    )
    made.apply(AddArticles("Import", articles, events, statuses), "ana")
    return made


def chosen(project: Project, selection: Selection) -> Found:
    out = StringIO()
    hand_out(project, out, Wanted("jsonl", selection))
    lines = map(json.loads, out.getvalue().splitlines())
    return {line["id"]: [event["id"] for event in line["events"]] for line in lines}


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(), {"a1": ["e1", "e2"], "a2": ["e3", "e4"], "a3": []}),
        (Selection(annotators=frozenset(["ben"])), {"a1": [], "a2": ["e4"], "a3": []}),
        (Selection(statuses=frozenset([Status.DONE])), {"a1": ["e1", "e2"], "a3": []}),
        (Selection(sources=frozenset(["Radio"])), {"a2": ["e3", "e4"]}),
        (Selection(published=Days(last=date(2024, 1, 5))), {"a1": ["e1", "e2"]}),
        (Selection(days=Days(date(2024, 1, 4), date(2024, 1, 9))), {"a1": ["e1"], "a3": []}),
        (Selection(days=Days(last=date(2023, 12, 31))), {"a1": ["e2"]}),
        (Selection(days=Days(first=date(2024, 2, 1))), {"a2": ["e3", "e4"]}),
        (Selection(countries=frozenset(["MLI"])), {"a1": ["e2"]}),
        (Selection(answers={"event_type": frozenset(["attack"])}), {"a1": ["e2"], "a2": ["e4"]}),
        (Selection(answers={"event_type": frozenset(["battles"])}), {"a1": ["e1"]}),
        (
            Selection(answers={"certainty": frozenset(["high", "low"])}),
            {"a1": ["e1"], "a2": ["e3"]},
        ),
    ],
)
def test_only_what_is_chosen_goes_out(project: Project, selection: Selection, found: Found) -> None:
    assert chosen(project, selection) == found
    project.close()


def test_what_the_project_does_not_have_cannot_be_chosen(project: Project) -> None:
    with pytest.raises(UserError, match=r"no article of the source Wir\."):
        chosen(project, Selection(sources=frozenset(["Wir"])))
    with pytest.raises(UserError, match="Nobody named eve has decided anything"):
        chosen(project, Selection(annotators=frozenset(["eve"])))
    with pytest.raises(UserError, match="event_type has no answer raid in conflict@"):
        checked_answers(project.codebook, {"event_type": ["raid"]})
    with pytest.raises(UserError, match="has no field place with choices"):
        checked_answers(project.codebook, {"place": ["x"]})
    project.close()
