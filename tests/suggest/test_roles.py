"""The role ranker: phrases of own short reports, ranked by rules and by what was confirmed."""

from __future__ import annotations

from functools import cache

import pytest

from db.codebook_files import load_codebook
from models.article import Article, Status
from models.codebook import Codebook, Role
from models.events import Event, FieldValue, State
from models.suggest import pipeline
from models.suggest.candidates import find_candidates, shown_text
from models.suggest.learning.digest import ArticleDigest, digest
from models.suggest.learning.examples import Example, example_of
from models.suggest.learning.roles import RoleScore, score_roles
from models.suggest.learning.state import LearnedState
from models.suggest.learning.training import train
from models.suggest.mentions import find_mentions
from models.suggest.reading import Reading
from models.suggest.triggers import TriggerLexicon
from models.values import Actor

REPORT = (
    "Hooded gunmen murdered the mayor Tomas Arrieta and wounded two peasants near Villarosa on "
    "Monday. The rebels threw a hand grenade at the town hall. The police blamed the Reed Marsh "
    "Liberation Front for the attack."
)
QUIET = "The harvest festival drew 4,000 visitors, the mayor of Villarosa told a local radio."


@cache
def codebook() -> Codebook:
    return load_codebook("muc4")


@cache
def parser() -> object:
    return pipeline.load_pipeline()


def reading_of(text: str) -> Reading:
    doc = next(iter(pipeline.parse(parser(), [text])))  # type: ignore[arg-type]
    return Reading(Article(id="a1", text=text), text, doc)


def digest_of(text: str) -> ArticleDigest:
    reading = reading_of(text)
    types = TriggerLexicon(codebook().with_role(Role.EVENT_TYPE))
    return digest(reading, codebook(), find_mentions(reading, types))


def best(scores: list[RoleScore], field: str) -> list[str]:
    return [s.text for s in scores if s.field == field and s.probability >= 0.3]


def example(article_id: str, values: dict[str, list[str]]) -> Example:
    kinds = codebook().field_by_key
    found = [
        FieldValue(
            f"{article_id}.{key}.{n}",
            key,
            Actor(text) if kinds[key].kind == "actor" else text,
            State.ADDED,
        )
        for key, texts in values.items()
        for n, text in enumerate(texts)
    ]
    events = [Event(f"{article_id}#1", article_id, "me", values=tuple(found))] if found else []
    made = example_of(article_id, Status.DONE, events, (), codebook())
    assert made is not None
    return made


def test_phrases_are_offered_in_several_cuts() -> None:
    reading = reading_of("The six young workers of the Northern Power Company were abducted.")
    shown = {shown_text(reading.text, c.span) for c in find_candidates(reading)}
    assert {
        "workers",
        "young workers",
        "six young workers",
        "young workers of the Northern Power Company",
        "Northern Power Company",
    } <= shown


def test_rules_alone_fill_each_role() -> None:
    scores = score_roles(digest_of(REPORT).roles, None)
    assert "Hooded gunmen" in best(scores, "perpetrator_individual")
    assert "Tomas Arrieta" in best(scores, "human_target")
    assert "hand grenade" in best(scores, "weapon")
    assert "town hall" in best(scores, "physical_target")


def test_nobody_fills_a_role_where_nothing_happened() -> None:
    assert not [s for s in score_roles(digest_of(QUIET).roles, None) if s.probability >= 0.3]


def test_a_digest_comes_back_from_bytes_as_it_was() -> None:
    made = digest_of(REPORT)
    back = ArticleDigest.from_bytes(made.to_bytes())
    assert back is not None
    assert back.to_bytes() == made.to_bytes()
    assert score_roles(back.roles, None)[0].spans == score_roles(made.roles, None)[0].spans


def test_data_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="packed"):
        ArticleDigest.from_bytes(b"something else")


def test_what_analysts_confirm_is_found_in_new_articles() -> None:
    labelled = []
    for n, who in enumerate(["masons", "weavers", "porters", "tailors", "millers", "smiths"] * 4):
        text = f"A storm came. Heavy flooding trapped {who} in the old mill of Villarosa."
        labelled.append((example(f"a{n}", {"human_target": [who]}), digest_of(text)))
    state = train(codebook(), labelled)
    new = digest_of("Heavy flooding trapped bakers in the old mill of Norburg.").roles
    before = {s.text: s.probability for s in score_roles(new, None) if s.field == "human_target"}
    after = {
        s.text: s.probability for s in score_roles(new, state.roles) if s.field == "human_target"
    }
    assert after["bakers"] > max(0.2, 3 * before.get("bakers", 0.0))


def test_training_does_not_depend_on_the_order_of_the_articles() -> None:
    pairs = [
        (example("a1", {"human_target": ["Tomas Arrieta"]}), digest_of(REPORT)),
        (example("a2", {}), digest_of(QUIET)),
    ]
    assert train(codebook(), pairs).to_json() == train(codebook(), pairs[::-1]).to_json()


def test_a_learned_state_comes_back_from_json_as_it_was() -> None:
    pairs = [(example("a1", {"human_target": ["Tomas Arrieta"]}), digest_of(REPORT))]
    state = train(codebook(), pairs)
    back = LearnedState.from_json(state.to_json())
    assert back.to_json() == state.to_json()
    assert back.codebook == codebook().reference
    with pytest.raises(ValueError, match="not a learned state"):
        LearnedState.from_json({"version": "x"})
