"""Event mentions: each clause that tells of an event, with all that stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.suggest.actor_table import ActorKind
from models.suggest.arguments import Arguments, arguments_of
from models.suggest.counts import Harm
from models.suggest.factuality import RecordClass, Statement, speaker_verb, statement_of
from models.suggest.lexicon import cues, nouns, read_data, verbs
from models.suggest.mention import Mention, inside, is_foreign_time, share_out
from models.suggest.names import ActorMention
from models.suggest.numerals import WORDS
from models.suggest.reading import Reading
from models.suggest.syntax import (
    children,
    is_verb,
    lemma,
    objects_of,
    own_subject,
    singular,
    subject,
    unit,
)
from models.suggest.triggers import Match, TriggerLexicon, is_eventive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their"})
_ORDINALS = {"first": 1, "one": 1, "former": 1, "second": 2, "other": 2, "latter": 2, "another": 2,
             "third": 3, "fourth": 4, "fifth": 5}  # fmt: skip


def find_mentions(
    reading: Reading, types: TriggerLexicon, *, backdrop: bool = False
) -> list[Mention]:
    """The event mentions of an article in order of the text.

    `backdrop`: also those that are only a topic ("condemned the murder of the six priests"), which
    the rules pass over and analysts may code all the same.
    """
    mentions: list[Mention] = []
    behind: list[Mention] = []
    for number, sentence in enumerate(reading.sentences):
        found = types.find(reading.doc, sentence.start, sentence.end)
        of_sentence = _of_sentence(reading, number, found)
        found_here = [m for m in of_sentence if not m.is_backdrop]
        share_out(reading, sentence, found_here)
        if backdrop:
            topics = [m for m in of_sentence if m.is_backdrop]
            share_out(reading, sentence, topics)
            behind += topics
        if not any(m.record_class is RecordClass.INCIDENT for m in found_here):
            found_here += _of_harm_alone(reading, sentence, number, types)
        mentions += found_here
    if reading.is_brief and not any(m.matches for m in mentions):
        mentions += _of_brief(reading, types)
    if behind:
        mentions = sorted([*mentions, *behind], key=lambda m: (m.sentence, m.heads[0].i))
    return mentions


def _of_brief(reading: Reading, types: TriggerLexicon) -> Iterator[Mention]:
    """A note whose only clue is a word for those who act: "Protesters blocked the bridge"."""
    for number, sentence in enumerate(reading.sentences):
        found = types.find(reading.doc, sentence.start, sentence.end)
        matches = [m for m in found if not _is_event_word(reading, reading.doc[m.head])]
        verb = unit(sentence.root)
        statement = statement_of(verb)
        if matches and is_verb(verb) and statement.record_class is RecordClass.INCIDENT:
            mention = _mention(reading, number, verb, [verb], matches, statement)
            share_out(reading, sentence, [mention])
            yield mention
            return


def _of_harm_alone(
    reading: Reading, sentence: Sentence, number: int, types: TriggerLexicon
) -> list[Mention]:
    """A sentence that only counts people: "Two are in a critical condition"."""
    counts = inside(reading.counts, sentence)
    counts = [c for c in counts if not c.is_aggregate and not c.is_hypothetical]
    root = reading.root_of(counts[0].span) if counts else None
    if root is None:
        return []
    statement = statement_of(root)
    if statement.record_class is not RecordClass.INCIDENT:
        return []
    verb = root if is_verb(root) else unit(root)
    taken = counts[0].kind is Harm.ABDUCTED and is_verb(verb)
    arguments = arguments_of(verb, reading.actors) if taken else Arguments()
    match = types.for_harm(counts[0].kind.value, verb.i)
    found = [match] if match is not None and is_verb(verb) else []
    mention = Mention(number, unit(root), [verb], found, statement, arguments, is_weak=True)
    mention.places += inside(reading.toponyms, sentence)
    mention.counts += counts
    times = inside(reading.times, sentence)
    mention.times += [t for t in times if not is_foreign_time(reading, t.span, [mention])]
    return [mention]


def _of_sentence(reading: Reading, number: int, matches: list[Match]) -> list[Mention]:
    doc = reading.doc
    by_unit: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        by_unit[unit(doc[match.head]).i].append(match)
    mentions = []
    for position, found in sorted(by_unit.items()):
        heads = sorted({m.head for m in found if _is_event_word(reading, doc[m.head])})
        heads = heads or _impacts(doc, found)
        aftermath = _aftermath(found, heads)
        if any(_happened(doc[i]) for i in heads if i not in aftermath):
            heads = [i for i in heads if i not in aftermath]
        by_class: dict[RecordClass, list[Token]] = defaultdict(list)
        statements: dict[RecordClass, Statement] = {}
        for i in heads:
            statement = statement_of(doc[i])
            by_class[statement.record_class].append(doc[i])
            statements.setdefault(statement.record_class, statement)
        for record_class, tokens in by_class.items():
            own = {t.i for t in tokens}
            kept = [m for m in found if m.head in own or not is_eventive(doc[m.head])]
            kept = kept or found
            mentions.append(
                _mention(reading, number, doc[position], tokens, kept, statements[record_class])
            )
    return mentions


def _happened(head: Token) -> bool:
    return statement_of(head).record_class is RecordClass.INCIDENT


def _impacts(doc: Doc, matches: list[Match]) -> list[int]:
    """As in "hit a roadside bomb", "a grenade was thrown": the verb that a weapon hangs on."""
    found = []
    for match in matches:
        noun = doc[match.head]
        governor = noun.head.head if noun.head.pos_ == "ADP" else noun.head
        impact = is_verb(governor) and lemma(governor) in verbs("impact")
        if impact and singular(noun) in nouns("weapon"):
            found.append(governor.i)
    return sorted(set(found))


def _aftermath(matches: list[Match], heads: list[int]) -> set[int]:
    """The heads that speak only of what usually follows an event."""
    known = frozenset(read_data("refinements")["consequences"])
    told = {i: {m.choice for m in matches if m.head == i} for i in heads}
    return {i for i, choices in told.items() if choices and choices <= known}


def _is_event_word(reading: Reading, token: Token) -> bool:
    """Whether the word tells of an event; words of a name ("Mobilization Forces") do not."""
    inside = any(m.span.start <= token.idx < m.span.end for m in reading.actors.names)
    return is_eventive(token) and (is_verb(token) or not inside)


def _mention(
    reading: Reading,
    number: int,
    verb: Token,
    heads: list[Token],
    matches: list[Match],
    statement: Statement,
) -> Mention:
    arguments = Arguments()
    own = {t.i for t in heads}
    weights = {i: max((m.weight for m in matches if m.head == i), default=0.0) for i in own}
    for head in sorted(heads, key=lambda t: (-weights[t.i], t.i)):
        arguments.add(arguments_of(head, reading.actors))
    arguments.agents = [a for a in arguments.agents if not _is_toponym(reading, a)]
    arguments.targets = [a for a in arguments.targets if not _is_toponym(reading, a)]
    mention = Mention(number, verb, heads, matches, statement, arguments)
    mention.number = max((_number(h) for h in heads), default=1)
    mention.ordinal = _ordinal(heads)
    told = any(m.weight >= 1.0 and not m.is_generic for m in matches)
    mention.is_weak = all(_is_harm(h) for h in heads) and not told
    mention.is_reference = all(_is_reference(h) for h in heads)
    mention.says_new = _says_new(heads, verb)
    mention.is_consequence = bool(_aftermath(matches, [h.i for h in heads]))
    mention.speaker = speaker_verb(heads[0])
    mention.is_of_party = _is_of_party(reading, mention.speaker)
    return mention


def _is_of_party(reading: Reading, verb: Token | None) -> bool:
    """Whether the one who says it is an armed group."""
    doer = subject(verb) if verb is not None else None
    speaker = reading.actors.read(doer) if doer is not None else None
    return speaker is not None and speaker.kind is ActorKind.GROUP


def _is_toponym(reading: Reading, actor: ActorMention) -> bool:
    """A name that the tagger took for a body, but which is a place, or a dateline."""
    for toponym in reading.toponyms:
        if toponym.span.overlaps(actor.span):
            return toponym.in_dateline or actor.kind is ActorKind.ORGANIZATION
    return False


def _is_harm(head: Token) -> bool:
    return lemma(head) in verbs("harm") or singular(head) in ("death", "casualty", "victim")


def _is_reference(head: Token) -> bool:
    """As in "the attack", "both attacks": definite, and not itself the news of its clause."""
    if is_verb(head):
        return False
    pointed = [c for c in head.children if c.dep_ in ("det", "poss") and c.lower_ in _DEFINITE]
    if not pointed:
        return False
    ordinals = [c for c in head.children if c.lower_ in _ORDINALS]
    return not ordinals and not objects_of(head, "in", "at", "near")


def _number(head: Token) -> int:
    """How many: "two attacks", "attacked two bases", "twin raids"."""
    nouns_near = [head] if not is_verb(head) else children(head, "dobj", "nsubjpass")
    best = 1
    for noun in nouns_near:
        if is_verb(head) and singular(noun) not in nouns("object"):
            continue
        for child in noun.children:
            word = child.lower_
            if child.dep_ in ("nummod", "amod", "det") and noun.tag_ in ("NNS", "NNPS"):
                value = WORDS.get(word) or (int(word) if word.isdigit() else 1)
                value = 2 if word in ("twin", "both", "double") else value
                best = max(best, value)
    return best


def _ordinal(heads: Iterable[Token]) -> int:
    for head in heads:
        around = [head]
        if is_verb(head):
            around = _numbered_by(head)
        elif (is_verb(head.head) and (doer := own_subject(head.head)) is not None) or (
            head.head.pos_ == "ADP" and (doer := subject(head.head.head)) is not None
        ):
            around.append(doer)
        for noun in around:
            for token in (noun, *children(noun, "amod", "det", "nummod")):
                thing = token.i != noun.i and _counts_events(noun)
                bare = token.i == noun.i and token.lower_ in ("first", "second", "third", "other")
                if token.lower_ in _ORDINALS and (thing or bare):
                    return _ORDINALS[token.lower_]
    return 0


def _numbered_by(verb: Token) -> list[Token]:
    """The nouns whose number is the event's: the subject; of what was made safe the weapon."""
    own = own_subject(verb)
    if own is not None:
        found = [own]
    else:
        shared = subject(verb)
        found = [shared] if shared is not None and singular(shared) in nouns("weapon") else []
    if lemma(verb) in verbs("stop_attack"):
        found += [n for n in children(verb, "dobj") if singular(n) in nouns("weapon")]
    return found


def _counts_events(noun: Token) -> bool:
    """As in "a second charge", "the first post": not "another member" or "other people"."""
    word = singular(noun)
    return word in nouns("act") or word in nouns("object") or word in nouns("weapon")


def _says_new(heads: list[Token], verb: Token) -> bool:
    for head in heads:
        if not is_verb(head) and any(
            c.lower_ in cues("another") and c.dep_ in ("amod", "det") for c in head.children
        ):
            return True
    opening = [t.lower_ for t in list(verb.sent)[:4]]
    return any(word in ("meanwhile", "elsewhere", "separately") for word in opening) or (
        "in a separate" in verb.sent.text.lower()
    )
