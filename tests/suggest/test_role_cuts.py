"""Which words of a phrase the rules take: those that say who or what it is."""

from __future__ import annotations

from functools import cache

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.codebook import Codebook, Role
from models.suggest import pipeline
from models.suggest.learning.roles import score_roles
from models.suggest.mentions import find_mentions
from models.suggest.reading import Reading
from models.suggest.role_digest import digest_roles
from models.suggest.triggers import TriggerLexicon


@cache
def codebook() -> Codebook:
    return load_codebook("muc4")


@cache
def parser() -> object:
    return pipeline.load_pipeline()


def likeliest(text: str, field: str) -> str:
    doc = next(iter(pipeline.parse(parser(), [text])))  # type: ignore[arg-type]
    reading = Reading(Article(id="a1", text=text), text, doc)
    types = TriggerLexicon(codebook().with_role(Role.EVENT_TYPE))
    found = score_roles(digest_roles(reading, codebook(), find_mentions(reading, types)), None)
    return next(score.text for score in found if score.field == field)


@pytest.mark.parametrize(
    ("text", "field", "taken"),
    [
        ("A second bomb exploded in Villarosa on Monday.", "weapon", "bomb"),
        ("Suspected gunmen killed the mayor on Monday.", "perpetrator_individual", "gunmen"),
        (
            "A bomb destroyed the offices of the Northern Power Company on Monday.",
            "physical_target",
            "offices of the Northern Power Company",
        ),
        (
            "Gunmen murdered Colonel Tomas Arrieta in Villarosa on Monday.",
            "human_target",
            "Tomas Arrieta",
        ),
        (
            "Gunmen murdered Arrieta on Monday. The police said that Tomas Arrieta was 54.",
            "human_target",
            "Tomas Arrieta",
        ),
    ],
)
def test_a_phrase_keeps_the_words_that_say_who_or_what(text: str, field: str, taken: str) -> None:
    assert likeliest(text, field) == taken
