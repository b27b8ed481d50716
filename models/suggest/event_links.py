"""Relations between the records of one article that its text speaks of: an answer, a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.folding import folded
from models.spans import Span
from models.suggest.actor_table import ActorKind
from models.suggest.builder import Incident
from models.suggest.factuality import RecordClass, statement_of
from models.suggest.names import ActorMention, same_actor
from models.suggest.reading import Reading
from models.suggest.statements import Remark
from models.suggest.syntax import children, lemma, singular
from models.suggest.times import TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

RETALIATION, PART = "retaliation_for", "part_of"

#: What says that one act answers another; what is answered follows.
_ANSWERS = re.compile(
    r"\b(?:in|as an?|an?) (?:\w+ )?(?:retaliation|revenge|response|reprisal|reply|answer)s? "
    r"(?:for|to|against)\b|\b(?:revenge|retaliation|reprisals?|payback) for\b"
    r"|\baveng(?:e|ed|es|ing)\b|\bretaliat(?:e|ed|es|ing) (?:for|against)\b",
    re.IGNORECASE,
)
#: An answer to what was told before.
_ANSWERS_BACK = re.compile(
    r"\bretaliated\b(?! (?:for|against))"
    r"|\bretaliatory (?:\w+ )?(?:strikes?|attacks?|raids?|fire|shelling)"
    r"|\b(?:reprisal|revenge) (?:attacks?|raids?|killings?|strikes?)\b",
    re.IGNORECASE,
)
#: What says that an event is one of many, or a piece of something larger.
_ONE_OF_MANY = re.compile(
    r"\b(?:latest|newest|most recent|another|one) (?:\w+ ){0,2}(?:in|of) "
    r"(?:an?|the|more than|at least|some|several|dozens of|\d+) (?:[\w-]+ ){0,3}?"
    r"(?:series|string|wave|spate|succession|campaign|attacks|strikes|raids|bombings|killings"
    r"|kidnappings|incidents)\b"
    r"|\bpart of (?:an?|the|its|their) (?:[\w-]+ ){0,3}?"
    r"(?:offensive|campaign|operation|wave|series)\b",
    re.IGNORECASE,
)
_NOT_DONE = frozenset(
    {RecordClass.THREAT, RecordClass.FORECAST, RecordClass.HYPOTHETICAL, RecordClass.DENIAL}
)
_SHORT = 3
#: How much must speak for it that the words after "in retaliation for" mean an incident.
_LEAST = 2.0
_LEAST_SURE, _MOST_SURE = 0.6, 0.85


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A relation from one record to another, both by their place among the records."""

    type: str
    source: int
    target: int
    confidence: float
    span: Span


def find_links(reading: Reading, records: Sequence[Incident | Remark]) -> list[FoundLink]:
    """The relations among an article's records, at most one of a type from each record.

    Sources are incidents; what is answered may also be an event of the past that is told as
    background, and what an event is a part of may be a total.
    """
    best: dict[tuple[str, int], FoundLink] = {}
    for found in (*_answers(reading, records), *_parts(reading, records)):
        held = best.get((found.type, found.source))
        if held is None or held.confidence < found.confidence:
            best[found.type, found.source] = found
    return sorted(best.values(), key=lambda link: (link.source, link.type))


def _answers(reading: Reading, records: Sequence[Incident | Remark]) -> Iterator[FoundLink]:
    for match in _ANSWERS.finditer(reading.text):
        words = _tokens(reading, match)
        if words is None or statement_of(words[0]).record_class in _NOT_DONE:
            continue
        meant = _object(words)
        source = _teller(reading, records, words, meant)
        if source is None or meant is None:
            continue
        scored = [
            (_meaning(reading, meant, record), -n)
            for n, record in enumerate(records)
            if n != source and _may_be_answered(record) and not _is_after(record, records[source])
        ]
        score, place = max(scored, default=(0.0, 0))
        # Of one alone, "the attack" is enough; of several it must be told which.
        if score >= _LEAST or (score >= 1.0 and len(scored) == 1):
            span = Span(match.start(), max(match.end(), meant.end_char))
            sure = min(_MOST_SURE, _LEAST_SURE + 0.1 * (score - 1.0))
            yield FoundLink(RETALIATION, source, -place, sure, span)
    for match in _ANSWERS_BACK.finditer(reading.text):
        words = _tokens(reading, match)
        if words is None or statement_of(words[0]).record_class in _NOT_DONE:
            continue
        source = _teller(reading, records, words, None)
        if source is not None:
            yield from _answer_back(records, source, Span(match.start(), match.end()))


def _answer_back(
    records: Sequence[Incident | Remark], source: int, span: Span
) -> Iterator[FoundLink]:
    """The incident told before it in which the sides stood the other way round."""
    own = records[source]
    if not isinstance(own, Incident):
        return
    for n, record in enumerate(records):
        if n == source or not isinstance(record, Incident) or _is_after(record, own):
            continue
        struck = _share(record.targets, own.agents)
        struck_by = _share(record.agents, own.targets)
        if record.first.span < own.first.span and (struck or struck_by):
            sure = 0.75 if struck and struck_by else 0.65
            yield FoundLink(RETALIATION, source, n, sure, span)


