"""The phrases of an article that an analyst can take with one click, for the measure of effort."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.quality_sets import Row, said_on_the_way, say
from db.codebook_files import load_codebook
from db.ids import new_id
from models.exchange import read_line
from models.suggest import pipeline
from models.suggest.reading import Reading
from models.suggest.text import needs_truecasing, truecase

_CANDIDATES = "models.suggest.candidates"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of every phrase, by article."""

    words: Mapping[str, frozenset[str]]

    def by_article(self, normalise: Callable[[str], str]) -> dict[str, frozenset[str]]:
        """As a scorer compares them."""
        return {key: frozenset(map(normalise, words)) for key, words in self.words.items()}


def clickable(articles: Sequence[Row]) -> Phrases:
    """The candidates that the engine finds in prepared MUC articles, for whatever role."""
    if importlib.util.find_spec(_CANDIDATES) is None:
        say("The engine finds no candidate phrases yet: a click on one is not counted.")
        return Phrases({})
    find = importlib.import_module(_CANDIDATES).find_candidates
    book = load_codebook("muc4")
    read = [read_line(row, book, new_id=new_id).article for row in articles]
    texts = [pipeline.readable(article.text) for article in read]
    texts = [truecase(text) if needs_truecasing(text) else text for text in texts]
    parsed = pipeline.parse(pipeline.load_pipeline(), texts)
    found = {}
    for article, text, doc in zip(
        read, texts, said_on_the_way(parsed, len(read), "phrases"), strict=True
    ):
        spans = (candidate.span for candidate in find(Reading(article, text, doc)))
        found[article.id] = frozenset(article.text[slice(*span)] for span in spans)
    return Phrases(found)
