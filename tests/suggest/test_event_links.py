"""Which incidents of an article answer others, and which are part of something larger."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.suggest.engine import BuiltInSuggester


@cache
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("conflict"))


def links(text: str) -> list[tuple[str, int, int, str]]:
    """Type, places of both records, and the words that say so."""
    (found,) = suggester()([Article("a1", text, published=date(2024, 3, 8))])
    places = {proposal.id: n for n, proposal in enumerate(found)}
    return [
        (link.type, n, places[link.proposal_id], link.evidence[0].quote(text))
        for n, proposal in enumerate(found)
        for link in proposal.links
    ]


KILLED = "On Tuesday a drone strike killed Idriss Barkaye of the Salt Lake Brigades in Gao. "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (KILLED + "On Thursday the Salt Lake Brigades shelled a post near Ansongo in retaliation "
         "for the killing of Barkaye.", "in retaliation for the killing of Barkaye"),
        ("Gunmen killed two soldiers at a checkpoint in Kidal on Tuesday. On Thursday the army "
         "bombed a camp near Gao in response to the attack in Kidal.",
         "in response to the attack in Kidal"),
        ("Salt Front rebels attacked a French base in Gao on Tuesday. France retaliated with air "
         "strikes on the Salt Front near Kidal on Thursday.", "retaliated"),
    ],
)  # fmt: skip
def test_an_incident_is_linked_to_the_one_that_it_answers(text: str, words: str) -> None:
    assert links(text) == [("retaliation_for", 1, 0, words)]


@pytest.mark.parametrize(
    "text",
    [
        KILLED + "On Thursday the Brigades shelled a post near Ansongo.",
        KILLED + "The Brigades vowed to avenge the killing of Barkaye.",
        "Teachers protested in Gao on Thursday in response to a new law. Gunmen shot a guard "
        "dead in Kidal on Wednesday.",
    ],
)
def test_no_answer_is_made_up(text: str) -> None:
    assert links(text) == []


def test_an_incident_is_part_of_the_total_that_counts_such() -> None:
    text = (
        "More than 80 attacks have targeted U.S. forces in Iraq since October. On Thursday a "
        "drone hit a U.S. base near Erbil, wounding two soldiers."
    )
    assert [link[:3] for link in links(text)] == [("part_of", 0, 1)]
