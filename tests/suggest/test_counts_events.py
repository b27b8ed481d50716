"""Which event a count belongs to, and which counts belong to none."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.suggest.engine import BuiltInSuggester
from models.values import Count


@cache
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("conflict"))


def lead_counts(text: str, title: str = "") -> dict[str, int | None]:
    """The numbers of the first record, and the text that is their evidence checked to be there."""
    article = Article("a1", text, title=title, published=date(2024, 3, 8))
    found = next(iter(suggester()([article])))
    counts: dict[str, int | None] = {}
    for value in found[0].values if found else ():
        if isinstance(value.value, Count):
            assert value.evidence
            counts[value.field] = value.value.best
    return counts


STORY = (
    "Gunmen shot at a bus near Gao on Thursday. The driver did not stop. "
    "Three passengers were killed and four others were wounded, the mayor said."
)


def test_counts_in_a_sentence_without_an_event_word_belong_to_the_event_before() -> None:
    assert lead_counts(STORY) == {"killed": 3, "wounded": 4}


def test_the_victims_of_an_earlier_case_are_not_counted() -> None:
    text = f"{STORY} In a separate incident last year, nine passengers died on the same road."

    assert lead_counts(text) == {"killed": 3, "wounded": 4}


def test_deaths_of_a_year_before_are_not_counted() -> None:
    text = f"{STORY} Last summer, nine people were killed by gunfire there."

    assert lead_counts(text) == {"killed": 3, "wounded": 4}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Five dead, 2 wounded as gunmen fire at bus", {"killed": 5, "wounded": 2}),
        ("Seven shot, five fatally, on bus near Gao", {"killed": 5, "wounded": 2}),
        ("Driver and four passengers killed as gunmen fire at bus", {"killed": 5, "wounded": 4}),
        ("Gunmen fire at a bus", {"killed": 3, "wounded": 4}),
    ],
)
def test_a_number_in_the_headline_is_that_of_the_lead_event(
    title: str, expected: dict[str, int]
) -> None:
    assert lead_counts(STORY, title) == expected


def test_a_death_that_only_the_headline_tells_is_that_of_the_one_victim() -> None:
    text = "A clerk was shot in the head near Gao on Thursday. She was taken to a hospital."

    assert lead_counts(text, "Clerk dies after shooting") == {"killed": 1}
    assert lead_counts(text, "Clerk shot near Gao") == {"wounded": 1}
    assert lead_counts(text, "Man held for attempted murder of clerk") == {"wounded": 1}


def test_whom_somebody_is_charged_with_killing_is_dead() -> None:
    text = (
        "A man opened fire in a bar in Dayton on Tuesday night, police said. "
        "Leon Harper is accused of killing his brother there."
    )

    assert lead_counts(text)["killed"] == 1


def test_what_the_headline_tells_of_is_an_event_however_late_it_is_told() -> None:
    text = (
        "Neighbors of the flats spoke of a quiet street. Nobody slept much, they said. "
        "The lamps were out again. A dog barked. Officers came and went. It was cold. "
        "The boy was taken to a hospital with a gunshot wound."
    )

    assert lead_counts(text) == {}
    assert lead_counts(text, "Boy shot in the leg, police say") == {"wounded": 1}
