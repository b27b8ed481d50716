from __future__ import annotations

from datetime import date

import pytest

from db.codebook_files import load_codebook
from models.article import Article
from models.events import Event, FieldValue, State
from models.suggest.actor_table import ActorKind
from models.suggest.engine import BuiltInSuggester
from models.suggest.learning.examples import Example
from models.suggest.learning.names import confirmed_names, name_table
from models.suggest.learning.state import LearnedState
from models.values import Actor

CODEBOOK = load_codebook("conflict")


def example(**confirmed):
    values = tuple(
        FieldValue(f"v{n}", field, Actor(name), State.ADDED)
        for n, (field, name) in enumerate(confirmed.items())
    )
    return Example("a1", (Event("e1", "a1", "ana", values=values),))


@pytest.mark.parametrize(
    ("field", "name", "known"),
    [
        ("initiator", "Dawn  Riders", ("Dawn Riders",)),
        ("claimed_by", "Dawn Riders (DR)", ("Dawn Riders (DR)",)),
        ("target", "Dawn Riders", ()),
        ("initiator", "gunmen", ()),
        ("initiator", "Civilians (Mali): traders", ()),
    ],
)
def test_names_that_act_in_confirmed_records_are_known(field, name, known):
    assert confirmed_names(CODEBOOK, [example(**{field: name})]) == known


def test_a_name_is_found_with_and_without_its_acronym():
    table = name_table(["Dawn Riders (DR)"])

    found = table.find("The DAWN RIDERS came; the DR left, and dr stayed.")

    assert [(m.actor.name, m.actor.kind) for m in found] == [("Dawn Riders", ActorKind.GROUP)] * 2


def test_what_analysts_confirmed_is_suggested_as_the_initiator_from_then_on():
    article = Article(
        "a2",
        published=date(2024, 3, 5),
        text="Dawn riders fired rockets at a school in Gao on Monday, killing two teachers.",
    )
    suggest = BuiltInSuggester(CODEBOOK)

    def initiators():
        ((first, *_),) = suggest([article])
        return [o.value.name for o in first.values if o.field == "initiator"]

    before = initiators()
    suggest.use(LearnedState(CODEBOOK.reference, 1, names=("Dawn Riders",)))

    assert "Dawn Riders" not in before
    assert "Dawn Riders" in initiators()
