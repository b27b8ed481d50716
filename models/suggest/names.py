"""Says who a noun phrase stands for: a known actor, a name of the article, or a description."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.folding import folded
from models.spans import Span
from models.suggest.actor_table import (
    ActorKind,
    KnownActor,
    NameMatch,
    NameTable,
    known_actors,
    nations,
)
from models.suggest.article_names import introduced_names, kind_of_name
from models.suggest.lexicon import nouns
from models.suggest.syntax import children, conjuncts, objects_of, phrase, singular

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset({"it", "they", "them", "he", "him", "she", "her", "we", "us", "i", "you"})
_LEADING = re.compile(
    r"^(?:the|dead|an?|its|their|his|her|some|many|several|other|another|about|around|at least|"
    r"more than|up to|both|all|these|those|this|that|two of|one of|no|any|each|every)\s+",
    re.I,
)
_NUMBER_WORDS = re.compile(
    r"^(?:[\d,.]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|"
    r"dozens?|hundreds?|scores|first|second|third|suspected|alleged|unidentified|unknown|armed)\s+"
    r"(?:of\s+)?",
    re.I,
)
#: Between a name and its noun where the parse parts them: "IS militants".
_JOINED = re.compile(r"\s+(?:[\w-]+\s+)?")
_OF = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?")
#: What tells more of a group than that it is one: then it is not the one named before.
_DESCRIBING = frozenset({"amod", "compound", "nmod", "poss", "prep", "relcl", "acl", "appos"})
#: How far back (characters) a name may lie that "the group" means: two or three sentences.
_NEAR = 400
#: Of whom "both" is resolved, and what may stand between the two.
_PAIRED = frozenset({ActorKind.GROUP, ActorKind.STATE})
_AND = re.compile(r"(?: \([^)]*\))?,? and (?:the |its rival |its ally )?", re.I)
_NAMED = frozenset({ActorKind.STATE, ActorKind.GROUP, ActorKind.BODY, ActorKind.PERSON})
_NOT_FORCES = frozenset({"government", "authority", "ministry", "police"})


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor at a place in the text. `head` is the token that the phrase hangs on."""

    span: Span
    name: str
    kind: ActorKind
    head: int
    country: str | None = None
    confidence: float = 0.5
    words: str = ""

    @property
    def is_named(self) -> bool:
        return self.kind in _NAMED or self.kind is ActorKind.ORGANIZATION

    @property
    def is_armed(self) -> bool:
        return self.kind in (ActorKind.STATE, ActorKind.GROUP, ActorKind.FORCE, ActorKind.ARMED)

    @property
    def is_party(self) -> bool:
        """Whether it is surely people: neither a thing nor a name that may be a place."""
        people = self.kind in (ActorKind.CROWD, ActorKind.PEOPLE, ActorKind.BODY)
        bare = self.kind is ActorKind.STATE and self.words == self.name
        return people or (self.is_armed and not bare)


