"""Names that analysts confirmed are known from then on."""

from __future__ import annotations

from datetime import date

import pytest

from db.codebook_files import load_codebook
from models.actors import ActorEntry, ActorSort
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


IRI = ActorEntry("Dawn Riders of Gao", ("DRG", "Riders of the Dawn"), "MLI", ActorSort.GROUP)


def test_other_names_that_people_told_stand_for_the_main_one():
    """Also a name that was learned before, or that the tables know for somebody else."""
    told = [IRI, ActorEntry("Kurdish Militia", ("PKK",))]

    table = name_table(["DRG"], told)
    found = table.find("The DRG, the riders of the Dawn, drg and the PKK.")

    assert [(m.actor.name, m.actor.country) for m in found] == [
        ("Dawn Riders of Gao", "MLI"),
        ("Dawn Riders of Gao", "MLI"),
        ("Kurdish Militia", None),
    ]


def test_a_later_article_with_the_other_name_alone_is_given_the_actor():
    article = Article(
        "a3",
        published=date(2024, 3, 5),
        text="DRG fighters and the PKK fired rockets at a school in Gao on Monday, killing two.",
    )
    suggest = BuiltInSuggester(CODEBOOK)

    def initiators():
        ((first, *_),) = suggest([article])
        offers = [o for o in (*first.values, *first.listed) if o.field == "initiator"]
        return {o.value.name: [s.quote(article.text) for s in o.evidence] for o in offers}

    before, name = initiators(), suggest.name
    suggest.know([IRI, ActorEntry("Kurdish Militia", ("PKK",))])
    after = initiators()

    assert IRI.name not in before
    assert "DRG" in after[IRI.name][0]
    assert "Kurdish Militia" in after
    assert suggest.name.startswith(f"{name}+actors@")
    suggest.know(())
    assert (suggest.name, initiators()) == (name, before)
