"""Claims, accusations and denials get records of their own, with the words for them."""

from __future__ import annotations

from datetime import date

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.events import Proposal
from models.suggest.engine import BuiltInSuggester
from models.values import Actor


@pytest.fixture(scope="module")
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("conflict"))


def records(suggester: BuiltInSuggester, text: str, wanted: str) -> list[Proposal]:
    (proposals,) = suggester([Article("a1", text, published=date(2024, 3, 8))])
    return [p for p in proposals if values(p, "record_class") == [wanted]]


def values(proposal: Proposal, field: str) -> list[object]:
    return [v.value for v in proposal.values if v.field == field]


def names(proposal: Proposal, field: str) -> list[str]:
    return [v.name for v in values(proposal, field) if isinstance(v, Actor)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Boko Haram claimed responsibility for the blast in Gao.", "claim"),
        ("Boko Haram takes credit for the bomb that killed ten people in Gao.", "claim"),
        ("The governor accused Boko Haram of the bombing in Gao.", "accusation"),
        ("The attack in Gao was blamed on Boko Haram.", "accusation"),
        ("The mayor said Boko Haram was behind the killings in Gao.", "accusation"),
        ("Residents laid the blame for the massacre in Gao on the army.", "accusation"),
        ("The army denied shelling the market of Gao.", "denial"),
        ("The minister rejected the accusations about the killings in Gao.", "denial"),
        ("The general said the army had nothing to do with the killings in Gao.", "denial"),
    ],
)
def test_verbs_that_assert_make_a_record(
    suggester: BuiltInSuggester, text: str, wanted: str
) -> None:
    assert len(records(suggester, text, wanted)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed responsibility for the blast in Gao.",
        "The mayor denied that he would retire next year.",
    ],
)
def test_what_asserts_nothing_of_violence_makes_none(
    suggester: BuiltInSuggester, text: str
) -> None:
    assert records(suggester, text, "claim") == []
    assert records(suggester, text, "accusation") == []


def test_the_accused_are_the_target_of_the_accusation(suggester: BuiltInSuggester) -> None:
    text = "The bombing in Gao on Tuesday was blamed on Boko Haram."
    (found,) = records(suggester, text, "accusation")
    assert "Boko Haram" in names(found, "target")


def test_a_party_tells_its_own_side(suggester: BuiltInSuggester) -> None:
    text = (
        "Boko Haram rockets hit a school in Gao on Tuesday, killing four children. "
        "Boko Haram said they had aimed at a barracks."
    )
    (found,) = records(suggester, text, "claim")
    assert found.values[0].evidence[0].quote(text).startswith("said they had aimed")


def test_attacks_counted_over_a_month_are_an_aggregate(suggester: BuiltInSuggester) -> None:
    text = (
        "Gunmen killed two herders near Gao on Tuesday. "
        "In February the region recorded 27 attacks on herders."
    )
    assert len(records(suggester, text, "aggregate")) == 1


def test_what_was_a_year_before_is_background(suggester: BuiltInSuggester) -> None:
    text = (
        "Gunmen killed two herders near Gao on Tuesday, a year to the day after a bomb killed "
        "nine people in Kidal."
    )
    assert len(records(suggester, text, "incident")) == 1
    assert len(records(suggester, text, "background")) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Further attacks are likely in the coming days.", "forecast"),
        ("More clashes are possible near Gao.", "hypothetical"),
        ("A strike on the town remains unlikely.", "hypothetical"),
    ],
)
def test_what_is_likely_or_possible_has_not_happened(
    suggester: BuiltInSuggester, text: str, wanted: str
) -> None:
    assert len(records(suggester, text, wanted)) == 1
    assert records(suggester, text, "incident") == []


def test_a_guess_at_what_has_happened_is_no_forecast(suggester: BuiltInSuggester) -> None:
    text = "An attack is likely to have killed two people in Gao on Monday."
    assert len(records(suggester, text, "incident")) == 1


def test_a_group_is_called_by_the_name_that_is_given_with_it_and_claims_no_march(
    suggester: BuiltInSuggester,
) -> None:
    text = (
        "Police used tear gas on Tuesday to break up a protest in Irbid. In Aqaba air defences "
        "shot down a drone on Wednesday. A little-known group, the Red Sea Vanguard, said on its "
        "website that it had launched two drones."
    )
    march, drone = records(suggester, text, "incident")

    assert names(march, "claimed_by") == []
    assert names(drone, "claimed_by") == ["Red Sea Vanguard"]
