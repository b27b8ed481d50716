"""Exchange lines read back as they were written; what is wrong in one is named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article, Status
from models.codebook import Choice, Codebook, Field, LinkType
from models.errors import UserError
from models.events import Event, FieldValue, Link, Proposal, State, Suggested
from models.exchange.lines import ReadLine, article_to_json, event_to_json, read_line
from models.exchange.proposals import proposal_from_json, proposal_to_json
from models.spans import Span
from models.values import (
    Actor,
    AnyValue,
    Count,
    DatePrecision,
    DateRange,
    Kind,
    Place,
    PlacePrecision,
    ValueShapeError,
    Wording,
    from_json,
)

CODEBOOK = Codebook(
    "tiny",
    1,
    "Tiny",
    (
        Field(
            "type", "Type", Kind.CHOICE, choices=(Choice("raid", "Raid"), Choice("riot", "Riot"))
        ),
        *(Field(kind.value, kind.value, kind, multiple=True) for kind in Kind if kind != "choice"),
    ),
    (LinkType("follows", "Follows"),),
)
TEXT = "Rebels 🙂 raided\r\nSarmin."

characters = st.characters(exclude_categories=["Cs"])
words = st.text(characters, min_size=1, max_size=8).filter(lambda word: bool(word.strip()))
extras = st.dictionaries(
    st.sampled_from(["own", "mark", "x-ray"]),
    st.one_of(st.none(), st.integers(), words, st.lists(st.booleans(), max_size=2)),
    max_size=2,
)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
counts = st.one_of(st.none(), st.integers(0, 10**6))
degrees = st.one_of(st.none(), st.integers(-90, 90), st.floats(-90, 90))
maybe = st.one_of(st.none(), words)
answers: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(["raid", "riot"]),
    "text": words,
    "flag": st.booleans(),
    "actor": st.builds(Actor, words, maybe, extras),
    "place": st.builds(
        Place,
        words,
        maybe,
        maybe,
        degrees,
        degrees,
        maybe,
        st.one_of(st.none(), st.sampled_from(PlacePrecision)),
        extras,
    ),
    "date": st.builds(
        DateRange,
        st.one_of(st.none(), days),
        st.one_of(st.none(), days),
        st.one_of(st.none(), st.sampled_from(DatePrecision)),
        extras,
    ),
    "count": st.builds(Count, counts, counts, counts, st.sampled_from(Wording), extras),
}


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    pairs = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return tuple(
        Span(start, end) for start, end in draw(st.lists(pairs, max_size=3)) if start < end
    )


@st.composite
def values(draw: st.DrawFn, text: str) -> FieldValue:
    key = draw(st.sampled_from(sorted(answers)))
    state = draw(st.sampled_from(State))
    silent = state is State.NOT_REPORTED
    return FieldValue(
        "",
        key,
        None if silent else draw(answers[key]),
        state,
        draw(spans(text)),
        draw(st.one_of(st.none(), st.floats(0, 1))),
        draw(st.one_of(st.none(), answers[key])),
        draw(maybe),
        at=draw(st.one_of(st.none(), st.just(datetime(2024, 1, 5, 12, 30, tzinfo=UTC)))),
        bulk=draw(st.booleans()),
        extra=draw(extras),
    )


@st.composite
def lines(draw: st.DrawFn) -> ReadLine:
    text = draw(words.map(lambda word: word + "\r\n🙂é")) + draw(st.text(characters, max_size=20))
    article = Article(
        draw(words),
        text,
        draw(st.text(characters, max_size=9)),
        draw(st.text(characters, max_size=9)),
        draw(maybe),
        draw(st.one_of(st.none(), days)),
        draw(st.sampled_from(["", "en", "ar"])),
        "wire.html",
        draw(extras),
    )
    events = [
        Event(
            f"e{position}",
            article.id,
            draw(st.sampled_from(["", "ana"])),
            position,
            draw(maybe),
            tuple(draw(st.lists(values(text), max_size=3))),
            draw(st.sampled_from([(), (Link("follows", "e9"),)])),
            extra=draw(extras),
        )
        for position in range(draw(st.integers(0, 2)))
    ]
    status = draw(st.one_of(st.none(), st.sampled_from(Status)))
    return ReadLine(article, status, tuple(events), (), lists_events=True)


def without_value_ids(line: ReadLine) -> ReadLine:
    events = tuple(
        replace(event, values=tuple(replace(value, id="") for value in event.values))
        for event in line.events
    )
    return replace(line, events=events)


@given(lines())
def test_a_line_reads_back_exactly_as_it_was_written(line: ReadLine) -> None:
    written = article_to_json(line.article, CODEBOOK, line.status, line.events)

    read = read_line(json.loads(json.dumps(written)), CODEBOOK, new_id=lambda: "new")

    assert without_value_ids(read) == line
    assert article_to_json(read.article, CODEBOOK, read.status, read.events) == written
    for before, after in zip(line.events, read.events, strict=True):
        for one, other in zip(before.values, after.values, strict=True):
            quotes = [span.quote(line.article.text) for span in one.evidence]
            assert [span.quote(read.article.text) for span in other.evidence] == quotes


@given(st.data())
def test_a_proposal_reads_back_exactly_as_it_was_written(data: st.DataObject) -> None:
    offers = []
    for position in range(data.draw(st.integers(0, 3))):
        key = data.draw(st.sampled_from(sorted(answers)))
        others = tuple(
            Suggested(f"p.{position}.{rank}", key, answer, (Span(0, 2),), 0.1)
            for rank, answer in enumerate(data.draw(st.lists(answers[key], max_size=2)))
        )
        evidence = data.draw(spans(TEXT))
        offers.append(
            Suggested(f"p.{position}", key, data.draw(answers[key]), evidence, 0.9, others)
        )
    half = len(offers) // 2
    listed = tuple(replace(offer, alternatives=()) for offer in offers[half:])
    proposal = Proposal("p", "a", "rules@1", tuple(offers[:half]), (), listed)

    written = json.loads(json.dumps(proposal_to_json(proposal)))

    assert proposal_from_json(written, "a", CODEBOOK) == proposal
    assert all(value["state"] == "suggested" for value in written["values"])


def read(**changed: Any) -> ReadLine:
    numbers = count()
    line = {"id": "a", "text": TEXT} | changed
    return read_line(line, CODEBOOK, new_id=lambda: f"n{next(numbers)}")


def read_value(**value: Any) -> tuple[FieldValue | None, tuple[str, ...]]:
    line = read(events=[{"id": "e", "values": [{"field": "type", "value": "raid"} | value]}])
    found = line.events[0].values[0] if line.events else None
    return found, line.problems


def test_keys_stand_in_the_order_of_the_format() -> None:
    value = FieldValue(
        "v", "type", "raid", State.CORRECTED, (Span(0, 6),), 0.9, "riot", "p.0", bulk=True
    )
    article = Article("a", TEXT, published=date(2024, 1, 5), extra={"own": 1})
    line = article_to_json(
        article, CODEBOOK, Status.DONE, [Event("e", "a", "ana", values=(value,))]
    )

    assert json.dumps({**line, "text": "…"}, ensure_ascii=False) == (
        '{"id": "a", "title": "", "source": "", "url": null, "published": "2024-01-05",'
        ' "language": "", "origin": "", "text": "…", "codebook": "tiny@1", "status": "done",'
        ' "events": [{"id": "e", "annotator": "ana", "values": [{"field": "type", "value": "raid",'
        ' "evidence": [[0, 6]], "state": "corrected", "confidence": 0.9, "suggested": "riot",'
        ' "suggestion": "p.0", "bulk": true}]}], "own": 1}'
    )


def test_a_mark_of_silence_has_no_value() -> None:
    silent = FieldValue("v", "type", None, State.NOT_REPORTED)

    written = event_to_json(Event("e", "a", values=(silent,), annotator=""))

    assert written["values"] == [
        {"field": "type", "value": None, "evidence": [], "state": "not_reported"}
    ]


def test_dismissed_events_are_not_written() -> None:
    line = article_to_json(Article("a", TEXT), None, None, [Event("e", "a", "ana", dismissed=True)])

    assert line["events"] == []
    assert "codebook" not in line
    assert "status" not in line


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "an article must be a JSON object"),
        ({"id": "a"}, 'needs a "text" that is not empty, not null'),
        ({"id": "a", "text": " \n"}, 'needs a "text" that is not empty'),
        ({"id": True, "text": "x"}, '"id" must be a string, not true'),
    ],
)
def test_what_is_no_article_is_refused(data: Any, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_line(data, CODEBOOK, new_id=str)


def test_an_article_without_id_gets_one_from_its_text() -> None:
    first, second, other = (
        read_line({"text": text}, CODEBOOK, new_id=str).article.id for text in ("a", "a", "b")
    )

    assert first == second != other
    assert read(id=12).article.id == "12"


@pytest.mark.parametrize(
    ("published", "day", "problems"),
    [
        ("2024-01-05", date(2024, 1, 5), 0),
        ("2024-01-05T23:10:00Z", date(2024, 1, 5), 0),
        ("", None, 0),
        ("5 January", None, 1),
        (20240105, None, 1),
    ],
)
def test_the_publication_day_is_read(published: Any, day: date | None, problems: int) -> None:
    line = read(published=published)

    assert line.article.published == day
    assert len(line.problems) == problems


def test_bad_parts_of_a_line_are_named_and_left_out() -> None:
    line = read(title=5, status="finished", events={"id": "e"})

    assert line.article.title == ""
    assert (line.status, line.events) == (None, ())
    assert line.problems == (
        '"title" must be a string, not 5',
        '"status" must be one of new, in_progress, done, skipped, flagged, not "finished"',
        '"events" must be a list, not {"id": "e"}',
    )


def test_states_by_annotator_that_cannot_be_read_are_named_and_left_out() -> None:
    listed = read(statuses=["done"])
    one_bad = read(statuses={"ana": "done", "ben": "finished"})

    assert (listed.statuses, listed.problems) == (
        (),
        ('"statuses" must be an object, not ["done"]',),
    )
    assert one_bad.statuses == (("ana", Status.DONE),)
    assert len(one_bad.problems) == 1
    assert read(statuses=None).problems == ()


def test_bad_events_are_named_and_left_out() -> None:
    links = [{"type": "follows", "event": "x"}, {"type": "hates", "event": "x"}, 5]
    line = read(events=["e", {"id": 5, "values": [7], "links": links}, {"values": 3}])

    assert [(event.id, event.position) for event in line.events] == [("n0", 1), ("n1", 2)]
    assert line.events[0].links == (Link("follows", "x"),)
    assert line.problems == (
        'events[0]: must be an object, not "e"',
        "events[1].values[0]: must be an object, not 7",
        'events[1].links[1]: "hates" is no link of the codebook tiny@1',
        'events[1].links[2]: must be an object with "type" and "event", not 5',
        'events[1]: "id" must be a string, not 5',
        'events[2]: "values" must be a list, not 3',
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"field": "mood"}, 'events[0].values[0]: field "mood" is not in the codebook tiny@1'),
        ({"field": None}, "events[0].values[0]: field null is not in the codebook tiny@1"),
        ({"value": "war"}, "events[0].values[0] 'type': \"war\" is none of the field's choices"),
        ({"value": 5}, "events[0].values[0] 'type': needs a non-empty string, not 5"),
        ({"value": None}, "events[0].values[0] 'type': needs a non-empty string, not null"),
        (
            {"state": "sure"},
            "events[0].values[0] 'type': \"state\" must be one of suggested, accepted, corrected,"
            ' rejected, added, not_reported, not "sure"',
        ),
        (
            {"state": "not_reported"},
            'events[0].values[0] \'type\': "not_reported" takes no value, not "raid"',
        ),
        (
            {"field": "count", "value": {"low": -1}},
            "events[0].values[0] 'count': \"low\" must be a whole number from 0 or null, not -1",
        ),
        (
            {"field": "place", "value": {"name": "x", "lat": 91}},
            "events[0].values[0] 'place': \"lat\" must be degrees from -90 to 90, not 91",
        ),
    ],
)
def test_bad_values_are_named_and_left_out(value: dict[str, Any], said: str) -> None:
    assert read_value(**value) == (None, (said,))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"evidence": [[0, 99]]}, "evidence[0] [0, 99] is outside the text of 24 characters"),
        ({"evidence": [[3, 3]]}, "evidence[0] [3, 3] is outside the text of 24 characters"),
        ({"evidence": [[-1, 3]]}, "evidence[0] [-1, 3] is outside the text of 24 characters"),
        ({"evidence": [[0, 3, 5]]}, "evidence[0] must be [start, end], not [0, 3, 5]"),
        ({"evidence": [[0, True]]}, "evidence[0] must be [start, end], not [0, true]"),
        ({"evidence": "Rebels"}, '"evidence" must be a list, not "Rebels"'),
        ({"confidence": 2}, '"confidence" must be from 0 to 1, not 2'),
        ({"confidence": "high"}, '"confidence" must be from 0 to 1, not "high"'),
        ({"at": "noon"}, '"at" must be a moment in ISO form, not "noon"'),
        ({"suggestion": 4}, '"suggestion" must be a string, not 4'),
    ],
)
def test_a_bad_part_of_a_value_is_named_and_the_value_taken(
    part: dict[str, Any], said: str
) -> None:
    value, problems = read_value(**part)

    assert value is not None
    assert (value.value, value.evidence, value.confidence, value.at) == ("raid", (), None, None)
    assert problems == (f"events[0].values[0] 'type': {said}",)


def test_a_bad_suggestion_beside_a_value_is_named() -> None:
    value, problems = read_value(suggested="war")

    assert value is not None
    assert value.suggested is None
    assert problems == (
        "events[0].values[0] 'type' suggested: \"war\" is none of the field's choices",
    )


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, State.ADDED),
        ({"suggested": "raid"}, State.ACCEPTED),
        ({"suggested": "riot"}, State.CORRECTED),
        ({"state": "suggested", "alternatives": [{"value": "riot"}]}, State.SUGGESTED),
    ],
)
def test_a_value_without_a_state_holds(more: dict[str, AnyValue], state: State) -> None:
    value, problems = read_value(**more)

    assert value is not None
    assert (value.state, problems) == (state, ())
    assert value.extra == {key: item for key, item in more.items() if key == "alternatives"}


def test_an_actor_may_be_written_as_its_name() -> None:
    assert from_json(Kind.ACTOR, "Dune Front") == Actor("Dune Front")
    with pytest.raises(ValueShapeError, match="non-empty string"):
        from_json(Kind.ACTOR, " ")
