"""Toponyms, the places they mean, and the place of an event, on texts of our own."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.earth import km
from models.spans import Span, is_inside
from models.suggest.gazetteer import Gazetteer
from models.suggest.places import (
    PlaceCandidate,
    PlaceMention,
    Relation,
    Role,
    event_places,
    find_toponyms,
    read_places,
    resolve_toponyms,
)
from models.values import PlacePrecision


def spans_of(text: str, *names: str) -> list[Span]:
    return [Span(text.index(name), text.index(name) + len(name)) for name in names]


def sentences_of(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^.!?]+[.!?]+\s*", text)]


def mention(mentions: list[PlaceMention], name: str) -> PlaceMention:
    return next(found for found in mentions if found.name == name)


def ranking(text: str, gazetteer: Gazetteer, trigger: str = "") -> list[PlaceCandidate]:
    triggers = spans_of(text, trigger) if trigger else []
    mentions = read_places(text, gazetteer=gazetteer)
    return event_places(text, mentions, sentences_of(text), triggers)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A man was shot in Athens, Georgia, on Sunday.", "Athens", "USA", "Georgia"),
        ("A man was shot in Athens, Ga., on Sunday.", "Athens", "USA", "Georgia"),
        ("Strikes hit Athens, Greece, and Patras.", "Athens", "GRC", None),
        ("Fighting spread from Tripoli to Misrata and Benghazi.", "Tripoli", "LBY", None),
        ("Shops in Tripoli, Lebanon, stayed shut.", "Tripoli", "LBN", None),
        ("Police in Dublin and Columbus, Ohio, searched homes.", "Dublin", "USA", "Ohio"),
    ],
)
def test_the_words_around_a_name_choose_its_place(
    gazetteer: Gazetteer, text: str, name: str, country: str, admin1: str | None
) -> None:
    names = [n for n in (name, "Patras", "Misrata", "Benghazi", "Columbus", "Ohio") if n in text]
    first = resolve_toponyms(text, spans_of(text, *names), gazetteer)[0]
    assert first is not None
    assert first.country == country
    assert admin1 is None or first.place.admin1 == admin1


def test_one_answer_a_span_in_order_and_none_for_the_unknown(gazetteer: Gazetteer) -> None:
    text = "Between Goma and Qwertzuiop lies Sake."
    found = resolve_toponyms(text, spans_of(text, "Goma", "Qwertzuiop", "Sake"), gazetteer)
    assert [place and place.country for place in found] == ["COD", None, "COD"]
    assert found[0] is not None
    assert km(found[0].lat, found[0].lon, -1.67, 29.22) < 20


def test_places_are_found_without_a_recogniser(gazetteer: Gazetteer) -> None:
    text = (
        "Gunmen attacked a post near Djibo in Burkina Faso while May Boko spoke in Rio de Janeiro."
    )
    found = [span.quote(text) for span in find_toponyms(text, gazetteer=gazetteer)]
    assert found == ["Djibo", "Burkina Faso", "Rio de Janeiro"]


def test_names_of_people_and_parts_of_longer_names_are_no_places(gazetteer: Gazetteer) -> None:
    text = "Said Paris Hilton to Houston Whittier Street residents."
    assert find_toponyms(text, names=spans_of(text, "Paris Hilton"), gazetteer=gazetteer) == []


def test_text_in_capitals_is_read_too(gazetteer: Gazetteer) -> None:
    text = "A BOMB EXPLODED IN SAN SALVADOR YESTERDAY, THE ARMY OF EL SALVADOR SAID."
    found = [span.quote(text) for span in find_toponyms(text, gazetteer=gazetteer)]
    assert found == ["SAN SALVADOR", "EL SALVADOR"]


def test_a_chain_of_places_names_the_innermost_and_its_areas(gazetteer: Gazetteer) -> None:
    text = "A drone killed three men in the al-Rukban area near al-Tanf in southeastern Syria."
    mentions = read_places(text, gazetteer=gazetteer)
    assert [outer.name for outer in mention(mentions, "al-Rukban").within] == ["al-Tanf", "Syria"]
    best = ranking(text, gazetteer)[0]
    assert best.place.name == "Rukban"
    assert best.place.country == "SYR"
    assert best.spans[0].quote(text) == "al-Rukban"


def test_a_distance_moves_the_point_and_makes_it_near(gazetteer: Gazetteer) -> None:
    text = "Gunmen ambushed a convoy 40 km north of Menaka in Mali."
    best = ranking(text, gazetteer)[0]
    menaka = next(p for p in gazetteer.lookup("Menaka") if p.kind == "city")
    assert best.relation is Relation.OFFSET
    assert best.place.precision is PlacePrecision.NEAR
    assert best.place.lat == pytest.approx(menaka.lat + 40 / 111.2, abs=0.01)


def test_near_a_town_is_near_and_in_a_town_is_exact(gazetteer: Gazetteer) -> None:
    near = ranking("A mine exploded near Kismayo, killing two.", gazetteer)[0]
    exact = ranking("A mine exploded in Kismayo, killing two.", gazetteer)[0]
    assert near.place.precision is PlacePrecision.NEAR
    assert exact.place.precision is PlacePrecision.EXACT


def test_an_unknown_village_gets_the_point_of_the_area_named_with_it(gazetteer: Gazetteer) -> None:
    best = ranking("Militants raided Xyzabad village (Zurmi, Zamfara).", gazetteer)[0]
    assert best.place.name == "Xyzabad"
    assert best.place.country == "NGA"
    assert best.place.precision is PlacePrecision.ADMIN2
    assert best.place.gazetteer_id is None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("BEIRUT (AP) — A bomb went off in Sidon.", "BEIRUT", Role.DATELINE),
        ("The London-based monitor counted ten dead in Idlib.", "London", Role.ORIGIN),
        (
            "An official told reporters in Washington that Mosul was hit.",
            "Washington",
            Role.SPEAKER,
        ),
        ("The wounded were flown to hospitals in Ankara after Afrin.", "Ankara", Role.ELSEWHERE),
        ("Five were shot in Mosul.", "Mosul", Role.PLACE),
    ],
)
def test_what_a_place_is_named_for(gazetteer: Gazetteer, text: str, name: str, role: Role) -> None:
    assert mention(read_places(text, gazetteer=gazetteer), name).role is role


def test_dateline_base_and_speaker_are_not_the_place_of_the_event(gazetteer: Gazetteer) -> None:
    text = (
        "BEIRUT (AP) — A car bomb exploded in Sidon, killing five. The London-based monitor "
        "confirmed it. An official told reporters in Washington more."
    )
    assert ranking(text, gazetteer)[0].place.name.startswith("Sid")


def test_each_event_of_an_article_gets_its_own_place(gazetteer: Gazetteer) -> None:
    text = "A bomb exploded in Mosul and killed two. Hours later gunmen abducted a judge in Basra."
    assert ranking(text, gazetteer, "exploded")[0].spans[0].quote(text) == "Mosul"
    assert ranking(text, gazetteer, "abducted")[0].spans[0].quote(text) == "Basra"


def test_a_text_without_places_has_none(gazetteer: Gazetteer) -> None:
    assert read_places("", gazetteer=gazetteer) == []
    assert ranking("nobody said where it happened.", gazetteer) == []


PIECES = [
    "in ", "near ", "Mosul", "al-Tanf", ", ", "Syria", " (", ")", ". ", "St. Louis", "Ga.", "’s",
    "\n", "🙂", "IRAQ ", "village of ", "20 km north of ", "the ", "-based ", "—", "Xyz ", "'",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14),
    ends=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3),
)
def test_every_span_lies_inside_the_text(
    gazetteer: Gazetteer, pieces: list[str], ends: list[tuple[int, int]]
) -> None:
    text = "".join(pieces)
    entities = [(min(pair), max(pair)) for pair in ends]
    found = find_toponyms(text, entities, gazetteer=gazetteer)
    assert all(is_inside(span, text) for span in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    mentions = read_places(text, entities, gazetteer=gazetteer)
    for candidate in event_places(text, mentions, [(0, len(text))]):
        assert all(is_inside(span, text) for span in candidate.spans)
        assert -90 <= (candidate.place.lat or 0) <= 90
