"""What the field's schemes have in common: columns, countries, codes, and what fits none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.actors import ActorBook, ActorEntry, ActorSort
from models.schemes import gtd, plover, polecat, ucdp
from models.schemes.derived import Derived
from models.schemes.dictionary import described
from models.schemes.facts import FactsReader
from models.schemes.schemes import SCHEMES
from models.schemes.tables import countries, country_named, table
from models.schemes.ucdp import priogrid
from models.values import Actor, Count, DatePrecision, DateRange, PlacePrecision, Wording
from tests.models.scheme_room import ARTICLE, QASR, codebook, event, facts


def some(derived: Derived, *columns: str) -> list[Any]:
    assert derived.rows, derived.lost
    return [derived.rows[0].get(column, "") for column in columns]


def why(derived: Derived) -> str:
    assert not derived.rows
    return derived.lost[0].rule


def test_tables_have_the_columns_of_their_schemes_each_once() -> None:
    sizes = {"acled": 31, "gtd": 135, "ucdp": 49, "plover": 40}
    for name, size in sizes.items():
        columns = table(name)["columns"]
        assert len(columns) == len(set(columns)) == size


def test_every_column_is_described_and_codes_are_listed() -> None:
    for scheme in SCHEMES.values():
        for column in scheme.columns:
            assert described(scheme.name, column).meaning.endswith("."), (scheme.name, column)
    assert described("gtd", "attacktype3").answers[5] == "6 = Hostage Taking (Kidnapping)"
    assert described("gtd", "INT_ANY").answers == ("-9 = unknown", "0 = no", "1 = yes")
    assert len(described("acled", "sub_event_type").answers) == 25
    assert described("plover", "quad_code").answers[3] == "4 = MATERIAL CONFLICT"


def test_countries_are_known_by_every_scheme_s_name_and_by_their_people() -> None:
    named = ("DR Congo (Zaire)", "West Bank and Gaza Strip", "Ivory Coast", "the Netherlands", "UK")
    assert [country_named(name) for name in named] == ["COD", "PSE", "CIV", "NLD", "GBR"]
    assert country_named("Malian") == "MLI"
    assert country_named("Atlantis") is None
    assert countries()["YEM"].gw == 678
    assert countries()["YEM"].cow == 679


def test_a_state_s_strike_has_no_row_in_gtd_and_a_group_s_has() -> None:
    state = [Actor("Military Forces of the United States: aircraft")]
    assert why(gtd.derive(facts(initiator=state))) == "state_actor"
    found = gtd.derive(facts())
    assert some(found, "gname", "attacktype1", "weaptype1", "targtype1", "natlty1", "nkill") == [
        *("Harbour Brigades", "3", "6", "4", "217", "3")
    ]
    assert some(found, "iyear", "imonth", "iday", "success", "crit3", "INT_MISC") == [
        *("2024", "1", "5", "1", "0", "1")
    ]


def test_gtd_takes_up_failed_attacks_but_no_foiled_plots_and_no_protests() -> None:
    assert some(gtd.derive(facts(stage="intercepted")), "success") == ["0"]
    assert why(gtd.derive(facts(stage="foiled"))) == "foiled"
    assert why(gtd.derive(facts(event_type="peaceful_protest"))) == "no_attack"
    assert why(gtd.derive(facts(record_class="aggregate"))) == "not_an_incident"


def test_gtd_s_unknowns_are_codes_and_words_are_no_numbers() -> None:
    month = DateRange(date(2024, 1, 1), date(2024, 1, 31), DatePrecision.MONTH)
    dozens = Count(None, None, None, Wording.DOZENS)
    found = gtd.derive(facts(date=month, killed=dozens, initiator=None, weapon=None))
    assert some(found, "imonth", "iday", "approxdate", "nkill", "gname", "nperps") == [
        *("1", "0", "2024-01-01 to 2024-01-31", "", "Unknown", "-99")
    ]
    assert ("killed", "number_in_words") in [(one.field, one.rule) for one in found.lost]


def test_a_kidnapping_comes_before_the_shots_in_gtd_s_hierarchy() -> None:
    found = gtd.derive(
        facts(
            event_type="abduction_forced_disappearance",
            weapon=["firearm"],
            abducted=Count(5, 5, 5),
            target=[Actor("teachers")],
            attribution="claimed",
            claimed_by=[Actor("Dawn Front"), Actor("Hill Column")],
        )
    )
    assert some(found, "attacktype1", "attacktype2", "ishostkid", "nhostkid", "targtype1") == [
        *("6", "2", "1", "5", "8")
    ]
    assert some(found, "claimed", "compclaim", "claimmode_txt") == ["1", "1", "Unknown"]


def test_ucdp_needs_a_death() -> None:
    none = Count(0, 0, 0, Wording.NONE)
    for killed in (None, none, Count(None, None, None, Wording.UNSPECIFIED)):
        assert why(ucdp.derive(facts(killed=killed))) == "no_death"


@pytest.mark.parametrize(
    ("initiator", "target", "violence"),
    [
        ("Military Forces of Iraq: troops", "Islamic State", "1"),
        ("Islamic State", "Police Forces of Iraq: officers", "1"),
        ("Islamic State", "Kataib Hezbollah", "2"),
        ("Islamic State", "Civilians (Iraq): pilgrims", "3"),
        ("Military Forces of Iraq: troops", "villagers", "3"),
    ],
)
def test_ucdp_s_type_of_violence_follows_from_the_sides(
    initiator: str, target: str, violence: str
) -> None:
    found = ucdp.derive(facts(initiator=[Actor(initiator)], target=[Actor(target)]))
    assert some(found, "type_of_violence") == [violence]


def test_of_a_state_based_conflict_the_state_is_side_a() -> None:
    found = ucdp.derive(
        facts(initiator=[Actor("Islamic State")], target=[Actor("Police Forces of Iraq: men")])
    )
    assert some(found, "side_a", "side_b", "gwnoa", "gwnob") == [
        *("Government of Iraq", "Islamic State", "645", "")
    ]
    assert some(found, "low", "best", "high", "deaths_unknown") == ["2", "3", "3", "3"]


@pytest.mark.parametrize(("last", "code"), [(5, "1"), (6, "2"), (10, "2"), (11, "3"), (31, "4")])
def test_days_that_are_exact_one_by_one_are_a_stretch_for_ucdp(last: int, code: str) -> None:
    days = DateRange(date(2024, 1, 5), date(2024, 1, last), DatePrecision.DAY)
    assert some(ucdp.derive(facts(date=days)), "date_prec") == [code]


def test_ucdp_skips_crowds_and_sides_that_nobody_names() -> None:
    assert why(ucdp.derive(facts(initiator=None))) == "no_actor"
    assert why(ucdp.derive(facts(initiator=[Actor("Rioters (Iraq)")]))) == "not_organised"
    assert why(ucdp.derive(facts(target=None))) == "no_target"


def test_cells_of_the_grid_are_counted_from_the_south_west() -> None:
    assert priogrid(-90, -180) == 1
    assert priogrid(-90, 179.9) == 720
    assert priogrid(90, 180) == 360 * 720
    assert priogrid(34.53, 69.17) == 179779


def test_in_two_sided_violence_all_are_actors_in_plover() -> None:
    found = polecat.derive(facts(event_type="armed_clash", weapon=["firearm", "drone"]))
    assert some(found, "Event Type", "Event Mode", "Quad Code", "Intensity") == [
        *("ASSAULT", "firearms;drone", "MATERIAL CONFLICT", "-9")
    ]
    assert some(found, "Actor Name", "Recipient Name", "Actor Sectors", "Actor COW") == [
        "Harbour Brigades;Dawn Front;Military Forces of the United States",
        "",
        "PRM;REB;MIL",
        "2",
    ]


def test_threats_and_accusations_are_events_of_plover_and_forecasts_are_none() -> None:
    threat = plover.derive(facts(record_class="threat", event_type=None))
    assert some(threat, "event", "mode", "quad_code") == ["THREATEN", ["violence"], 3]
    accusation = plover.derive(facts(record_class="accusation", event_type=None))
    assert some(accusation, "event", "event_scale") == ["ACCUSE", -3.0]
    assert why(plover.derive(facts(record_class="forecast"))) == "no_code"
    assert why(plover.derive(facts(event_type="other"))) == "type_unknown"


def test_a_place_has_plover_s_resolution_and_a_place_without_one_is_no_city() -> None:
    found = plover.derive(facts(place=replace(QASR, precision=PlacePrecision.ADMIN1)))
    (location,) = some(found, "event_loc")
    assert location["resolution"] == 2
    assert "city" not in location


def test_what_people_said_of_an_actor_goes_before_what_its_name_tells() -> None:
    book = ActorBook(
        (
            ActorEntry("Guards of the Coast", ("GC",), "DZA", ActorSort.GROUP),
            ActorEntry("Salt Militia", (), None, ActorSort.GROUP),
        )
    )
    made = event(initiator=[Actor("GC"), Actor("Guards of the Coast"), Actor("Salt Militia")])

    guards, militia = FactsReader(codebook(), book).read(made, ARTICLE).agents

    assert (guards.name, guards.kind, guards.country) == ("Guards of the Coast", "rebels", "DZA")
    assert militia.kind == "militia"
    assert [one.kind for one in facts(made).agents][1] == "military"
