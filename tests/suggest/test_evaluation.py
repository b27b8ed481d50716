"""Suggestions scored against confirmed records."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.article import Article
from models.codebook import Choice, Codebook, Field, Role
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.spans import Span
from models.suggest.agreement import agrees
from models.suggest.assignment import assignment
from models.suggest.calibration import calibration, calibration_table
from models.suggest.evaluation import as_table, compare, judged
from models.values import (
    Actor,
    AnyValue,
    Count,
    DatePrecision,
    DateRange,
    Kind,
    Place,
    PlacePrecision,
    Wording,
)

STRIKE = Choice("strike", "Strike", path=("violence", "strike"))
RAID = Choice("raid", "Raid", path=("violence", "raid"))
TALKS = Choice("talks", "Talks", path=("peace", "talks"))
VIOLENCE = Choice("violence", "Violence", path=("violence",), choices=(STRIKE, RAID))
PEACE = Choice("peace", "Peace", path=("peace",), choices=(TALKS,))
CLASSES = (Choice("incident", "Incident"), Choice("threat", "Threat"))
TYPE = Field("type", "Type", Kind.CHOICE, role=Role.EVENT_TYPE, choices=(VIOLENCE, PEACE))
WHO = Field("who", "Who", Kind.ACTOR, role=Role.AGENT, multiple=True)
WHEN = Field("when", "When", Kind.DATE, role=Role.TIME)
WHERE = Field("where", "Where", Kind.PLACE, role=Role.PLACE)
DEAD = Field("dead", "Dead", Kind.COUNT, role=Role.KILLED)
CLASS = Field("class", "Class", Kind.CHOICE, role=Role.RECORD_CLASS, choices=CLASSES)
CODEBOOK = Codebook("test", 1, "Test", (CLASS, TYPE, WHO, WHEN, WHERE, DEAD))
ARTICLE = Article("a1", "A text of some length about a strike and a raid.")


def day(number: int) -> DateRange:
    return DateRange(date(2022, 6, number), date(2022, 6, number), DatePrecision.DAY)


def event(id_: str, *values: tuple[str, AnyValue], state: State = State.ACCEPTED) -> Event:
    decisions = [
        FieldValue(f"{id_}{n}", key, value, state) for n, (key, value) in enumerate(values)
    ]
    return Event(id_, "a1", "ana", values=tuple(decisions))


def proposal(id_: str, *values: tuple[str, AnyValue]) -> Proposal:
    offers = [
        Suggested(f"{id_}{n}", key, value, (Span(0, 3),)) for n, (key, value) in enumerate(values)
    ]
    return Proposal(id_, "a1", "rules@1", tuple(offers))


STRIKE_ON_3 = (("type", "strike"), ("when", day(3)), ("dead", Count(2, 2, 2)))
RAID_ON_4 = (("type", "raid"), ("when", day(4)), ("who", Actor("Dune Front")))


def test_the_same_records_score_one() -> None:
    gold = [(ARTICLE, [event("e1", *STRIKE_ON_3), event("e2", *RAID_ON_4)])]
    said = {"a1": [proposal("p1", *RAID_ON_4), proposal("p2", *STRIKE_ON_3)]}

    report = compare(gold, said, CODEBOOK)

    assert (report.events.precision, report.events.recall, report.events.f1) == (1, 1, 1)
    assert [score.f1 for score in report.fields] == [1, 1, 1, 1]


def test_a_missed_event_costs_recall_and_an_invented_one_precision() -> None:
    gold = [(ARTICLE, [event("e1", *STRIKE_ON_3), event("e2", *RAID_ON_4)])]
    said = {"a1": [proposal("p1", *STRIKE_ON_3), proposal("p2", ("type", "talks"))]}

    report = compare(gold, said, CODEBOOK)
    scores = {score.name: score for score in report.fields}

    assert (report.events.gold, report.events.found, report.events.right) == (2, 2, 1)
    assert (scores["type"].gold, scores["type"].found, scores["type"].right) == (2, 2, 1)
    assert scores["type"].when_matched == 1
    assert scores["who"].recall == 0
    assert scores["who"].precision is None


def test_only_confirmed_values_are_gold() -> None:
    decided = event("e1", *STRIKE_ON_3)
    rejected = FieldValue("r", "who", Actor("Dune Front"), State.REJECTED)
    unread = FieldValue("n", "where", None, State.NOT_REPORTED)
    gold = [(ARTICLE, [decided.with_value(rejected).with_value(unread)])]

    report = compare(gold, {"a1": [proposal("p1", *STRIKE_ON_3)]}, CODEBOOK)

    assert [score.name for score in report.fields] == ["type", "when", "dead"]


def test_records_of_other_classes_and_dismissed_ones_are_no_events() -> None:
    threat = event("e1", ("class", "threat"), *STRIKE_ON_3)
    dismissed = Event("e2", "a1", "ana", dismissed=True)
    said = {"a1": [proposal("p1", ("class", "threat"), *STRIKE_ON_3)]}

    report = compare([(ARTICLE, [threat, dismissed])], said, CODEBOOK)

    assert (report.events.gold, report.events.found) == (0, 0)
    assert report.fields == ()


def test_an_article_without_proposals_counts_as_missed() -> None:
    report = compare([(ARTICLE, [event("e1", *STRIKE_ON_3)])], {}, CODEBOOK)

    assert report.events.recall == 0
    assert "–" in as_table(report)


def test_several_values_of_a_field_are_each_counted_once() -> None:
    two = (*STRIKE_ON_3, ("who", Actor("Dune Front")), ("who", Actor("Salt Brigade")))
    one = (*STRIKE_ON_3, ("who", Actor("Salt Brigade")), ("who", Actor("Salt Brigade")))

    report = compare([(ARTICLE, [event("e", *two)])], {"a1": [proposal("p", *one)]}, CODEBOOK)
    who = next(score for score in report.fields if score.name == "who")

    assert (who.gold, who.found, who.right) == (2, 2, 1)


@pytest.mark.parametrize(
    ("field", "said", "gold", "expected"),
    [
        (TYPE, "strike", "strike", 1),
        (TYPE, "strike", "raid", 0.5),
        (TYPE, "strike", "talks", 0),
        (WHEN, day(3), day(3), 1),
        (WHEN, DateRange(date(2022, 6, 1), date(2022, 6, 9)), day(3), 0.5),
        (WHEN, day(4), day(3), 0),
        (WHEN, DateRange(None, None), day(3), 0),
        (WHERE, Place("A", lat=10.0, lon=10.0), Place("B", lat=10.1, lon=10.1), 1),
        (WHERE, Place("A", lat=10.0, lon=10.0), Place("B", lat=10.5, lon=10.0), 0),
        (
            WHERE,
            Place("A", lat=10.0, lon=10.0),
            Place("B", lat=10.5, lon=10.0, precision=PlacePrecision.ADMIN1),
            1,
        ),
        (WHERE, Place("São Tomé"), Place("Sao Tome", lat=1.0, lon=1.0), 1),
        (WHO, Actor("the Dune Front"), Actor("Dune Front"), 1),
        (WHO, Actor("Front"), Actor("Salt Brigade"), 0),
        (WHO, Actor("X", id="q1"), Actor("Y", id="q1"), 1),
        (DEAD, Count(2, 2, 2), Count(2, 2, None, Wording.AT_LEAST), 1),
        (DEAD, Count(2, 2, 2), Count(3, 3, 3), 0),
        (DEAD, Count(5, None, 8, Wording.RANGE), Count(5, None, 8, Wording.RANGE), 1),
        (
            DEAD,
            Count(None, None, None, Wording.DOZENS),
            Count(None, None, None, Wording.SEVERAL),
            0,
        ),
        (Field("t", "T", Kind.TEXT), "the old mill", "old mill", 1),
        (Field("t", "T", Kind.TEXT), "mill", "windmill", 0),
        (Field("f", "F", Kind.FLAG), True, True, 1),
    ],
)
def test_values_agree_by_their_kind(
    field: Field, said: AnyValue, gold: AnyValue, expected: float
) -> None:
    assert agrees(field, said, gold) == expected


def test_the_table_has_a_line_for_events_and_each_field() -> None:
    gold = [(ARTICLE, [event("e1", *STRIKE_ON_3)])]

    table = as_table(compare(gold, {"a1": [proposal("p1", *STRIKE_ON_3)]}, CODEBOOK))

    lines = table.splitlines()
    assert lines[0] == "1 article"
    assert [line.split()[0] for line in lines[2:]] == ["events", "type", "when", "dead"]
    assert "100.0" in lines[2]


TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.floats(0, 10, allow_nan=False), min_size=columns, max_size=columns),
        min_size=1,
        max_size=4,
    )
)


@settings(deadline=None)
@given(TABLES)
def test_the_assignment_is_the_best_of_all(worth: list[list[float]]) -> None:
    rows, columns = len(worth), len(worth[0])
    pairs = assignment(worth)
    wide = worth if rows <= columns else [list(column) for column in zip(*worth, strict=True)]
    size, width = len(wide), len(wide[0])

    best = max(
        sum(wide[i][j] for i, j in enumerate(order)) for order in permutations(range(width), size)
    )

    assert len(pairs) == min(rows, columns)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert sum(worth[i][j] for i, j in pairs) == pytest.approx(best)


def sure(id_: str, *values: tuple[str, AnyValue, float]) -> Proposal:
    offers = [
        Suggested(f"{id_}{n}", key, value, (Span(0, 3),), confidence)
        for n, (key, value, confidence) in enumerate(values)
    ]
    return Proposal(id_, "a1", "rules@1", tuple(offers))


def test_every_shown_value_is_judged_also_those_of_invented_events() -> None:
    gold = [(ARTICLE, [event("e1", *STRIKE_ON_3, ("who", Actor("Dune Front")))])]
    found = sure(
        "p1", ("type", "strike", 0.9), ("when", day(3), 0.8), ("dead", Count(3, 3, 3), 0.7)
    )
    invented = sure("p2", ("who", Actor("Salt Brigade"), 0.4))

    told = judged(gold, {"a1": [found, invented]}, CODEBOOK)

    assert {(one.field, one.confidence, one.is_right) for one in told} == {
        ("type", 0.9, True), ("when", 0.8, True), ("dead", 0.7, False), ("who", 0.4, False)
    }  # fmt: skip


def test_calibration_compares_promised_with_real_precision() -> None:
    gold = [(ARTICLE, [event("e1", *STRIKE_ON_3)])]
    found = sure(
        "p1", ("type", "strike", 0.9), ("when", day(3), 0.9), ("dead", Count(3, 3, 3), 0.5)
    )

    told = calibration(judged(gold, {"a1": [found]}, CODEBOOK))

    assert [(one.count, one.right) for one in told.bins] == [(1, 0), (2, 2)]
    assert told.error == pytest.approx((1 * 0.5 + 2 * 0.1) / 3)
    assert {name.value: one.precision for name, one in told.bands.items()} == {
        "likely": 1.0,
        "possible": 0.0,
    }
    assert "likely" in calibration_table(told)


def test_without_values_there_is_nothing_to_calibrate() -> None:
    assert calibration([]).error is None
    assert calibration_table(calibration([])) == ""
