"""Copies by their wording, reports by their clues, and the groups that pairs make."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article
from models.duplicates.clues import alike, clues_of, days_in, source_of, weight
from models.duplicates.grouping import Sets, copies, incidents
from models.duplicates.relations import Match, Relation
from models.duplicates.wording import exact_key, overlap, runs, words

REPORT = (
    "Two soldiers were killed when a bomb hidden in a cart went off beside their convoy near the "
    "market of Qasrin on Tuesday, the governor said. Three others were wounded and taken to the "
    "hospital in the town. No group said that it had placed the bomb."
)


def test_layout_case_and_marks_do_not_tell_texts_apart() -> None:
    same = exact_key(words("Two soldiers, killed.\nTuesday"))
    other = exact_key(words("two  SOLDIERS killed – tuesday"))
    changed = exact_key(words("two soldiers killed Monday"))

    assert same == other != changed


def test_text_without_words_is_nobodys_copy() -> None:
    assert exact_key(words("… !")) == b""
    assert not overlap(runs([]), runs([])).is_near_copy


def test_rewritten_bulletin_and_excerpt_are_near_copies_and_another_text_is_none() -> None:
    rewritten = REPORT.replace("Three others", "Four more men").replace("the governor", "a doctor")
    excerpt = REPORT[: REPORT.index("No group")]
    other = "The governor opened a bridge near the market of Qasrin on Tuesday and praised it."
    runs_of = lambda text: runs(words(text))  # noqa: E731

    assert overlap(runs_of(REPORT), runs_of(rewritten)).is_near_copy
    assert overlap(runs_of(REPORT), runs_of(excerpt)).containment == 1.0
    assert overlap(runs_of(REPORT), runs_of(excerpt)).is_near_copy
    assert not overlap(runs_of(REPORT), runs_of(other)).is_near_copy


def test_characters_of_scripts_without_spaces_are_words() -> None:
    assert words("爆炸 in 市場") == ["爆", "炸", "in", "市", "場"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Tuesday", date(2024, 1, 2)),
        ("on Friday", date(2024, 1, 5)),
        ("on 30 December", date(2023, 12, 30)),
        ("on Dec. 30th", date(2023, 12, 30)),
        ("on January 3, 2022", date(2022, 1, 3)),
    ],
)
def test_days_are_the_last_before_publication(text: str, day: date) -> None:
    assert list(days_in(text, date(2024, 1, 5))) == [day]


def test_what_is_no_day_names_none() -> None:
    text = "Feb 30, Marching 4, 31 June, may 5 of them, Room 12"

    assert list(days_in(text, date(2024, 1, 5))) == []


def test_clues_are_words_names_and_days() -> None:
    article = Article("a", "Two men at Qasrin on Tuesday.", published=date(2024, 1, 5))

    assert {"qasrin", "^qasrin", "men", "1 2024-01-02"} <= clues_of(article)
    assert not {"at", "on"} & clues_of(article)


@given(st.integers(2, 200_000), st.integers(1, 200_000))
def test_a_clue_is_worth_less_the_more_articles_have_it(articles: int, having: int) -> None:
    assert 0 <= weight(articles, having + 1) <= weight(articles, having) <= 1


def test_likeness_falls_with_length_and_distance() -> None:
    assert alike(3, 5, 5, 0) > alike(3, 50, 50, 0)
    assert alike(3, 5, 5, 0) > alike(3, 5, 5, None) > alike(3, 5, 5, 300)


def test_copies_of_copies_are_one_group_named_by_its_least() -> None:
    sets = copies(
        [
            Match(4, 7, Relation.NEAR_COPY, 0.6),
            Match(2, 7, Relation.EXACT, 1),
            Match(1, 2, Relation.SAME_INCIDENT, 1),
        ]
    )

    assert sets.all() == {2: [2, 4, 7]}


def test_round_up_does_not_join_two_incidents() -> None:
    pairs = [(1, 2), (1, 3), (2, 3), (10, 11), (10, 12), (11, 12), (3, 20), (20, 10)]
    found = [
        Match(one, other, Relation.SAME_INCIDENT, 0.8 if 20 in (one, other) else 1.0)
        for one, other in pairs
    ]

    groups = incidents(found, copies(found)).all()

    assert groups == {1: [1, 2, 3], 10: [10, 11, 12]}


def test_report_with_copies_brings_them_into_the_incident() -> None:
    found = [Match(1, 2, Relation.EXACT, 1), Match(2, 5, Relation.SAME_INCIDENT, 1)]

    assert incidents(found, copies(found)).all() == {1: [1, 2, 5]}


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=40), st.randoms())
def test_groups_do_not_depend_on_the_order_of_pairs(
    pairs: list[tuple[int, int]], chance: object
) -> None:
    found = {
        pair: Match(*pair, Relation.NEAR_COPY if sum(pair) % 3 else Relation.SAME_INCIDENT, 1.0)
        for pair in (tuple(sorted(pair)) for pair in pairs)
        if pair[0] != pair[1]
    }
    shuffled = list(found.values())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    listed = list(found.values())

    assert copies(listed).all() == copies(shuffled).all()
    assert incidents(listed, copies(listed)).all() == incidents(shuffled, copies(shuffled)).all()


def test_sets_of_one_are_none() -> None:
    assert Sets().all() == {}


def test_articles_of_one_source_share_its_words_and_so_must_share_more() -> None:
    assert alike(3, 5, 5, 0, same_source=True) < alike(3, 5, 5, 0)
    assert source_of(" Wire ", None) == source_of("wire", "https://post.example/a") == "wire"
    assert source_of("", "https://www.Post.example:80/a") == "post.example"
    assert source_of("", "http://[broken") == source_of("", None) == ""


def test_a_text_in_capitals_has_no_names_by_its_capitals() -> None:
    loud = Article("a", "TWO MEN WERE KILLED AT QASRIN MARKET")
    plain = Article("b", "Two men were killed at Qasrin Market")

    assert "qasrin market" in clues_of(plain)
    assert clues_of(loud) == {"two", "men", "were", "killed", "qasrin", "market"}
