"""The parse of one article as plain lists: what looks at each token many times reads these."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.suggest.actor_table import ActorKind
from models.suggest.lexicon import read_data

if TYPE_CHECKING:
    from models.suggest.reading import Reading


@dataclass(eq=False)
class Parse:
    """One entry a token. `head` of a root is the root itself; `sentence` is -1 outside of any."""

    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    entities: list[str]
    sentence: list[int]
    #: The kind of actor whose name a token belongs to, if any.
    names: list[ActorKind | None]

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that hang on each token, in order."""
        found: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                found[head].append(i)
        return found

    def left_edge(self, i: int) -> int:
        """The first token of all that hangs to the left of a token, itself included."""
        while self.children[i] and self.children[i][0] < i:
            i = self.children[i][0]
        return i

    def right_edge(self, i: int) -> int:
        while self.children[i] and self.children[i][-1] > i:
            i = self.children[i][-1]
        return i

    def governor(self, i: int) -> tuple[str, int]:
        """What a noun hangs on and how: the dependency, or the preposition between them."""
        head = self.heads[i]
        if self.deps[i] == "pobj" and self.pos[head] in ("ADP", "SCONJ", "VERB", "ADV"):
            return self.lowers[head], self.heads[head]
        return self.deps[i], head

    def leader(self, i: int) -> int:
        """The first of a list that a noun is joined to ("A, B and C": A for each)."""
        seen = 0
        while self.deps[i] == "conj" and self.pos[self.heads[i]] in ("NOUN", "PROPN", "PRON"):
            i, seen = self.heads[i], seen + 1
            if seen > 12:
                break
        return i


def parse_of(reading: Reading) -> Parse:
    """The lists of an article's parse."""
    doc = reading.doc
    own = read_data("lexicon")["lemmas"]
    sentence = [-1] * len(doc)
    for number, found in enumerate(reading.sentences):
        sentence[found.start : found.end] = [number] * (found.end - found.start)
    names: list[ActorKind | None] = [None] * len(doc)
    for match in reading.actors.names:
        token = reading.token_at(match.span.start)
        while token is not None and token.idx < match.span.end:
            names[token.i] = match.actor.kind
            token = doc[token.i + 1] if token.i + 1 < len(doc) else None
    tokens = reading.tokens
    lowers = reading.lowers
    return Parse(
        words=[token.text for token in tokens],
        lowers=lowers,
        lemmas=[own.get(w) or t.lemma_.lower() for w, t in zip(lowers, tokens, strict=True)],
        pos=[token.pos_ for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=[token.head.i for token in tokens],
        starts=[token.idx for token in tokens],
        ends=[token.idx + len(token) for token in tokens],
        entities=[token.ent_type_ for token in tokens],
        sentence=sentence,
        names=names,
    )
