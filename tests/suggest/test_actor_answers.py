"""Actors are named as the codebook names their class, with the article's own words beside."""

from __future__ import annotations

from datetime import date

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.codebook import Role
from models.codebook.reading import parse_codebook
from models.events import Proposal
from models.suggest.engine import BuiltInSuggester

PUBLISHED = date(2024, 5, 9)

PLAIN = """
name = "plain"
version = 1
title = "Plain"
[[field]]
key = "type"
label = "Type"
kind = "choice"
role = "event_type"
[[field.choice]]
key = "attack"
label = "Attack"
triggers = ["shoot dead"]
[[field]]
key = "by"
label = "By"
kind = "actor"
role = "agent"
"""


@pytest.fixture(scope="module")
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("conflict"))


def incident(suggester: BuiltInSuggester, text: str) -> Proposal:
    found = next(suggester([Article("a1", text, published=PUBLISHED)]))
    return found[0]


def names(proposal: Proposal, field: str) -> list[str]:
    return [v.value.name for v in proposal.values if v.field == field]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "initiator", "target"),
    [
        (
            "Gunmen shot dead two villagers near Gao on Tuesday.",
            "Unidentified Armed Group (Mali): gunmen",
            "Civilians (Mali): villagers",
        ),
        (
            "Soldiers shelled rebel positions near Gao on Tuesday.",
            "Military Forces of Mali: soldiers",
            "Unidentified Armed Group (Mali): positions",
        ),
        (
            "U.S. warplanes bombed a village near Gao on Tuesday.",
            "Military Forces of the United States",
            "Civilians (Mali): village",
        ),
        (
            "Police fired tear gas at students who marched in Gao on Tuesday.",
            "Police Forces of Mali",
            "Protesters (Mali): students",
        ),
    ],
)
def test_those_without_a_name_are_named_by_class_and_country(
    suggester: BuiltInSuggester, text: str, initiator: str, target: str
) -> None:
    found = incident(suggester, text)
    assert (names(found, "initiator")[0], names(found, "target")[0]) == (initiator, target)


@pytest.mark.parametrize(
    ("text", "initiator", "target"),
    [
        (
            "Two soldiers were wounded near Gao on Tuesday following an ambush by JNIM militants.",
            "Jama'at Nusrat al-Islam wal-Muslimin",
            "Military Forces of Mali: soldiers",
        ),
        (
            "Rebels and soldiers exchanged fire near Gao on Tuesday.",
            "Unidentified Armed Group (Mali): rebels",
            "Military Forces of Mali: soldiers",
        ),
    ],
)
def test_a_side_that_no_verb_gives_is_found_in_the_sentence(
    suggester: BuiltInSuggester, text: str, initiator: str, target: str
) -> None:
    found = incident(suggester, text)
    assert names(found, "initiator")[:1] == [initiator]
    assert names(found, "target")[:1] == [target]


def test_the_articles_own_words_are_an_alternative(suggester: BuiltInSuggester) -> None:
    found = incident(suggester, "Gunmen shot dead two villagers near Gao on Tuesday.")
    (value,) = [v for v in found.values if v.field == "initiator"]
    assert [a.value.name for a in value.alternatives] == ["gunmen"]  # type: ignore[union-attr]


def test_whom_an_attack_implies_is_offered_without_being_sure(suggester: BuiltInSuggester) -> None:
    found = incident(suggester, "A shopkeeper was shot dead in Gao on Tuesday.")
    (value,) = [v for v in found.values if v.field == "initiator"]
    assert value.value.name == "Unidentified Armed Group (Mali)"  # type: ignore[union-attr]
    assert value.confidence < 0.6


def test_a_codebook_without_names_for_classes_gets_the_articles_words() -> None:
    plain = BuiltInSuggester(parse_codebook(PLAIN, "plain.toml"))
    assert plain.codebook.with_role(Role.TARGET) is None
    found = incident(plain, "Gunmen shot dead two villagers near Gao on Tuesday.")
    assert names(found, "by") == ["gunmen"]
