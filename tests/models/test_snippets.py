"""What a search shows of a text: the words around the place where most of the words stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.snippets import CLOSING, OPENING, snippet

TEXT = (
    "Shots were heard. The mayor of Béni said a bomb killed two traders near the old market on"
    " Monday, as he had feared."
)


def test_the_words_are_shown_where_most_of_them_stand_together() -> None:
    assert snippet(TEXT, ["the", "mark"], last_is_begun=True) == (
        "…near \1the\2 old \1market\2 on Monday, as…"
    )


def test_accents_and_capitals_do_not_matter() -> None:
    assert "\1Béni\2" in snippet(TEXT, ["beni"], last_is_begun=False)
    assert "\1SHOTS\2" in snippet("SHOTS in the night", ["shots"], last_is_begun=False)


def test_a_finished_word_is_not_found_in_a_longer_one() -> None:
    assert snippet(TEXT, ["trade"], last_is_begun=False) == ""
    assert "\1traders\2" in snippet(TEXT, ["trade"], last_is_begun=True)


def test_signs_between_the_parts_of_a_word_do_not_matter() -> None:
    assert "\1air strike\2" in snippet("An air strike hit it.", ["air-strike"], last_is_begun=False)


@given(st.text(max_size=200), st.lists(st.text("abcé-", min_size=1), min_size=1, max_size=3))
def test_a_snippet_is_a_stretch_of_the_text(text: str, typed: list[str]) -> None:
    found = snippet(text, [word for word in typed if word.strip("-")], last_is_begun=True)

    bare = text.replace(OPENING, " ").replace(CLOSING, " ")
    assert found.replace(OPENING, "").replace(CLOSING, "").strip("…") in bare