def _parts(reading: Reading, records: Sequence[Incident | Remark]) -> Iterator[FoundLink]:
    totals = [
        (n, record)
        for n, record in enumerate(records)
        if isinstance(record, Remark) and record.record_class is RecordClass.AGGREGATE
    ]
    for match in _ONE_OF_MANY.finditer(reading.text):
        words = _tokens(reading, match)
        source = _teller(reading, records, words, None) if words is not None else None
        if source is None:
            continue
        span = Span(match.start(), match.end())
        for n, total in totals:
            near = total.span.overlaps(span) or len(totals) == 1
            if near:
                sure = 0.8 if total.span.overlaps(span) else 0.6
                yield FoundLink(PART, source, n, sure, span)
    for n, total in totals:
        for source, record in enumerate(records):
            if isinstance(record, Incident) and _counts_in(total, record):
                yield FoundLink(PART, source, n, 0.6, total.span)


def _counts_in(total: Remark, incident: Incident) -> bool:
    """As in "more than 80 attacks on U.S. forces since October" beside one on a U.S. base."""
    mention = total.mention
    if mention is None or mention is incident.first or not total.targets:
        return False
    doers = mention.arguments.agents
    if doers and incident.agents and not _share(doers, incident.agents):
        return False
    return _share(list(total.targets), incident.targets)


def _tokens(reading: Reading, match: re.Match[str]) -> Words | None:
    found = reading.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    return found if found is not None and len(found) else None


def _object(words: Words) -> Words | None:
    """What follows: "in retaliation for [the killing of their commander]"."""
    last = words[-1]
    below = children(last, "pobj", "pcomp", "dobj")
    if not below:
        return None
    edge = below[0]
    stop = next((t.i for t in edge.subtree if t.dep_ == "relcl"), None)
    end = max(t.i for t in edge.subtree) + 1
    return words.doc[last.i + 1 : min(end, stop) if stop is not None and stop > edge.i else end]


def _teller(
    reading: Reading,
    records: Sequence[Incident | Remark],
    words: Words,
    meant: Words | None,
) -> int | None:
    """The incident that the words are said of: told in the same sentence, else just before it."""
    sentence = next(n for n, s in enumerate(reading.sentences) if s.start <= words.start < s.end)
    inside = range(meant.start, meant.end) if meant is not None else range(0)
    near: list[tuple[int, int, int]] = []
    for n, record in enumerate(records):
        for mention in record.reports if isinstance(record, Incident) else ():
            heads = [h.i for h in mention.heads if h.i not in inside]
            gap = sentence - mention.sentence
            if heads and gap in (0, 1):
                near.append((gap, min(abs(h - words.start) for h in heads), n))
    return min(near)[2] if near else None


def _may_be_answered(record: Incident | Remark) -> bool:
    return isinstance(record, Incident) or record.record_class is RecordClass.BACKGROUND


def _is_after(record: Incident | Remark, other: Incident | Remark) -> bool:
    """Whether a record is surely later than another: nobody answers what is still to come."""
    mine, theirs = _first_day(record), _last_day(other)
    return mine is not None and theirs is not None and mine > theirs


def _first_day(record: Incident | Remark) -> date | None:
    days = [t.value.start for t in _times(record) if t.value and t.value.start]
    return min(days, default=None)


def _last_day(record: Incident | Remark) -> date | None:
    days = [t.value.end for t in _times(record) if t.value and t.value.end]
    return max(days, default=None)


def _times(record: Incident | Remark) -> list[TimeMention]:
    if isinstance(record, Incident):
        return record.times
    return record.mention.times if record.mention else []


def _meaning(reading: Reading, meant: Words, record: Incident | Remark) -> float:
    """How much speaks for it that words mean a record: its own words, names, place, day, kind."""
    mentions = record.mentions if isinstance(record, Incident) else [record.mention]
    heads = [head for m in mentions if m is not None for head in m.heads]
    score = 3.0 * any(meant.start <= head.i < meant.end for head in heads)
    said = {folded(t.text) for t in meant if len(t) > _SHORT}
    sides = [
        a
        for m in mentions
        if m is not None
        for a in (*m.arguments.targets, *m.arguments.agents)
        if a.kind is not ActorKind.OBJECT
    ]
    score += 2.0 * any(said & set(_long_words(a.name)) for a in sides if a.is_named)
    if isinstance(record, Incident):
        score += 1.0 * any(said & set(_long_words(p.place.name)) for p in record.own_places)
    days = [t for t in reading.times if meant.start_char <= t.start < meant.end_char and t.value]
    known = [t.value for t in _times(record) if t.value]
    score += 1.0 * any(t.value in known for t in days)
    kinds = _kinds(meant)
    return score + 1.0 * (_ANY_VIOLENCE in kinds or bool(kinds & _kinds(heads)))


def _long_words(name: str) -> Iterator[str]:
    return (word for word in folded(name).split() if len(word) > _SHORT)


#: Words for one and the same thing that happened; "the attack" may be any of them.
_KIN = (
    frozenset({"attack", "assault", "violence", "incident"}),
    frozenset({"kill", "killing", "death", "murder", "assassination", "slay", "slaying", "die"}),
    frozenset({"strike", "airstrike", "raid", "bombardment", "shelling", "shell", "hit", "bomb"}),
    frozenset({"ambush", "storm", "clash", "fight", "battle"}),
    frozenset({"bombing", "explosion", "blast", "explode", "bomb"}),
    frozenset({"arrest", "detention", "detain", "capture"}),
    frozenset({"kidnapping", "abduction", "kidnap", "abduct"}),
)


_ANY_VIOLENCE = 0


def _kinds(words: Words | Sequence[Token]) -> set[int]:
    told = {form for token in words for form in (lemma(token), singular(token))}
    return {n for n, kin in enumerate(_KIN) if kin & told}


def _share(one: Sequence[ActorMention], other: Sequence[ActorMention]) -> bool:
    """Whether a named side of one is a side of the other."""
    return any(same_actor(a, b) for a in one if a.is_named for b in other if b.is_named)
