"""The order of the queue that puts first what the engine would learn most from."""

from __future__ import annotations

from db.project import Order, Project
from models.article import Article, Status
from models.edits import AddArticles, Review, StatusChange
from models.events import Proposal, Suggested

SURE, UNSURE = 0.95, 0.5


def filled(project: Project, count: int = 100) -> None:
    """Articles in turn without an event, with a sure one, and with an unsure one."""
    articles = tuple(Article(f"a{n}", f"Text {n}") for n in range(count))
    project.apply(AddArticles("Import", articles), "ana")
    for n, article in enumerate(articles):
        if n % 3:
            offer = Suggested(f"p{n}.0", "kind", "raid", (), SURE if n % 3 == 1 else UNSURE)
            found = [Proposal(f"p{n}", article.id, "rules@1", (offer,))]
            project.save_proposals(article.id, found, "rules@1")


def kind(article_id: str) -> int:
    return int(article_id[1:]) % 3


def test_unsure_events_come_first_then_sure_ones_then_none(project: Project) -> None:
    filled(project)

    order = project.queue("ana", order=Order.LEARNING)

    chosen = [id_ for place, id_ in enumerate(order, 1) if place % 5]
    turns = [kind(id_) for id_ in chosen]
    assert turns[:20] == [2] * 20
    assert turns[-15:] == [0] * 15
    assert sorted(order) == sorted(f"a{n}" for n in range(100))


def test_every_fifth_place_is_drawn_without_regard_to_that(project: Project) -> None:
    filled(project)

    order = project.queue("ana", order=Order.LEARNING)

    drawn = [kind(id_) for id_ in order[4:80:5]]
    assert {0, 1, 2} == set(drawn)
    assert order == project.queue("ana", order=Order.LEARNING)


def test_filters_and_search_hold_in_this_order_too(project: Project) -> None:
    filled(project, 10)
    done = StatusChange("a2", "ana", Status.NEW, Status.DONE)
    project.apply(Review("Done", (), (done,)), "ana")

    order = project.queue("ana", statuses=frozenset({Status.NEW}), order=Order.LEARNING)

    assert "a2" not in order
    assert len(order) == 9
    assert project.queue("ana", search="Text 4", order=Order.LEARNING) == ["a4"]
