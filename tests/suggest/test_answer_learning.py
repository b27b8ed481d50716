"""What is said of day, place and stage becomes as sure as what analysts confirmed bears it out."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from db.codebook_files import load_codebook
from models.article import Article
from models.events import Event, FieldValue, State, Suggested
from models.suggest.engine import BuiltInSuggester
from models.suggest.learning.calibrating import Curve
from models.suggest.learning.digest import ArticleDigest
from models.suggest.learning.examples import Example
from models.suggest.learning.keeping import state_from_text, state_to_text
from models.suggest.learning.state import LearnedState
from models.suggest.learning.training import train
from models.values import AnyValue, DateRange, Place, PlacePrecision

TOWNS = (
    "Mopti", "Gao", "Bol", "Maiduguri", "Kaduna", "Sokoto", "Zinder", "Niamey", "Agadez", "Tahoua",
    "Dosso", "Diffa", "Moundou", "Timbuktu", "Kidal", "Sikasso", "Kano", "Bauchi", "Gombe", "Yola",
    "Jos", "Minna", "Ilorin", "Lokoja", "Enugu",
)  # fmt: skip
TEXT = "Gunmen shot the mayor of {town} dead at his home on {day}. Nobody was arrested."
WEDNESDAY = date(2024, 3, 6)


def article(town: str) -> Article:
    text = TEXT.format(town=town, day="Wednesday")
    return Article(f"a-{town}", text, published=date(2024, 3, 8))


def record(of: Article, **values: AnyValue) -> Event:
    made = [FieldValue(f"{of.id}.{k}", k, v, State.ADDED, ()) for k, v in values.items()]
    return Event(of.id + "#1", of.id, "key", values=tuple(made))


@cache
def suggester() -> BuiltInSuggester:
    return BuiltInSuggester(load_codebook("muc4"))


@cache
def digests() -> dict[str, ArticleDigest]:
    articles = [article(town) for town in TOWNS]
    found = suggester().digests(articles)
    return {a.id: d for a, d in zip(articles, found, strict=True) if isinstance(d, ArticleDigest)}


@cache
def learned(*, right: bool) -> LearnedState:
    """After analysts confirmed town and day everywhere, or always another day and place."""
    day = WEDNESDAY if right else date(2023, 1, 1)
    labelled = []
    for town in TOWNS:
        own = article(town)
        place = Place(town if right else "Elsewhere")
        values = {"incident_type": "attack", "date": DateRange(day, day), "place": place}
        labelled.append((Example(own.id, (record(own, **values),)), digests()[own.id]))
    return train(load_codebook("muc4"), labelled)


def value_of(field: str, state: LearnedState) -> Suggested:
    reader = suggester()
    reader.use(state)
    try:
        (proposal,) = next(iter(reader([article("Katsina")])))
    finally:
        reader.use(None)
    return next(value for value in proposal.values if value.field == field)


def test_days_and_places_are_the_surer_the_more_often_such_were_confirmed() -> None:
    for field in ("date", "place"):
        confirmed = value_of(field, learned(right=True)).confidence
        refuted = value_of(field, learned(right=False)).confidence
        assert confirmed > 0.6
        assert refuted < 0.4


def test_a_town_that_is_hardly_sure_gives_way_to_its_country() -> None:
    country = value_of("place", learned(right=False))
    assert isinstance(country.value, Place)
    assert country.value.precision is PlacePrecision.COUNTRY
    others = [other.value for other in country.alternatives]
    assert "Katsina" in [other.name for other in others if isinstance(other, Place)]


def test_digests_keep_the_answers_that_are_learned_from() -> None:
    found = digests()["a-Mopti"]
    back = ArticleDigest.from_bytes(found.to_bytes())
    assert back is not None
    asked = {question.field for question in back.answers.questions}
    assert asked == {"date", "place", "stage"}
    for one, other in zip(found.answers.questions, back.answers.questions, strict=True):
        assert (one.field, one.mentions, one.values) == (other.field, other.mentions, other.values)
        assert np.allclose(one.numbers, other.numbers, rtol=0.01, atol=0.01)


def test_a_state_brings_its_judges_of_answers_back_from_text() -> None:
    state = learned(right=True)
    back = state_from_text(state_to_text(state))
    assert state_to_text(back) == state_to_text(state)
    assert set(back.answers) >= {"date", "place"}
    assert back.events is not None
    assert back.events.stands != Curve()
