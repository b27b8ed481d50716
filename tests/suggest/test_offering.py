"""What is doubtful is not filled in; how sure it is said to be rises with what was reckoned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.codebook_files import load_codebook
from models.events import Band, band
from models.spans import Span
from models.suggest.offering import believed_in, offers_of
from models.suggest.replies import Answer

_LEAVES_OUT, _TAKES_ALL = load_codebook("muc4"), load_codebook("conflict")
_CONFIDENCE = st.floats(0.0, 1.0)


@given(_CONFIDENCE, _CONFIDENCE)
def test_the_surer_of_two_answers_stays_the_surer(one: float, other: float) -> None:
    believed = believed_in(_LEAVES_OUT)
    assert believed(min(one, other)) <= believed(max(one, other))


@given(_CONFIDENCE)
def test_where_matters_are_left_out_the_doubtful_is_surer_but_never_likely(one: float) -> None:
    believed = believed_in(_LEAVES_OUT)(one)
    assert 0.0 <= believed <= 1.0
    if band(believed) is Band.LIKELY:
        assert believed == one
    elif band(one) is not Band.LIKELY:
        assert believed >= min(one, 0.59)


@given(_CONFIDENCE)
def test_a_codebook_that_takes_all_is_believed_as_reckoned(one: float) -> None:
    assert believed_in(_TAKES_ALL)(one) == one


def test_no_alternative_is_surer_than_its_value() -> None:
    field = _LEAVES_OUT.field_by_key["stage"]
    found = [Answer(value, (Span(0, 4),), 0.63) for value in ("accomplished", "attempted")]
    (offer,) = offers_of(field, found, "p1", 0, None, believed_in(_LEAVES_OUT))
    assert offer.confidence == 0.59
    assert [one.confidence for one in offer.alternatives] == [0.59]
