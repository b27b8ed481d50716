"""What the measurement of suggestions reckons: effort, calibration, samples, the table."""

from types import SimpleNamespace

import pytest

from bench.quality_calibration import by_field, figures, judged_incidents, judged_templates
from bench.quality_effort import Effort, Offers, filler_effort, offers, slot_effort
from bench.quality_learning import draws
from bench.quality_runs import RUNS
from bench.quality_sets import drawn
from bench.quality_table import LABELS, NAMES, Measure, as_markdown, groups
from models.suggest.evaluation import Judgement

ENTITY = ({"guards", "two guards"}, False)
NOTHING = frozenset()


def value(field, said, confidence, *others):
    alternatives = [{"value": other, "confidence": 0.2} for other in others]
    return {"field": field, "value": said, "confidence": confidence, "alternatives": alternatives}


@pytest.mark.parametrize(
    ("likely", "listed", "phrases", "actions"),
    [
        ({"guards"}, NOTHING, NOTHING, 1),
        (NOTHING, {"two guards"}, NOTHING, 1),
        (NOTHING, {"mayor"}, {"guards"}, 2),
        (NOTHING, NOTHING, {"mayor"}, 3),
        ({"mayor"}, NOTHING, {"guards"}, 3),
        ({"guards", "two guards"}, NOTHING, NOTHING, 2),
    ],
    ids=["accept", "pick", "click", "select", "reject_and_click", "reject_the_double"],
)
def test_a_filler_costs_the_cheapest_way_to_it(likely, listed, phrases, actions):
    assert filler_effort([ENTITY], likely, listed, phrases) == Effort(actions, 3)


def test_an_optional_filler_costs_nothing_whether_it_is_filled_in_or_not():
    optional = (ENTITY[0], True)

    assert filler_effort([optional], {"guards"}, NOTHING, NOTHING) == Effort(0, 0)
    assert filler_effort([optional], NOTHING, NOTHING, NOTHING) == Effort(0, 0)


def test_a_wrong_date_is_rejected_and_typed_unless_the_right_one_is_listed():
    wanted = "2 May".__eq__

    assert slot_effort(Offers(("2 May",), ()), wanted, 5) == Effort(1, 5)
    assert slot_effort(Offers(("1 May",), ("2 May",)), wanted, 5) == Effort(2, 5)
    assert slot_effort(Offers(("1 May",), ()), wanted, 5) == Effort(6, 5)
    assert slot_effort(Offers((), ()), wanted, 5) == Effort(5, 5)


def test_only_likely_values_are_filled_in_and_five_others_are_listed():
    event = {
        "values": [
            value("weapon", "rifle", 0.6, "pistol", "rifle"),
            value("weapon", "bomb", 0.4, *"abcdef"),
            value("target", "bank", 0.9),
        ]
    }

    assert offers(event, "weapon") == Offers(("rifle",), ("bomb", "pistol", "a", "b", "c"))


def test_what_an_event_lists_without_a_value_can_be_picked():
    listed = [{"field": "weapon", "value": said, "confidence": 0.1} for said in ("knife", "gun")]
    event = {"values": [value("date", "1 May", 0.7)], "listed": listed}

    assert offers(event, "weapon") == Offers((), ("knife", "gun"))
    assert offers(event, "date") == Offers(("1 May",), ())


def test_effort_is_told_against_all_by_hand():
    assert (Effort(3, 10) + Effort(2, 10)).change == -75
    assert Effort().change is None


#: The few functions of the scorers that judging stands on.
MUC = SimpleNamespace(
    ROLES=("target",),
    gold_entities=lambda templates, role: [[{"bank", "big bank"}, False] for _ in templates],
    normalise=str.casefold,
    as_text=str,
    role_overlap=lambda template, event: 0,
    slots_agree=lambda template, event: {
        "type": event["values"][0]["value"] == template["type"], "date": None
    },
)  # fmt: skip
GVA = SimpleNamespace(
    lead=lambda row: next(iter(row.get("events", ())), None),
    day_agrees=lambda event, day: event["values"][0]["value"] == day,
    count=lambda event, field: event["values"][0]["value"],
)


