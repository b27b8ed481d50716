"""Records as rows of ACLED."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.schemes import acled
from models.schemes.derived import Row
from models.values import (
    Actor,
    Count,
    DatePrecision,
    DateRange,
    Place,
    PlacePrecision,
    Wording,
)
from tests.models.scheme_room import QASR, facts, record


def row(**answers: Any) -> Row:
    derived = acled.derive(facts(**answers))
    assert len(derived.rows) == 1, derived.lost
    return derived.rows[0]


def skipped(**answers: Any) -> str:
    derived = acled.derive(facts(**answers))
    assert not derived.rows
    return derived.lost[0].rule


def test_an_incident_fills_every_column_that_can_be_told() -> None:
    assert row() == {
        "event_date": "2024-01-05",
        "year": "2024",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Harbour Brigades",
        "assoc_actor_1": "Dawn Front",
        "inter1": "Political militia",
        "actor2": "Military Forces of the United States",
        "assoc_actor_2": "",
        "inter2": "External/Other forces",
        "interaction": "Political militia-External/Other forces",
        "civilian_targeting": "",
        "iso": "368",
        "region": "Middle East",
        "country": "Iraq",
        "admin1": "Anbar",
        "admin2": "",
        "location": "Qasr",
        "latitude": "33.3152",
        "longitude": "44.3660",
        "geo_precision": "1",
        "source": "Harbour Wire",
        "notes": "On 5 January 2024, rockets hit the post.",
        "fatalities": "2",
        "tags": "border; night",
        "timestamp": "1704628800",
    }


def test_an_intercepted_drone_is_a_disrupted_weapons_use() -> None:
    found = row(event_type="air_drone_strike", stage="intercepted", weapon=["drone"])
    assert found["event_type"] == "Strategic developments"
    assert found["sub_event_type"] == "Disrupted weapons use"


def test_forces_in_their_own_country_are_state_forces() -> None:
    own = row(initiator=[Actor("Military Forces of Iraq: Golden Division")], target=[])
    assert own["inter1"] == "State forces"
    assert own["interaction"] == "State forces only"
    assert own["assoc_actor_1"] == "Golden Division"


def test_in_violence_against_civilians_the_civilians_are_actor_two_and_flagged() -> None:
    found = row(event_type="attack", target=None, initiator=None)
    assert (found["actor1"], found["inter1"]) == (
        "Unidentified Armed Group (Iraq)",
        "Political militia",
    )
    assert (found["actor2"], found["inter2"]) == ("Civilians (Iraq)", "Civilians")
    assert found["interaction"] == "Political militia-Civilians"
    assert found["civilian_targeting"] == "Civilians targeted"


def test_of_a_protest_the_protesters_are_actor_one() -> None:
    found = row(
        event_type="excessive_force_against_protesters",
        initiator=[Actor("Police Forces of Iraq: officers")],
        target=[Actor("Protesters (Iraq): students")],
    )
    assert (found["actor1"], found["actor2"]) == ("Protesters (Iraq)", "Police Forces of Iraq")
    assert found["disorder_type"] == "Political violence; Demonstrations"
    assert found["interaction"] == "State forces-Protesters"
    assert found["civilian_targeting"] == "Civilians targeted"


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (None, "0"),
        (Count(None, None, None, Wording.DOZENS), "12"),
        (Count(None, None, None, Wording.HUNDREDS), "100"),
        (Count(None, None, None, Wording.SEVERAL), "3"),
        (Count(None, None, None, Wording.UNSPECIFIED), "0"),
        (Count(10, 10, 12, Wording.RANGE), "10"),
        (Count(None, 30, None, Wording.ABOUT), "30"),
    ],
)
def test_fatalities_are_the_most_conservative_number(count: Count | None, written: str) -> None:
    assert row(killed=count)["fatalities"] == written


def test_a_stretch_of_reported_days_is_a_row_a_day_with_the_remainder_on_the_first() -> None:
    days = DateRange(date(2024, 1, 30), date(2024, 2, 1), DatePrecision.DAY)
    derived = acled.derive(facts(date=days, killed=Count(8, 8, 8)))
    assert [(row["event_date"], row["fatalities"]) for row in derived.rows] == [
        ("2024-01-30", "4"),
        ("2024-01-31", "2"),
        ("2024-02-01", "2"),
    ]
    assert derived.rows[1]["notes"].endswith("8 fatalities over 3 days were split evenly.")


def test_an_uncertain_day_stands_in_the_middle_with_its_precision() -> None:
    week = DateRange(date(2024, 1, 1), date(2024, 1, 7), DatePrecision.WEEK)
    assert (row(date=week)["event_date"], row(date=week)["time_precision"]) == ("2024-01-04", "2")
    month = DateRange(date(2024, 1, 1), date(2024, 1, 31), None)
    assert row(date=month)["time_precision"] == "3"


def test_what_is_no_row_of_the_table_is_skipped_with_the_rule_s_name() -> None:
    year = DateRange(date(2023, 1, 1), date(2023, 12, 31))
    country = Place("Iraq", "IRQ", precision=PlacePrecision.COUNTRY)
    assert skipped(record_class="claim") == "not_an_incident"
    assert skipped(stage="threatened") == "threatened"
    assert skipped(event_type=None) == "no_type"
    assert skipped(date=None) == "no_date"
    assert skipped(date=year) == "date_too_vague"
    assert skipped(place=None) == "no_country"
    assert skipped(place=replace(QASR, country=None)) == "no_country"
    assert skipped(place=country) == "country_only"
    assert row(place=country, event_type="agreement")["geo_precision"] == "3"


def test_fields_without_a_column_are_lost_by_name() -> None:
    derived = acled.derive(facts(wounded=Count(4, 4, 4), certainty="high"))
    assert [(lost.field, lost.value, lost.rule) for lost in derived.lost] == [
        ("weapon", "rocket", "no_column"),
        ("wounded", "4", "no_column"),
        ("certainty", "high", "no_column"),
    ]


def test_a_record_of_another_codebook_goes_by_the_roles_of_its_fields() -> None:
    answers = {
        "incident_type": "kidnapping",
        "date": facts().days,
        "place": QASR,
        "perpetrator_individual": ["armed men"],
        "perpetrator_organization": [Actor("Shining Path")],
        "human_target": ["a judge"],
    }
    derived = acled.derive(facts(record("e", "a1", answers), "muc4"))
    (found,) = derived.rows
    assert found["sub_event_type"] == "Abduction/forced disappearance"
    assert (found["actor1"], found["assoc_actor_1"]) == ("Shining Path", "armed men")
    assert (found["inter1"], found["inter2"]) == ("Rebel group", "Civilians")


def test_unarmed_people_stand_by_their_class_and_who_they_are_beside() -> None:
    attack = row(event_type="attack", weapon=["firearm"], target=["a judge"])
    march = row(event_type="peaceful_protest", weapon=None, initiator=["students"], target=None)
    assert (attack["actor2"], attack["assoc_actor_2"], attack["inter2"]) == (
        *("Civilians (Iraq)", "a judge", "Civilians"),
    )
    assert (march["actor1"], march["assoc_actor_1"], march["interaction"]) == (
        *("Protesters (Iraq)", "students", "Protesters only"),
    )


def test_an_acronym_before_its_words_and_a_clan_s_militia_are_told_apart() -> None:
    named = [Actor("JNIM: Group for Support of Islam and Muslims")]
    assert row(initiator=named)["inter1"] == "Rebel group"
    assert row(initiator=[Actor("Clan militia")])["inter1"] == "Identity militia"


def test_a_district_is_the_second_division() -> None:
    district = Place("Rawa", "IRQ", "Anbar", 34.5, 41.9, None, PlacePrecision.ADMIN2)
    assert (row(place=district)["admin2"], row()["admin2"]) == ("Rawa", "")
