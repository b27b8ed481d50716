"""Proposals of several suggesters for one article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from db.project import Project
from models.article import Article
from models.edits import AddArticles, EventChange, Review
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.spans import Span
from models.values import Count

CHAT = "chat:small@localhost:8080"


def proposal(engine: str, said: str = "raid") -> Proposal:
    who = f"{CHAT}/" if engine == CHAT else ""
    return Proposal(
        f"p-{engine}-{said}", "a1", engine, (Suggested(f"{who}p.0", "kind", said, (), 0.5),)
    )


def decision(id_: str, suggestion: str, state: State) -> FieldValue:
    at = datetime(2024, 3, 5, tzinfo=UTC)
    return FieldValue(id_, "kind", "raid", state, suggestion_id=suggestion, annotator="ana", at=at)


def test_each_suggester_keeps_its_proposals_until_it_reads_the_article_again(
    project: Project,
) -> None:
    project.apply(AddArticles("Import", (Article("a1", "A raid."),)), "ana")
    project.save_proposals("a1", [proposal("rules@1")], "rules@1")
    project.save_proposals("a1", [proposal(CHAT)], CHAT)
    project.save_proposals("a1", [proposal("rules@2", "riot")], "rules@2")

    found = {one.engine: one.values[0].value for one in project.proposals("a1")}
    assert found == {"rules@2": "riot", CHAT: "raid"}
    assert project.has_proposals_of("a1", CHAT)
    assert not project.has_proposals_of("a1", "rules@1")
    assert project.headlines(["a1"], "ana")[0].suggested == 1


def test_what_a_proposal_lists_is_kept_apart_from_its_values(project: Project) -> None:
    project.apply(AddArticles("Import", (Article("a1", "A raid."),)), "ana")
    count = Suggested("p.2", "killed", Count(2, 2, 2), (Span(2, 6),), 0.2)
    lists = replace(proposal("rules@1"), listed=(Suggested("p.1", "kind", "riot"), count))

    project.save_proposals("a1", [lists], "rules@1")

    assert project.proposals("a1") == [lists]


def test_a_proposal_that_somebody_began_on_does_not_keep_another_suggester_out(
    project: Project,
) -> None:
    project.apply(AddArticles("Import", (Article("a1", "A raid."),)), "ana")
    begun = proposal("rules@1")
    project.save_proposals("a1", [begun], "rules@1")
    event = Event("e1", "a1", "ana", 0, begun.id)
    project.apply(Review("Accept", (EventChange(None, event),)), "ana")

    project.save_proposals("a1", [proposal(CHAT)], CHAT)

    assert {one.engine for one in project.proposals("a1")} == {"rules@1", CHAT}


def test_offers_are_judged_by_who_made_them(project: Project) -> None:
    project.apply(AddArticles("Import", (Article("a1", "A raid."),)), "ana")
    values = (
        decision("v1", f"{CHAT}/p.0", State.ACCEPTED),
        decision("v2", f"{CHAT}/p.1", State.REJECTED),
        decision("v3", "p.2", State.ACCEPTED),
    )
    event = Event("e1", "a1", "ana", 0, None, values)
    project.apply(Review("Accept", (EventChange(None, event),)), "ana")

    assert project.judged_offers() == {(CHAT, "kind"): (1, 2)}