def test_a_second_string_for_one_entity_is_wrong_and_so_is_all_of_an_event_too_many():
    kept = {"values": [value("incident_type", "arson", 0.9), value("target", "Bank", 0.8)]}
    more = {"values": [value("incident_type", "arson", 0.7), value("target", "big bank", 0.4)]}
    rows = [{"id": "a", "templates": [{"type": "arson"}]}]

    judged = judged_templates(rows, {"a": {"events": [kept, more]}}, MUC)

    assert sorted((one.field, one.confidence, one.is_right) for one in judged) == [
        ("incident_type", 0.7, False),
        ("incident_type", 0.9, True),
        ("target", 0.4, False),
        ("target", 0.8, True),
    ]


def test_of_the_lead_event_the_fields_that_the_scorer_knows_are_judged():
    event = {"values": [value("date", "2 May", 0.9), value("killed", 3, 0.5), value("tags", 1, 1)]}
    gold = {"date": "2 May", "killed": 2, "injured": 0, "lat": None}

    judged = judged_incidents("gva", [({"id": "a"}, gold)], {"a": {"events": [event]}}, GVA)

    assert judged == [Judgement("date", 0.9, True), Judgement("killed", 0.5, False)]
    assert judged_incidents("gva", [({"id": "b"}, gold)], {}, GVA) == []


def test_calibration_is_told_whole_and_by_field_and_band():
    judged = [Judgement("date", 0.8, True), Judgement("date", 0.6, False)]

    assert figures(judged) == {"ece": pytest.approx(0.4), "likely": 50}
    assert by_field(judged) == {"date": {"likely": [2, 50, 70]}}
    assert figures([]) == {"ece": None, "likely": None}


def test_a_sample_is_the_same_whatever_the_order_and_others_by_another_seed():
    rows = [{"id": f"a{n}"} for n in range(50)]

    assert drawn(rows, 5) == drawn(rows[::-1], 5)
    assert drawn(rows, 5, "1") != drawn(rows, 5, "2")
    assert drawn(rows, None) == rows


def test_a_part_is_drawn_three_times_and_all_once():
    rows = [{"id": f"a{n}"} for n in range(50)]

    assert [len(draw) for draw in draws(rows, 10)] == [10, 10, 10]
    assert draws(rows, 50) == [rows]


def test_every_group_of_the_table_has_a_run_and_every_key_is_its_own():
    keys = [one.key for group in groups(LABELS) for one in group.measures]

    assert set(NAMES) == set(RUNS)
    assert len(keys) == len(set(keys))
    assert all(one.key.startswith(f"{g.name}.") for g in groups(LABELS) for one in g.measures)


@pytest.mark.parametrize(
    ("lower", "figure", "mark"),
    [(False, 90, "aim"), (False, 80, "yes"), (False, 79.96, "**no**"),
     (True, 70, "aim"), (True, 82, "**no**"), (False, None, "")],
)  # fmt: skip
def test_a_figure_that_only_looks_good_enough_when_rounded_is_not(lower, figure, mark):
    assert Measure("k", "date", 80, 75 if lower else 85, lower=lower).mark(figure) == mark


def test_the_table_shows_what_was_measured():
    table = as_markdown(groups([0]), {"muc.0.effort.roles": -40.04, "seed.false": 0}, {"muc": 1200})

    assert table.splitlines()[2:] == [
        "| **agency texts on Latin America (MUC-4 dev), `muc4`** (1,200) | | | | |",
        "| 0 labels: analyst's effort, roles only | ≤ −38% | ≤ −50% | −40.0% | yes |",
        "| **the article that the project began with** | | | | |",
        "| false incidents | 0 | 0 | 0 | aim |",
    ]
