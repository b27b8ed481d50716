"""Which of the days in an article is the day of its event."""

from __future__ import annotations

from datetime import date

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.events import Band, band
from models.suggest.engine import BuiltInSuggester
from models.values import DateRange

FRIDAY = date(2024, 3, 8)


@pytest.fixture(scope="module")
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("conflict"))


def first_days(suggester: BuiltInSuggester, text: str) -> list[tuple[date | None, date | None]]:
    """The day of each incident, in order."""
    (proposals,) = suggester([Article("a1", text, published=FRIDAY)])
    values = [v.value for p in proposals for v in p.values if v.field == "date"]
    return [(v.start, v.end) for v in values if isinstance(v, DateRange)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A man shot two farmers in a field near Gao, police said Thursday. "
            "It happened just before 6 p.m. Tuesday.",
            date(2024, 3, 5),
        ),
        (
            "A man was arrested on Thursday after two herders were shot near Gao. "
            "The shooting happened late on Monday at a well.",
            date(2024, 3, 4),
        ),
        (
            "Gunmen killed a shepherd near Gao. Officers were called at 7:30 a.m. Wednesday. "
            "The funeral was held on Thursday.",
            date(2024, 3, 6),
        ),
    ],
)
def test_the_day_of_the_event_wins_over_the_day_of_the_report(
    suggester: BuiltInSuggester, text: str, expected: date
) -> None:
    assert first_days(suggester, text)[:1] == [(expected, expected)]


def test_a_single_day_wins_over_overnight_if_it_lies_within(suggester: BuiltInSuggester) -> None:
    text = (
        "Two men were shot dead overnight at a mill near Gao. "
        "It happened at about 1:30 a.m. Friday, police said."
    )
    assert first_days(suggester, text)[:1] == [(FRIDAY, FRIDAY)]


def test_without_a_day_in_the_text_the_day_of_publication_is_only_a_guess(
    suggester: BuiltInSuggester,
) -> None:
    article = Article("a1", "Gunmen killed a shepherd near Gao and fled.", published=FRIDAY)
    ((proposal,),) = suggester([article])
    (value,) = [v for v in proposal.values if v.field == "date"]
    assert (value.value.start, value.value.end) == (FRIDAY, FRIDAY)
    assert band(value.confidence) is not Band.LIKELY
    others = [(a.value.start, a.value.end) for a in value.alternatives]
    assert others == [(date(2024, 3, 7), date(2024, 3, 7)), (None, FRIDAY)]


def test_the_day_of_an_arrest_is_an_alternative_only(suggester: BuiltInSuggester) -> None:
    text = "A man who shot two farmers near Gao on Tuesday was arrested on Thursday, police said."
    assert first_days(suggester, text) == [(date(2024, 3, 5), date(2024, 3, 5))]


def test_of_a_night_one_day_is_offered_and_the_other_is_an_alternative(
    suggester: BuiltInSuggester,
) -> None:
    article = Article("a1", "Two men were shot dead overnight near Gao.", published=FRIDAY)
    ((proposal,),) = suggester([article])
    (value,) = [v for v in proposal.values if v.field == "date"]
    offered = [(v.value.start, v.value.end) for v in (value, *value.alternatives)]
    assert offered[:2] == [(FRIDAY, FRIDAY), (date(2024, 3, 7), date(2024, 3, 7))]


def test_the_days_of_other_incidents_are_not_lent_to_the_lead(suggester: BuiltInSuggester) -> None:
    text = (
        "Gunmen killed a mayor in Gao on Monday. On Wednesday two bombs exploded in Mopti, "
        "wounding six people."
    )
    assert first_days(suggester, text) == [
        (date(2024, 3, 4), date(2024, 3, 4)),
        (date(2024, 3, 6), date(2024, 3, 6)),
    ]
