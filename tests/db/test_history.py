"""The history of an article, and the way back to any point of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.project import Project
from models.article import Article, Status
from models.codebook import Codebook
from models.edits import AddArticles, EventChange, Review, StatusChange
from models.events import Event, FieldValue, State
from models.history import back_to, value_changes


def put(project: Project, before: Event | None, after: Event | None, title: str) -> None:
    project.apply(Review(title, (EventChange(before, after),)), "ana")


def test_every_step_is_told_with_old_and_new(open_project: Callable[[], Project]) -> None:
    project = open_project()
    project.apply(AddArticles("Import", (Article("a", "Raid."), Article("b", "Riot."))), "ana")
    first = Event("e", "a", "ana", values=(FieldValue("v", "type", "raid", State.ADDED),))
    second = replace(first, values=(FieldValue("v", "type", "riot", State.CORRECTED),))
    put(project, None, first, "Add type")
    put(project, first, second, "Correct type")
    project.undo("ana")

    steps = project.history("a", "ana")

    assert [(step.kind, step.review.title) for step in steps] == [
        ("undo", "Correct type"),
        ("edit", "Correct type"),
        ("edit", "Add type"),
    ]
    changes = [value_changes(step.review) for step in steps]
    assert [
        (c[0].before and c[0].before.value, c[0].after and c[0].after.value) for c in changes
    ] == [
        ("riot", "raid"),
        ("raid", "riot"),
        (None, "raid"),
    ]
    assert project.history("b", "ana") == []
    assert project.history("a", "ben") == []


def test_records_that_came_with_an_import_are_its_first_step(
    open_project: Callable[[], Project],
) -> None:
    project = open_project()
    event = Event("e", "a", "ana", values=(FieldValue("v", "type", "raid", State.ADDED),))
    done = StatusChange("a", "ana", Status.NEW, Status.DONE)
    project.apply(AddArticles("Import", (Article("a", "Raid."),), (event,), (done,)), "ana")

    (step,) = project.history("a", "ana")

    assert step.review.events == (EventChange(None, event),)
    assert step.review.statuses == (done,)


_MOVES = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "undo", "redo", "status"]), st.integers(0, 2)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(_MOVES, st.integers(0, 11))
def test_going_back_gives_what_was_there(
    codebook: Codebook,
    tmp_path_factory: pytest.TempPathFactory,
    moves: list[tuple[str, int]],
    wanted: int,
) -> None:
    project = Project.create(tmp_path_factory.mktemp("back") / "p.db", codebook)
    try:
        _go_back(project, moves, wanted)
    finally:
        project.close()


def _go_back(project: Project, moves: list[tuple[str, int]], wanted: int) -> None:
    project.apply(AddArticles("Import", (Article("a", "Raid."),)), "importer")
    seen = []
    for number, (move, which) in enumerate(moves):
        before = len(project.history("a", "ana"))
        _do(project, move, f"e{which}", number)
        if len(project.history("a", "ana")) > before:
            seen.append((project.events("a", "ana"), project.status("a", "ana")))
    steps = project.history("a", "ana")
    assert len(steps) == len(seen)
    if not seen:
        return
    place = wanted % len(seen)

    review = back_to(
        "Back",
        project.events("a", "ana"),
        project.status("a", "ana"),
        "a",
        "ana",
        steps[: len(seen) - 1 - place],
    )
    project.apply(review, "ana")

    assert (project.events("a", "ana"), project.status("a", "ana")) == seen[place]
    assert project.check() == []


def _do(project: Project, move: str, event_id: str, number: int) -> None:
    held = {event.id: event for event in project.events("a", "ana")}
    event = held.get(event_id)
    match move:
        case "put":
            value = FieldValue("v", "note", f"note {number}", State.ADDED)
            after = replace(event or Event(event_id, "a", "ana"), values=(value,))
            put(project, event, after, "Put")
        case "drop" if event:
            put(project, event, None, "Drop")
        case "undo":
            project.undo("ana")
        case "redo":
            project.redo("ana")
        case "status":
            status = project.status("a", "ana")
            wanted = [Status.IN_PROGRESS, Status.DONE, Status.FLAGGED][number % 3]
            project.apply(Review("Mark", (), (StatusChange("a", "ana", status, wanted),)), "ana")
