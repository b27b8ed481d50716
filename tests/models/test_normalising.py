"""One way to write a text: what is changed, what is not, and that once is enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.normalising import joined, normalised, unwrapped, without_running_heads

WRAPPED = """\
Three people were killed and eleven wounded when a bomb went
off beside a bus station in the northern town of Marrow on
Tuesday morning, the district governor said.

The governor, Ilse Tarn, told reporters that the device had
been hidden in a market cart and was set off from a distance.
No group has claimed responsibility for the attack, the gov-
ernor said. The wounded were taken to the army's hospital at
Orrin:
- four soldiers
- seven traders"""


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u2029b", "a\n\nb"),
        ("gov\xadernor\u200b said\ufeff", "governor said"),
        ("ﬁve oﬃcers ﬂed", "five officers fled"),
        ("12\xa0people\u202fdied", "12 people died"),
        ("cafe\u0301", "café"),
        ("a  \n\n\n\n\tb \n\n", "a\n\n\tb"),
        ("क\u200cष", "क\u200cष"),
        ("a\x00\x07b", "ab"),
        ("a\ud800b", "a\N{REPLACEMENT CHARACTER}b"),
    ],
)
def test_a_text_is_written_in_one_way(written: str, normal: str) -> None:
    assert normalised(written) == normal


def test_an_ordinary_text_stays_as_it_stands() -> None:
    text = "Rebels raided the post – “at dawn”.\n\tTwo  soldiers died…\n\nIt was co-\noperative."
    assert normalised(text) == text
    assert unwrapped(text) == text


@given(st.text(alphabet=st.characters(), max_size=200))
def test_normalising_once_is_enough(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


def test_lines_of_one_width_become_paragraphs() -> None:
    first, second = unwrapped(WRAPPED).split("\n\n")
    assert first.endswith("a bomb went off beside a bus station in the northern town of Marrow on"
                          " Tuesday morning, the district governor said.")  # fmt: skip
    assert "the governor said. The wounded were taken to the army's hospital at Orrin:\n" in second
    assert second.endswith("\n- four soldiers\n- seven traders")


@given(
    st.lists(st.text(alphabet="abcdefgh -.", min_size=1, max_size=70), min_size=2, max_size=30).map(
        "\n".join
    )
)
def test_unwrapping_once_is_enough(text: str) -> None:
    once = unwrapped(normalised(text))
    assert unwrapped(once) == once


def test_short_lines_that_were_meant_stay() -> None:
    verse = "\n".join(["The river ran and nobody was there", "to see it", "go by"] * 8)
    assert unwrapped(verse) == verse


@pytest.mark.parametrize(
    ("line", "after", "whole"),
    [
        ("the gov-", "ernor said", "the governor said"),
        ("the anti-", "government group", "the anti-government group"),
        ("the Al-", "Nusra group", "the Al-Nusra group"),
        ("of 5-", "year terms", "of 5-year terms"),
        ("shot -", "and fell", "shot - and fell"),
        ("the raid", "began", "the raid began"),
    ],
)
def test_a_word_that_was_parted_is_whole_again(line: str, after: str, whole: str) -> None:
    assert joined(line, after) == whole


def test_how_a_word_is_written_elsewhere_decides() -> None:
    assert joined("a co-", "operative", "the cooperative") == "a cooperative"
    assert joined("a cease-", "fire", "the cease-fire") == "a cease-fire"


def test_running_heads_and_page_numbers_go() -> None:
    texts = ["Rebels raided\nthe post.", "Two soldiers\ndied.", "The bridge\nwas shut."]
    pages = [f"Courier 2024\n\n{text}\n- {n} -" for n, text in enumerate(texts, 7)]
    assert without_running_heads(pages) == texts
