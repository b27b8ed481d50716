"""Doubtful events make what fills them doubtful."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.spans import Span
from models.suggest.learning.calibrating import Curve
from models.suggest.learning.gating import gated, opening, proposed
from models.suggest.learning.roles import RoleScore

_LIKELY = st.floats(0.0, 1.0)


def _score(probability: float) -> RoleScore:
    return RoleScore("weapon", "a pipe bomb", (Span(4, 15),), (0,), probability)


def test_without_an_event_nothing_is_filled() -> None:
    assert [score.probability for score in gated([_score(0.9)], [])] == [0.0]


def test_a_sure_event_takes_nothing_from_what_fills_it() -> None:
    assert gated([_score(0.4)], [0.2, 0.8]) == [_score(0.4)]


def test_only_events_likely_enough_for_a_record_are_proposed() -> None:
    assert proposed([0.2, 0.5, 0.32, 0.34]) == [0.5, 0.34]


@given(st.lists(_LIKELY), st.lists(_LIKELY))
def test_a_further_event_never_closes_the_gate(some: list[float], others: list[float]) -> None:
    assert opening(some) <= opening([*some, *others]) <= 1.0


def test_a_curve_of_its_field_says_how_sure_a_filler_is() -> None:
    doubled = gated([_score(0.2)], [0.9], {"weapon": Curve(1.0, 1.0)})
    other = gated([_score(0.2)], [0.9], {"target": Curve(1.0, 1.0)})
    assert 0.39 < doubled[0].probability < 0.42
    assert other == [_score(0.2)]


def test_no_curve_fills_an_article_without_events() -> None:
    assert gated([_score(0.9)], [], {"weapon": Curve(0.1, 2.0)})[0].probability == 0.0
