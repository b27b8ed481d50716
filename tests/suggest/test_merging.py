"""Several suggesters' proposals, put together as one record an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codebook_files import load_codebook
from models.events import Proposal, Suggested
from models.spans import Span
from models.suggest.merging import combined, merged, trust_by_record
from models.typed import read_count
from models.values import Actor, DatePrecision, DateRange

CODEBOOK = load_codebook("conflict")
OTHER = "chat:small@localhost"
MONDAY = DateRange(date(2024, 3, 4), date(2024, 3, 4), DatePrecision.DAY)
FRIDAY = DateRange(date(2024, 3, 8), date(2024, 3, 8), DatePrecision.DAY)


def offer(field, value, confidence=0.5, *, number=0, who=""):
    id_ = f"{who}/p.{number}" if who else f"q.{number}"
    return Suggested(id_, field, value, (Span(number, number + 1),), confidence)


def record(id_, *offers):
    return Proposal(id_, "a1", "rules@2", offers)


def strike(*more, who="", day=MONDAY):
    return record(
        f"record-of-{who or 'engine'}",
        offer("record_class", "incident", who=who),
        offer("event_type", "attack", who=who, number=1),
        offer("date", day, who=who, number=2),
        *more,
    )


def values(proposal, field):
    return [o.value for o in proposal.values if o.field == field]


def test_records_of_one_event_become_one_and_both_are_credited():
    [found] = merged(CODEBOOK, [strike()], [strike(who=OTHER)])

    day = next(o for o in found.values if o.field == "date")
    assert day.value == MONDAY
    assert day.confidence == pytest.approx(0.75)
    assert day.proposers == ("built-in", OTHER)


def test_records_of_different_events_stand_beside_each_other():
    own, other = strike(), strike(who=OTHER, day=FRIDAY)
    other = record(other.id, *other.values[:1], offer("event_type", "arrests"), other.values[2])

    assert merged(CODEBOOK, [own], [other]) == [own, other]


def test_a_claim_is_never_joined_with_an_incident():
    claim = strike(who=OTHER)
    claim = record(claim.id, offer("record_class", "claim", who=OTHER), *claim.values[1:])

    assert len(merged(CODEBOOK, [strike()], [claim])) == 2


def test_of_different_values_the_likelier_is_shown_and_the_other_is_an_alternative():
    own = strike(offer("killed", read_count("2"), 0.4, number=3))
    other = strike(offer("killed", read_count("7"), 0.6, number=3, who=OTHER), who=OTHER)

    [found] = merged(CODEBOOK, [own], [other])

    [killed] = [o for o in found.values if o.field == "killed"]
    assert killed.value == read_count("7")
    assert killed.proposers == (OTHER,)
    assert [(a.value, a.proposers) for a in killed.alternatives] == [(read_count("2"), ())]


def test_how_far_somebody_is_trusted_decides_who_is_shown():
    own = strike(offer("killed", read_count("2"), 0.4, number=3))
    other = strike(offer("killed", read_count("7"), 0.9, number=3, who=OTHER), who=OTHER)

    [found] = merged(
        CODEBOOK, [own], [other], lambda o: 0.2 if OTHER in o.proposers else o.confidence
    )

    assert values(found, "killed") == [read_count("2")]


def test_a_field_of_several_values_shows_all_that_are_possible():
    own = strike(offer("target", Actor("guards"), 0.5, number=3))
    other = strike(
        offer("target", Actor("drivers"), 0.4, number=3, who=OTHER),
        offer("target", Actor("passers-by"), 0.1, number=4, who=OTHER),
        who=OTHER,
    )

    [found] = merged(CODEBOOK, [own], [other])

    assert values(found, "target") == [Actor("guards"), Actor("drivers")]


sure = st.floats(0.0, 1.0)


@given(st.lists(sure, max_size=4), st.lists(sure, max_size=4))
def test_no_value_is_lost_and_confidences_stay_probabilities(mine, theirs):
    own = [strike(*(offer("target", Actor(f"m{n}"), c) for n, c in enumerate(mine)))]
    others = [
        strike(
            *(offer("target", Actor(f"t{n}"), c, who=OTHER) for n, c in enumerate(theirs)),
            who=OTHER,
        )
    ]

    [found] = merged(CODEBOOK, own, others)

    offers = [x for o in found.values for x in (o, *o.alternatives)]
    names = {o.value.name for o in offers if o.field == "target"}
    assert names == {f"m{n}" for n in range(len(mine))} | {f"t{n}" for n in range(len(theirs))}
    assert all(0 <= o.confidence <= 1 for o in offers)


def test_what_somebody_decided_on_keeps_its_place():
    own = strike(offer("killed", read_count("2"), 0.4, number=3))
    other = strike(offer("killed", read_count("7"), 0.9, number=3, who=OTHER), who=OTHER)

    [found] = merged(CODEBOOK, [own], [other], decided={"q.3"})

    assert found.id == own.id
    [killed] = [o for o in found.values if o.field == "killed"]
    assert (killed.id, killed.alternatives[0].value) == ("q.3", read_count("7"))


def test_trust_is_earned_by_field():
    trust = trust_by_record({(OTHER, "killed"): (9, 10), (OTHER, "date"): (0, 10)})
    said = [offer(field, 1, 0.5, who=OTHER) for field in ("killed", "date", "place")]

    assert [round(trust(one), 2) for one in said] == [0.79, 0.14, 0.5]


def test_the_engine_comes_first_whatever_the_order_of_the_proposals():
    other = replace(strike(who=OTHER), engine=OTHER)

    found = combined(CODEBOOK, [other, strike()])

    assert [one.engine for one in found] == ["rules@2"]
