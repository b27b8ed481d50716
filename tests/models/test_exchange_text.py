"""Exchange lines written without dictionaries are the same to the byte."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article, Status
from models.codebook import Codebook, Field
from models.events import Event, FieldValue, Link, State
from models.exchange.lines import article_to_json
from models.exchange.text import article_text
from models.remembered import remembered
from models.spans import Span
from models.unguarded import maker
from models.values import Actor, Count, DateRange, Kind, Place, PlacePrecision, Wording

CODEBOOK = Codebook("tiny", 1, "Tiny", (Field("who", "Who", Kind.ACTOR),))

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
# Keys of the format's own among them: what is kept for another program may be named like these.
extras = st.dictionaries(
    st.sampled_from(["own", "id", "text", "values", "events", "value", "statuses"]),
    st.one_of(st.none(), st.floats(allow_nan=False), words, st.lists(st.booleans(), max_size=2)),
    max_size=2,
)
answers = st.one_of(
    words,
    st.booleans(),
    st.builds(Actor, words, st.none() | words, extras),
    st.builds(Place, words, lat=st.sampled_from([None, 0, -1.5]), precision=st.none()),
    st.just(Place("Gao", "MLI", precision=PlacePrecision.NEAR)),
    st.just(DateRange(None, date(2024, 2, 29))),
    st.builds(Count, st.none(), st.integers(0, 9), st.none(), st.sampled_from(Wording)),
)
values = st.builds(
    FieldValue,
    st.just("v"),
    words,
    st.none() | answers,
    st.sampled_from(State),
    st.lists(st.builds(Span, st.integers(0, 99), st.integers(0, 99)), max_size=3).map(tuple),
    st.sampled_from([None, 0, 1, 0.1, 1e-9]),
    st.none() | answers,
    st.none() | words,
    at=st.none() | st.datetimes(timezones=st.none() | st.timezones()),
    bulk=st.booleans(),
    extra=extras,
)
links = st.builds(Link, words, st.sampled_from(["p1", "e9"]), st.sampled_from(State))
events = st.builds(
    Event,
    words,
    st.just("a"),
    st.sampled_from(["", "ana"]),
    st.just(0),
    st.sampled_from([None, "p1"]),
    st.lists(values, max_size=3).map(tuple),
    st.lists(links, max_size=2).map(tuple),
    st.booleans(),
    extras,
)


@given(words, extras, st.sampled_from(Status), st.lists(events, max_size=3), extras)
def test_a_line_is_written_as_its_json_says(
    text: str, extra: dict[str, Any], status: Status, events: list[Event], more: dict[str, Any]
) -> None:
    article = Article("a", text, "Raid", published=date(2024, 1, 5), extra=extra)

    written = article_text(article, CODEBOOK, status, events, more)

    line = article_to_json(article, CODEBOOK, status, events) | more
    assert written == json.dumps(line, ensure_ascii=False)


def test_a_made_instance_is_as_frozen_and_equal_as_any() -> None:
    made = maker(Link)("follows", "e2", State.ADDED)

    assert made == Link("follows", "e2")
    assert type(made) is Link
    assert replace(made, type="answers") == Link("answers", "e2")
    with pytest.raises(AttributeError):
        made.type = "other"  # type: ignore[misc]


def test_what_is_remembered_is_of_the_same_object_and_not_of_an_equal_one() -> None:
    asked: list[float] = []

    @remembered
    def shown(number: float) -> str:
        asked.append(number)
        return repr(number)

    one, whole = 1.0, 1

    assert [shown(one), shown(whole), shown(one)] == ["1.0", "1", "1.0"]
    assert asked == [1.0, 1]
