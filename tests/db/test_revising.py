"""The codebook of a project is revised: coded values follow, old ones stay readable, undo works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db import codebook_editing, learning
from db.codebook_editing import Touched
from db.project import Project
from models.article import Article
from models.codebook import Choice, Codebook
from models.edits import AddArticles, EventChange, Review
from models.errors import UserError
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.recoding import Recoding
from models.review import records, shown_fields
from models.rules import problems
from models.typed import show_value
from models.values import Actor

TEXT = "Raiders hit Sarmin."


def value(id_: str, field: str, answer: str, state: State = State.ADDED) -> FieldValue:
    return FieldValue(id_, field, answer, state, suggested="riot", annotator="ana")


def event(number: int, *values: FieldValue, proposal: str | None = None) -> Event:
    return Event(f"e{number}", f"a{number}", "ana", 0, proposal, values)


@pytest.fixture
def coded(project: Project) -> Project:
    """Three articles: a raid (with an actor), a riot that was offered as such, and nothing."""
    articles = tuple(Article(f"a{n}", TEXT, f"Report {n}") for n in (1, 2, 3))
    actor = FieldValue("v2", "actor", Actor("Raiders"), State.ADDED, annotator="ana")
    raid = event(1, value("v1", "type", "raid"), actor)
    riot = event(2, value("v1", "type", "riot", State.ACCEPTED), proposal="p2")
    project.apply(AddArticles("Import", articles, (raid, riot)), "ana")
    for n in (2, 3):
        other = Suggested(f"p{n}.0.0", "type", "raid", (), 0.2)
        offer = Suggested(f"p{n}.0", "type", "riot", (), 0.8, (other,))
        listed = (Suggested(f"p{n}.1", "type", "riot"), Suggested(f"p{n}.2", "type", "raid"))
        proposal = Proposal(f"p{n}", f"a{n}", "rules@1", (offer,), (), listed)
        project.save_proposals(f"a{n}", [proposal], "rules@1")
    learning.save_digests(project, "rules@1", {"a1": b"digest"})
    return project


def with_choices(codebook: Codebook, *choices: Choice) -> Codebook:
    fields = tuple(replace(f, choices=choices) if f.key == "type" else f for f in codebook.fields)
    return replace(codebook, fields=fields)


def revise(project: Project, wanted: Codebook, recoding: Recoding | None = None) -> None:
    edit = codebook_editing.revision(project, wanted, recoding or Recoding())
    assert project.apply(edit, "ana").codebook_changed


def answers(project: Project) -> list[tuple[object, object]]:
    found = [project.events(f"a{n}", "ana")[0].values[0] for n in (1, 2)]
    return [(one.value, one.suggested) for one in found]


def test_a_renamed_choice_takes_every_value_along_and_back(
    coded: Project, open_project: Callable[[], Project]
) -> None:
    wanted = with_choices(coded.codebook, Choice("incursion", "Incursion"), Choice("riot", "Riot"))
    before = answers(coded)

    revise(coded, wanted, Recoding(choices={("type", "raid"): "incursion"}))

    assert answers(coded) == [("incursion", "riot"), ("riot", "riot")]
    assert coded.codebook.reference == "tiny@2"
    assert coded.check() == []
    project = open_project()
    assert project.codebook.version == 2
    assert list(project.codebook.field_by_key["type"].choice_by_key) == ["incursion", "riot"]
    assert project.undo_title("ana") == "Revise codebook to tiny@2"
    assert project.undo("ana") is not None
    assert (answers(project), project.codebook.reference) == (before, "tiny@1")
    assert project.check() == []
    project.redo("ana")
    assert answers(project)[0] == ("incursion", "riot")
    assert project.check() == []


def test_choices_that_became_one_come_apart_again(coded: Project) -> None:
    before = answers(coded)

    revise(
        coded,
        with_choices(coded.codebook, Choice("raid", "Raid")),
        Recoding(choices={("type", "riot"): "raid"}),
    )

    assert answers(coded) == [("raid", "raid"), ("raid", "raid")]
    coded.undo("ana")
    assert answers(coded) == before
    assert coded.check() == []


def test_keys_may_be_swapped(coded: Project) -> None:
    swap = Recoding(choices={("type", "riot"): "raid", ("type", "raid"): "riot"})

    revise(coded, coded.codebook, swap)

    assert answers(coded) == [("riot", "raid"), ("raid", "raid")]
    [proposal] = coded.proposals("a2")
    offer = proposal.values[0]
    assert (offer.value, offer.alternatives[0].value) == ("raid", "riot")
    assert coded.check() == []


def test_a_removed_answer_is_listed_before_and_readable_after(coded: Project) -> None:
    assert codebook_editing.uses(coded)["type", "raid"] == 1
    assert codebook_editing.uses(coded)["actor", None] == 1
    assert codebook_editing.touched(coded, [("type", "raid"), ("actor", None)]) == (
        1,
        [Touched("e1", "a1", "Report 1", "ana")],
    )

    revise(coded, with_choices(coded.codebook, Choice("riot", "Riot")))

    [record] = records(coded.events("a1", "ana"), ())
    field = coded.codebook.field_by_key["type"]
    assert show_value("raid", field) == "raid".capitalize() or "raid" in field.readable_by_key
    told = [one.text for one in problems(coded.codebook, record, None)]
    assert any("was an answer of an older codebook" in text for text in told)
    assert coded.check() == []


def test_values_of_a_removed_field_are_shown_and_can_be_cleared(coded: Project) -> None:
    fields = tuple(field for field in coded.codebook.fields if field.key != "actor")
    revise(coded, replace(coded.codebook, fields=fields))

    [raid] = coded.events("a1", "ana")
    [record] = records([raid], ())

    assert "actor" in [field.key for field in shown_fields(coded.codebook, record)]
    coded.apply(Review("Clear", (EventChange(raid, raid.without_value("v2")),)), "ana")
    [record] = records(coded.events("a1", "ana"), ())
    assert "actor" not in [field.key for field in shown_fields(coded.codebook, record)]
    assert "actor" not in coded.db.execute("SELECT * FROM dataset").description[-1]
    coded.undo("ana")
    coded.undo("ana")
    assert coded.check() == []


def test_a_renamed_field_keeps_its_values(coded: Project) -> None:
    fields = tuple(
        replace(field, key="who") if field.key == "actor" else field
        for field in coded.codebook.fields
    )

    revise(coded, replace(coded.codebook, fields=fields), Recoding({"actor": "who"}))

    assert coded.events("a1", "ana")[0].first("who") == Actor("Raiders")
    assert coded.db.execute("SELECT who FROM dataset").fetchone() == ("Raiders",)
    coded.undo("ana")
    assert coded.events("a1", "ana")[0].first("actor") == Actor("Raiders")
    assert coded.check() == []


def test_what_the_engine_read_is_read_again_and_begun_records_keep_their_offers(
    coded: Project,
) -> None:
    revise(coded, with_choices(coded.codebook, Choice("raid", "Raid")))

    assert coded.proposals("a3") == []
    [proposal] = coded.proposals("a2")
    assert [(one.value, one.alternatives) for one in proposal.values] == [("raid", ())]
    assert [one.value for one in proposal.listed] == ["raid"]
    assert coded.next_without_proposals("rules@1", 9) == ["a1", "a2", "a3"]
    assert learning.digest(coded, "a1", "rules@1") is None


def test_no_version_number_is_given_twice_and_a_decision_tells_its_version(
    coded: Project,
) -> None:
    start = datetime.now(UTC) - timedelta(milliseconds=1)  # Times are kept to the millisecond.
    revise(coded, replace(coded.codebook, title="Second"))
    then = datetime.now(UTC)
    coded.undo("ana")
    revise(coded, replace(coded.codebook, title="Third"))

    assert coded.codebook.reference == "tiny@3"
    assert [one.version for one in codebook_editing.versions(coded)] == [1, 2, 3]
    assert codebook_editing.codebook_at(coded, datetime(2000, 1, 1, tzinfo=UTC)).version == 1
    assert codebook_editing.codebook_at(coded, start).version == 1
    assert codebook_editing.codebook_at(coded, then).version in (1, 2)
    assert codebook_editing.codebook_at(coded, datetime.now(UTC)).version == 3
    assert coded.check() == []


def test_another_window_is_told_that_the_codebook_is_another_one(coded: Project) -> None:
    other = Project.open(coded.path)
    revise(other, replace(other.codebook, title="Second"))

    [raid] = coded.events("a1", "ana")
    with pytest.raises(UserError, match="codebook was revised in another window"):
        coded.apply(Review("Delete", (EventChange(raid, None),)), "ana")

    assert other.check() == []
    other.close()


def test_check_finds_a_codebook_that_no_edit_made(coded: Project) -> None:
    coded.db.execute("UPDATE meta SET value = value || '# more' WHERE key = 'codebook'")
    coded.db.conn.commit()

    assert coded.check() == ["Replaying the journal gives another codebook than the file has."]
