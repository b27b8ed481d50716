"""One article as the engine reads it: text, parse, and what the single finders found in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from models.article import Article
from models.spans import Span
from models.suggest.actor_table import NameTable
from models.suggest.counts import CountMention, find_counts, find_headline_counts
from models.suggest.event_places import Toponym, find_event_toponyms
from models.suggest.names import ActorReader
from models.suggest.text import Dateline, find_dateline
from models.suggest.times import TimeMention, resolve_times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence


_BRIEF_CHARACTERS = 900
_BRIEF_SENTENCES = 5


@dataclass(eq=False)
class Reading:
    """An article with its parse; `text` is what was parsed, offset for offset the article's.

    `further_names`: actors to know beside those of the engine's own table.
    """

    article: Article
    text: str
    doc: Doc
    further_names: NameTable | None = None

    @property
    def published(self) -> date | None:
        return self.article.published

    @cached_property
    def tokens(self) -> list[Token]:
        """Those of the parse, made once."""
        return list(self.doc)

    @cached_property
    def lowers(self) -> list[str]:
        """The tokens in small letters."""
        return [token.lower_ for token in self.tokens]

    @cached_property
    def sentences(self) -> list[Sentence]:
        found = [s for s in self.doc.sents if any(t.is_alpha for t in s)]
        line = self.dateline
        return [s for s in found if line is None or s.end_char > line.span.end]

    @cached_property
    def sentence_spans(self) -> list[Span]:
        return [Span(s.start_char, s.end_char) for s in self.sentences]

    @cached_property
    def actors(self) -> ActorReader:
        year = self.published.year if self.published else None
        return ActorReader(self.doc, self.text, year, self.further_names)

    @cached_property
    def dateline(self) -> Dateline | None:
        return find_dateline(self.text)

    @cached_property
    def times(self) -> list[TimeMention]:
        return resolve_times(self.text, self.published)

    @cached_property
    def counts(self) -> list[CountMention]:
        return find_counts(self.text, self.doc)

    @cached_property
    def headline_counts(self) -> list[CountMention]:
        """The counts in the article's title, whose spans are in the title."""
        return find_headline_counts(self.article.title)

    @cached_property
    def toponyms(self) -> list[Toponym]:
        return find_event_toponyms(self.doc, self.text, self.actors.names)

    @cached_property
    def is_brief(self) -> bool:
        """Whether it is a note of a few sentences: such a text is about what it tells first."""
        return len(self.text) <= _BRIEF_CHARACTERS and len(self.sentences) <= _BRIEF_SENTENCES

    def token_at(self, position: int) -> Token | None:
        """The token that a position lies in, or the next one."""
        low, high = 0, len(self.doc)
        while low < high:
            middle = (low + high) // 2
            token = self.doc[middle]
            if token.idx + len(token) <= position:
                low = middle + 1
            else:
                high = middle
        return self.doc[low] if low < len(self.doc) else None

    def root_of(self, span: Span) -> Token | None:
        """The token of a stretch of text that the others hang on."""
        first, last = self.token_at(span.start), self.token_at(max(span.start, span.end - 1))
        if first is None or last is None:
            return None
        root: Token = self.doc[first.i : last.i + 1].root
        return root
