"""Names of which only namesakes far off are known."""

from __future__ import annotations

import pytest

from models.suggest.gazetteer import Gazetteer
from models.suggest.places import PlaceMention, Role, read_places, value
from models.values import PlacePrecision


def read(text: str, gazetteer: Gazetteer, *entities: str) -> dict[str, PlaceMention]:
    """The mentions by name, with some names marked as a recogniser does."""
    spans = [(text.index(name), text.index(name) + len(name)) for name in entities]
    found: dict[str, PlaceMention] = {}
    for mention in read_places(text, spans, gazetteer=gazetteer):
        found.setdefault(mention.name, mention)
    return found


def test_a_quarter_named_like_a_far_town_lies_in_the_town_of_the_article(
    gazetteer: Gazetteer,
) -> None:
    text = (
        "Cincinnati police said a man was shot in Madisonville on Monday. "
        "Cincinnati has seen nine such cases."
    )
    quarter = read(text, gazetteer, "Cincinnati", "Madisonville")["Madisonville"]
    place = value(quarter)
    assert quarter.is_astray
    assert place is not None
    assert (place.name, place.precision) == ("Madisonville", PlacePrecision.NEAR)
    assert place.lat == pytest.approx(39.1, abs=0.2)


def test_an_area_written_after_a_name_rules_its_namesakes_out(gazetteer: Gazetteer) -> None:
    text = "Armed men raided the town of Mansura in Raqqa province on Tuesday."
    place = value(read(text, gazetteer, "Mansura", "Raqqa")["Mansura"])
    assert place is not None
    assert (place.name, place.country) == ("Mansura", "SYR")


def test_a_far_town_stays_where_its_country_is_named(gazetteer: Gazetteer) -> None:
    text = (
        "Thousands marched in San José on Friday. In Nicaragua two students were shot dead "
        "in Estelí, and San José protested."
    )
    assert not read(text, gazetteer, "San José", "Nicaragua", "Estelí")["Estelí"].is_astray


def test_the_town_before_the_dash_is_found_in_capitals(gazetteer: Gazetteer) -> None:
    text = "INDIANAPOLIS – A girl was shot in the head on the east side on Saturday afternoon."
    assert read(text, gazetteer)["INDIANAPOLIS"].role is Role.DATELINE


@pytest.mark.parametrize(
    "text",
    [
        "Shots were fired at Gregory and Prospect streets on Sunday.",
        "Two men were hit at the corner of Monroe and Fifth Avenue.",
        "A man was shot in the 300 block of Lexington on Friday.",
    ],
)
def test_streets_are_no_towns(gazetteer: Gazetteer, text: str) -> None:
    assert read(text, gazetteer) == {}


def test_a_longer_known_name_wins_over_what_the_recogniser_marked(gazetteer: Gazetteer) -> None:
    text = "Residents marched in San Miguel de Tucumán on Thursday."
    assert list(read(text, gazetteer, "San Miguel")) == ["San Miguel de Tucumán"]


def test_the_short_name_of_the_united_states_is_no_village_in_france(
    gazetteer: Gazetteer,
) -> None:
    place = read("A house party in the U.S. ended in gunfire.", gazetteer, "U.S.")["U.S."].place
    assert place is not None
    assert place.country == "USA"


def test_names_in_brackets_say_where_the_place_before_them_lies(gazetteer: Gazetteer) -> None:
    found = read("Troops were hit by a drone in Tininai (Misrata) on Monday.", gazetteer)
    place = value(found["Tininai"])
    assert place is not None
    assert (place.name, place.country) == ("Tininai", "LBY")
