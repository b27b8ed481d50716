"""Names of countries and languages follow the language of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.values import Place
from ui.editors.actor_card import _code_of
from ui.editors.place_candidates import PlaceCandidates
from ui.language import speak_language
from ui.map.world import world
from ui.words.foreign_names import country_names, language_name


@pytest.fixture
def german() -> Iterator[None]:
    speak_language("de")
    yield
    speak_language("en")


@pytest.mark.usefixtures("german")
def test_countries_are_called_and_found_by_their_german_names() -> None:
    assert world().name_of("IRQ") == "Irak"
    assert [_code_of(typed) for typed in ("Österreich", "austria", "aut")] == ["AUT"] * 3
    assert {one.name for one in world().fine.countries if one.code == "TCD"} == {"Tschad"}
    assert language_name("pt-BR") == "Portugiesisch"


@pytest.mark.usefixtures("german")
def test_distances_have_the_separators_of_the_language() -> None:
    other = Place("Tabun", "SDN", None, 14.2, 30.1)
    candidates = PlaceCandidates((), (), (other,), lambda: None)

    (point,) = candidates.at("33,31; 38,70", "Camp")

    assert "2.296 km" in point.detail
    assert point.tail == "Jordanien"


def test_each_country_of_the_map_has_a_german_name() -> None:
    assert set(country_names("de")) == set(world().countries)


def test_english_names_come_from_the_map_and_an_unknown_language_keeps_its_code() -> None:
    assert world().name_of("IRQ") == "Iraq"
    assert [language_name(code) for code in ("ar", "qqx")] == ["Arabic", "qqx"]
