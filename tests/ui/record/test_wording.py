"""Records in words: tabs, the summary line, evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codebook_files import load_codebook
from models.codebook import Codebook
from models.events import Proposal
from models.review import Record, records
from models.rules import tab_order
from models.spans import Span
from models.values import Actor
from tests.ui.record_desk import TEXT, Offers, proposals, span
from ui.words.records import class_label, evidence_parts, short_name, summary, tab_titles


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook("conflict")


@pytest.fixture
def shown(codebook: Codebook) -> tuple[Record, ...]:
    return tab_order(codebook, records([], proposals()))


def test_a_record_is_summed_up_in_one_line(codebook: Codebook, shown: tuple[Record, ...]) -> None:
    assert summary(codebook, shown[0]) == (
        "4 Mar 2025 · Armed clash · Qarat al-Mur, DZA · Northern Salt Front → Police + 1"
    )
    assert summary(codebook, Record(None, None)) == "Nothing entered yet"


def test_the_summary_uses_the_short_names_that_the_article_introduces() -> None:
    text = "The Front for the Defence of the Dunes (FDD), a militia (est. 2011), struck."

    assert short_name("Front for the Defence of the Dunes", text) == "FDD"
    assert short_name("Front for the Defence", text) == "Front for the Defence"
    assert short_name("militia", text) == "militia"


def test_names_from_right_to_left_keep_their_place_in_the_summary(codebook: Codebook) -> None:
    offers = Offers("q")
    offers.add("event_type", "armed_clash")
    offers.add("initiator", Actor("جيش (RSF)"))
    offers.add("target", Actor("Police"))
    record = Record(None, Proposal("q", "a1", "hand@1", tuple(offers.made)))

    assert summary(codebook, record) == ("\u200eArmed clash · \u2068جيش (RSF)\u2069 → Police")


def test_incidents_come_before_what_is_kept_apart(
    codebook: Codebook, shown: tuple[Record, ...]
) -> None:
    assert [record.key for record in shown] == ["p1", "p2", "p3"]
    assert class_label(codebook, shown[2]) == "Aggregate"


def test_tabs_of_the_same_name_say_one_thing_more(
    codebook: Codebook, shown: tuple[Record, ...]
) -> None:
    assert tab_titles(codebook, shown[:2]) == ("Qarat al-Mur", "Wadi Zahr")
    assert tab_titles(codebook, [shown[0], shown[0]]) == ("Qarat al-Mur · Police",) * 2
    assert tab_titles(codebook, [Record(None, None)]) == ("new",)


def test_evidence_is_quoted_with_the_words_around_it() -> None:
    words, start, end = evidence_parts(TEXT, [span("at least six people")])

    assert words[start:end] == "at least six people"
    assert (
        words
        == "“… Two officers were killed and at least six people were wounded 😀 in the exchange …”"
    )


def test_further_passages_are_counted() -> None:
    words, _, _ = evidence_parts(TEXT, [span("on Tuesday"), span("Gunmen")])

    assert words.startswith("“Gunmen")
    assert words.endswith("+ 1 more")


@given(st.text(min_size=1, max_size=200), st.data())
def test_the_quoted_words_are_where_they_are_said_to_be(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    words, first, last = evidence_parts(text, [Span(start, end)])

    quoted, expected = words[first:last], " ".join(text[start:end].split())
    assert " ".join(quoted.split()).rstrip("…")[:40].strip() in expected or not expected
    assert "\n" not in words


def test_every_field_of_a_role_counts_in_the_summary() -> None:
    codebook = load_codebook("muc4")
    offers = Offers("q")
    offers.add("incident_type", "bombing")
    offers.add("perpetrator_organization", Actor("Shining Coast"))
    offers.add("human_target", "two clerks")
    record = Record(None, Proposal("q", "a1", "hand@1", tuple(offers.made)))

    assert summary(codebook, record) == "Bombing · Shining Coast → two clerks"
    assert tab_titles(codebook, [record]) == ("two clerks",)
