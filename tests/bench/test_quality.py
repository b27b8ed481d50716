"""What the measurement of suggestions reckons: effort, calibration, samples, the table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.quality_calibration import calibration_error, precision_of_likely
from bench.quality_effort import Effort, Offers, filler_effort, offers, slot_effort
from bench.quality_learning import draws
from bench.quality_runs import RUNS
from bench.quality_sets import drawn
from bench.quality_table import LABELS, NAMES, Measure, as_markdown, groups

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


def test_effort_is_told_against_all_by_hand():
    assert (Effort(3, 10) + Effort(2, 10)).change == -75
    assert Effort().change is None


def test_calibration_error_weighs_the_gap_of_each_bin():
    judged = [(0.85, True), (0.85, False), (0.25, False), (0.25, False)]

    assert calibration_error(judged) == pytest.approx((0.35 + 0.25) / 2)
    assert calibration_error([]) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_calibration_error_is_a_share(judged):
    error = calibration_error(judged)

    assert error is not None
    assert 0 <= error <= 1


def test_precision_of_likely_values_begins_at_the_band():
    assert precision_of_likely([(0.6, True), (0.9, False), (0.59, False)]) == 50
    assert precision_of_likely([(0.5, True)]) is None


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
    [(False, 90, "aim"), (False, 79.95, "yes"), (False, 79.9, "**no**"),
     (True, 70, "aim"), (True, 82, "**no**"), (False, None, "")],
)  # fmt: skip
def test_a_figure_is_marked_as_it_is_shown(lower, figure, mark):
    assert Measure("k", "date", 80, 75 if lower else 85, lower=lower).mark(figure) == mark


def test_the_table_shows_what_was_measured():
    table = as_markdown(groups([0]), {"muc.0.effort.roles": -40.04, "seed.false": 0}, {"muc": 1200})

    assert table.splitlines()[2:] == [
        "| **agency texts on Latin America (MUC-4 dev), `muc4`** (1,200) | | | | |",
        "| 0 labels: analyst's effort, roles only | ≤ −38% | ≤ −50% | −40.0% | yes |",
        "| **the article that the project began with** | | | | |",
        "| false incidents | 0 | 0 | 0 | aim |",
    ]
