"""Small questions to a dependency parse: subjects, objects, clauses, noun phrases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from models.spans import Span
from models.suggest.lexicon import read_data

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
#: Of so many words it is remembered what they are forms of.
_WORDS_KEPT = 20_000
_WH = frozenset({"that", "which", "who", "whom", "whose", "where", "when"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "conj", "parataxis", "relcl", "acl"})
_NP_INSIDE = frozenset({"amod", "compound", "nmod", "nummod", "poss", "case", "punct", "quantmod"})


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def lemma(token: Token) -> str:
    return _lemma(token.lower_, token.lemma_)


def singular(token: Token) -> str:
    """The lemma, with what the tagger takes for a name or a wrong plural put right."""
    return _singular(token.lower_, token.tag_, token.lemma_)


@lru_cache(maxsize=_WORDS_KEPT)
def _lemma(lower: str, told: str) -> str:
    return str(read_data("lexicon")["lemmas"].get(lower) or told).lower()


@lru_cache(maxsize=_WORDS_KEPT)
def _singular(lower: str, tag: str, told: str) -> str:
    if lower.endswith("men") and len(lower) > 3:
        return lower[:-3] + "man"
    if tag in ("NNS", "NNPS") and lower.endswith("s") and not lower.endswith("ss"):
        if lower.endswith("ies") and len(lower) > 4:
            return lower[:-3] + "y"
        if lower.endswith(("ches", "shes", "xes", "sses")):
            return lower[:-2]
        return lower[:-1]
    return _lemma(lower, told)


def children(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def own_subject(verb: Token) -> Token | None:
    """The subject that stands with the verb itself, no relative pronoun."""
    found = [c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ not in _WH]
    before = [c for c in found if c.i < verb.i]
    # The tagger may take a place in front, "In Lodwar, two men were …", for a subject as well.
    return before[-1] if before else found[0] if found else None


def subject(verb: Token) -> Token | None:
    """The subject, inherited where the verb shares that of another clause."""
    seen = 0
    while seen < 8:
        own = own_subject(verb)
        if own is not None:
            return own
        if verb.dep_ in ("relcl", "acl") and any(
            c.dep_ == "nsubj" and c.lower_ in _WH for c in verb.children
        ):
            return verb.head
        if verb.dep_ == "acl" and lemma(verb) in _INTRANSITIVE:
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") and verb.dep_ != "prep":
            return None
        verb, seen = verb.head, seen + 1
    return None


#: Verbs that take no object: after a noun they are its verb, never its participle.
_INTRANSITIVE = frozenset({"protest", "gather", "demonstrate", "rally", "clash", "march", "riot"})


def is_passive(verb: Token) -> bool:
    deps = {c.dep_ for c in verb.children}
    if "nsubjpass" in deps or ("auxpass" in deps and "nsubj" not in deps):
        return True
    if lemma(verb) in _INTRANSITIVE:
        return False
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and own_subject(verb) is None:
        return is_verb(verb.head) and is_passive(verb.head)
    return False


def conjuncts(token: Token) -> list[Token]:
    """A noun and what is joined to it."""
    return [token, *(c for c in token.conjuncts if c.i > token.i)]


def objects_of(preposition_head: Token, *prepositions: str) -> list[Token]:
    """The nouns after the prepositions that hang on a token."""
    found: list[Token] = []
    for child in preposition_head.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            found += [noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")]
    return found


def unit(token: Token) -> Token:
    """The verb whose clause, with its own subject, the token belongs to."""
    while token.dep_ != "ROOT":
        if is_verb(token) and token.dep_ in _CLAUSES and own_subject(token) is not None:
            return token
        if is_verb(token) and token.dep_ == "ccomp":
            return token
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[Token]:
    """The token and what it hangs on, up to the root."""
    yield token
    while token.dep_ != "ROOT" and token.head.i != token.i:
        token = token.head
        yield token


def phrase(head: Token) -> Span:
    """The noun phrase of a head without its clauses and trailing phrases."""
    start = head.idx
    for child in head.lefts:
        if child.dep_ in _NP_INSIDE and child.dep_ != "punct":
            start = min(start, child.left_edge.idx)
    return Span(start, head.idx + len(head))


def token_span(*tokens: Token) -> Span:
    """From the first to the last of the tokens."""
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last))
