"""What is shown stands at the same position as in the text, whatever characters it holds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from models.spans import Span, Utf16Map
from ui.article.displayed_text import displayed

TRICKY = (
    "\r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029\u200b\u200f\u202e\ufdd0\ufdd1\ufffc\ufeff\ufffe"
    "\u0301\u05d0\u0645\u4e2d😀𝒳é ab\ud800"
)
texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters()), max_size=60)


@given(texts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_character_keeps_its_position(qapp, text: str) -> None:
    utf16, shown = Utf16Map(text), displayed(text)
    document = QTextDocument()

    QTextCursor(document).insertText(shown)

    assert len(shown) == len(text)
    assert document.characterCount() - 1 == utf16.to_utf16(len(text))
    for point, character in enumerate(shown):
        if character.isalpha() and ord(character) < 0x10000:
            assert document.characterAt(utf16.to_utf16(point)) == character


@given(texts, st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_span_quotes_the_same_words_on_screen_and_in_the_text(qapp, text: str, data) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    utf16 = Utf16Map(text)
    document = QTextDocument()
    cursor = QTextCursor(document)
    cursor.insertText(displayed(text))

    cursor.setPosition(utf16.to_utf16(span.start))
    cursor.setPosition(utf16.to_utf16(span.end), QTextCursor.MoveMode.KeepAnchor)

    assert utf16.to_code_point(cursor.selectionStart()) == span.start
    assert utf16.to_code_point(cursor.selectionEnd()) == span.end
    assert len(cursor.selectedText()) == len(displayed(text)[span.start : span.end])


@pytest.mark.parametrize("text", ["plain words\nof two lines", "é 中 א 😀"])
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert displayed(text) == text
