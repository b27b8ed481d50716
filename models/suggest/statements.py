"""Statements that are no incident: totals, claims, accusations, threats, forecasts, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.spans import Span
from models.suggest.actor_table import ActorKind
from models.suggest.assertions import assertion_of, gives_own_account, is_about_violence
from models.suggest.builder import is_old, is_sum
from models.suggest.factuality import RecordClass
from models.suggest.lexicon import cues, nouns, verbs
from models.suggest.mention import Mention
from models.suggest.names import ActorMention
from models.suggest.reading import Reading
from models.suggest.syntax import (
    children,
    is_passive,
    is_verb,
    lemma,
    objects_of,
    singular,
    subject,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_NEXT = frozenset({"objective", "target", "step", "goal"})


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement of a class, its words, who makes it and against whom it goes."""

    record_class: RecordClass
    span: Span
    sentence: int
    speakers: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    confidence: float = 0.6
    #: The clause of the event it speaks of, for its type.
    mention: Mention | None = None


def find_statements(reading: Reading, mentions: list[Mention], *, in_context: bool) -> list[Remark]:
    """The statements of an article, at most one of a class in a sentence.

    `in_context`: the article tells of an incident, so that "vowed to reply" is about violence.
    """
    found: dict[tuple[int, RecordClass], Remark] = {}
    for remark in (
        *_from_mentions(reading, mentions),
        *_from_cues(reading, mentions, in_context=in_context),
    ):
        found.setdefault((remark.sentence, remark.record_class), remark)
    return sorted(found.values(), key=lambda r: (r.span.start, r.record_class))


def _from_mentions(reading: Reading, mentions: list[Mention]) -> Iterator[Remark]:
    for mention in mentions:
        kind = mention.record_class
        cue = mention.statement.cue
        if kind is RecordClass.INCIDENT:
            if mention.is_of_party and any(c.value.best for c in mention.counts):
                yield _remark(reading, RecordClass.CLAIM, mention, mention.speaker or mention.unit)
            if is_sum(mention):
                yield _remark(reading, RecordClass.AGGREGATE, mention, mention.unit)
            elif is_old(mention, reading.published):
                yield _remark(reading, RecordClass.BACKGROUND, mention, mention.unit)
        elif kind is not RecordClass.NONE and cue is not None:
            yield _remark(reading, kind, mention, cue)


def _remark(reading: Reading, kind: RecordClass, mention: Mention, cue: Token) -> Remark:
    span = Span(min(cue.idx, mention.span.start), max(cue.idx + len(cue), mention.span.end))
    if kind is RecordClass.CLAIM:
        span = Span(span.start, max(span.end, *(c.span.end for c in mention.counts), span.start))
    verb = cue if is_verb(cue) else cue.head
    speakers = mention.arguments.agents
    if kind in (RecordClass.THREAT, RecordClass.ACCUSATION, RecordClass.DENIAL, RecordClass.CLAIM):
        speakers = _speakers(reading, verb)
    if kind is RecordClass.ACCUSATION:
        accused = _accused(reading, verb)
        return Remark(kind, span, mention.sentence, _known(speakers), _known(accused), 0.6, mention)
    named = [t for t in mention.arguments.targets if t.kind is not ActorKind.OBJECT]
    return Remark(kind, span, mention.sentence, _known(speakers), _known(named), 0.6, mention)


def _from_cues(reading: Reading, mentions: list[Mention], *, in_context: bool) -> Iterator[Remark]:
    with_trigger = {m.sentence for m in mentions}
    for number, sentence in enumerate(reading.sentences):
        yield from _assertions(reading, sentence, number, in_context=in_context)
        if not in_context and number not in with_trigger:
            continue
        for token in sentence:
            kind = _class_of_cue(token)
            if kind is not None:
                yield _cue_remark(reading, kind, token, number)
        yield from _sums(reading, sentence, number)


def _assertions(
    reading: Reading, sentence: Sentence, number: int, *, in_context: bool
) -> Iterator[Remark]:
    """Claims of responsibility, accusations and denials by their verbs.

    A claim of responsibility is a record of its own where it is the news itself: in a note, or
    where no incident is told. Elsewhere it is the attribution of the incident.
    """
    for token in sentence:
        if not is_verb(token):
            continue
        if in_context and gives_own_account(token) and _is_party(reading, token):
            yield _cue_remark(reading, RecordClass.CLAIM, token, number)
        kind = assertion_of(token)
        if kind is None or (kind is RecordClass.CLAIM and in_context and not reading.is_brief):
            continue
        if in_context or reading.is_brief or is_about_violence(token):
            yield _cue_remark(reading, kind, token, number)


def _is_party(reading: Reading, verb: Token) -> bool:
    fighters = (ActorKind.GROUP, ActorKind.FORCE, ActorKind.ARMED)
    return any(a.kind in fighters for a in _speakers(reading, verb))


