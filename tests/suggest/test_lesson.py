"""A lesson is measured on articles it has not seen, and a worse one changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.article import Article
from models.codebook.reading import parse_codebook
from models.events import Event, FieldValue, State
from models.suggest.engine import BuiltInSuggester
from models.suggest.evaluation import Judgement
from models.suggest.learning.examples import Example
from models.suggest.learning.keeping import engine_name, fits, state_from_text, state_to_text
from models.suggest.learning.lesson import is_held_out, teach
from models.suggest.learning.measuring import (
    EVENTS,
    Answered,
    Labelled,
    average_precision,
    is_worse,
    measure,
)
from models.suggest.learning.training import train

ROOT = Path(__file__).parents[2]
CODEBOOK = parse_codebook((ROOT / "models/codebook/bundled/muc4.toml").read_text("utf-8"), "muc4")
VICTIMS = ("two farmers", "a teacher", "three miners", "the mayor", "five peasants", "a judge")
TOWNS = ("Tarma", "Ayacucho", "Pasto", "Neiva", "Cali")
COUNT = 30


def example(number: int, victim: str, *, is_blind: bool = True) -> Example:
    value = FieldValue("v", "human_target", victim, State.ADDED)
    event = Event(f"e{number}", f"n{number}", "ana", values=(value,))
    return Example(f"n{number}", (event,), is_blind=is_blind)


def victim(number: int) -> str:
    return VICTIMS[number % len(VICTIMS)]


@pytest.fixture(scope="module")
def labelled() -> list[Labelled]:
    """Short reports of killings with their victims, as digests."""
    articles = [
        Article(
            f"n{n}",
            f"Report {n}. Gunmen killed {victim(n)} near {TOWNS[n % 5]} on Monday, police said.",
            published=date(2024, 3, 5),
        )
        for n in range(COUNT)
    ]
    found = []
    for number, digest in enumerate(BuiltInSuggester(CODEBOOK).digests(articles)):
        assert not isinstance(digest, Exception)
        found.append((example(number, victim(number)), digest))
    return found


def changed(
    labelled: Sequence[Labelled], change: Callable[[int, Example], Example]
) -> list[Labelled]:
    return [(change(n, example), digest) for n, (example, digest) in enumerate(labelled)]


def test_one_article_in_five_is_held_out_for_good() -> None:
    held = [n for n in range(5000) if is_held_out(f"n{n}")]

    assert 900 < len(held) < 1100
    assert held == [n for n in range(5000) if is_held_out(f"n{n}")]


def test_a_lesson_does_not_depend_on_the_order_of_its_articles(labelled: list[Labelled]) -> None:
    forth, back = teach(CODEBOOK, labelled), teach(CODEBOOK, labelled[::-1])

    assert forth.state is not None
    assert back.state is not None
    assert state_to_text(forth.state) == state_to_text(back.state)
    assert forth.figures() == back.figures()


def test_what_was_learned_is_better_than_the_rules_on_articles_it_has_not_seen(
    labelled: list[Labelled],
) -> None:
    lesson = teach(CODEBOOK, labelled, with_curve=True)

    assert lesson.blind is not None
    assert lesson.blind.after.ranking >= lesson.blind.rules.ranking
    assert lesson.blind.after.articles == sum(is_held_out(f"n{n}") for n in range(COUNT))
    assert lesson.curve[0].articles == 0
    assert lesson.curve[-1].ranking == lesson.blind.after.ranking


def test_events_are_measured_beside_the_values(labelled: list[Labelled]) -> None:
    negatives = changed(labelled, lambda _, one: replace(one, records=()))

    found, none = (measure(CODEBOOK, None, group) for group in (labelled, negatives))

    [events] = [score for score in found.fields if score.name == EVENTS]
    assert (events.gold, events.found) == (COUNT, events.right)
    assert events.recall is not None
    assert events.recall > 0.5
    assert next(score for score in none.fields if score.name == EVENTS).right == 0


def test_a_worse_state_does_not_take_the_place_of_a_better_one(labelled: list[Labelled]) -> None:
    good = train(CODEBOOK, labelled)
    wrong = changed(
        labelled,
        lambda n, one: one if is_held_out(one.article_id) else example(n, "the police"),
    )

    lesson = teach(CODEBOOK, wrong, good)

    assert lesson.state is None
    assert lesson.blind is not None
    assert lesson.blind.after.ranking < lesson.blind.before.ranking


def test_better_here_and_worse_there_is_chance() -> None:
    def answered(*right: bool) -> Answered:
        told = (Judgement("k", 0.9 - n / 10, fits) for n, fits in enumerate(right))
        return Answered(1, tuple(told))

    good, bad = answered(True, False), answered(False, True)

    assert is_worse([good] * 20, [bad] * 20)
    assert not is_worse([good, bad] * 10, [*[bad, good] * 9, bad, bad])
    assert not is_worse([bad] * 20, [good] * 20)


def test_a_state_from_elsewhere_is_not_measured_on_what_it_has_seen(
    labelled: list[Labelled],
) -> None:
    seen = [one.article_id for one, _ in labelled]

    lesson = teach(CODEBOOK, labelled, train(CODEBOOK, labelled), seen)

    assert (lesson.blind, lesson.assisted, lesson.state) == (None, None, None)


def test_blind_and_assisted_labels_are_measured_apart(labelled: list[Labelled]) -> None:
    held = [n for n in range(COUNT) if is_held_out(f"n{n}")]
    mixed = changed(labelled, lambda n, one: replace(one, is_blind=n == held[0]))

    lesson = teach(CODEBOOK, mixed)

    assert lesson.blind is not None
    assert lesson.assisted is not None
    assert (lesson.blind.after.articles, lesson.assisted.after.articles) == (1, len(held) - 1)
    assert lesson.trial is lesson.assisted


def test_fields_that_nobody_decided_on_are_not_measured(labelled: list[Labelled]) -> None:
    unknown = changed(labelled, lambda _, one: replace(one, unknown=frozenset({"human_target"})))

    lesson = teach(CODEBOOK, unknown)

    assert lesson.blind is not None
    assert "human_target" not in {score.name for score in lesson.blind.rules.fields}


def test_a_state_is_the_same_after_it_was_text(labelled: list[Labelled]) -> None:
    state = train(CODEBOOK, labelled)

    again = state_from_text(state_to_text(state))

    assert state_to_text(again) == state_to_text(state)
    assert engine_name("rules@1", again) == engine_name("rules@1", state)
    assert engine_name("rules@1", None) == "rules@1"
    assert fits(again)
    assert fits(again, CODEBOOK)
    assert not fits(again, replace(CODEBOOK, fields=()))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', "null"])
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (of several kinds)
        state_from_text(text)


def test_average_precision_counts_what_was_never_scored() -> None:
    judged = [Judgement("f", 0.9, True), Judgement("f", 0.8, False), Judgement("f", 0.7, True)]

    assert average_precision(judged, 4) == pytest.approx((1 + 2 / 3) / 4)
    assert average_precision([], 0) == 0.0
