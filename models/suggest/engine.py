"""The suggestion engine: articles and a codebook in, proposals out. Same input, same output."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from models.actors import ActorEntry
from models.article import Article
from models.codebook import Codebook, Role
from models.errors import UserError
from models.events import Proposal
from models.language import later
from models.omissions import TriggerSentence
from models.spans import Span
from models.suggest import pipeline
from models.suggest.builder import build_incidents, group_incidents
from models.suggest.candidates import find_candidates
from models.suggest.gazetteer import is_built, open_gazetteer
from models.suggest.learning.digest import ArticleDigest, digest, digest_to_learn
from models.suggest.learning.events import EventWeights, find_events
from models.suggest.learning.keeping import engine_name
from models.suggest.learning.names import name_table
from models.suggest.learning.roles import RoleScore, score_roles
from models.suggest.mentions import find_mentions
from models.suggest.reading import Reading
from models.suggest.records import RecordWriter
from models.suggest.role_digest import digest_roles
from models.suggest.role_fillers import filled_from
from models.suggest.role_parse import parse_of
from models.suggest.statements import find_statements
from models.suggest.text import needs_truecasing, truecase
from models.suggest.trigger_sentences import trigger_sentences
from models.suggest.triggers import TriggerLexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from models.suggest.learning.state import LearnedState

#: Name and version; a proposal remembers it, and another version's proposals are not the same.
ENGINE = "rules@2"


_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Passages:
    """Stretches of one article in code points.

    `phrases`: what could fill a field, each with the word that it hangs on. `sentences`: all of
    them. `told`: those that seem to tell of an event. `dateline`: its place and day.
    """

    phrases: list[tuple[Span, Span]]
    sentences: list[Span]
    told: list[TriggerSentence]
    dateline: list[Span]


class BuiltInSuggester:
    """Proposes event records for articles by one codebook.

    `name` says with what: the engine's version and marks of what it has learned and was told.
    """

    def __init__(
        self,
        codebook: Codebook,
        *,
        model: str | None = None,
        learned: LearnedState | None = None,
        actors: Sequence[ActorEntry] = (),
    ) -> None:
        self.codebook = codebook
        self._model = model
        self._pipeline: Language | None = None
        self._types = TriggerLexicon(codebook.with_role(Role.EVENT_TYPE))
        classes = (codebook.with_role(role) for role in (Role.RECORD_CLASS, Role.FACTUALITY))
        self._keeps_classes = any(classes)
        self._actors = tuple(actors)
        self.use(learned)

    def know(self, actors: Sequence[ActorEntry]) -> None:
        """Names actors from now on as people told: by the main name, whichever the text has."""
        self._actors = tuple(actors)
        self.use(self.learned)

    def use(self, learned: LearnedState | None) -> None:
        """Suggests from now on with what was learned; None: by the rules alone."""
        self.learned = learned
        self.name = engine_name(ENGINE, learned, self._actors)
        self._names = name_table(learned.names if learned else (), self._actors)
        self._thresholds = filled_from(self.codebook, learned)
        self._writer = RecordWriter(self.codebook, self.name, self._thresholds, learned)

    def load(self, say: Callable[[str], None] = lambda _: None) -> None:
        """Gets everything ready that takes time; done by itself at the first article."""
        if self._pipeline is None:
            self._pipeline = pipeline.load_pipeline(self._model)
            if not is_built():
                say(later("Making the index of place names (once) …"))
            open_gazetteer().close()
            # What is loaded stays: the collector of garbage need not walk through it again.
            gc.freeze()

    def __call__(self, articles: Iterable[Article]) -> Iterator[list[Proposal]]:
        """The proposals of each article, lead event first, what is no incident last."""
        for answer in self.try_each(articles):
            if isinstance(answer, Exception):
                raise answer
            yield answer

    def try_each(self, articles: Iterable[Article]) -> Iterator[list[Proposal] | Exception]:
        """As a call, but an article that cannot be read yields the reason instead of ending all."""
        return self._each(articles, self._propose)

    def digests(self, articles: Iterable[Article]) -> Iterator[ArticleDigest | Exception]:
        """What learning needs of each article; of one that cannot be read the reason."""
        return self._each(articles, self._digest)

    def passages(self, articles: Iterable[Article]) -> Iterator[Passages | Exception]:
        """The phrases and sentences of each article that an analyst may take or ask about."""
        return self._each(articles, self._passages)

    def _each(
        self, articles: Iterable[Article], read: Callable[[Article, str, Doc], _Read]
    ) -> Iterator[_Read | Exception]:
        self.load()
        source = iter(articles)
        while chunk := list(islice(source, pipeline.BATCH_SIZE)):
            texts = [_text_of(article) for article in chunk]
            for article, text, doc in zip(chunk, texts, self._parsed(texts), strict=True):
                try:
                    yield read(article, text, doc)
                except UserError as error:
                    yield error
                except Exception as error:  # noqa: BLE001  (one bad article must not end the rest)
                    yield error

    def _parsed(self, texts: list[str]) -> Iterator[Doc]:
        if self._pipeline is None:
            raise RuntimeError("the engine is not loaded")
        return pipeline.parse(self._pipeline, texts)

    def _propose(self, article: Article, text: str, doc: Doc) -> list[Proposal]:
        reading = Reading(article, text, doc, self._names)
        if not any(token.is_alpha for token in doc):
            return []
        taught = self.learned.events if self.learned else None
        if taught is not None or not self._keeps_classes:
            return self._propose_grouped(reading, taught)
        mentions = find_mentions(reading, self._types)
        incidents = build_incidents(reading, mentions)
        statements = find_statements(reading, mentions, in_context=bool(incidents))
        scores: list[RoleScore] = []
        if self._thresholds and incidents:
            weights = self.learned.roles if self.learned else None
            cues = weights is not None
            phrases = digest_roles(reading, self.codebook, mentions, with_cues=cues)
            scores = score_roles(phrases, weights)
        return self._writer.write(reading, incidents, mentions, statements, scores)

    def _propose_grouped(self, reading: Reading, weights: EventWeights | None) -> list[Proposal]:
        """As `_propose`, with events found among all mentions, by what was learned if anything.

        A codebook that keeps classes of statements apart is read clause by clause until then.
        """
        found = find_mentions(reading, self._types, backdrop=True)
        learned = self.learned is not None
        article = digest(reading, self.codebook, found, with_cues=learned)
        scores = score_roles(article.roles, self.learned.roles if self.learned else None)
        weights = weights or EventWeights.by_rules(article.events, article.roles.fields)
        events = find_events(article.events, weights, scores)
        told = [mention for mention in found if not mention.is_backdrop]
        incidents = group_incidents(reading, told, [[found[n] for n in e.mentions] for e in events])
        for incident, event in zip(incidents, events, strict=True):
            incident.probability, incident.chances = event.probability, event.types
        statements = find_statements(reading, told, in_context=bool(incidents))
        return self._writer.write(reading, incidents, told, statements, scores)

    def _digest(self, article: Article, text: str, doc: Doc) -> ArticleDigest:
        reading = Reading(article, text, doc, self._names)
        mentions = find_mentions(reading, self._types, backdrop=True)
        return digest_to_learn(reading, self.codebook, mentions)

    def _passages(self, article: Article, text: str, doc: Doc) -> Passages:
        reading = Reading(article, text, doc, self._names)
        parse = parse_of(reading)
        phrases = [
            (one.span, Span(parse.starts[one.head], parse.ends[one.head]))
            for one in find_candidates(reading, parse)
        ]
        told = self._told(reading)
        line = reading.dateline
        dateline = [part for part in (line.place, line.date_span) if part] if line else []
        return Passages(phrases, reading.sentence_spans, told, dateline)

    def _told(self, reading: Reading) -> list[TriggerSentence]:
        """The sentences that tell of an event, with what could be picked for a record of each."""
        mentions = find_mentions(reading, self._types)
        told = trigger_sentences(reading, self.codebook, mentions)
        if not told:
            return []
        scores: list[RoleScore] = []
        if self._thresholds:
            weights = self.learned.roles if self.learned else None
            phrases = digest_roles(reading, self.codebook, mentions, with_cues=weights is not None)
            scores = score_roles(phrases, weights)
        incidents = [group_incidents(reading, mentions, [own])[0] for _, own in told]
        lists = self._writer.list_for(reading, incidents, mentions, scores)
        return [replace(one, listed=found) for (one, _), found in zip(told, lists, strict=True)]


def _text_of(article: Article) -> str:
    text = pipeline.readable(article.text)
    return truecase(text) if needs_truecasing(text) else text
