"""Victims that no number stands for, and those who were shot and may have died."""

from __future__ import annotations

from typing import Any

import pytest

from models.suggest.counts import Harm, find_counts, tally
from models.suggest.counts_implied import find_implied
from models.suggest.pipeline import load_pipeline
from models.values import Count


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_pipeline()


def test_those_found_with_gunshot_wounds_may_have_died() -> None:
    text = "Six people were found with gunshot wounds. One of them died at the scene."
    counts = tally(find_counts(text))

    assert counts[Harm.KILLED].value == Count(1, 1, 1)
    assert counts[Harm.WOUNDED].value == Count(5, 5, 5)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Police are looking into a fatal shooting at the mill.", 1),
        ("Detectives called it a double homicide.", 2),
        ("He was charged with murder over what happened at the mill.", 1),
    ],
)
def test_the_name_of_a_crime_tells_of_deaths_where_no_number_does(text: str, killed: int) -> None:
    assert tally(find_counts(text))[Harm.KILLED].value.low == killed
    more = tally(find_counts(f"Four people were killed. {text}"))
    assert more[Harm.KILLED].value.low == 4


def test_other_homicides_of_the_year_are_not_counted() -> None:
    assert tally(find_counts("It was the 28th homicide this year in the city.")) == {}


def test_a_killer_who_dies_by_his_own_hand_is_counted() -> None:
    text = "The man shot dead two colleagues before turning the gun on himself."
    assert tally(find_counts(text))[Harm.KILLED].value == Count(3, 3, 3)


def test_people_shot_at_a_place_are_victims_and_people_shot_at_are_not() -> None:
    assert tally(find_counts("Four people were shot at a bar."))[Harm.WOUNDED].value.best == 4
    assert tally(find_counts("Four people were shot at by guards.")) == {}


def test_how_the_wounded_fare_does_not_add_to_them() -> None:
    text = (
        "The blast left nine people injured, one in critical condition, one in serious condition."
    )
    assert tally(find_counts(text))[Harm.WOUNDED].value.best == 9


def test_the_one_who_was_shot_and_died_later_is_not_also_wounded(nlp: Any) -> None:
    text = "A woman who was shot in the park on Monday died at a clinic. The woman had been hurt."
    counts = tally(find_counts(text, nlp(text)))
    assert counts[Harm.KILLED].value.best == 1
    assert Harm.WOUNDED not in counts


def test_people_found_dead_are_killed_and_their_finders_are_not(nlp: Any) -> None:
    text = "Officers found the girl and her father dead in the house."
    assert tally(find_counts(text, nlp(text)))[Harm.KILLED].value.best == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A boy has died of a self-inflicted gunshot wound.", {"killed": 1}),
        (
            "He shot at an officer, wounding him before fleeing and killing himself.",
            {"killed": 1, "wounded": 1},
        ),
        ("The deputies said Harlow died Friday after a friend shot him.", {"killed": 1}),
        ("A gunman killed a young couple in their kitchen.", {"killed": 2}),
        ("A man shoots his daughter in the arm.", {"wounded": 1}),
    ],
)
def test_each_of_the_dead_is_counted_once(text: str, expected: dict[str, int], nlp: Any) -> None:
    found = tally(find_counts(text, nlp(text)))

    assert {harm.value: told.value.best for harm, told in found.items()} == expected


@pytest.mark.parametrize(
    "text",
    [
        "The boy's father was killed in a motorcycle crash.",
        "Her mother succumbed to cancer.",
        "This could have been a fatality.",
        "She begged them: don't let my baby die.",
        "He was the first of two teenagers killed by gunfire that weekend.",
        "One of the attempted aggravated murder charges was dropped.",
    ],
)
def test_other_deaths_and_deaths_that_did_not_come_are_not_counted(text: str, nlp: Any) -> None:
    assert Harm.KILLED not in tally([m for m in find_counts(text, nlp(text)) if m.counts])


def test_an_age_after_a_name_without_a_comma_is_no_number_of_people() -> None:
    assert not find_counts("Ronald Vance 21, was found shot to death.")


def test_a_death_that_an_act_answers_is_another_events() -> None:
    text = "They called it an answer to the death of Salim Darwan."

    assert list(find_implied(text, 0, len(text))) == []
