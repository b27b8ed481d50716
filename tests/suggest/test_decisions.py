"""Types decided by the cues of the sentence that tells the event, in an analyst's order."""

from __future__ import annotations

from datetime import date

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.events import Proposal
from models.suggest.decisions import Facts, decide
from models.suggest.engine import BuiltInSuggester


@pytest.fixture(scope="module")
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("conflict"))


def first_type(suggester: BuiltInSuggester, text: str) -> str:
    (proposals,) = suggester([Article("a1", text, published=date(2024, 3, 8))])
    return next((str(t) for p in proposals for t in values(p, "event_type")), "")


def values(proposal: Proposal, field: str) -> list[object]:
    return [v.value for v in proposal.values if v.field == field]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Students threw stones at police during a protest in Gao.", "violent_demonstration"),
        (
            "Traders in Gao protested against the burning of shops by soldiers last month.",
            "peaceful_protest",
        ),
        (
            "Police fired tear gas to disperse nurses who rallied in Gao.",
            "protest_with_intervention",
        ),
        (
            "Soldiers opened fire on demonstrators in Gao, killing two students.",
            "excessive_force_against_protesters",
        ),
        ("A fight between two groups of villagers broke out near Gao.", "mob_violence"),
        ("Border guards seized forty rifles hidden in a lorry near Gao.", "disrupted_weapons_use"),
        ("Army sappers destroyed six landmines on the road to Gao.", "disrupted_weapons_use"),
        ("Gunmen shot and killed an off-duty soldier near Gao.", "attack"),
        ("The bodies of three men were found near Gao on Friday.", "attack"),
        ("The Free Azawad Army (FAA) took full control of Ansongo on Friday.",
         "non_state_actor_overtakes_territory"),
        ("Rebel fighters captured the village of Ansongo on Friday.",
         "non_state_actor_overtakes_territory"),
        ("Government troops drove the militants out of two districts near Gao.",
         "government_regains_territory"),
        ("The rebels entered Ansongo without a fight after the garrison pulled out.",
         "non_violent_transfer_of_territory"),
        ("Malian jets destroyed a fuel depot of the rebels near Gao.", "air_drone_strike"),
        ("The army fired grenade launchers at positions of the rebels near Gao.",
         "shelling_artillery_missile_attack"),
        ("The number of people killed by the car bomb in Gao has risen to four.",
         "remote_explosive_landmine_ied"),
        ("Three men beat up a shopkeeper with sticks in Gao over a debt.", "mob_violence"),
        ("Inmates and members of a rival band clashed inside a prison in Gao.", "mob_violence"),
        ("Clashes broke out between villagers and soldiers near Gao.", "mob_violence"),
        ("Residents burned tyres on the main road of Gao over power cuts.",
         "violent_demonstration"),
        ("Several men threw petrol bombs at two shops in Gao during the night.",
         "looting_property_destruction"),
        ("The government released 40 rebel prisoners in Gao, to help the talks along.", "other"),
        ("A shepherd was hurt near Gao by a landmine that was laid during the border war.",
         "other"),
        ("An hour later another drone hit an army base near Gao without casualties.",
         "air_drone_strike"),
        ("Two reconnaissance planes were intercepted by Malian fighters over Gao.", "other"),
        ("Troops of both countries carried out a joint patrol near Gao.",
         "change_to_group_activity"),
    ],
)  # fmt: skip
def test_the_words_of_the_lead_decide(
    suggester: BuiltInSuggester, text: str, expected: str
) -> None:
    assert first_type(suggester, text) == expected


def test_a_note_is_about_what_it_tells_even_as_a_total(suggester: BuiltInSuggester) -> None:
    text = "Monitors counted a total of fourteen explosions of mortar shells near Gao."
    assert first_type(suggester, text) == "shelling_artillery_missile_attack"


def test_the_means_told_of_two_attacks_hold_for_each(suggester: BuiltInSuggester) -> None:
    text = (
        "On Tuesday rebels attacked two army bases in Mali with suicide drones. The first attack "
        "targeted a base near Gao, while the second attack hit a base near Kidal."
    )
    (proposals,) = suggester([Article("a1", text, published=date(2024, 3, 8))])
    types = [t for p in proposals for t in values(p, "event_type")]
    assert types
    assert set(types) == {"air_drone_strike"}


def test_what_people_are_angry_about_is_no_cue() -> None:
    told = "protested against the police who fired live ammunition"
    assert "live_fire" not in Facts(told, told, ())
    told = "fired live ammunition at those who protested"
    assert "live_fire" in Facts(told, told, ())


def test_a_star_asks_for_all_sentences_of_the_event() -> None:
    facts = Facts("Nurses held a rally.", "Nurses held a rally. Police dispersed them.", ())
    assert "broken_up" not in facts
    assert "broken_up*" in facts


def test_a_codebook_without_the_type_gets_no_decision() -> None:
    facts = Facts("A suicide bomber struck.", "", ())
    assert decide(facts, {"suicide_bomb"}) is not None
    assert decide(facts, {"bombing"}) is None
