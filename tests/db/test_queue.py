"""The list of articles: states, order, and search for whatever is typed."""

from __future__ import annotations

from datetime import date

import pytest

from db.project import Order, Project
from models.article import Status
from models.edits import AddArticles, Review, StatusChange
from tests.db.raid import added, article


def test_states_are_counted_for_each_annotator(project: Project) -> None:
    articles = tuple(article(f"a{number}") for number in range(3))
    project.apply(AddArticles("Import", articles), "ana")
    changes = (StatusChange("a1", "ana", Status.NEW, Status.FLAGGED),)
    project.apply(Review("Flag", (), changes), "ana")

    counts = project.status_counts("ana")

    assert (counts[Status.NEW], counts[Status.FLAGGED], counts[Status.DONE]) == (2, 1, 0)
    assert project.status_counts("ben")[Status.NEW] == 3
    assert project.status("a1", "ana") is Status.FLAGGED
    assert project.queue("ana", statuses={Status.FLAGGED}) == ["a1"]
    assert project.queue("ana", statuses={Status.NEW}) == ["a0", "a2"]
    assert project.queue("ana", statuses={Status.NEW, Status.FLAGGED}) == ["a0", "a1", "a2"]


def test_the_queue_is_sorted_and_undated_articles_come_last(project: Project) -> None:
    days = {"b": date(2024, 1, 2), "none": None, "c": date(2024, 1, 3), "a": date(2024, 1, 1)}
    articles = tuple(article(id_, published=day) for id_, day in days.items())
    project.apply(AddArticles("Import", articles), "ana")

    assert project.queue("ana") == ["c", "b", "a", "none"]
    assert project.queue("ana", order=Order.OLDEST) == ["a", "b", "c", "none"]
    assert project.queue("ana", order=Order.IMPORTED) == ["b", "none", "c", "a"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sarm", True),
        ("SARMIN jan", True),
        ("killed raiders", True),
        ("armin", False),
        ("on", True),
        ("ra", True),
        ("zz", False),
        ('"', False),
        ('sarmin"', True),
        ("sarmin AND NOT (", False),
        ("title: x", False),
        ("* ^ - +", False),
        ("%", False),
        ("_", False),
        ("NEAR(", False),
        ("   ", True),
        ("sarmin \0", True),
        ("Sármin", True),
        ("🙂", False),
    ],
)
def test_search_takes_whatever_is_typed(project: Project, typed: str, found: bool) -> None:
    project.apply(added(), "ana")

    assert project.queue("ana", search=typed) == (["a1"] if found else [])
