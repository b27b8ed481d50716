"""Tokens as spaCy's blank pipelines make them: by the language's rules alone, without a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.marks import Mark

#: For languages that spaCy has no rules for, or whose rules need a program that is not there.
ANY_LANGUAGE = "xx"


@dataclass(frozen=True, slots=True)
class _Tokenizer:
    """What makes tokens, the words that it was given alone, and how many it remembers at most."""

    make: Callable[[str], Any]
    words: set[str]
    most: int


def tokenized(text: str, language: str) -> Any:
    """The text as a spaCy `Doc` whose text is the same to the letter."""
    known = _tokenizer(language.split("-", maxsplit=1)[0].lower() or ANY_LANGUAGE)
    if len(known.words) < known.most:
        # WORKAROUND: after the first special case of a text (such as "a.m.") spaCy remembers no
        # further word of it, and takes words apart anew in each such text. Alone it remembers them.
        fresh = set(text.split()) - known.words
        known.words.update(fresh)
        for word in fresh:
            known.make(word)
    return known.make(text)


@cache
def _tokenizer(language: str) -> _Tokenizer:
    import spacy

    try:
        pipeline = spacy.blank(language)
    except ImportError:
        pipeline = spacy.blank(ANY_LANGUAGE)
    # One for a script without spaces between words remembers none.
    return _Tokenizer(pipeline.make_doc, set(), getattr(pipeline.tokenizer, "max_cache_size", 0))


def on_tokens(doc: Any, mark: Mark) -> list[tuple[int, int]]:
    """The tokens that a mark's parts reach into, as positions with the end excluded."""
    return [(span.start, span.end) for span in stretches(doc, mark)]


def stretches(doc: Any, mark: Mark) -> list[Any]:
    """The tokens that a mark's parts reach into, as spaCy spans."""
    found = [doc.char_span(*part, alignment_mode="expand") for part in mark.spans]
    return [span for span in found if span is not None and len(span)]


def without_overlap(marks: Sequence[tuple[Mark, int, int]]) -> list[tuple[Mark, int, int]]:
    """The longest stretches first, each that takes no token of another; in order of the text."""
    taken: set[int] = set()
    kept = []
    for mark, start, end in sorted(marks, key=lambda one: (one[1] - one[2], one[1], one[0].id)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((mark, start, end))
    return sorted(kept, key=lambda one: one[1])
