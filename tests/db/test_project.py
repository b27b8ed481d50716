"""Edits, undo and redo in a project file, across restarts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from db.connection import writing_derived
from db.project import Headline, Project
from db.stale import StaleEditError
from models.article import Status
from models.edits import AddArticles, Change, EventChange, Review, StatusChange
from models.events import Event, Proposal, State, Suggested
from models.spans import Span
from models.values import Actor, Count, Wording
from tests.db.raid import TEXT, added, article, full_event


def test_a_record_comes_back_exactly_after_a_restart(
    open_project: Callable[[], Project],
) -> None:
    event = full_event()
    open_project().apply(added(event), "ana")

    project = open_project()

    assert project.events("a1", "ana") == [event]
    assert project.events("a1", "ben") == []
    assert project.article("a1") == article()
    assert project.check() == []


def test_an_edit_says_what_it_touched(project: Project) -> None:
    change = project.apply(added(full_event()), "ana")

    assert change == Change(frozenset({"a1"}), frozenset({"e-ana"}), articles_changed=True)


def test_an_edit_that_starts_from_something_else_changes_nothing(project: Project) -> None:
    event = full_event()
    project.apply(added(event), "ana")
    stale = replace(event, position=9)

    with pytest.raises(StaleEditError):
        project.apply(Review("Stale", (EventChange(stale, event),)), "ana")
    with pytest.raises(StaleEditError):
        project.apply(
            Review("Stale", (), (StatusChange("a1", "ana", Status.DONE, Status.NEW),)), "ana"
        )
    with pytest.raises(StaleEditError):
        project.apply(added(), "ana")

    assert project.events("a1", "ana") == [event]
    assert project.undo_title("ana") == "Import 1 article"
    assert project.check() == []


def test_an_edit_that_changes_nothing_leaves_no_trace(project: Project) -> None:
    event = full_event()
    project.apply(added(event), "ana")

    change = project.apply(Review("Nothing", (EventChange(event, event),)), "ana")

    assert change == Change()
    assert project.undo_title("ana") == "Import 1 article"


def test_only_the_rows_of_changed_values_are_written(project: Project) -> None:
    event = full_event()
    project.apply(added(event), "ana")
    after = event.with_value(replace(event.values[0], value="riot"))
    before = project.db.conn.total_changes

    project.apply(Review("Correct type", (EventChange(event, after),)), "ana")

    assert project.events("a1", "ana") == [after]
    # The value, the journal, and which article the journal's row is about; and what is
    # counted: one up, one down and gone, and the time by hour and by article.
    assert project.db.conn.total_changes - before == 8


def test_undo_and_redo_walk_the_journal_across_a_restart(
    open_project: Callable[[], Project],
) -> None:
    project = open_project()
    event = full_event()
    after = event.without_value("v-place")
    project.apply(added(event), "ana")
    project.apply(Review("Clear place", (EventChange(event, after),)), "ana")

    project = open_project()
    project.undo("ana")
    assert project.events("a1", "ana") == [event]
    assert (project.undo_title("ana"), project.redo_title("ana")) == (
        "Import 1 article",
        "Clear place",
    )
    project = open_project()
    project.undo("ana")
    assert len(project.queue("ana")) == 0
    assert project.queue("ana", search="sarmin") == []
    assert project.undo("ana") is None
    project = open_project()
    project.redo("ana")
    project.redo("ana")

    assert project.events("a1", "ana") == [after]
    assert project.queue("ana", search="sarmin") == ["a1"]
    assert project.redo("ana") is None
    assert project.check() == []


def test_a_new_edit_leaves_nothing_to_redo(project: Project) -> None:
    project.apply(added(), "ana")
    done = Review("Done", (), (StatusChange("a1", "ana", Status.NEW, Status.DONE),))
    project.apply(done, "ana")
    project.undo("ana")

    project.apply(replace(done, title="Done again"), "ana")

    assert project.redo_title("ana") is None
    assert project.redo("ana") is None
    assert project.undo_title("ana") == "Done again"


def test_undo_never_takes_back_what_another_annotator_did(project: Project) -> None:
    project.apply(added(), "ana")
    done = Review("Done", (), (StatusChange("a1", "ben", Status.NEW, Status.DONE),))
    project.apply(done, "ben")

    assert project.undo_title("ana") is None
    assert project.undo("ana") is None
    assert project.undo("ben") is not None
    assert project.redo("ana") is None
    assert project.redo_title("ben") == "Done"


def test_only_those_who_decided_something_are_named_as_annotators(project: Project) -> None:
    project.apply(added(), "import")
    done = Review("Done", (), (StatusChange("a1", "ben", Status.NEW, Status.DONE),))

    project.apply(done, "ben")

    assert project.annotators() == ["ben"]


def test_headlines_show_what_a_window_of_the_queue_needs(project: Project) -> None:
    untitled = article("a2", title="", published=None)
    project.apply(AddArticles("Import", (article(), untitled), (full_event(),)), "ana")
    offer = Suggested("q.0", "type", "raid", (Span(0, 7),), 0.8)
    project.save_proposals(
        "a1", [_proposal("p"), Proposal("q", "a1", "rules@1", (offer,))], "rules@1"
    )

    shown = project.headlines(["a2", "gone", "a1"], "ana")

    assert shown == [
        Headline("a2", TEXT, "Wire", None, Status.NEW, 0, 0),
        Headline("a1", "Raid", "Wire", date(2024, 1, 5), Status.NEW, 1, 1),
    ]


def _proposal(id_: str, article_id: str = "a1") -> Proposal:
    other = Suggested(f"{id_}.0.0", "killed", Count(1, 1, 1), (Span(0, 2),), 0.2)
    count = Suggested(
        f"{id_}.0", "killed", Count(2, 2, None, Wording.AT_LEAST), (Span(0, 7),), 0.9, (other,)
    )
    return Proposal(id_, article_id, "rules@1", (count, Suggested(f"{id_}.1", "sure", True)))


def test_proposals_are_kept_and_replaced_until_somebody_decides(
    open_project: Callable[[], Project],
) -> None:
    project = open_project()
    project.apply(AddArticles("Import", (article(), article("a2"))), "ana")
    assert project.next_without_proposals("rules@1", 9) == ["a1", "a2"]
    project.save_proposals("a1", [_proposal("p"), _proposal("q"), _proposal("p")], "rules@1")
    project.save_proposals("a2", [], "rules@1")

    project = open_project()
    assert project.proposals("a1") == [_proposal("p"), _proposal("q")]
    assert project.next_without_proposals("rules@1", 9) == []
    assert project.next_without_proposals("rules@2", 1) == ["a1"]
    project.save_proposals("a1", [_proposal("p")], "rules@2")
    assert project.proposals("a1") == [_proposal("p")]
    decided = Event("e", "a1", "ana", 0, "p", dismissed=True)
    project.apply(Review("Delete", (EventChange(None, decided),)), "ana")
    project.save_proposals("a1", [_proposal("n")], "rules@3")

    assert project.proposals("a1") == [_proposal("p")]
    assert project.next_without_proposals("rules@3", 9) == ["a2"]
    assert project.check() == []


def test_an_import_taken_back_takes_its_proposals_with_it(project: Project) -> None:
    project.apply(added(), "ana")
    project.save_proposals("a1", [_proposal("p")], "rules@1")

    project.undo("ana")
    project.redo("ana")

    assert project.proposals("a1") == []
    assert project.next_without_proposals("rules@1", 1) == ["a1"]


def test_confirmed_actors_and_places_are_offered_again(project: Project) -> None:
    first, second = full_event("ana"), full_event("ben")
    rival = replace(second.values[1], id="v-rival", value=Actor("Aid workers"))
    wrong = replace(rival, id="v-wrong", value=Actor("Nobody"), state=State.REJECTED)
    project.apply(added(first, second.with_value(rival).with_value(wrong)), "ana")

    assert list(project.actor_uses()) == ["Raiders", "Aid workers"]
    assert project.place_values() == [first.first("place")]


def test_the_tables_can_be_read_without_the_app(project: Project) -> None:
    project.apply(added(full_event()), "ana")
    project.close()

    with sqlite3.connect(project.path) as plain:
        row = plain.execute("SELECT type, actor, place, date, killed, note, sure FROM dataset")
        shown = row.fetchall()
        values = plain.execute("SELECT value FROM event_values WHERE field = 'type'").fetchall()
    plain.close()

    assert shown == [("raid", "Raiders", "Sarmin", "2024-01-04/", 2, '[1] "true"', "false")]
    assert values == [("raid",)]


def test_texts_and_journal_cannot_be_changed(project: Project) -> None:
    project.apply(added(), "ana")

    for statement in (
        "UPDATE articles SET text = 'other'",
        "UPDATE journal SET title = 'other'",
        "DELETE FROM journal",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            project.db.conn.execute(statement)
        project.db.conn.rollback()


def test_check_finds_what_was_changed_behind_the_journal(project: Project) -> None:
    project.apply(added(full_event()), "ana")
    with project.db.atomic():
        project.db.execute("UPDATE event_values SET evidence = '[[0, 999]]' WHERE id = 'v-date'")
        project.db.execute("DROP TRIGGER articles_never_change")
        project.db.execute("UPDATE articles SET text = 'Other'")

    findings = " ".join(project.check())

    assert "The text of article a1 is not the one" in findings
    assert "[0, 999] of date in event e-ana is outside article a1" in findings
    assert "another table event_values" in findings


def test_notes_about_the_project_are_kept(open_project: Callable[[], Project]) -> None:
    open_project().set_meta("zoom", "2")

    project = open_project()

    assert (project.meta("zoom"), project.meta("none")) == ("2", None)


def test_what_a_decision_reads_is_found_by_an_index(project: Project) -> None:
    plans = [
        project.db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        for sql in (
            "SELECT * FROM events WHERE id = 'x'",
            "SELECT * FROM event_values WHERE event_id = 'x'",
            "SELECT * FROM article_states WHERE annotator = 'a' AND article_id = 'x'",
            "SELECT * FROM events WHERE article_id = 'x' AND annotator = 'a'",
            "SELECT * FROM proposals WHERE article_id = 'x'",
        )
    ]

    assert all("SEARCH" in row[3] for plan in plans for row in plan)


def test_decisions_wait_for_the_disk_also_after_proposals_that_do_not(project: Project) -> None:
    project.apply(AddArticles("Import", (article(),)), "ana")
    full = (2,)

    project.save_proposals("a1", [_proposal("p")], "rules@1")
    assert project.db.execute("PRAGMA synchronous").fetchone() == full
    with pytest.raises(sqlite3.IntegrityError), writing_derived(project.db):
        project.db.execute("INSERT INTO digests (article_id) VALUES (NULL)")

    assert project.db.execute("PRAGMA synchronous").fetchone() == full
