"""Patterns of word tables."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from models.suggest.wordlist import longest_of

WORDS = st.text(alphabet="ab- .", min_size=1, max_size=5)


@given(words=st.lists(WORDS, min_size=1, max_size=8), text=st.text(alphabet="ab- .", max_size=20))
def test_the_pattern_finds_what_a_list_of_all_from_the_longest_on_finds(
    words: list[str], text: str
) -> None:
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    expected = [found.span() for found in re.finditer(listed, text)]
    assert [found.span() for found in re.finditer(longest_of(words), text)] == expected
