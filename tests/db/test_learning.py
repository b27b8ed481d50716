"""Digests and what was learned, kept in the project."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from db import learning
from db.project import Project
from models.article import Article, Status
from models.edits import AddArticles, Review, StatusChange
from models.errors import UserError
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.learned import How, Learned, fingerprint, learned_from_json, learned_to_json

ENGINE = "rules@1"
NOON = datetime(2024, 1, 5, 12, tzinfo=UTC)


def bring(project: Project, count: int, *annotators: str) -> None:
    """Articles a0, a1 … and who has finished all of them."""
    articles = tuple(Article(f"a{n}", f"Report {n}.") for n in range(count))
    done = tuple(
        StatusChange(article.id, name, Status.NEW, Status.DONE)
        for article in articles
        for name in annotators
    )
    events = tuple(
        Event(f"e{name}{n}", f"a{n}", name, values=(FieldValue("v", "note", "x", State.ADDED),))
        for n in range(count)
        for name in annotators
    )
    project.apply(AddArticles("Import", articles, events, done), "import")


def finish(project: Project, name: str, *article_ids: str) -> None:
    changes = [StatusChange(id_, name, Status.NEW, Status.DONE) for id_ in article_ids]
    project.apply(Review("Done", (), tuple(changes)), name)


def state(text: str, how: How = How.LEARNED) -> Learned:
    return Learned(how, NOON, ENGINE, "tiny@1", 3, {"f1": 0.5}, ("ab", "cd"), text, text)


def test_finished_articles_come_with_records_and_proposals(project: Project) -> None:
    bring(project, 3)
    offer = Suggested("p.0", "note", "at dawn")
    project.save_proposals("a1", [Proposal("p", "a1", ENGINE, (offer,))], ENGINE)
    event = Event("e", "a1", "ana", values=(FieldValue("v", "note", "x", State.ADDED),))
    change = StatusChange("a1", "ana", Status.NEW, Status.DONE)
    project.apply(AddArticles("Import", (), (event,), (change,)), "ana")

    [found] = learning.reviewed(project)

    assert (found.article_id, found.annotator) == ("a1", "ana")
    assert found.sha256 == project.article("a1").sha256
    assert found.events == (event,)
    assert [proposal.id for proposal in found.proposals] == ["p"]


def test_of_an_article_that_several_finished_the_busiest_counts(project: Project) -> None:
    bring(project, 3, "ana")
    finish(project, "ben", "a1")
    finish(project, "abe", "a2")

    found = {one.article_id: (one.annotator, len(one.events)) for one in learning.reviewed(project)}

    assert found == {f"a{n}": ("ana", 1) for n in range(3)}


def test_digests_are_kept_until_their_article_goes(project: Project) -> None:
    bring(project, 2, "ana")

    learning.save_digests(project, ENGINE, {"a0": b"\0one", "gone": b"two"})
    assert learning.digest(project, "a0", ENGINE) == b"\0one"
    assert learning.digest(project, "a0", "rules@2") is None
    assert learning.without_digest(project, ENGINE) == ["a1"]
    learning.save_digests(project, "rules@2", {"a0": b"new"})
    assert learning.digest(project, "a0", ENGINE) is None

    project.undo("import")

    assert learning.digest(project, "a0", "rules@2") is None
    assert project.check() == []


def test_a_new_state_takes_the_place_of_the_old_one(
    open_project: Callable[[], Project],
) -> None:
    learning.keep(open_project(), state('{"n":1}'))
    learning.keep(open_project(), state('{"n":2}'))

    project = open_project()

    assert learning.learned(project) == state('{"n":2}')
    assert [step.state for step in learning.history(project)] == ["", ""]
    assert project.check() == []


def test_a_worse_one_leaves_the_old_one_in_use(project: Project) -> None:
    learning.keep(project, state('{"n":1}'))
    learning.keep(project, state('{"n":2}', How.KEPT))

    held = learning.learned(project)

    assert held is not None
    assert held.state == '{"n":1}'
    assert [step.how for step in learning.history(project)] == [How.LEARNED, How.KEPT]


def test_after_a_reset_nothing_is_learned_and_the_row_says_who_did_it(project: Project) -> None:
    learning.keep(project, state('{"n":1}'))

    learning.keep(project, Learned(How.RESET, NOON, by="ana"))

    assert learning.learned(project) is None
    assert [(step.how, step.by) for step in learning.history(project)][1] == (How.RESET, "ana")
    assert project.undo_title("ana") is None


def test_a_state_travels_as_plain_json() -> None:
    told = json.loads(json.dumps(learned_to_json(state('{"weights":[1,2]}'))))

    found = learned_from_json(told, "tiny@1")

    assert (found.how, found.twin) == (How.IMPORTED, "")
    assert json.loads(found.state) == {"weights": [1, 2]}
    assert (found.trained_on, found.figures, found.at) == (("ab", "cd"), {"f1": 0.5}, NOON)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"format": "x"}, "not a learned state"),
        ({"version": 2}, "another version"),
        ({"codebook": "other@1"}, "learned with other@1, not with tiny@1"),
        ({"state": "abc"}, "damaged"),
        ({"at": 7}, "damaged"),
        ({"trained_on": None}, "damaged"),
    ],
)
def test_what_is_no_learned_state_is_refused_in_words(changed: dict, words: str) -> None:
    with pytest.raises(UserError, match=words):
        learned_from_json(learned_to_json(state("{}")) | changed, "tiny@1")


def test_the_same_text_has_the_same_fingerprint_everywhere() -> None:
    assert fingerprint(Article("a", "Same.").sha256) == fingerprint(
        Article("b", "Same.", "Other title").sha256
    )
