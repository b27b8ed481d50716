"""What is typed above the queue, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codebook_files import load_codebook
from models.queue_query import Facet, QueueQuery, parse

_VALUES = st.text(st.characters(codec="utf-8", exclude_characters='"\0'), min_size=1).filter(
    lambda text: text.strip() and text.isprintable()
)
_OF_ONE_FORM = (Facet.SINCE, Facet.UNTIL, Facet.COUNTRY)
_FACETS = st.lists(
    st.tuples(st.sampled_from([f for f in Facet if f not in _OF_ONE_FORM]), _VALUES)
    | st.tuples(st.just(Facet.COUNTRY), st.sampled_from(["MLI", "bfa", "Nowhere"]))
    | st.tuples(
        st.sampled_from([Facet.SINCE, Facet.UNTIL]),
        st.sampled_from(["2024", "2024-02", "2024-02-09"]),
    ),
    unique=True,
)


@given(st.sampled_from(["", "drone strike", "two ", "sou"]), _FACETS)
def test_what_is_written_reads_back_as_it_was(words, facets):
    query = QueueQuery(words, tuple(facets))
    assert parse(str(query)) == query


@given(st.text())
def test_anything_can_be_typed(typed):
    parse(typed)


@pytest.mark.parametrize(
    ("typed", "words", "facets"),
    [
        ("drone country:MLI strike", "drone strike", ((Facet.COUNTRY, "MLI"),)),
        (
            'country:"burkina faso" country:mli',
            "",
            ((Facet.COUNTRY, "BFA"), (Facet.COUNTRY, "mli")),
        ),
        ('source:"Sahel Wire" ', "", ((Facet.SOURCE, "Sahel Wire"),)),
        ("from:2024-01 to:2024-02-15", "", ((Facet.SINCE, "2024-01"), (Facet.UNTIL, "2024-02-15"))),
        ("from:soon", "from:soon", ()),
        ("source:", "source:", ()),
        ("outsource:x", "outsource:x", ()),
        ("bomb ", "bomb ", ()),
    ],
)
def test_facets_are_told_from_words(typed, words, facets):
    assert parse(typed) == QueueQuery(words, facets)


def test_choosing_twice_takes_away_and_a_day_replaces_a_day():
    query = QueueQuery().toggled(Facet.COUNTRY, "MLI").toggled(Facet.SINCE, "2024")
    assert query.toggled(Facet.SINCE, "2023").of(Facet.SINCE) == ("2023",)
    assert query.toggled(Facet.COUNTRY, "MLI").of(Facet.COUNTRY) == ()


def test_people_may_type_other_words_for_a_facet():
    typed = parse("annotator:ana since:2024 until:2024-02 clash")

    assert str(typed) == "coder:ana from:2024 to:2024-02 clash"


def test_names_that_nothing_has_any_more_are_told_apart():
    typed = (
        "type:raid type:armed_clash coder:zoe coder:me assigned:nobody has:luck country:Nowhere gao"
    )

    unknown = parse(typed).unknown(load_codebook("conflict"), ["ana"])

    assert unknown == ("type:raid", "coder:zoe", "has:luck", "country:Nowhere")
