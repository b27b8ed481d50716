"""Splits: nothing that belongs together is parted, and nothing changes its side."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserError
from models.splits import LEFT_OUT, SIDES, Member, Method, Plan, bounds_of, divide, source_key

START = date(2024, 1, 1)
Groups = list[list[Member]]


@st.composite
def groups(draw: st.DrawFn, prefix: str = "a", most: int = 12) -> Groups:
    sizes = draw(st.lists(st.integers(1, 4), max_size=most))
    made: Groups = []
    for size in sizes:
        made.append(
            [
                Member(
                    f"{prefix}{len(made)}-{number}",
                    draw(st.sampled_from(["Wire", "Radio", "Paper"])),
                    draw(st.none() | st.integers(0, 9).map(lambda d: START + timedelta(days=d))),
                )
                for number in range(size)
            ]
        )
    return made


@st.composite
def plans(draw: st.DrawFn, all_groups: Groups) -> Plan:
    shares = draw(st.sampled_from([(0.8, 0.1, 0.1), (0.6, 0.4, 0.0), (0.5, 0.25, 0.25)]))
    plan = Plan(draw(st.sampled_from(Method)), draw(st.integers(0, 3)), shares)
    bounds = bounds_of(all_groups, shares) if plan.method is Method.TIME else None
    return Plan(plan.method, plan.seed, shares, bounds)


def held_from(plan: Plan, found: dict[str, str], all_groups: Groups) -> dict[str, str]:
    held = dict(found)
    if plan.method is Method.SOURCE:
        for one in (one for group in all_groups for one in group):
            if found[one.article_id]:
                held.setdefault(source_key(one.source), found[one.article_id])
    return held


def check(plan: Plan, found: dict[str, str], all_groups: Groups) -> None:
    for group in all_groups:
        assert len({found[one.article_id] for one in group} - {LEFT_OUT}) <= 1
    placed = [one for group in all_groups for one in group if found[one.article_id]]
    if plan.method is Method.SOURCE:
        for source in ("Wire", "Radio", "Paper"):
            assert len({found[one.article_id] for one in placed if one.source == source}) <= 1
    if plan.method is Method.TIME and plan.bounds:
        train = [one for one in placed if found[one.article_id] == "train" and one.published]
        assert all(one.published <= plan.bounds[0] for one in train)


@given(st.data(), groups())
def test_no_group_and_no_source_is_on_two_sides(data: st.DataObject, all_groups: Groups) -> None:
    plan = data.draw(plans(all_groups))

    found = divide(plan, all_groups, {})

    assert set(found) == {one.article_id for group in all_groups for one in group}
    check(plan, found, all_groups)


@given(st.data(), groups())
def test_the_order_of_articles_does_not_matter(data: st.DataObject, all_groups: Groups) -> None:
    plan = data.draw(plans(all_groups))
    other = [data.draw(st.permutations(group)) for group in data.draw(st.permutations(all_groups))]

    assert divide(plan, other, {}) == divide(plan, all_groups, {})


@given(st.data(), groups(), groups("b"))
def test_articles_keep_their_sides_when_others_come_and_groups_grow_together(
    data: st.DataObject, first: Groups, further: Groups
) -> None:
    plan = data.draw(plans(first))
    before = divide(plan, first, {})
    grown: Groups = []
    for group in [*first, *further]:
        if grown and data.draw(st.booleans()):
            grown[-1] = [*grown[-1], *group]
        else:
            grown.append(list(group))

    after = divide(plan, grown, held_from(plan, before, first))

    check(plan, after, grown)
    assert all(after[one] in {side, LEFT_OUT} for one, side in before.items() if side)
    assert divide(plan, grown, held_from(plan, after, grown)) == after


def test_shares_are_met_as_closely_as_single_articles_allow() -> None:
    alone = [[Member(f"a{number}", "Wire", START + timedelta(days=number))] for number in range(50)]

    by_chance = divide(Plan(), alone, {})
    bounds = bounds_of(alone, (0.8, 0.1, 0.1))
    by_time = divide(Plan(Method.TIME, bounds=bounds), alone, {})

    assert Counter(by_chance.values()) == {"train": 40, "dev": 5, "test": 5}
    assert by_time == {f"a{number}": SIDES[(number >= 40) + (number >= 45)] for number in range(50)}
    assert divide(Plan(seed=2), alone, {}) != by_chance


def test_shares_that_are_no_whole_are_refused() -> None:
    with pytest.raises(UserError, match="must add up to 100"):
        Plan(shares=(0.8, 0.1, 0.2))
