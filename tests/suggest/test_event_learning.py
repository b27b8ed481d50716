"""The event builder learns from records: what counts, what is one event, of what type."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codebook_files import load_codebook
from models.article import Article
from models.events import Event, FieldValue, Proposal, State
from models.suggest.engine import BuiltInSuggester
from models.suggest.learning.calibrating import Curve
from models.suggest.learning.digest import ArticleDigest
from models.suggest.learning.examples import Example
from models.suggest.learning.keeping import state_from_text, state_to_text
from models.suggest.learning.numeric import fit_numeric
from models.suggest.learning.state import LearnedState
from models.suggest.learning.training import train

PUBLISHED = date(2024, 3, 8)
TOWNS = ("Mopti", "Gao", "Bol", "Maiduguri", "Kaduna", "Sokoto", "Zinder", "Niamey", "Agadez")
VILLAGES = (
    "Tahoua",
    "Dosso",
    "Diffa",
    "Moundou",
    "Abéché",
    "Timbuktu",
    "Kidal",
    "Ségou",
    "Sikasso",
)
POSTS = "Gunmen attacked a police post in {town} on Wednesday, killing {n} officers. They fled."
BOARS = "Hunters shot {n} men of a rival club near {town} on Wednesday in a quarrel over boars."
FLOUR = "Rebels seized a truck of flour and {n} sacks of rice near {town} on Wednesday."


def article(text: str, town: str, n: int) -> Article:
    return Article(f"{text[:4]}-{town}", text.format(town=town, n=n), published=PUBLISHED)


def record(of: Article, **values: str) -> Event:
    made = [
        FieldValue(f"{of.id}.{key}", key, value, State.ADDED, ()) for key, value in values.items()
    ]
    return Event(of.id + "#1", of.id, "key", values=tuple(made))


@cache
def taught(codebook: str) -> tuple[tuple[Example, ArticleDigest], ...]:
    """Attacks on posts are events, quarrels of hunters are none, seized goods are robberies."""
    examples, articles = [], []
    field = "event_type" if codebook == "conflict" else "incident_type"
    for n, town in enumerate((*TOWNS, *VILLAGES)):
        post, boars, flour = (article(text, town, n + 2) for text in (POSTS, BOARS, FLOUR))
        articles += [post, boars, flour]
        examples += [
            Example(post.id, (record(post, **{field: "attack"}),)),
            Example(boars.id),
            Example(flour.id, (record(flour, **{field: LOOTING[codebook]}),)),
        ]
    digests = [d for d in suggester(codebook).digests(articles) if isinstance(d, ArticleDigest)]
    return tuple(zip(examples, digests, strict=True))


LOOTING = {"conflict": "looting_property_destruction", "muc4": "robbery"}


@cache
def suggester(codebook: str) -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook(codebook))


@cache
def learned(codebook: str) -> LearnedState:
    return train(load_codebook(codebook), taught(codebook))


def suggested(codebook: str, text: str) -> list[Proposal]:
    reader = suggester(codebook)
    reader.use(learned(codebook))
    try:
        return next(iter(reader([article(text, "Katsina", 4)])))
    finally:
        reader.use(None)


def types(found: list[Proposal]) -> list[object]:
    keys = ("event_type", "incident_type")
    return [v.value for p in found for v in p.values if v.field in keys]


@pytest.mark.parametrize("codebook", ["conflict", "muc4"])
def test_what_analysts_never_code_is_no_longer_proposed_and_what_they_code_is(
    codebook: str,
) -> None:
    (by_rules,) = suggester(codebook)([article(BOARS, "Katsina", 4)])
    assert types(by_rules)
    assert types(suggested(codebook, BOARS)) == []
    assert types(suggested(codebook, POSTS)) == ["attack"]


@pytest.mark.parametrize("codebook", ["conflict", "muc4"])
def test_events_get_the_type_that_analysts_give_to_their_like(codebook: str) -> None:
    assert types(suggested(codebook, FLOUR)) == [LOOTING[codebook]]


def test_a_state_is_plain_text_and_says_the_same_after_reading_it_back() -> None:
    state = learned("muc4")
    text = state_to_text(state)
    assert state_to_text(state_from_text(text)) == text
    assert state_to_text(train(load_codebook("muc4"), taught("muc4")[::-1])) == text


def test_a_digest_keeps_its_mentions_when_it_is_packed() -> None:
    for _, digest in taught("muc4")[:6]:
        again = ArticleDigest.from_bytes(digest.to_bytes())
        assert again is not None
        assert again.events.types == digest.events.types
        assert np.array_equal(again.events.rows.columns, digest.events.rows.columns)
        assert np.array_equal(again.events.pair_rows.starts, digest.events.pair_rows.starts)
        assert np.array_equal(again.events.told, digest.events.told)


def test_articles_without_any_record_teach_no_events() -> None:
    nothing = [(Example(e.article_id), digest) for e, digest in taught("muc4")]
    assert train(load_codebook("muc4"), nothing).events is None


@given(st.lists(st.tuples(st.floats(-9, 9), st.booleans()), max_size=30))
def test_numbers_never_make_log_odds_without_bounds(rows: list[tuple[float, bool]]) -> None:
    numbers = np.array([[x] for x, _ in rows]).reshape(-1, 1)
    answers = np.array([float(y) for _, y in rows])
    if not rows:
        return
    found, _ = fit_numeric(numbers, answers, numbers[:, 0], np.arange(len(rows)) % 3, l2=1.0)
    assert np.isfinite(found.scores(numbers, numbers[:, 0])).all()


def test_what_analysts_leave_out_makes_a_told_share_a_share_of_what_is_right() -> None:
    logits = np.array([-3.0, 0.0, 1.0, 6.0])
    all_told, nine_in_ten = Curve(), Curve(told=0.9)

    said, right = all_told.probability(logits), nine_in_ten.probability(logits)

    assert np.allclose(right[:3], said[:3] / 0.9)
    assert right[3] == said[3]
    assert Curve.from_json(nine_in_ten.to_json()) == nine_in_ten
    assert Curve.from_json([1.0, 0.0, []]) == all_told
