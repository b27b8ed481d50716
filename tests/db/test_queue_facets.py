"""Narrowing the queue, giving articles to annotators, changing many at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.codebook_files import load_codebook
from db.project import Order, Project
from models.article import Article, Status
from models.edits import AddArticles, AssignmentChange, EventChange, Review, StatusChange
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.queue_query import Facet
from models.spans import Span
from models.values import Count, Place

SHOTS, MARCH = date(2024, 2, 9), date(2024, 3, 1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project.create(tmp_path / "queue.db", load_codebook("conflict"))
    _fill(project)
    yield project
    project.close()


def _fill(project: Project) -> None:
    project.apply(
        AddArticles(
            "Import",
            (
                Article(
                    "m",
                    "Shots near Gao on Tuesday.",
                    "Mali",
                    "Sahel Wire",
                    None,
                    date(2024, 2, 9),
                    "en",
                ),
                Article(
                    "k", "A march in Nairobi.", "Kenya", "Rift Radio", None, date(2024, 3, 1), "en"
                ),
                Article("q", "Rien.", "", "", None, None, "fr"),
            ),
        ),
        "ana",
    )
    place = Suggested("p.0", "place", Place("Gao", "MLI", lat=16.3, lon=0.0), (Span(11, 14),), 0.9)
    kind = Suggested("p.1", "event_type", "armed_clash", (Span(0, 5),), 0.9)
    project.save_proposals("m", [Proposal("p", "m", "rules@1", (place, kind))], "rules@1")
    value = FieldValue("v", "place", Place("Nairobi", "KEN", lat=-1.3, lon=36.8), State.ADDED)
    event = Event("e", "k", "ana", values=(value,))
    project.apply(Review("Add event", (EventChange(None, event),)), "ana")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('source:"sahel wire"', ["m"]),
        ("language:fr", ["q"]),
        ("from:2024-02-09", ["k", "m"]),
        ("to:2024-02", ["m"]),
        ("from:2024-03-01 to:2024-03-01", ["k"]),
        ("country:mli", ["m"]),
        ("country:KEN", ["k"]),
        ("country:MLI country:KEN", ["k", "m"]),
        ("type:battles", ["m"]),
        ('type:"armed clash"', ["m"]),
        ("type:nothing", []),
        ("coder:me", ["k"]),
        ("coder:ben", []),
        ("has:event", ["k"]),
        ("has:suggestion", ["m"]),
        ("has:problem", ["k"]),
        ("has:luck", []),
        ("assigned:nobody", ["k", "m", "q"]),
        ("country:MLI shots", ["m"]),
        ("country:MLI march", []),
    ],
)
def test_facets_narrow_the_queue(project: Project, typed: str, found: list[str]) -> None:
    assert project.queue("ana", search=typed) == found


def test_facets_are_counted(project: Project) -> None:
    counts = project.facet_counts("ana")

    assert counts[Facet.SOURCE] == [("Rift Radio", 1), ("Sahel Wire", 1)]
    assert counts[Facet.COUNTRY] == [("KEN", 1), ("MLI", 1)]
    assert counts[Facet.TYPE] == [("armed_clash", 1)]
    assert counts[Facet.SINCE] == [("2024-03", 1), ("2024-02", 2)]
    assert counts[Facet.UNTIL] == [("2024-03", 2), ("2024-02", 1)]


def test_the_random_order_is_the_same_at_each_look(project: Project) -> None:
    articles = tuple(Article(f"x{number}", f"Text {number}") for number in range(40))
    project.apply(AddArticles("Import", articles), "ana")
    order = project.queue("ana", order=Order.RANDOM)

    assert order == project.queue("ana", order=Order.RANDOM)
    assert sorted(order) == sorted(project.queue("ana"))
    assert order != project.queue("ana", order=Order.IMPORTED)


def test_a_hit_shows_its_words(project: Project) -> None:
    assert project.snippets(["m", "k"], "sho country:MLI") == {
        "m": "\1Shots\2 near Gao on Tuesday."
    }
    assert project.snippets(["m"], "country:MLI") == {}


def test_articles_are_given_taken_and_given_back_by_undo(project: Project) -> None:
    given = Review("Assign", (), (), (AssignmentChange("m", "ben", True),))
    project.apply(given, "ana")
    assert project.queue("ben", search="assigned:me") == ["m"]
    assert project.assigned(["m", "k"]) == {"m": ("ben",)}
    assert "ben" in project.annotators()

    project.undo("ana")
    assert project.queue("ben", search="assigned:me") == []
    project.redo("ana")
    project.apply(given.inverse(), "ana")

    assert project.assigned(["m"]) == {}
    assert project.check() == []


def test_many_states_change_as_one_edit(project: Project) -> None:
    changes = tuple(
        StatusChange(id_, "ana", status, Status.SKIPPED)
        for id_, status in (("m", Status.NEW), ("q", Status.NEW))
    )
    project.apply(Review("Skip 2 articles", (), changes), "ana")
    assert project.statuses(["m", "k"], "ana") == {"m": Status.SKIPPED}

    project.undo("ana")

    assert project.statuses(["m", "k", "q"], "ana") == {}


def test_one_letter_of_a_further_word_does_not_narrow_yet(project: Project) -> None:
    assert project.queue("ana", search="shots x") == project.queue("ana", search="shots")
    assert project.queue("ana", search="shots xy") == []
    assert project.queue("ana", search="shots x ") == []


def test_problems_are_found_anew_after_a_change(project: Project) -> None:
    before = project.queue("ana", search="has:problem")
    project.apply(AddArticles("Import", (Article("zz", "Text"),)), "ana")

    assert project.queue("ana", search="has:problem") == before


def test_problems_are_followed_through_edits_undo_and_another_window(project: Project) -> None:
    assert project.queue("ana", search="has:problem") == ["k"]
    other = Project.open(project.path)
    bare = Event("n", "q", "ana", values=(FieldValue("w", "killed", Count(2, 1, 2), State.ADDED),))

    other.apply(Review("Add event", (EventChange(None, bare),)), "ana")
    assert project.queue("ana", search="has:problem") == ["k", "q"]
    other.undo("ana")
    assert project.queue("ana", search="has:problem") == ["k"]
    (held,) = project.events("k", "ana")
    project.apply(Review("Delete event", (EventChange(held, None),)), "ana")

    assert project.queue("ana", search="has:problem") == []
    assert project.queue("ben", search="has:problem") == []
    other.close()


def test_a_value_that_most_articles_share_finds_the_same_as_a_rare_one(project: Project) -> None:
    common = tuple(
        Article(f"r{n}", f"Rain {n}.", "", "Rain Radio", None, SHOTS, "sw") for n in range(10_000)
    )
    project.apply(AddArticles("Import", common), "ana")

    assert sorted(project.queue("ana", search='source:"rain RADIO" language:SW')) == sorted(
        article.id for article in common
    )
    assert project.queue("ana", search="language:sw 4711") == ["r4711"]
    assert project.queue("ana", search='source:"rain radio" source:"sahel wire" gao') == ["m"]
