"""Decisions laid over proposals: what is shown, and what is offered."""

from __future__ import annotations

from models.codebook.reading import parse_codebook
from models.events import Event, FieldValue, Proposal, State, Suggested
from models.review import Record, records, shown_fields
from models.values import Actor

CODEBOOK = parse_codebook(
    """
    name = "small"
    version = 1
    title = "Small"
    [[field]]
    key = "means"
    label = "Means"
    kind = "choice"
    multiple = true
    [[field.choice]]
    key = "air"
    label = "Air"
    [[field.choice.choice]]
    key = "drone"
    label = "Drone"
    [[field.choice]]
    key = "fire"
    label = "Fire"
    [[field]]
    key = "altitude"
    label = "Altitude"
    kind = "text"
    when = { field = "means", is = ["air"] }
    """,
    "small.toml",
)


def value(id_: str, key: str, state: State, said="fire", offer: str | None = None) -> FieldValue:
    return FieldValue(id_, key, said, state, suggestion_id=offer)


def proposal(id_: str, *offers: Suggested) -> Proposal:
    return Proposal(id_, "a1", "rules@1", offers)


def test_records_stand_in_order_and_dismissed_ones_are_not_shown():
    proposals = [proposal("p1"), proposal("p2"), proposal("p3")]
    events = [
        Event("e9", "a1", "ana", position=3),
        Event("e8", "a1", "ana", position=1, proposal_id="p2", dismissed=True),
        Event("e7", "a1", "ana", 2, "p3", (value("v1", "means", State.ADDED),)),
    ]

    shown = records(events, proposals)

    assert [record.key for record in shown] == ["p1", "p3", "e9"]
    assert [record.id for record in shown] == ["p1", "e7", "e9"]
    assert [record.is_suggestion for record in shown] == [True, False, False]


def test_a_decision_keeps_the_place_of_the_offer_that_it_answers():
    offers = (Suggested("s1", "means", "drone", (), 0.8), Suggested("s2", "means", "fire", (), 0.8))
    event = Event("e1", "a1", "ana", values=(value("v1", "means", State.REJECTED, "fire", "s2"),))
    record = Record(event, proposal("p1", *offers))

    row = record.values("means")

    assert [(one.value, one.state) for one in row] == [
        ("drone", State.SUGGESTED),
        ("fire", State.REJECTED),
    ]
    assert row[1].suggestion is offers[1]
    assert record.first("means") == "drone"
    assert record.standing("means") == row[:1]
    assert record.values("unknown") == ()


def test_not_reported_hides_what_waits():
    event = Event("e1", "a1", "ana", values=(value("v1", "means", State.NOT_REPORTED, None),))
    record = Record(event, proposal("p1", Suggested("s1", "means", "drone", (), 0.8)))

    assert [one.state for one in record.values("means")] == [State.NOT_REPORTED]
    assert record.first("means") is None


def test_a_condition_looks_at_every_standing_value_and_at_the_branches_below():
    def shown(*values: FieldValue) -> list[str]:
        record = Record(Event("e1", "a1", "ana", values=values), None)
        return [field.key for field in shown_fields(CODEBOOK, record)]

    fire = value("v1", "means", State.ADDED)
    drone = value("v2", "means", State.ADDED, "drone")

    assert shown(fire) == ["means"]
    assert shown(fire, drone) == ["means", "altitude"]
    assert shown(fire, value("v2", "means", State.REJECTED, "drone")) == ["means"]


def test_values_that_are_no_text_do_not_disturb_conditions():
    actor = FieldValue("v1", "means", Actor("Front"), State.ADDED)

    shown = shown_fields(CODEBOOK, Record(Event("e1", "a1", "ana", values=(actor,)), None))

    assert [field.key for field in shown] == ["means"]


def unsure(id_, field, said, confidence, *others):
    alternatives = tuple(Suggested(f"{id_}.{n}", field, o, (), 0.1) for n, o in enumerate(others))
    return Suggested(id_, field, said, (), confidence, alternatives)


def test_only_likely_suggestions_stand_on_a_row_and_the_rest_are_offers_best_first():
    record = Record(
        None,
        proposal("p1", unsure("s1", "means", "drone", 0.6), unsure("s2", "means", "fire", 0.2),
                 unsure("s3", "means", "knife", 0.5), unsure("s4", "kind", "raid", 0.59, "riot")),
    )  # fmt: skip

    assert [one.value for one in record.values("means")] == ["drone"]
    assert [one.value for one in record.offers("means")] == ["knife", "fire"]
    assert record.values("kind") == ()
    assert [one.value for one in record.offers("kind")] == ["raid", "riot"]
    assert (record.leading("kind"), record.first("kind")) == ("raid", None)


def test_what_stands_or_was_refused_or_is_not_reported_is_no_offer():
    offers = (unsure("s1", "means", "drone", 0.4, "fire"), unsure("s2", "means", "knife", 0.2))
    taken = Event("e1", "a1", "ana", values=(value("v1", "means", State.ACCEPTED, "drone", "s1"),))
    silent = Event("e1", "a1", "ana", values=(value("v1", "means", State.NOT_REPORTED, None),))

    assert [o.value for o in Record(taken, proposal("p1", *offers)).offers("means")] == ["knife"]
    assert Record(silent, proposal("p1", *offers)).offers("means") == ()


def test_the_class_of_a_record_may_be_its_best_offer():
    record = Record(None, proposal("p1", unsure("s1", "kind", "threat", 0.4)))

    assert record.leading("kind") == "threat"
    assert ("kind", "threat") in record.chosen


def test_what_is_only_listed_can_be_picked_and_keeps_its_offer():
    listed = (unsure("s2", "means", "drone", 0.1), unsure("s1", "means", "fire", 0.2))
    offered = Proposal("p1", "a1", "rules@1", (), (), listed)
    taken = Event("e1", "a1", "ana", values=(value("v1", "means", State.ACCEPTED, "fire", "s1"),))

    untouched, record = Record(None, offered), Record(taken, offered)

    assert untouched.values("means") == ()
    assert [one.value for one in untouched.offers("means")] == ["fire", "drone"]
    assert untouched.leading("means") is None
    assert [one.suggestion for one in record.values("means")] == [listed[1]]
    assert [one.value for one in record.offers("means")] == ["drone"]
