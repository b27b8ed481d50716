"""Selecting evidence word by word: where the selection is and how keys move it. Free of Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.spans import Span, sentence_around, words


@dataclass(frozen=True, slots=True)
class WordSelection:
    """A selection from the word `anchor` to the word `head`, beside the spans kept before it.

    `exact` overrides the words where a person dragged over parts of words on purpose. `sentences`
    are those of a parser, in order; without them punctuation must do.
    """

    text: str
    words: tuple[Span, ...]
    anchor: int
    head: int
    kept: tuple[Span, ...] = ()
    exact: Span | None = None
    sentences: Sequence[Span] = ()

    @classmethod
    def at(cls, text: str, span: Span, sentences: Sequence[Span] = ()) -> WordSelection | None:
        """The words that a span touches, or the nearest one. None in a text without words."""
        found = tuple(words(text))
        if not found:
            return None
        first = _word_at(found, span.start)
        last = max(first, _word_at(found, max(span.start, span.end - 1)))
        return cls(text, found, first, last, sentences=sentences)

    @property
    def span(self) -> Span:
        if self.exact:
            return self.exact
        first, last = sorted((self.anchor, self.head))
        return Span(self.words[first].start, self.words[last].end)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Everything that is selected, in order of the text."""
        return tuple(sorted({*self.kept, self.span}))

    @property
    def head_span(self) -> Span:
        """The word that moves."""
        return self.words[self.head]

    def moved(self, steps: int, *, extend: bool) -> WordSelection:
        """One or more words on (or back)."""
        head = max(0, min(self.head + steps, len(self.words) - 1))
        return self._to(head, extend=extend)

    def moved_to(self, point: int, *, extend: bool) -> WordSelection:
        """To the word at a position of the text."""
        return self._to(_word_at(self.words, point), extend=extend)

    def moved_by_sentence(self, direction: int, *, extend: bool) -> WordSelection:
        """The whole sentence, then the next (or previous) one; `extend` takes it in addition."""
        here = self._sentence(self.head)
        covers = self.span.contains(Span(self.words[here[0]].start, self.words[here[1]].end))
        if covers:
            beyond = here[1] + 1 if direction > 0 else here[0] - 1
            if not 0 <= beyond < len(self.words):
                return self
            here = self._sentence(beyond)
        if not extend:
            return replace(self, anchor=here[0], head=here[1], exact=None)
        head = here[1] if direction > 0 else here[0]
        return replace(self, head=head, exact=None)

    def whole_sentence(self) -> WordSelection:
        """The sentence of the word that moves."""
        first, last = self._sentence(self.head)
        return replace(self, anchor=first, head=last, exact=None)

    def with_exact(self, span: Span, kept: tuple[Span, ...] = ()) -> WordSelection:
        """Exactly these characters, as swept over with the mouse, beside what was kept."""
        return replace(self, exact=span, kept=kept)

    def keep(self) -> WordSelection:
        """Hold on to what is selected and go on to the next word."""
        kept = self.spans
        return replace(self.moved(1, extend=False), kept=kept)

    def _to(self, head: int, *, extend: bool) -> WordSelection:
        anchor = self.anchor if extend else head
        return replace(self, anchor=anchor, head=head, exact=None)

    def _sentence(self, word: int) -> tuple[int, int]:
        sentence = self._sentence_at(self.words[word].start)
        first = bisect_left(self.words, sentence.start, key=lambda one: one.start)
        last = bisect_left(self.words, sentence.end, key=lambda one: one.start) - 1
        return min(first, word), max(last, word)

    def _sentence_at(self, point: int) -> Span:
        place = bisect_right(self.sentences, point, key=lambda one: one.start) - 1
        if place >= 0 and point < self.sentences[place].end:
            return self.sentences[place]
        return sentence_around(self.text, point)


def _word_at(found: tuple[Span, ...], point: int) -> int:
    """The word at a position, or the nearer neighbour."""
    after = bisect_right(found, point, key=lambda word: word.start)
    if after == 0:
        return 0
    before = after - 1
    if point < found[before].end or after == len(found):
        return before
    nearer_after = found[after].start - point < point - found[before].end
    return after if nearer_after else before
