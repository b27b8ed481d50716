"""Offsets in code points and UTF-16 units, and spans that snap to words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.spans import Span, Utf16Map, is_inside, merged, sentence_around, snapped, words

TEXTS = st.text(
    st.sampled_from("ab Z.!?\n\r\t\"”’-'é\u0301🙏🏽\u200d👮♂️فحיה.。你\U0010ffff"), max_size=60
)
SPANS = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 60), st.integers(0, 20))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(st.characters(exclude_categories=["Cs"])) | TEXTS)
def test_every_code_point_position_goes_to_utf16_and_back(text):
    positions = Utf16Map(text)

    for point in range(len(text) + 1):
        unit = positions.to_utf16(point)
        assert unit == units(text[:point])
        assert positions.to_code_point(unit) == point


@given(TEXTS)
def test_a_position_inside_a_surrogate_pair_is_that_of_its_character(text):
    positions = Utf16Map(text)

    for point, character in enumerate(text):
        if units(character) == 2:
            assert positions.to_code_point(positions.to_utf16(point) + 1) == point


@given(TEXTS, SPANS)
def test_snapping_is_stable_and_loses_only_space(text, span):
    first = snapped(text, span)

    assert snapped(text, first) == first
    assert 0 <= first.start <= first.end <= len(text)
    assert "".join(span.quote(text).split()) in "".join(first.quote(text).split())
    assert first.quote(text) == first.quote(text).strip()


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("two killed", (1, 6), "two killed"),
        ("two killed", (3, 4), ""),
        ("two killed", (5, 5), "killed"),
        ("cafe\u0301 x", (0, 4), "cafe\u0301"),
        ("ok 👮🏽‍♂️ ok", (3, 4), "👮🏽‍♂️"),
        ("al-Tanf base", (4, 6), "Tanf"),
        ("short", (2, 99), "short"),
    ],
)
def test_snapping_widens_to_whole_words_and_letters(text, chosen, expected):
    assert snapped(text, Span(*chosen)).quote(text) == expected


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("One fell. Two rose.", 0, "One fell."),
        ("One fell. Two rose.", 9, "One fell."),
        ("One fell. Two rose.", 10, "Two rose."),
        ("“One fell.” Two rose.", 3, "“One fell.”"),
        ("The U.S. troops left. All of them.", 2, "The U.S. troops left."),
        ("Éva came. Élan too.", 12, "Élan too."),
        ("first line\r\nsecond line\r\n", 14, "second line"),
        ("first line\r\nsecond line\r\n", 25, "second line"),
        ("\n\n Begin here. Then.", 0, "Begin here."),
        ("爆発した。死者はない。", 6, "死者はない。"),
        ("سقط صاروخ. لم يصب أحد.", 14, "لم يصب أحد."),
        ("", 0, ""),
        ("   ", 1, ""),
    ],
)
def test_the_sentence_around_a_position(text, position, expected):
    assert sentence_around(text, position).quote(text) == expected


@given(TEXTS, st.integers(0, 60))
def test_a_sentence_is_never_empty_where_there_are_words(text, position):
    sentence = sentence_around(text, min(position, len(text)))

    assert sentence.quote(text) == sentence.quote(text).strip()
    assert bool(sentence.quote(text)) == bool(text.strip())


def test_words_keep_marks_joiners_hyphens_and_apostrophes():
    text = "al-Tanf’s re\u0301sume\u0301: \u0645\u06cc\u200c\u062e\u0648\u0627, हिन्दी … 12.5"

    quotes = [word.quote(text) for word in words(text)]

    assert quotes == [
        "al-Tanf’s",
        "re\u0301sume\u0301",
        "\u0645\u06cc\u200c\u062e\u0648\u0627",
        "हिन्दी",
        "12.5",
    ]


@given(st.lists(SPANS))
def test_merged_spans_cover_the_same_and_never_touch(spans):
    result = merged(spans)

    covered = {point for span in spans for point in range(*span)}
    assert {point for span in result for point in range(*span)} == covered
    assert all(left.end < right.start for left, right in pairwise(result))


def test_a_span_is_inside_a_text_only_with_something_in_it():
    assert is_inside(Span(0, 2), "ab")
    assert not is_inside(Span(1, 1), "ab")
    assert not is_inside(Span(-1, 1), "ab")
    assert not is_inside(Span(1, 3), "ab")
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 2).overlaps(Span(2, 5))
    assert Span(0, 5).contains(Span(2, 5))