def _class_of_cue(token: Token) -> RecordClass | None:
    if not is_verb(token):
        return RecordClass.FORECAST if _is_forecast_word(token) else None
    if children(token, "neg"):
        return None
    return next((kind for kind, test in _TESTS if test(token)), None)


def _threatens(verb: Token) -> bool:
    promised = lemma(verb) in verbs("threat") and children(verb, "xcomp", "ccomp", "dobj")
    return (bool(promised) and _is_hostile(verb)) or _announces_attack(verb)


def _warns(verb: Token) -> bool:
    return lemma(verb) in verbs("warning") and _has_future(verb)


def _is_forecast_word(token: Token) -> bool:
    """As in "likely to grow", "expected to be the next objective"."""
    if token.lower_ == "likely":
        return any(t.lower_ in ("will", "to") for t in token.head.children) or bool(
            children(token, "xcomp")
        )
    governed = token.lower_ in _NEXT and any(c.lower_ == "next" for c in token.children)
    return governed and any(lemma(t) in verbs("forecast") for t in token.sent)


def _is_hostile(verb: Token) -> bool:
    """Whether what is promised is violence or an answer to it."""
    words = {lemma(t) for t in verb.subtree if t.i > verb.i} | {
        singular(t) for t in verb.subtree if t.i > verb.i
    }
    violent = nouns("act") | cues("revenge") | verbs("harm") | nouns("weapon")
    return lemma(verb) == "threaten" or bool(
        words & (violent | {"attack", "strike", "hit", "shoot"})
    )


def _has_future(verb: Token) -> bool:
    future = {"would", "will", "could", "may", "might", "likely"}
    return any(t.lower_ in future for t in verb.subtree if t.i > verb.i)


def _announces_attack(verb: Token) -> bool:
    """As in "said his men would attack": a fighter speaks of what his side will do."""
    if lemma(verb) not in verbs("speech"):
        return False
    for clause in children(verb, "ccomp"):
        future = any(c.dep_ == "aux" and c.lower_ in ("would", "will") for c in clause.children)
        if future and lemma(clause) in (
            "attack",
            "strike",
            "respond",
            "retaliate",
            "hit",
            "avenge",
        ):
            return True
    return False


_TESTS: tuple[tuple[RecordClass, Callable[[Token], bool]], ...] = (
    (RecordClass.THREAT, _threatens),
    (RecordClass.FORECAST, _warns),
)


def _cue_remark(reading: Reading, kind: RecordClass, token: Token, number: int) -> Remark:
    verb = token if is_verb(token) else token.head
    start = token.idx
    parts = [t for t in verb.subtree if t.i >= token.i and not t.is_space]
    end = max(t.idx + len(t) for t in parts) if parts else token.idx + len(token)
    span = Span(start, len(reading.text[:end].rstrip(" .;,")))
    targets = _accused(reading, verb) if kind is RecordClass.ACCUSATION else []
    return Remark(kind, span, number, _known(_speakers(reading, verb)), _known(targets), 0.55)


def _sums(reading: Reading, sentence: Sentence, number: int) -> Iterator[Remark]:
    """Totals told without a trigger: "the region counted 27 hits"."""
    for count in reading.counts:
        if count.is_aggregate and sentence.start_char <= count.start < sentence.end_char:
            yield Remark(RecordClass.AGGREGATE, count.span, number, confidence=0.6)
            return
    for token in sentence:
        if is_verb(token) and lemma(token) in verbs("tally"):
            yield from _tally(token, number)


def _tally(verb: Token, number: int) -> Iterator[Remark]:
    """As in "the region recorded 40 attacks": several acts counted together."""
    for noun in children(verb, "dobj", "nsubjpass"):
        acts = singular(noun) in nouns("act") | {"hit", "case", "victim"}
        if acts and noun.tag_ == "NNS" and children(noun, "nummod"):
            end = max(noun.idx + len(noun), verb.idx + len(verb))
            span = Span(min(verb.idx, noun.left_edge.idx), end)
            yield Remark(RecordClass.AGGREGATE, span, number, confidence=0.6)


def _accused(reading: Reading, verb: Token) -> list[ActorMention]:
    blamed = [*children(verb, "dobj", "nsubjpass"), *objects_of(verb, "on")]
    behind = [doer for c in children(verb, "ccomp") if (doer := subject(c)) is not None]
    return [m for noun in blamed or behind for m in reading.actors.read_all(noun)]


def _speakers(reading: Reading, verb: Token) -> list[ActorMention]:
    doers = objects_of(verb, "by") if is_passive(verb) else [subject(verb)]
    return [a for doer in doers if doer is not None for a in reading.actors.read_all(doer)]


def _known(actors: list[ActorMention]) -> tuple[ActorMention, ...]:
    unique: dict[str, ActorMention] = {}
    for actor in actors:
        if actor.kind is not ActorKind.OBJECT:
            unique.setdefault(actor.name, actor)
    return tuple(unique.values())[:2]
