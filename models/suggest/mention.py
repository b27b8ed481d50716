"""One clause that tells of an event, with the places, times and counts that belong to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from models.spans import Span
from models.suggest.arguments import Arguments
from models.suggest.counts import CountMention
from models.suggest.event_places import Toponym
from models.suggest.factuality import RecordClass, Statement
from models.suggest.lexicon import verbs
from models.suggest.reading import Reading
from models.suggest.syntax import is_verb, lemma, token_span, unit
from models.suggest.times import TimeMention
from models.suggest.triggers import Match

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_Found = TypeVar("_Found", Toponym, TimeMention, CountMention)


@dataclass(eq=False)
class Mention:
    """One clause about one event.

    `number`: how many events it speaks of at once ("two bases"). `ordinal`: which of several it
    is ("the second"). `is_reference`: it only points at an event ("the attack"). `is_weak`: it
    tells of harm, not of what did it.
    """

    sentence: int
    unit: Token
    heads: list[Token]
    matches: list[Match]
    statement: Statement
    arguments: Arguments
    number: int = 1
    ordinal: int = 0
    is_reference: bool = False
    is_weak: bool = False
    says_new: bool = False
    #: A party to the fight says it, of its own enemies or its own acts.
    is_of_party: bool = False
    #: It tells what came of an event: an arrest, a release.
    is_consequence: bool = False
    speaker: Token | None = None
    places: list[Toponym] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    counts: list[CountMention] = field(default_factory=list)

    @property
    def record_class(self) -> RecordClass:
        return self.statement.record_class

    @property
    def is_backdrop(self) -> bool:
        """Whether the event is only a topic, or did not happen."""
        return self.record_class is RecordClass.NONE

    @property
    def span(self) -> Span:
        """The words that tell of the event: the triggers, from first to last in the clause."""
        if not self.matches:
            return self.counts[0].span
        tokens = [self.unit.doc[i] for m in self.best_matches for i in m.tokens]
        return token_span(*tokens)

    @property
    def best_matches(self) -> list[Match]:
        """The strongest match, with others at the same word."""
        top = max(self.matches, key=lambda m: (m.weight, -m.head))
        return [m for m in self.matches if m.head == top.head and m.weight >= top.weight]

    @property
    def weight(self) -> float:
        return max((m.weight for m in self.matches), default=0.0)

    def types(self) -> dict[str, float]:
        """How much speaks for each choice."""
        scores: dict[str, float] = defaultdict(float)
        for match in self.matches:
            scores[match.choice] = max(scores[match.choice], match.weight) + 0.15 * match.weight
        return dict(scores)


def share_out(reading: Reading, sentence: Sentence, mentions: list[Mention]) -> None:
    """Gives the places, times and counts of a sentence to the clauses that they stand in."""
    if not mentions:
        return
    for place in inside(reading.toponyms, sentence):
        for mention in _owners(reading, place.span, mentions):
            mention.places.append(place)
    for time in inside(reading.times, sentence):
        if is_foreign_time(reading, time.span, mentions):
            continue
        for mention in _owners(reading, time.span, mentions):
            mention.times.append(time)
    for count in inside(reading.counts, sentence):
        for mention in _owners(reading, count.span, mentions)[:1]:
            mention.counts.append(count)


def is_foreign_time(reading: Reading, span: Span, mentions: list[Mention]) -> bool:
    """As in "police said on Friday": the day of the report, not of the event."""
    root = reading.root_of(span)
    if root is None:
        return False
    before = reading.text[max(0, span.start - 30) : span.start].lower()
    if re.search(r"\b(?:posted|updated|published|modified)\b[^.]*$", before):
        return True
    verb = root.head.head if root.head.pos_ == "ADP" else root.head
    if not is_verb(verb) or any(verb.i == head.i for m in mentions for head in m.heads):
        return False
    clause = verb.dep_ in ("relcl", "acl") and root.dep_ != "ROOT"
    if clause or lemma(verb) in verbs("aftermath"):
        return True
    return lemma(verb) in verbs("speech") and root.i > verb.i


def inside(found: Iterable[_Found], sentence: Sentence) -> list[_Found]:
    """What stands in a sentence."""
    start, end = sentence.start_char, sentence.end_char
    return [item for item in found if start <= item.span.start < end]


def _owners(reading: Reading, span: Span, mentions: list[Mention]) -> list[Mention]:
    """The mentions of the clause that a stretch of text belongs to, else the nearest one."""
    root = reading.root_of(span)
    if root is None:
        return mentions[:1]
    own = unit(root)
    same = [m for m in mentions if m.unit.i == own.i]
    if same:
        return same
    above = own
    while above.dep_ != "ROOT":
        above = unit(above.head)
        same = [m for m in mentions if m.unit.i == above.i]
        if same:
            return same
    return [min(mentions, key=lambda m: abs(m.heads[0].i - root.i))]
