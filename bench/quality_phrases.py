"""The phrases of an article that an analyst can take with one click, for the measure of effort."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.quality_sets import Row, said_on_the_way
from db.codebook_files import load_codebook
from db.ids import new_id
from models.exchange import read_line
from models.suggest import pipeline
from models.suggest.candidates import find_candidates
from models.suggest.reading import Reading
from models.suggest.text import needs_truecasing, truecase


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of every phrase, by article."""

    words: Mapping[str, frozenset[str]]

    def by_article(self, normalise: Callable[[str], str]) -> dict[str, frozenset[str]]:
        """As a scorer compares them."""
        return {key: frozenset(map(normalise, words)) for key, words in self.words.items()}


def clickable(articles: Sequence[Row]) -> Phrases:
    """The candidates that the engine finds in prepared MUC articles, for whatever role."""
    book = load_codebook("muc4")
    read = [read_line(row, book, new_id=new_id).article for row in articles]
    texts = [pipeline.readable(article.text) for article in read]
    texts = [truecase(text) if needs_truecasing(text) else text for text in texts]
    parsed = pipeline.parse(pipeline.load_pipeline(), texts)
    found = {}
    for article, text, doc in zip(
        read, texts, said_on_the_way(parsed, len(read), "phrases"), strict=True
    ):
        spans = (candidate.span for candidate in find_candidates(Reading(article, text, doc)))
        found[article.id] = frozenset(article.text[slice(*span)] for span in spans)
    return Phrases(found)
