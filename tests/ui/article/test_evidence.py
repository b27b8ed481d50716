"""Which evidence lies where, what a click on it means, and how words are selected by keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.spans import Span, words
from ui.article.highlights import Evidence, Layer, crowded, evidence_of, hit, lanes, layer_of
from ui.article.word_selection import WordSelection
from ui.session import Session

TEXT = "Two drones hit a depot. Three guards died there. Nobody claimed it."
LONG = Evidence(Span(0, 22), "one", "summary", 0)
SHORT = Evidence(Span(4, 10), "one", "weapon", 0)
OTHER = Evidence(Span(4, 10), "two", "weapon", 0)


def test_evidence_comes_from_every_event_but_not_from_what_was_rejected(session: Session) -> None:
    before = evidence_of(session.desk)
    record = session.desk.records[0]

    session.do(session.gestures.reject(session.desk, record, record.values("place")))

    left = evidence_of(session.desk)
    assert {one.field for one in before} - {one.field for one in left} == set()
    assert len(before) - len(left) == 1


def test_layers_tell_field_from_event_from_the_rest() -> None:
    assert layer_of(SHORT, "one", "weapon") is Layer.FOCUSED_FIELD
    assert layer_of(LONG, "one", "weapon") is Layer.FOCUSED_EVENT
    assert layer_of(OTHER, "one", "weapon") is Layer.OTHER_EVENT


def test_a_click_means_the_shortest_evidence_of_the_focused_event() -> None:
    evidence = [LONG, SHORT, OTHER]

    assert hit(evidence, 5, "one", "date") is SHORT
    assert hit(evidence, 5, "two", "date") is OTHER
    assert hit(evidence, 15, "two", "date") is LONG
    assert hit(evidence, 40, "one", "date") is None


def test_clicking_again_goes_through_all_evidence_at_the_place() -> None:
    evidence, focus = [LONG, SHORT, OTHER], ("one", "date")
    seen = []

    for _ in range(3):
        found = hit(evidence, 5, *focus)
        seen.append(found)
        focus = (found.record_key, found.field)

    assert seen[:2] == [SHORT, LONG]
    assert len(set(seen)) >= 2


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12))
def test_lines_of_overlapping_evidence_do_not_touch(pairs: list[tuple[int, int]]) -> None:
    spans = sorted(Span(start, start + length) for start, length in pairs)

    placed = lanes(spans, limit=99)

    distinct = sorted(set(spans))
    for one in distinct:
        for other in distinct:
            if one != other and one.overlaps(other):
                assert placed[one] != placed[other]


def at(quote: str) -> WordSelection:
    start = TEXT.index(quote)
    selection = WordSelection.at(TEXT, Span(start, start + len(quote)))
    assert selection is not None
    return selection


def quoted(selection: WordSelection) -> list[str]:
    return [span.quote(TEXT) for span in selection.spans]


def test_selecting_begins_on_the_words_that_a_span_touches() -> None:
    assert quoted(at("drones hit")) == ["drones hit"]
    assert quoted(at("one")) == ["drones"]


def test_arrows_move_by_words_and_shift_extends() -> None:
    selection = at("drones")

    assert quoted(selection.moved(1, extend=False)) == ["hit"]
    assert quoted(selection.moved(2, extend=True)) == ["drones hit a"]
    assert quoted(selection.moved(-1, extend=True)) == ["Two drones"]
    assert quoted(selection.moved(-9, extend=False)) == ["Two"]
    assert quoted(selection.moved(99, extend=False)) == ["it"]


def test_a_sentence_is_taken_whole_and_then_the_next() -> None:
    first = at("hit").moved_by_sentence(1, extend=False)

    assert quoted(first) == ["Two drones hit a depot"]
    assert quoted(first.moved_by_sentence(1, extend=False)) == ["Three guards died there"]
    assert quoted(first.moved_by_sentence(1, extend=True)) == [
        "Two drones hit a depot. Three guards died there"
    ]
    assert quoted(first.moved_by_sentence(-1, extend=False)) == ["Two drones hit a depot"]


def test_what_was_kept_stays_selected_beside_the_next_words() -> None:
    selection = at("drones").keep().moved(1, extend=False)

    assert quoted(selection) == ["drones", "a"]


def test_a_text_without_words_has_nothing_to_select() -> None:
    assert WordSelection.at("… !", Span(0, 1)) is None


@given(st.text(max_size=80), st.data())
def test_selected_words_are_always_words_of_the_text(text: str, data) -> None:
    start = data.draw(st.integers(0, len(text)))
    selection = WordSelection.at(text, Span(start, start + 1))
    if selection is None:
        assert not words(text)
        return
    for _ in range(6):
        extend, steps = data.draw(st.booleans()), data.draw(st.sampled_from([-2, -1, 1, 2]))
        if data.draw(st.booleans()):
            selection = selection.moved(steps, extend=extend)
        else:
            selection = selection.moved_by_sentence(steps, extend=extend)
        starts = {word.start for word in words(text)}
        ends = {word.end for word in words(text)}
        assert selection.span.start in starts
        assert selection.span.end in ends
        assert selection.span.start < selection.span.end


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12))
def test_crowded_are_exactly_the_spans_that_overlap_another_one(pairs) -> None:
    spans = sorted({Span(start, start + length) for start, length in pairs})

    found = crowded(spans)

    assert found == {
        one for one in spans if any(one != other and one.overlaps(other) for other in spans)
    }
