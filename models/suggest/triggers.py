"""Finds the words by which a codebook knows its choices, also where they stand apart.

"drone attack" is found as written, and where the syntax says the same: "attacked ... with drones".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.codebook import Field
from models.spans import Span
from models.suggest.lexicon import nouns, verbs
from models.suggest.syntax import children, is_passive, is_verb, lemma, singular, token_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DROPPED = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "on",
        "to",
        "with",
        "by",
        "his",
        "her",
        "its",
        "their",
        "be",
        "it",
        "have",
        "in",
        "for",
        "and",
        "at",
        "from",
        "into",
        "as",
        "or",
    ]
)
_WORDS = re.compile(r"[^\s\-]+")
_GAP = 5
_HARM_PROBES = {
    "killed": ("kill", "murder"),
    "wounded": ("wound", "injure", "attack"),
    "abducted": ("kidnap", "abduct"),
}
_SKIPPED = frozenset({"DET", "ADP", "NUM", "PRON", "ADJ", "PART", "AUX", "ADV"})
_PLACING = frozenset(
    {"in", "near", "outside", "during", "after", "before", "since", "around", "for", "over"}
)
_PARTICLES = frozenset({"out", "down", "back", "off", "up", "away", "over"})
_OBJECT = frozenset({"dobj", "nsubjpass", "pobj", "attr", "oprd"})
_ENTITY_CLASSES = ("armed", "people", "crowd", "weapon", "object", "state_armed")


@dataclass(frozen=True, slots=True)
class Match:
    """One choice that a stretch of text speaks for. `head` is the token that the event hangs on."""

    choice: str
    head: int
    tokens: tuple[int, ...]
    weight: float
    is_generic: bool = False

    def span(self, doc: Doc) -> Span:
        return token_span(*(doc[i] for i in self.tokens))


@dataclass(frozen=True, slots=True)
class _Phrase:
    choice: str
    words: tuple[str, ...]
    is_passive: bool = False
    #: Of a compound with a small word ("sit-in"), of which the first alone says nothing.
    is_compound: bool = False


class TriggerLexicon:
    """The triggers of one choice field, ready to be found in a parse."""

    def __init__(self, field: Field | None) -> None:
        self._by_first: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        self._shared: dict[tuple[str, ...], int] = defaultdict(int)
        for choice in field.choice_by_key.values() if field else ():
            for words, passive, compound in dict.fromkeys(
                (_content(t), _says_be(t), _is_compound(t)) for t in choice.triggers
            ):
                if not words:
                    continue
                phrase = _Phrase(choice.key, words, passive, compound)
                self._by_first[words[0]].append(phrase)
                self._shared[words] += 1
                if len(words) == 2:
                    self._by_word[words[0]].append(phrase)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def for_harm(self, kind: str, head: int) -> Match | None:
        """The choice that a count of people stands for where no trigger is in the sentence."""
        for probe in _HARM_PROBES.get(kind, ()):
            for phrase in self._by_first.get(probe, ()):
                if phrase.words == (probe,):
                    return Match(phrase.choice, head, (head,), 0.6)
        return None

    def find(self, doc: Doc, start: int, end: int) -> list[Match]:
        """The matches among the tokens from `start` to `end`, in order, best first at one head."""
        forms = {i: _forms(doc[i]) for i in range(start, end)}
        places: dict[str, list[int]] = defaultdict(list)
        for i, found in forms.items():
            for form in found:
                places[form].append(i)
        best: dict[tuple[str, int], Match] = {}
        for word, positions in places.items():
            for phrase in self._by_first.get(word, ()):
                for position in positions:
                    tokens = _contiguous(doc, phrase.words, position, forms, end)
                    self._keep(best, doc, phrase, tokens)
            for phrase in self._by_word.get(word, ()):
                for tokens in _joined(doc, positions, places.get(phrase.words[1], [])):
                    self._keep(best, doc, phrase, tokens)
        return _without_contained(
            sorted(best.values(), key=lambda m: (m.head, -m.weight, m.choice))
        )

    def _keep(
        self,
        best: dict[tuple[str, int], Match],
        doc: Doc,
        phrase: _Phrase,
        tokens: tuple[int, ...] | None,
    ) -> None:
        if tokens is None:
            return
        head = _head(doc, tokens)
        if phrase.is_passive and is_verb(doc[head]) and not is_passive(doc[head]):
            return
        if phrase.is_compound and not any(_is_hyphenated(doc, i) for i in tokens):
            return
        if len(phrase.words) == 1 and not _may_trigger(doc[head]):
            return
        generic = all(w in verbs("generic") or w in verbs("harm") for w in phrase.words)
        weight = (0.4 + 0.7 * len(phrase.words)) / self._shared[phrase.words]
        if len(phrase.words) > 1 and any(w in verbs("harm") for w in phrase.words):
            weight *= 0.5  # Who was killed says less than what killed them.
        if generic:
            weight *= 0.3 if phrase.words[0] in verbs("harm") else 0.45
        match = Match(phrase.choice, head, tokens, weight, generic)
        key = (phrase.choice, head)
        held = best.get(key)
        if held is None or (held.weight, match.tokens) < (weight, held.tokens):
            best[key] = match


def is_eventive(token: Token) -> bool:
    """Whether the word tells of something that happens, not of a person or a thing."""
    if is_verb(token):
        return True
    word = singular(token)
    if word in nouns("act"):
        return True
    return token.pos_ in ("NOUN", "PROPN") and not any(word in nouns(c) for c in _ENTITY_CLASSES)


def _content(trigger: str) -> tuple[str, ...]:
    words = _WORDS.findall(trigger.lower())
    return tuple(w for w in words if w not in _DROPPED) or tuple(words)


def _says_be(trigger: str) -> bool:
    """As in "soldier be kill": not what soldiers do."""
    return " be " in f" {trigger.lower()} "


def _is_compound(trigger: str) -> bool:
    return any("-" in word and _DROPPED & set(word.split("-")) for word in trigger.lower().split())


def _is_hyphenated(doc: Doc, position: int) -> bool:
    """Whether the token is the first of a compound, split or not."""
    follows = position + 1 < len(doc) and doc[position + 1].text == "-"
    return follows or "-" in doc[position].text


def _forms(token: Token) -> tuple[str, ...]:
    if token.is_punct or token.is_space:
        return ()
    return tuple(sorted({token.lower_, lemma(token), singular(token)}))


def _contiguous(
    doc: Doc, words: tuple[str, ...], position: int, forms: dict[int, tuple[str, ...]], end: int
) -> tuple[int, ...] | None:
    found = [position]
    for word in words[1:]:
        after = found[-1] + 1
        step = next((i for i in range(after, min(after + _GAP, end)) if word in forms[i]), None)
        if step is None or not all(doc[i].pos_ in _SKIPPED for i in range(after, step)):
            return None
        found.append(step)
    return tuple(found)


def _joined(doc: Doc, firsts: list[int], seconds: list[int]) -> list[tuple[int, ...]]:
    """Pairs of words that are not neighbours but hang together in the syntax."""
    return [
        (min(i, j), max(i, j))
        for i in firsts
        for j in seconds
        if i != j and doc[i].sent == doc[j].sent and _hang_together(doc[i], doc[j])
    ]


def _hang_together(first: Token, second: Token) -> bool:
    if is_verb(first):
        # "fire rocket": the second word is what the verb acts on.
        if is_verb(second):
            # "gathered outside ... to demand": the second says what for.
            return second.dep_ in ("advcl", "xcomp") and second.head == first
        if second.lower_ in _PARTICLES:
            return second.head == first
        apart = second.head.pos_ == "ADP" and second.head.lower_ in _PLACING
        return not apart and _governor(second) == first and _role(second) in _OBJECT
    if is_verb(second):
        # "drone attack", "rocket hit": the first does it or is used for it.
        return _means_of(first) == second and _role(first) not in ("dobj", "attr")
    return _governor(first) == second and _role(first) in ("compound", "pobj", "amod", "nmod")


def _means_of(noun: Token) -> Token:
    """As `_governor`; "attacked bases with drones" may be parsed as bases that have drones."""
    governor = _governor(noun)
    if _first(noun).head.lower_ == "with" and governor.dep_ == "dobj":
        return governor.head
    return governor


def _first(token: Token) -> Token:
    """The first of several joined by "and"."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _role(token: Token) -> str:
    return str(_first(token).dep_)


def _governor(token: Token) -> Token:
    """What a word hangs on, through "and" and through a preposition."""
    head = _first(token).head
    return head.head if head.pos_ == "ADP" and head.dep_ in ("prep", "agent") else head


def _head(doc: Doc, tokens: tuple[int, ...]) -> int:
    """The token of a match that governs the others (a verb before a noun)."""
    for i in tokens:
        if is_verb(doc[i]) and doc[i].pos_ == "VERB":
            return i
    return min(tokens, key=lambda i: (sum(1 for _ in doc[i].ancestors), -i))


def _may_trigger(token: Token) -> bool:
    if token.tag_ == "NNP" and token.ent_type_ == "DATE" and not children(token, "det"):
        return False  # "in March"
    return token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ", "AUX")


def _without_contained(matches: list[Match]) -> list[Match]:
    """Drops what a longer match holds: "bombing" within "suicide bombing"."""
    tokens = [set(m.tokens) for m in matches]
    return [
        match for n, match in enumerate(matches) if not any(tokens[n] < other for other in tokens)
    ]
