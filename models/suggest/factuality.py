"""Tells what kind of statement an event word stands in: happened, threatened, expected ..."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from models.suggest.lexicon import cues, nouns, verbs
from models.suggest.syntax import ancestors, children, is_verb, lemma, objects_of, singular, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


class RecordClass(StrEnum):
    """The classes of a record. NONE: mentioned only as a topic or as what did not happen."""

    INCIDENT = "incident"
    AGGREGATE = "aggregate"
    CLAIM = "claim"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    THREAT = "threat"
    FORECAST = "forecast"
    HYPOTHETICAL = "hypothetical"
    BACKGROUND = "background"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """The class of a statement and the word that decided it."""

    record_class: RecordClass
    cue: Token | None = None


HAPPENED = Statement(RecordClass.INCIDENT)
_NEGATIONS = frozenset({"no", "without", "neither", "never"})
_HARM = frozenset(
    {"casualty", "injury", "victim", "damage", "loss", "death", "fatality", "harm", "bloodshed"}
)
_PRESENT = frozenset({"is", "are", "am", "has", "have", "'s", "'re"})
_PLANNING_NOUNS = frozenset(
    {"plan", "plot", "threat", "risk", "possibility", "danger", "fear", "preparation", "warning"}
    | {"threshold", "potential", "prospect"}
)


def statement_of(head: Token) -> Statement:
    """The statement that an event word is made in, judged from the word up to the root."""
    if _is_negated(head) or _is_backdrop(head):
        return Statement(RecordClass.NONE, head)
    if _is_years_before(head):
        return Statement(RecordClass.BACKGROUND, head)
    own = _own_mood(head)
    if own is not None:
        return own
    below: Token = head
    for token in ancestors(head):
        if token.i != head.i:
            if below.dep_ == "relcl" and below.tag_ == "VBD":
                break  # "accused of helping gunmen who killed": the killing is presupposed.
            found = _governed(token, below)
            if found is not None:
                return found
        below = token
    if _generic_plural(head):
        return Statement(RecordClass.NONE, head)
    return HAPPENED


def speaker_verb(head: Token) -> Token | None:
    """The verb of speech that an event word is reported with."""
    for token in ancestors(head):
        if token.i == head.i or not is_verb(token):
            continue
        if lemma(token) in verbs("speech") and subject(token) is not None:
            return token
    return next(
        (
            child
            for token in ancestors(head)
            for child in token.children
            if child.dep_ in ("parataxis", "ccomp") and lemma(child) in verbs("speech")
        ),
        None,
    )


_EARLIER = frozenset({"earlier", "previous", "past", "prior", "former", "last"})
_LONG_AGO = frozenset({"year", "years", "decade", "decades", "months"})
_MARKS_TIME = frozenset({"before", "after", "since", "following", "amid", "despite"})


def _is_backdrop(head: Token) -> bool:
    """As in "before the latest unrest", "earlier riots": named to place something else in time."""
    if is_verb(head):
        return False
    if any(c.dep_ == "amod" and c.lower_ in _EARLIER for c in head.children):
        return True
    pointed = any(c.dep_ in ("det", "poss") for c in head.children)
    return pointed and head.dep_ == "pobj" and head.head.lower_ in _MARKS_TIME


def _is_years_before(head: Token) -> bool:
    """As in "a year to the day after a bomb killed": told only to place the news in time."""
    verb = head if is_verb(head) else head.head
    marks = [c for c in verb.children if c.lower_ == "after" and c.dep_ in ("mark", "prep")]
    marks += [head.head] if head.dep_ == "pobj" and head.head.lower_ == "after" else []
    return any(
        t.lower_ in _LONG_AGO
        for mark in marks
        if mark.i < head.i
        for t in head.doc[max(mark.sent.start, mark.i - 5) : mark.i]
    )


def _is_negated(head: Token) -> bool:
    if any(c.dep_ == "neg" or (c.lower_ in _NEGATIONS and not _spares(c)) for c in head.children):
        return True
    governor = head.head
    if head.pos_ in ("NOUN", "PROPN") and is_verb(governor) and head.dep_ in ("dobj", "attr"):
        return bool(children(governor, "neg"))
    return head.dep_ == "pobj" and governor.lower_ == "without"


def _spares(negation: Token) -> bool:
    """As in "hit the base without casualties": it came, and only the harm did not."""
    told = children(negation, "pobj") if negation.lower_ == "without" else ()
    return any(singular(token) in _HARM for token in told)


def _awaited(head: Token) -> Statement | None:
    """As in "further attacks are likely", "a strike is possible": not yet, or not for certain."""
    verb = head.head
    if head.dep_ != "nsubj" or lemma(verb) not in ("be", "remain", "seem", "look"):
        return None
    for child in verb.children:
        if child.dep_ == "acomp" and child.lower_ in cues("likely"):
            return Statement(RecordClass.FORECAST, child)
        if child.dep_ == "acomp" and child.lower_ in _UNSURE:
            return Statement(RecordClass.HYPOTHETICAL, child)
    return None


_UNSURE = frozenset({"possible", "conceivable", "unlikely"})


def _own_mood(head: Token) -> Statement | None:
    """Modals and conditions in the clause of the word itself."""
    if not is_verb(head):
        awaited = _awaited(head)
        if awaited is not None:
            return awaited
    verb = head if is_verb(head) else _light_governor(head)
    if verb is None:
        return None
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "aux":
            if word in cues("modal_future") or word == "would":
                return Statement(_future_of(verb), child)
            if word in cues("modal_maybe"):
                return Statement(RecordClass.HYPOTHETICAL, child)
        if child.dep_ in ("mark", "advmod") and word in cues("condition") and verb.dep_ == "advcl":
            return Statement(RecordClass.HYPOTHETICAL, child)
    return _mood_of_form(verb)


def _mood_of_form(verb: Token) -> Statement | None:
    """What the form of a verb says: a state of things, an infinitive."""
    if _is_going_on(verb):
        return Statement(RecordClass.NONE, verb)
    if verb.dep_ in ("xcomp", "advcl", "acl") and any(
        c.dep_ == "aux" and c.lower_ == "to" for c in verb.children
    ):
        return _infinitive(verb)
    return None


def _is_going_on(verb: Token) -> bool:
    """As in "is attacking", "has been killing": a state of things, no event with a day."""
    words = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    planned = any(lemma(verb) in verbs(group) for group, _, _ in _GOVERNING)
    return verb.tag_ == "VBG" and bool(words) and words[0] in _PRESENT and not planned


def _future_of(verb: Token) -> RecordClass:
    """As in "will" is a threat in the mouth of one who threatens, else a forecast."""
    for token in ancestors(verb):
        if lemma(token) in verbs("threat"):
            return RecordClass.THREAT
    return RecordClass.FORECAST


def _infinitive(verb: Token) -> Statement | None:
    """As in "to attack" after a verb that does not make it happen."""
    governor = verb.head
    word = lemma(governor)
    if word in verbs("threat"):
        return Statement(RecordClass.THREAT, governor)
    if word in cues("likely") and any(
        c.dep_ == "aux" and c.lower_ == "have" for c in verb.children
    ):
        return None  # "is likely to have killed two": a guess at what has happened.
    if word in verbs("forecast") or word in cues("likely"):
        return Statement(RecordClass.FORECAST, governor)
    if lemma(verb) in verbs("gathering") and word not in verbs("comment"):
        return None  # "took to the streets to protest", "burned tyres to demonstrate against ..."
    if word in verbs("warning") or word in verbs("comment"):
        return Statement(RecordClass.NONE, governor)
    return Statement(RecordClass.NONE, governor) if verb.dep_ != "xcomp" else None


def _light_governor(noun: Token) -> Token | None:
    """The verb that the noun makes an event with: "carried out an attack", "an attack killed"."""
    governor = noun.head
    if governor.pos_ == "ADP":
        governor = governor.head
    if not is_verb(governor):
        return None
    return governor if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr") else None


def _governed(token: Token, below: Token) -> Statement | None:
    """What a word higher up makes of the statement below it."""
    word = lemma(token) if is_verb(token) else singular(token)
    if is_verb(token):
        return _governed_by_verb(token, word, below)
    some = word == "series" and below.dep_ == "prep"
    if (word in nouns("exercise") and not some) or token.lower_ == "if":
        return Statement(RecordClass.HYPOTHETICAL, token)
    if word in ("response", "reaction", "retaliation", "reply", "answer") and below.dep_ == "prep":
        return Statement(RecordClass.NONE, token)
    if word in nouns("charge") and below.dep_ == "prep":
        return Statement(RecordClass.NONE, token)
    if word in _PLANNING_NOUNS and below.dep_ in ("prep", "acl", "relcl", "compound"):
        return Statement(RecordClass.FORECAST, token)
    return None


def _governed_by_verb(token: Token, word: str, below: Token) -> Statement | None:
    if below.dep_ in SUBJECTS_AND_TIME or _is_one_event(word, below):
        return None
    if word == "involve":
        return Statement(RecordClass.NONE, token)
    if word in verbs("warning"):
        return _warned(token, below)
    for group, places, record_class in _GOVERNING:
        if word in verbs(group) and below.dep_ in places:
            return Statement(record_class, token)
    for child in token.children:
        if child.dep_ == "aux" and child.lower_ in cues("modal_future") and below.dep_ == "dobj":
            return Statement(_future_of(token), child)
    return None


def _is_one_event(word: str, below: Token) -> bool:
    """As in "are investigating a shooting that killed a boy", "condemned the murder of Juan Paz".

    One event that is news itself, not a kind of event that is spoken about.
    """
    noun = below
    if below.dep_ == "prep":
        noun = next((c for c in below.children if c.dep_ == "pobj"), below)
    if below.dep_ not in ("dobj", "prep") or noun.tag_ not in ("NN", "NNP"):
        return False
    if (word in verbs("comment") or word in verbs("inquiry")) and _names_victim(noun):
        return True
    one = any(c.lower_ in ("a", "an", "another") for c in children(noun, "det"))
    return word in verbs("inquiry") and (one or bool(children(noun, "relcl")))


def _names_victim(noun: Token) -> bool:
    """Whether it has victims that are named or counted: "the murder of the six priests"."""
    suffered = objects_of(noun, "of", "on", "against") + children(noun, "poss")
    return any(
        (token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "ORG", "FAC"))
        or token.dep_ == "nummod"
        for victim in suffered
        for token in (victim, *children(victim, "compound", "appos", "nummod"))
    )


def _warned(token: Token, below: Token) -> Statement | None:
    if below.dep_ not in ("ccomp", "prep", "xcomp"):
        return None
    modals = ("would", "will", "could", "may", "might")
    future = any(c.dep_ == "aux" and c.lower_ in modals for c in below.children)
    return Statement(RecordClass.FORECAST, token) if future or below.dep_ != "ccomp" else None


_GOVERNING: tuple[tuple[str, frozenset[str], RecordClass], ...] = (
    ("threat", frozenset({"xcomp", "ccomp", "dobj", "prep"}), RecordClass.THREAT),
    ("forecast", frozenset({"xcomp", "ccomp", "dobj"}), RecordClass.FORECAST),
    ("accusation", frozenset({"prep", "ccomp", "xcomp", "dobj"}), RecordClass.ACCUSATION),
    ("denial", frozenset({"dobj", "ccomp", "xcomp", "prep"}), RecordClass.DENIAL),
    ("claim", frozenset({"xcomp", "ccomp"}), RecordClass.CLAIM),
    ("comment", frozenset({"dobj", "prep", "xcomp", "ccomp"}), RecordClass.NONE),
)
#: As in "was killed during airstrikes", "died in clashes": the events that did it.
_MEANS = frozenset({"in", "during", "by", "from", "through"})
#: A subject or a time of a threat is itself no threat.
SUBJECTS_AND_TIME = frozenset({"nsubj", "nsubjpass", "npadvmod", "csubj", "mark"})


def _generic_plural(head: Token) -> bool:
    """As in "attacks" without article, number, place or doer: a kind of event, not one."""
    if head.dep_ == "pobj" and head.head.lower_ in _MEANS and head.head.head.tag_ == "VBN":
        return False
    if head.dep_ == "nsubj" and lemma(head.head) in ("erupt", "break", "flare", "ensue", "rage"):
        return False
    if is_verb(head) or head.tag_ not in ("NNS", "NNPS"):
        return singular(head) in ("violence", "terrorism", "warfare", "fighting") and not children(
            head, "det"
        )
    pointed = children(head, "det", "nummod", "poss", "amod", "compound")
    if pointed:
        return False
    return head.dep_ not in ("nsubj", "nsubjpass", "dobj") or lemma(head.head) not in (
        verbs("occur") | verbs("light")
    )
