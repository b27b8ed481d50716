"""Letter case, dateline and sentences of a text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.spans import is_inside
from models.suggest.text import find_dateline, needs_truecasing, sentence_spans, truecase


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        (
            "GUNMEN ATTACKED A POLICE POST NEAR KANDAHAR ON TUESDAY. TWO OFFICERS DIED.",
            "Gunmen attacked a police post near Kandahar on Tuesday. Two officers died.",
        ),
        (
            "the president of the united states met hassan rouhani in geneva. he said little.",
            "The president of the United States met Hassan Rouhani in Geneva. He said little.",
        ),
        (
            "THE REBELS OF THE PEOPLE'S FRONT (KLPF) LEFT EL SALVADOR, A U.S. OFFICIAL SAID.",
            "The rebels of the people's front (KLPF) left El Salvador, a U.S. official said.",
        ),
    ],
)
def test_letter_case_is_restored(text: str, restored: str) -> None:
    assert truecase(text) == restored


def test_a_text_with_letter_case_stays_as_it_is() -> None:
    text = "Two soldiers of the KLPF died near Kandahar, AFP reported. NATO said nothing."

    assert not needs_truecasing(text)
    assert truecase(text) == text


def test_a_headline_in_capitals_is_restored_alone() -> None:
    text = "ARMY RETAKES VILLAGE NEAR KANDAHAR\nThe KLPF left on Monday."

    assert truecase(text) == "Army retakes village near Kandahar\nThe KLPF left on Monday."


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet="ABCİßŉǰ ΐﬀ'’-.()\n\u0301👍אب", min_size=20))
def test_truecasing_changes_nothing_but_case(text: str) -> None:
    restored = truecase(text)

    assert len(restored) == len(text)
    assert restored.casefold() == text.casefold() or restored.lower() == text.lower()


@pytest.mark.parametrize(
    ("text", "span", "place", "day"),
    [
        (
            "QUITO, 9 FEB 91 (PRENSA) -- A BUS",
            "QUITO, 9 FEB 91 (PRENSA) -- ",
            "QUITO",
            (1991, 2, 9),
        ),
        ("BAMAKO — Men on horses", "BAMAKO — ", "BAMAKO", None),
        ("Opening line\nLviv, Ukraine (AP) - A", "Lviv, Ukraine (AP) - ", "Lviv, Ukraine", None),
        ("(Agency) - Men on horses", "(Agency) - ", None, None),
        ("HANOI, Vietnam (AP) _ A ship", "HANOI, Vietnam (AP) _ ", "HANOI, Vietnam", None),
    ],
)
def test_a_dateline_is_found(
    text: str, span: str, place: str | None, day: tuple[int, int, int] | None
) -> None:
    dateline = find_dateline(text)

    assert dateline is not None
    assert dateline.span.quote(text) == span
    assert (dateline.place and dateline.place.quote(text)) == place
    assert dateline.date == (day and date(*day))


@pytest.mark.parametrize(
    "text",
    [
        "The guards — who had slept — ran away.",
        "GUARDS SAID NOTHING -- THE DOOR WAS OPEN.",
        "peru: the mine was shut.",
        "",
        "QUITO —",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_sentences_end_at_points_but_not_at_abbreviations() -> None:
    text = "Gen. A. Sow met Mr. Li at 5 p.m. in St. Louis. “He left.” Nobody died!\n\nThe end"

    said = [span.quote(text) for span in sentence_spans(text)]

    assert said == [
        "Gen. A. Sow met Mr. Li at 5 p.m. in St. Louis.",
        "“He left.”",
        "Nobody died!",
        "The end",
    ]


def test_sentences_without_a_space_between_them_are_told_apart() -> None:
    text = "Two men fled on foot Monday.Police found a rifle.“It was loud,” said J.Kay of News.com."

    said = [span.quote(text) for span in sentence_spans(text)]

    assert said == [
        "Two men fled on foot Monday.",
        "Police found a rifle.",
        "“It was loud,” said J.Kay of News.com.",
    ]


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text(alphabet="aA. \n\r\t!?”’Mr…"))
def test_sentences_lie_in_order_inside_the_text_and_lose_only_space(text: str) -> None:
    spans = sentence_spans(text)

    assert all(is_inside(span, text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.quote(text) for s in spans).split()) == "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_a_dateline_lies_inside_the_text(text: str) -> None:
    dateline = find_dateline(text)

    assert dateline is None or is_inside(dateline.span, text)
