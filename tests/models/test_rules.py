"""What a codebook misses in a record, told in words."""

from __future__ import annotations

from datetime import date

import pytest

from db.codebook_files import load_codebook
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.review import Record
from models.rules import is_incident, problems
from models.spans import Span
from models.values import Actor, Count, DatePrecision, DateRange, Place, PlacePrecision, Wording

CODEBOOK = load_codebook("conflict")
PUBLISHED = date(2024, 1, 5)
THURSDAY = date(2024, 1, 4)
WORDS = (Span(0, 4),)
GOOD = {
    "record_class": "incident",
    "event_type": "air_drone_strike",
    "date": DateRange(THURSDAY, THURSDAY, DatePrecision.DAY),
    "place": Place("Gao", "MLI", lat=16.27, lon=-0.04),
    "killed": Count(2, 2, 2),
}


def record(values, *, state=State.ADDED, evidence=WORDS) -> Record:
    held = tuple(
        FieldValue(f"v{n}", key, value, state, evidence)
        for n, (key, value) in enumerate(values.items())
    )
    return Record(Event("e1", "a1", "ana", values=held), None)


def texts(found: Record, published: date | None = PUBLISHED) -> list[tuple[str | None, str]]:
    return [(one.field, one.text) for one in problems(CODEBOOK, found, published)]


def test_a_complete_record_has_no_problems():
    assert texts(record(GOOD)) == []


def test_an_incident_misses_what_the_codebook_requires():
    assert texts(record({"record_class": "incident"})) == [
        ("event_type", "Type is missing."),
        ("date", "Date is missing."),
        ("place", "Place is missing."),
    ]


def test_an_empty_record_is_asked_for_its_class_and_the_rest_of_an_incident():
    found = texts(record({}))

    assert found == [
        ("record_class", "Class is missing."),
        ("date", "Date is missing."),
        ("place", "Place is missing."),
    ]


def test_other_classes_need_only_their_class():
    threat = record({"record_class": "threat", "initiator": Actor("Front")})

    assert not is_incident(CODEBOOK, threat)
    assert texts(threat) == []


def test_not_reported_is_an_answer_to_a_required_field():
    good = record(GOOD).event
    silent = FieldValue("v9", "date", None, State.NOT_REPORTED)
    without = tuple(value for value in good.values if value.field != "date")

    assert texts(Record(Event("e1", "a1", "ana", values=(*without, silent)), None)) == []


def test_a_rejected_value_is_no_answer():
    rejected = record(GOOD, state=State.REJECTED)

    assert ("record_class", "Class is missing.") in texts(rejected)


def test_a_suggestion_counts_as_an_answer():
    offers = tuple(
        Suggested(f"s{n}", key, said, WORDS, 0.7) for n, (key, said) in enumerate(GOOD.items())
    )

    assert texts(Record(None, Proposal("p1", "a1", "rules@1", offers))) == []


def test_a_record_without_any_words_of_the_article():
    assert texts(record(GOOD, evidence=())) == [
        (None, "No words of the article support this incident.")
    ]


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("killed", Count(3, 2, 4, Wording.RANGE), "the lowest number (3) is above the best (2)."),
        ("killed", Count(1, 5, 4, Wording.RANGE), "the best number (5) is above the highest (4)."),
        (
            "killed",
            Count(9, None, 4, Wording.RANGE),
            "the lowest number (9) is above the highest (4).",
        ),
        (
            "killed",
            Count(1, 1, 1, Wording.NONE),
            "the wording is none, but there is a number above zero.",
        ),
        ("killed", Count(1, 2, 2), "the wording is exact, but the numbers differ or are missing."),
        ("date", DateRange(None, None), "neither a first nor a last day is given."),
        (
            "date",
            DateRange(THURSDAY, date(2024, 1, 1)),
            "the last day (2024-01-01) is before the first (2024-01-04).",
        ),
        (
            "date",
            DateRange(date(2024, 1, 6), date(2024, 1, 6)),
            "2024-01-06 is after the article appeared (2024-01-05).",
        ),
        (
            "date",
            DateRange(THURSDAY, date(2024, 1, 6)),
            "the last day (2024-01-06) is after the article appeared (2024-01-05).",
        ),
        ("place", Place("Gao", "MLI"), "there are no coordinates."),
        ("place", Place("Gao", "MLI", lat=1.0), "only one of the two coordinates is given."),
        ("place", Place("Gao", lat=16.27, lon=0.0), "the country is missing."),
        ("event_type", "flood", '"flood" is none of the answers that the codebook has.'),
        ("event_type", "battles", "Battles is only a heading; take an answer below it."),
    ],
)
def test_a_value_that_cannot_be_right(field, value, text):
    label = CODEBOOK.field_by_key[field].label

    assert texts(record(GOOD | {field: value})) == [(field, f"{label}: {text}")]


def test_the_open_sea_belongs_to_no_country():
    sea = Place("Red Sea", lat=20.0, lon=38.0, precision=PlacePrecision.WATERS)

    assert texts(record(GOOD | {"place": sea})) == []


def test_without_a_publication_date_no_date_is_too_late():
    later = DateRange(date(2030, 1, 1), date(2030, 1, 1))

    assert texts(record(GOOD | {"date": later}), None) == []


def test_a_value_of_a_field_that_does_not_show():
    found = texts(record({"record_class": "threat", "stage": "failed"}))

    assert found == [
        ("stage", "Stage has a value, but belongs only where Class is incident or background.")
    ]


def test_a_suggestion_for_a_field_that_was_hidden_by_a_decision_is_no_problem():
    offer = Suggested("s1", "stage", "failed", WORDS, 0.8)
    threat = FieldValue("v1", "record_class", "threat", State.ADDED, WORDS)
    event = Event("e1", "a1", "ana", proposal_id="p1", values=(threat,))

    assert texts(Record(event, Proposal("p1", "a1", "rules@1", (offer,)))) == []


def test_a_value_of_the_wrong_kind_or_of_no_field():
    found = texts(record(GOOD | {"killed": "two", "altitude": "high"}))

    assert found == [
        ("killed", "Killed is not of the kind count, as the codebook wants."),
        ("altitude", 'The codebook has no field "altitude".'),
    ]


def test_two_values_in_a_field_of_one():
    good = record(GOOD).event
    second = FieldValue("v9", "killed", Count(3, 3, 3), State.ADDED)

    found = texts(Record(Event("e1", "a1", "ana", values=(*good.values, second)), None))

    assert found == [("killed", "Killed has 2 values, but takes one.")]


def test_a_codebook_without_classes_asks_of_every_record():
    muc = load_codebook("muc4")
    empty = Record(Event("e1", "a1", "ana"), None)

    fields = [one.field for one in problems(muc, empty, None)]

    assert fields == ["incident_type", "stage", "date", "place"]
