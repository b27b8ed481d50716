"""Who is said to have done it, and on whose word."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.codebook import Role
from models.suggest.attribution import Attribution, choice_for
from models.suggest.engine import BuiltInSuggester

LEAD = "A car bomb killed three policemen in Mosul on Thursday. "


@cache
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("conflict"))


def attribution(text: str) -> list[object]:
    article = Article("a1", text, published=date(2024, 3, 8))
    first = next(iter(suggester()([article])))[0]
    return [v.value for v in first.values if v.field == "attribution"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEAD, "unattributed"),
        (LEAD + "The Ash Valley Army claimed responsibility for the attack.", "claimed"),
        (LEAD + "The Ash Valley Army said it had carried out the attack.", "claimed"),
        (LEAD + "No group claimed responsibility for the attack.", "unattributed"),
        (LEAD + "The governor blamed the Ash Valley Army for the attack.", "accused_by_authority"),
        (
            "Suspected Boko Haram fighters killed two farmers near Maiduguri on Thursday.",
            "possible",
        ),
        ("Boko Haram fighters killed two farmers near Maiduguri on Thursday.", "reported_fact"),
    ],
)
def test_the_words_decide_how_sure_the_doer_is(text: str, expected: str) -> None:
    assert attribution(text) == [expected]


def test_each_kind_finds_its_choice_in_a_codebook_that_names_it_otherwise() -> None:
    field = load_codebook("muc4").with_role(Role.ATTRIBUTION)
    assert field is not None
    assert choice_for(Attribution.CLAIMED, field) == "claimed_or_admitted"
    assert choice_for(Attribution.FACT, field) == "reported_as_fact"
    assert choice_for(Attribution.ACCUSED, field) == "suspected_or_accused"