class ActorReader:
    """Reads noun phrases of one article as actors."""

    def __init__(
        self, doc: Doc, text: str, year: int | None = None, further: NameTable | None = None
    ) -> None:
        self._doc, self._text = doc, text
        self.nations = nations().find(text)
        spoken_of = frozenset(n.actor.country for n in self.nations if n.actor.country)
        known = known_actors().find(text, spoken_of, year)
        if further is not None:
            found = further.find(text)
            told = [match for match in found if match.actor.is_told]
            known = _without_overlaps([*told, *known, *found], [])
        own = introduced_names(text, doc, known)  # What an article itself says of an acronym wins.
        self.names = _without_overlaps([*own, *known], self.nations)

    def read(self, head: Token) -> ActorMention | None:
        """Who the phrase of a head stands for; None for pronouns and things without a name."""
        if head.lower_ in _PRONOUNS or head.is_punct or head.pos_ in ("ADP", "DET", "NUM", "ADV"):
            return self._from_quantity(head)
        span = phrase(head)
        named = self._name_at(head)
        if named is not None:
            return self._mention(head, named.span, named.actor, 0.85)
        return (
            self._in_apposition(head)
            or self._antecedent(head, span)
            or self._nation(head, span)
            or self._member(head, span)
            or self._owner_in_name(head, span)
            or self._description(head, span)
            or self._unlisted(head, span)
        )

    def _in_apposition(self, head: Token) -> ActorMention | None:
        """As in "a little-known group, the Red Sea Vanguard": the name that is given with it."""
        if singular(head) not in nouns("collective"):
            return None
        for name in children(head, "appos"):
            if name.pos_ == "PROPN":
                found = self.read(name)
                if found is not None and found.is_named:
                    return found
        return None

    def read_all(self, head: Token) -> list[ActorMention]:
        """The phrase and those joined to it, persons with the group that they belong to."""
        pair = self._pair(head)
        if pair:
            return pair
        found: list[ActorMention] = []
        for token in conjuncts(head):
            mention = self.read(token)
            if mention is None:
                continue
            found.append(mention)
            found += self._further_nations(token, mention)
            if mention.kind is ActorKind.PERSON:
                group = self._affiliation(token)
                if group is not None:
                    found.append(group)
        return found

    def _further_nations(self, head: Token, first: ActorMention) -> list[ActorMention]:
        """As in "the forces of India and Pakistan": one side each."""
        if first.kind is not ActorKind.STATE or singular(head) not in nouns("force"):
            return []
        joined = [n for noun in objects_of(head, "of") for n in conjuncts(noun)]
        found = [self._nation(noun, phrase(noun)) for noun in joined]
        return [replace(m, head=head.i) for m in found if m and m.country != first.country]

    def token(self, i: int) -> Token:
        return self._doc[i]

    def owner(self, head: Token) -> ActorMention | None:
        """Whose thing it is: "bases of the U.S. military", "army posts", "rebel positions"."""
        for noun in (
            *objects_of(head, "of", "belonging"),
            *children(head, "poss", "compound", "nmod"),
        ):
            mention = self.read(noun)
            if mention and (mention.kind in _NAMED or mention.kind is ActorKind.FORCE):
                return mention
        inside = [n for n in self.nations if phrase(head).contains(n.span)]
        if inside:
            return self._mention(head, inside[0].span, inside[0].actor, 0.6)
        return None

    def _mention(
        self,
        head: Token,
        span: Span,
        actor: KnownActor,
        confidence: float,
        *,
        kind: ActorKind | None = None,
    ) -> ActorMention:
        words = span.quote(self._text)
        return ActorMention(
            span, actor.name, kind or actor.kind, head.i, actor.country, confidence, words
        )

    def _name_at(self, head: Token) -> NameMatch | None:
        end = head.idx + len(head)
        for match in self.names:
            if match.span.start <= head.idx and end <= match.span.end:
                return match
        return None

    def _antecedent(self, head: Token, span: Span) -> ActorMention | None:
        """As in "the group", "the movement": the group last named, if it is the only one near."""
        if singular(head) not in nouns("collective") or head.tag_ != "NN":
            return None
        kinds = {child.dep_ for child in head.children}
        if kinds & _DESCRIBING or not any(c.lower_ in ("the", "this") for c in head.children):
            return None
        near = [
            match
            for match in self.names
            if match.actor.kind is ActorKind.GROUP
            and head.idx - _NEAR <= match.span.start
            and match.span.end <= head.idx
        ]
        if len({match.actor.name for match in near}) != 1:
            return None
        return self._mention(head, span, near[-1].actor, 0.7)

    def _pair(self, head: Token) -> list[ActorMention]:
        """As in "both", "the two groups": two groups named together, if nothing came between."""
        if not _means_two(head):
            return []
        span = phrase(head)
        before = [m for m in self.names if m.span.end <= span.start and m.actor.kind in _PAIRED]
        pair = before[-2:]
        if len({match.actor.name for match in pair}) != 2 or pair[0].span.end < head.idx - _NEAR:
            return []
        if not _AND.fullmatch(self._text, pair[0].span.end, pair[1].span.start):
            return []
        since = self._doc.char_span(pair[1].span.end, span.start, alignment_mode="contract")
        if since is not None and any(_names_several(t) for t in since):
            return []
        return [self._mention(head, span, match.actor, 0.7) for match in pair]

    def _nation(self, head: Token, span: Span) -> ActorMention | None:
        """As in "U.S. military" and "Russia" are states; "Syrian government" keeps its words."""
        at_head = [n for n in self.nations if n.span.start <= head.idx < n.span.end]
        if at_head:
            return self._mention(head, at_head[0].span, at_head[0].actor, 0.75)
        word = singular(head)
        if word not in nouns("force"):
            return None
        inside = [n for n in self.nations if span.contains(n.span)]
        for noun in objects_of(head, "of"):
            inside += [n for n in self.nations if n.span.start <= noun.idx < n.span.end]
        if not inside:
            return None
        whole = Span(min(span.start, inside[0].span.start), max(span.end, inside[0].span.end))
        mention = self._mention(head, whole, inside[0].actor, 0.8)
        if word in _NOT_FORCES:
            name = self._stripped(whole)
            return replace(mention, name=name or mention.name, kind=ActorKind.STATE)
        return mention

    def _member(self, head: Token, span: Span) -> ActorMention | None:
        """As in "FDD fighters", "members of the Front": the group that they belong to."""
        if singular(head) not in nouns("nationality_member"):
            return None
        inside = [m for m in self.names if span.contains(m.span)]
        for noun in objects_of(head, "of", "from"):
            named = self._name_at(noun)
            inside += [named] if named else []
        end = head.idx + len(head)
        following = (m for m in self.names if _OF.fullmatch(self._text, end, m.span.start))
        inside += [m for m in following if m not in inside]
        inside += [m for m in self.names if _JOINED.fullmatch(self._text, m.span.end, head.idx)]
        for match in inside:
            if match.actor.kind in (ActorKind.GROUP, ActorKind.ORGANIZATION, ActorKind.FORCE):
                return self._mention(head, match.span, match.actor, 0.75)
        return None

    def _owner_in_name(self, head: Token, span: Span) -> ActorMention | None:
        """A proper noun that no list and no tagger knows: "the Reed Marsh partisans"."""
        proper = [t for t in head.lefts if t.pos_ == "PROPN" and t.dep_ in ("compound", "nmod")]
        if singular(head) not in nouns("armed") or not proper:
            return None
        start = min(t.left_edge.idx for t in proper)
        name = self._text[start : span.end]
        return ActorMention(Span(start, span.end), name, ActorKind.GROUP, head.i, None, 0.6, name)

    def _description(self, head: Token, span: Span) -> ActorMention | None:
        kind = _generic_kind(head)
        if kind is None:
            return None
        name = self._stripped(span)
        if not name:
            return None
        return ActorMention(span, name, kind, head.i, None, 0.5, span.quote(self._text))

    def _unlisted(self, head: Token, span: Span) -> ActorMention | None:
        """A capitalised name of several words that no list and no tagger knows."""
        proper = [head, *(t for t in head.lefts if t.pos_ == "PROPN" and t.dep_ == "compound")]
        if head.pos_ != "PROPN" or len(proper) < 2:
            return None
        name = self._text[min(t.idx for t in proper) : span.end]
        kind = kind_of_name(name)
        return ActorMention(span, name, kind, head.i, None, 0.5, span.quote(self._text))

    def _from_quantity(self, head: Token) -> ActorMention | None:
        """As in "Two of the kidnappers", "eleven of its men": the people counted."""
        if head.lower_ in _PRONOUNS:
            return None
        inner = objects_of(head, "of")
        return self.read(inner[0]) if inner else None

    def _affiliation(self, person: Token) -> ActorMention | None:
        for token in person.subtree:
            if token.dep_ != "appos" and token.i != person.i:
                continue
            for noun in objects_of(token, "of", "from", "in"):
                named = self._name_at(noun)
                if named and named.actor.kind is ActorKind.GROUP:
                    return self._mention(noun, named.span, named.actor, 0.6)
        return None

    def _stripped(self, span: Span) -> str:
        """The words without article, number and guesswork, as a coder would write them."""
        words = " ".join(span.quote(self._text).split())
        before = None
        while before != words:
            before = words
            words = _NUMBER_WORDS.sub("", _LEADING.sub("", words))
        first, _, rest = words.partition(" ")
        proper = any(m.span.start == span.start for m in (*self.names, *self.nations))
        if first.istitle() and not proper and (not rest or rest.islower()) and first.isalpha():
            known = (
                self._text.find(" " + first, span.end) < 0 or self._text.find(first.lower()) >= 0
            )
            words = words[0].lower() + words[1:] if known else words
        return words.strip(" ,;:\"“”'()")


