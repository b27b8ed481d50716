"""What an analyst can take from an article beside its suggestions, for the measure of effort."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.quality_sets import Row, said_on_the_way
from cli.engine import Engine, engine_of
from db.ids import new_id
from models.article import Article
from models.codebook import Codebook, Role
from models.exchange.lines import read_line
from models.exchange.proposals import listed_to_json
from models.omissions import TriggerSentence
from models.suggest.engine import BuiltInSuggester
from models.suggest.engine import Passages as FoundPassages


@dataclass(frozen=True, slots=True)
class Passages:
    """By article: the words of every phrase, and an event for each sentence that tells of one.

    Such an event has what is listed for it as values that are not likely, as they are picked.
    """

    words: Mapping[str, frozenset[str]]
    told: Mapping[str, Sequence[Row]]

    def phrases(self, normalise: Callable[[str], str]) -> dict[str, frozenset[str]]:
        """The phrases by article, as a scorer compares them."""
        return {key: frozenset(map(normalise, words)) for key, words in self.words.items()}


def passages(articles: Sequence[Row], codebook: str, learned: Path | None = None) -> Passages:
    """What the engine finds in prepared articles, with what a project has learned, if any.

    Raises the engine's error if it cannot read one of them.
    """
    engine = engine_of(Namespace(codebook=codebook, learned=learned, model=None))
    return as_offered(passages_found(articles, engine), engine.codebook)


def passages_found(articles: Sequence[Row], engine: Engine) -> list[tuple[Article, FoundPassages]]:
    """Prepared articles with what an engine finds in each; raises its error."""
    read = [read_line(row, engine.codebook, new_id=new_id).article for row in articles]
    suggester = BuiltInSuggester(engine.codebook, learned=engine.learned)
    found = []
    for article, one in zip(
        read, said_on_the_way(suggester.passages(read), len(read), "passages"), strict=True
    ):
        if isinstance(one, Exception):
            raise one
        found.append((article, one))
    return found


def as_offered(found: Iterable[tuple[Article, FoundPassages]], codebook: Codebook) -> Passages:
    """What of it an analyst can take."""
    words, told = {}, {}
    for article, one in found:
        words[article.id] = frozenset(span.quote(article.text) for span, _ in one.phrases)
        told[article.id] = [event_of(sentence, codebook) for sentence in one.told]
    return Passages(words, told)


def event_of(told: TriggerSentence, codebook: Codebook) -> Row:
    """The event that a person makes of a sentence: its type, and what is listed for the rest."""
    field = codebook.with_role(Role.EVENT_TYPE)
    kind = {"field": field.key if field else "", "value": told.choice, "confidence": 0.5}
    first: dict[str, Row] = {str(kind["field"]): kind}
    for offer in listed_to_json(told.listed):
        held = first.setdefault(offer["field"], {**offer, "confidence": 0.5})
        if held["value"] != offer["value"]:
            held.setdefault("alternatives", []).append(offer)
    return {"values": list(first.values())}
