"""Which verbs assert something of who did it: claims of responsibility, accusations, denials."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from models.suggest.factuality import RecordClass
from models.suggest.lexicon import cues, nouns, verbs
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
    from spacy.tokens import Token

_TAKING = frozenset({"claim", "take", "accept", "assume", "admit"})
_RESPONSIBILITY = frozenset({"responsibility", "credit"})
_BLAME = frozenset({"blame", "responsibility", "guilt"})
_CHARGES = frozenset({"accusation", "allegation", "claim", "report", "charge", "blame"})
_PART = frozenset({"involvement", "role", "part", "hand", "connection", "link", "knowledge"})
_OWN = frozenset({"it", "they", "its", "their", "we", "our"})
_PUT = frozenset({"put", "lay", "place", "pin"})


def assertion_of(verb: Token) -> RecordClass | None:
    """What a verb asserts, if it does: "claimed responsibility", "blamed", "denied"."""
    if lemma(verb) not in _asserting():
        return None
    if claims_responsibility(verb):
        return RecordClass.CLAIM
    if _denies(verb):
        return RecordClass.DENIAL
    return RecordClass.ACCUSATION if _accuses(verb) else None


@cache
def _asserting() -> frozenset[str]:
    groups = ("accusation", "denial", "speech", "suspicion")
    known = _TAKING | _PUT | {"hold", "point", "have", "play", "call", "dismiss", "describe", "be"}
    return known.union(*(verbs(group) for group in groups))


def claims_responsibility(verb: Token) -> bool:
    """As in "took credit for the blast", "responsibility was claimed by"."""
    if lemma(verb) not in _TAKING or children(verb, "neg"):
        return False
    things = children(verb, "dobj", "nsubjpass")
    doer = subject(verb)
    nobody = doer is not None and any(t.lower_ in ("no", "nobody") for t in (doer, *doer.children))
    return not nobody and any(singular(t) in _RESPONSIBILITY for t in things)


def _accuses(verb: Token) -> bool:
    if children(verb, "neg"):
        return False
    if lemma(verb) in verbs("accusation"):
        return True
    return _holds_responsible(verb) or _points_at(verb) or _lays_blame(verb) or _says_guilty(verb)


def _denies(verb: Token) -> bool:
    if children(verb, "neg"):
        return lemma(verb) in ("have", "play") and _has_no_part(verb)
    if lemma(verb) == "deny" or _has_no_part(verb):
        return True
    if lemma(verb) in verbs("denial"):
        return any(singular(t) in _CHARGES for t in children(verb, "dobj", "nsubjpass"))
    called = lemma(verb) in ("call", "dismiss", "describe", "be")
    charged = lemma(verb) != "be" or _is_charge(subject(verb))
    return called and charged and _is_called_false(verb)


def _is_charge(doer: Token | None) -> bool:
    return doer is not None and singular(doer) in _CHARGES


def _has_no_part(verb: Token) -> bool:
    """As in "had no role in", "had nothing to do with", "was not responsible for"."""
    things = children(verb, "dobj", "attr", "acomp")
    if any(t.lower_ == "nothing" for t in things) and lemma(verb) == "have":
        return any(t.lower_ == "with" for t in verb.subtree)
    return any(singular(t) in _PART and any(c.lower_ == "no" for c in t.children) for t in things)


def _holds_responsible(verb: Token) -> bool:
    return lemma(verb) == "hold" and any(
        t.lower_ in ("responsible", "accountable") for t in verb.subtree
    )


def _points_at(verb: Token) -> bool:
    if lemma(verb) != "point":
        return False
    finger = any(singular(c) == "finger" for c in children(verb, "dobj"))
    named = [n for noun in objects_of(verb, "at") for n in (noun, *noun.children)]
    return finger or any(n.pos_ == "PROPN" for n in named)


def _lays_blame(verb: Token) -> bool:
    return lemma(verb) in _PUT and any(singular(t) in _BLAME for t in children(verb, "dobj"))


def _says_guilty(verb: Token) -> bool:
    """As in "said the militia was behind the killing", "are to blame"."""
    if lemma(verb) not in verbs("speech") | verbs("suspicion"):
        return False
    own = subject(verb)
    for clause in children(verb, "ccomp", "xcomp"):
        doer = subject(clause)
        if lemma(clause) != "be" or doer is None or children(clause, "neg") or doer == own:
            continue
        if doer.pos_ == "PRON":
            continue
        behind = any(c.lower_ == "behind" for c in children(clause, "prep", "advmod"))
        guilty = any(
            t.lower_ in ("responsible", "guilty", "blame")
            for c in children(clause, "acomp", "xcomp")
            for t in (c, *c.children)
        )
        if behind or guilty:
            return True
    return False


def _is_called_false(verb: Token) -> bool:
    return any(t.lemma_.lower() in cues("falsehood") for t in verb.subtree if t.i > verb.i)


def is_about_violence(verb: Token) -> bool:
    """Whether the clause speaks of acts, weapons or harm, so that it matters without context."""
    for token in verb.subtree:
        word = singular(token) if not is_verb(token) else lemma(token)
        if word in nouns("act") or word in nouns("weapon") or word in verbs("harm"):
            return True
        if is_verb(token) and word in verbs("violent"):
            return True
    return False


def is_own_act(clause: Token) -> bool:
    """As in "it had carried out both raids", "its men were behind the attack"."""
    doer = subject(clause)
    if doer is None or not any(t.lower_ in _OWN for t in doer.subtree):
        return False
    if children(clause, "neg"):
        return False
    acts = verbs("light") | verbs("generic") | verbs("impact") | {"be", "blow", "kill", "target"}
    things = [*children(clause, "dobj", "prep"), clause]
    return lemma(clause) in acts and len(things) > 1


def said_by(verb: Token) -> list[Token]:
    """The clauses that a verb of speech reports, also as "said in a statement that ..."."""
    media = [n for p in children(verb, "prep") for n in children(p, "pobj")]
    return [*children(verb, "ccomp"), *(c for n in media for c in children(n, "acl", "ccomp"))]


def gives_own_account(verb: Token) -> bool:
    """As in "said they had aimed at a depot", "say they were shot at first": why, by a party."""
    if lemma(verb) not in verbs("speech"):
        return False
    for clause in said_by(verb):
        doer = subject(clause)
        if doer is None or doer.lower_ not in _OWN or children(clause, "neg"):
            continue
        harmed = is_passive(clause) and lemma(clause) in verbs("violent") | verbs("impact")
        if harmed or lemma(clause) in verbs("account"):
            return True
    return False
