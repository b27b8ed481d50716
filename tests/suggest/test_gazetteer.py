"""The place index: what it finds, how names are matched, how it is built."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.earth import km
from models.errors import UserError
from models.suggest import gazetteer as gazetteer_module
from models.suggest.gazetteer import Gazetteer, open_gazetteer
from models.suggest.gazetteer_build import table
from models.suggest.gazetteer_names import alias_keys, key, slug, without_article, without_generic
from models.values import PlacePrecision


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Sana'a", "Sana’a"),
        ("São Paulo", "SAO PAULO"),
        ("St. Louis", "Saint Louis"),
        ("Kobanî", "Kobani"),
        ("Łódź", "Lodz"),
        ("al-Tanf", "Al Tanf"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text())
def test_a_key_is_made_of_plain_letters_and_digits_and_is_its_own_key(text: str) -> None:
    found = key(text)
    assert found.isascii()
    assert not found or found.isalnum()
    assert key(found) == found


def test_articles_and_generic_words_can_be_left_out() -> None:
    assert without_article("al-Bab") == "Bab"
    assert without_article("Albania") == "Albania"
    assert without_generic("Idlib Governorate") == "Idlib"
    assert without_generic("State of Georgia") == "Georgia"


def test_airport_codes_and_machine_spellings_are_no_names() -> None:
    assert alias_keys("Goma", ["GOM", "ge ma", "Ngoma"], "COD", is_area=False) == {
        "goma": 0,
        "ngoma": 1,
    }


def test_slugs_are_plain_words() -> None:
    assert slug("Caño Limón oil field") == "cano-limon-oil-field"


@pytest.mark.parametrize("name", ["Deir Ezzor", "Deir ez-Zor", "Dayr az Zawr", "DEIR EZ-ZOR"])
def test_a_city_is_found_under_each_of_its_spellings(gazetteer: Gazetteer, name: str) -> None:
    found = [place for place in gazetteer.lookup(name) if place.kind == "city"]
    assert found[0].country == "SYR"
    assert found[0].gazetteer_id == "geonames:170794"
    assert found[0].admin1 == "Deir ez-Zor"


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country"),
    [
        ("al-Tanf", 33.5, 38.66, "SYR"),
        ("Green Village", 35.1, 40.56, "SYR"),
        ("Ain al-Asad", 33.79, 42.44, "IRQ"),
        ("Bagram Airfield", 34.95, 69.27, "AFG"),
        ("Camp Lemonnier", 11.55, 43.15, "DJI"),
        ("Rukban camp", 33.31, 38.7, "SYR"),
    ],
)
def test_sites_are_known(
    gazetteer: Gazetteer, name: str, lat: float, lon: float, country: str
) -> None:
    places = gazetteer.lookup(name)
    assert any(p.country == country and km(p.lat, p.lon, lat, lon) < 10 for p in places)


def test_main_names_and_large_places_come_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Paris")[0].country == "FRA"
    assert gazetteer.lookup("Syria")[0].kind == "country"
    assert gazetteer.lookup("Persian Gulf")[0].kind == "waters"


def test_unknown_and_empty_names_find_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwertzuiop") == []
    assert gazetteer.lookup("") == []
    assert gazetteer.search("  ") == []


def test_search_shows_the_likely_places_while_typing(gazetteer: Gazetteer) -> None:
    assert "Paris" in [place.name for place in gazetteer.search("par")]
    assert "Al-Tanf garrison" in [place.name for place in gazetteer.search("al-tan")]
    assert gazetteer.search("deir ezzo")[0].country == "SYR"
    assert len(gazetteer.search("san", 5)) == 5


def test_search_names_each_place_once(gazetteer: Gazetteer) -> None:
    found = [place.gazetteer_id for place in gazetteer.search("alepp", 50)]
    assert len(found) == len(set(found))


def test_places_are_found_again_by_their_ids(gazetteer: Gazetteer) -> None:
    for name in ("Kyiv", "al-Tanf", "Sahel", "Mali"):
        place = gazetteer.lookup(name)[0]
        assert gazetteer.by_id(place.gazetteer_id) == place
    assert gazetteer.by_id("geonames:x") is None
    country = gazetteer.country("MLI")
    assert country is not None
    assert country.name == "Mali"


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Kismayo", PlacePrecision.EXACT),
        ("Bagram Airfield", PlacePrecision.EXACT),
        ("Sahel", PlacePrecision.AREA),
        ("Red Sea", PlacePrecision.WATERS),
        ("Mali", PlacePrecision.COUNTRY),
        ("Cabo Delgado", PlacePrecision.AREA),
    ],
)
def test_a_value_is_as_precise_as_its_kind(
    gazetteer: Gazetteer, name: str, precision: PlacePrecision
) -> None:
    place = gazetteer.lookup(name)[0].to_place()
    assert place.precision is precision
    assert place.lat is not None


def test_lookups_are_quick(gazetteer: Gazetteer) -> None:
    names = [place.name for place in gazetteer.search("san", 300)]
    started = time.perf_counter()
    for name in names:
        gazetteer.named.__wrapped__(name)
    assert (time.perf_counter() - started) / len(names) < 0.002


def test_the_index_is_small_and_nothing_else_is_left_in_its_folder(gazetteer: Gazetteer) -> None:
    assert gazetteer.path.stat().st_size < 60_000_000
    # Another process of the tests may be making the same index at the same time.
    left = [item.name for item in gazetteer.path.parent.iterdir()]
    own = [name for name in left if not name.endswith(".part") or f".{os.getpid()}." in name]
    assert own == [gazetteer.path.name]


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="EVENTDESK_CACHE"):
        open_gazetteer(tmp_path / "file" / "places.sqlite")


def test_an_index_that_is_there_is_not_built_again(gazetteer: Gazetteer) -> None:
    assert gazetteer_module.is_built()
    written = gazetteer.path.stat().st_mtime_ns
    open_gazetteer().close()
    assert gazetteer.path.stat().st_mtime_ns == written


def test_our_own_tables_are_sound(gazetteer: Gazetteer) -> None:
    countries = table("countries.toml")["country"]
    for source, least in (("site", 250), ("region", 150)):
        places = table(f"{source}s.toml")[source]
        assert len(places) >= least
        slugs = Counter(place.get("slug") or slug(place["name"]) for place in places)
        assert max(slugs.values()) == 1
        for place in places:
            lat, lon = place["point"]
            assert -90 <= lat <= 90
            assert -180 <= lon <= 180
            assert place.get("country", "SYR") in countries
            assert gazetteer.lookup(place["name"]), place["name"]


def test_sites_lie_in_or_by_their_country(gazetteer: Gazetteer) -> None:
    for site in table("sites.toml")["site"]:
        country = gazetteer.country(site["country"]) if "country" in site else None
        if country is not None:
            far = km(*site["point"], country.lat, country.lon)
            assert far < max(200, 3.5 * country.reach), site["name"]
