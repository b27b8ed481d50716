"""Event types told apart by who is involved and by what means, and what the sides are called."""

from __future__ import annotations

from datetime import date

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.events import Proposal
from models.suggest.engine import BuiltInSuggester
from models.values import Actor, Place


@pytest.fixture(scope="module")
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("conflict"))


def incidents(suggester: BuiltInSuggester, text: str) -> list[Proposal]:
    (proposals,) = suggester([Article("a1", text, published=date(2024, 3, 8))])
    return [p for p in proposals if values(p, "record_class") == ["incident"]]


def values(proposal: Proposal, field: str) -> list[object]:
    return [v.value for v in proposal.values if v.field == field]


def names(proposal: Proposal, field: str) -> list[str]:
    return [v.name for v in values(proposal, field) if isinstance(v, Actor | Place)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The means decide over "killed".
        (
            "Two soldiers were killed on Tuesday when a roadside bomb hit their van near Kidal.",
            "remote_explosive_landmine_ied",
        ),
        (
            "Four fighters were killed during airstrikes in the hills near Kidal on Tuesday.",
            "air_drone_strike",
        ),
        # Nor does "attacked" say it, where drones did it.
        ("Rebels attacked an army base near Gao on Tuesday with drones.", "air_drone_strike"),
        # Soldiers who kill are not soldiers who are killed.
        ("Two militants killed four shepherds near Bosso on Tuesday.", "attack"),
        ("Two militants were killed by soldiers near Bosso on Tuesday.", "armed_clash"),
        ("Rebels attacked Malian forces near Kidal on Tuesday.", "armed_clash"),
        # A mob is people of the place; demonstrators riot.
        ("Residents beat a suspected thief in the market of Kidal on Tuesday.", "mob_violence"),
        (
            "Police detained six teachers who took part in a protest in Gao on Tuesday.",
            "protest_with_intervention",
        ),
        ("Journalists staged a protest march in Gao on Tuesday.", "peaceful_protest"),
        (
            "Nurses gathered outside the town hall in Gao on Tuesday to demand their wages.",
            "peaceful_protest",
        ),
        # Who takes the place decides whose gain it is.
        (
            "The Malian army took control of the town of Ber on Tuesday after clashes with rebels.",
            "government_regains_territory",
        ),
        (
            "Air defences intercepted two ballistic missiles over Marib on Tuesday.",
            "disrupted_weapons_use",
        ),
    ],
)
def test_the_type_is_told_by_sides_and_means(
    suggester: BuiltInSuggester, text: str, expected: str
) -> None:
    (found,) = incidents(suggester, text)
    assert values(found, "event_type") == [expected]


def test_people_who_protest_are_protesters_whatever_else_they_are(
    suggester: BuiltInSuggester,
) -> None:
    (found,) = incidents(suggester, "Journalists staged a protest march in Gao on Tuesday.")
    assert names(found, "initiator") == ["Protesters (Mali): journalists"]


def test_a_protest_without_anyone_in_the_words_has_protesters(suggester: BuiltInSuggester) -> None:
    (found,) = incidents(suggester, "A protest was held in Gao on Tuesday over fuel prices.")
    assert names(found, "initiator") == ["Protesters (Mali)"]


def test_a_party_that_calls_to_protest_keeps_its_name(suggester: BuiltInSuggester) -> None:
    text = "The Fuel Workers' Union staged a rally in Gao on Tuesday over fuel prices."
    (found,) = incidents(suggester, text)
    assert names(found, "initiator") == ["Fuel Workers' Union"]


def test_explosives_on_a_drone_are_no_weapon_of_their_own(suggester: BuiltInSuggester) -> None:
    (found,) = incidents(suggester, "Explosive-laden drones struck a depot near Gao on Tuesday.")
    assert values(found, "weapon") == ["drone"]


def test_an_event_that_is_investigated_has_happened(suggester: BuiltInSuggester) -> None:
    (found,) = incidents(
        suggester, "Police are investigating a shooting that killed a boy in Gao on Tuesday night."
    )
    assert values(found, "event_type") == ["attack"]


def test_what_goes_on_and_charges_are_no_incident(suggester: BuiltInSuggester) -> None:
    assert incidents(suggester, "The minister said that the rebels are attacking the people.") == []
    assert incidents(suggester, "He was sent home from Gao to face charges of murder.") == []


def test_the_name_of_a_person_is_no_place(suggester: BuiltInSuggester) -> None:
    (found,) = incidents(
        suggester,
        "Maria Cordoba was shot dead in Gao on Tuesday. Friends of Cordoba said that gunmen had "
        "followed her. Cordoba had been the mayor of the town.",
    )
    assert names(found, "place") == ["Gao"]


def test_a_place_is_written_as_the_article_writes_it_but_for_accents(
    suggester: BuiltInSuggester,
) -> None:
    (found,) = incidents(suggester, "Gunmen shot dead two villagers in Medellin on Tuesday.")
    assert names(found, "place") == ["Medellin"]