def same_actor(left: ActorMention, right: ActorMention) -> bool:
    """Whether two mentions can stand for one actor: same name, or one's words in the other's."""
    if left.name == right.name:
        return True
    a, b = set(folded(left.name).split()), set(folded(right.name).split())
    return bool(a and b) and (a <= b or b <= a)


def _means_two(head: Token) -> bool:
    """Whether a noun phrase speaks of two groups, or of any two, without telling more of them."""
    if head.lower_ == "both":
        return True
    if singular(head) not in nouns("collective") or head.tag_ != "NNS":
        return False
    kinds = {child.dep_ for child in head.children}
    return not kinds & _DESCRIBING and any(c.lower_ in ("both", "two") for c in head.children)


def _names_several(token: Token) -> bool:
    """Whether a word may be whom "both" means: "two men", but not "they are rivals"."""
    return token.pos_ == "NUM" or (token.tag_ in ("NNS", "NNPS") and token.dep_ != "attr")


def _generic_kind(head: Token) -> ActorKind | None:
    word = singular(head)
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    order = (
        ("armed", ActorKind.ARMED),
        ("state_armed", ActorKind.FORCE),
        ("crowd", ActorKind.CROWD),
        ("people", ActorKind.PEOPLE),
        ("object", ActorKind.OBJECT),
        ("organisation", ActorKind.ORGANIZATION),
    )
    return next((kind for name, kind in order if word in nouns(name)), None)


def _without_overlaps(names: list[NameMatch], nation_names: list[NameMatch]) -> list[NameMatch]:
    """The longer of overlapping names; a bare nation is no name of its own."""
    nation_spans = {match.span for match in nation_names}
    kept: list[NameMatch] = []
    for match in sorted(names, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        if match.span not in nation_spans and not any(k.span.overlaps(match.span) for k in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.span)
