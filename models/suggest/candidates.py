"""The phrases of an article that could fill a field: noun phrases and names in several cuts.

An analyst codes "the six Jesuit priests of the university" as "priests", "Jesuit priests" or with
all of it; so each phrase is offered trimmed word by word and extended by what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from models.spans import Span
from models.suggest.lexicon import nouns
from models.suggest.role_parse import Parse, parse_of
from models.unguarded import maker

if TYPE_CHECKING:
    from models.suggest.reading import Reading

_NOUNS = frozenset({"NOUN", "PROPN"})
_LEADING = frozenset({"DET", "PUNCT", "SPACE", "SCONJ", "CCONJ", "ADP", "PRON", "PART", "SYM"})
_SMALL_TAGS = frozenset({"DT", "PRP$", "POS", "WDT", "PDT", "CC", "IN", "WP$", "HYPH"})
_QUOTES = frozenset("\"“”'‘’`[]()-.,;:")
_EXTENDING = frozenset(
    {"of", "in", "from", "at", "for", "to", "on", "with", "near", "by", "between", "de", "against"}
)
_LONGEST = 14
_MOST_STARTS = 7
_MOST_ENDS = 4
_UNTAKEN_ENTITIES = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"}
)
_SPACES = re.compile(r"\s+")
_DETERMINER = re.compile(
    r"^(?:the|a|an|some|several|his|her|their|its|our|my|this|that|these|those|another|other|two"
    r"|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*)\s+"
)


class Cut(StrEnum):
    """How a candidate was cut from the text."""

    PHRASE = "phrase"
    TRIMMED = "trimmed"
    EXTENDED = "extended"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One phrase. `start` and `end` are tokens, `head` is the one that the phrase hangs on."""

    span: Span
    start: int
    end: int
    head: int
    sentence: int
    cut: Cut


_candidate = maker(Candidate)


def find_candidates(reading: Reading, parse: Parse | None = None) -> list[Candidate]:
    """All phrases of an article that could fill a text or actor field, in order of the text.

    Each stretch of text once; overlapping cuts of one phrase are candidates of their own.
    """
    parse = parse or parse_of(reading)
    found: dict[tuple[int, int], tuple[int, Cut]] = {}
    for left, right, head, cut in _stretches(reading, parse):
        start, end = _trimmed(parse, left, right)
        if start < end <= start + _LONGEST and parse.sentence[start] >= 0:
            inside = head if start <= head < end else end - 1
            found.setdefault((start, end), (inside, cut))
    candidates = []
    for (start, end), (head, cut) in sorted(found.items()):
        span = Span(parse.starts[start], parse.ends[end - 1])
        candidates.append(_candidate(span, start, end, head, parse.sentence[start], cut))
    return candidates


def phrase_key(text: str) -> str:
    """What two spellings of one filler have in common: no case, quotes, article or number."""
    plain = text.casefold().replace("’", "'").replace("“", " ").replace("”", " ").replace('"', " ")
    plain = _SPACES.sub(" ", plain).strip(" .,;:'-()[]")
    return _DETERMINER.sub("", plain).strip()


def shown_text(text: str, span: Span) -> str:
    """The words of a span on one line, without quotes around or within."""
    words = re.sub(r'["“”]', " ", span.quote(text))
    return _SPACES.sub(" ", words).strip(" .,;:'-()[]")


def _stretches(reading: Reading, parse: Parse) -> Iterator[tuple[int, int, int, Cut]]:
    for i, pos in enumerate(parse.pos):
        if pos in _NOUNS or parse.lemmas[i] in nouns("weapon") or _is_nominal(parse, i):
            yield from _of_head(parse, i)
    yield from _capitalised(parse)
    for entity in reading.doc.ents:
        if entity.label_ not in _UNTAKEN_ENTITIES:
            head = entity.root.i
            yield entity.start, entity.end, head, Cut.NAME
            for cut in range(entity.start + 1, min(entity.end, entity.start + 4)):
                yield cut, entity.end, head, Cut.NAME
            if entity.end - entity.start > 2:
                yield entity.start, entity.end - 1, head, Cut.NAME
    for name in reading.actors.names:
        first, last = reading.token_at(name.span.start), reading.token_at(name.span.end - 1)
        if first is not None and last is not None:
            yield first.i, last.i + 1, last.i, Cut.NAME


def _capitalised(parse: Parse) -> Iterator[tuple[int, int, int, Cut]]:
    """Names by their capitals where the tagger took a word for a verb: "Shining Path"."""
    start = 0
    for i, word in enumerate([*parse.words, "."]):
        if word[:1].isupper() and (i == 0 or parse.sentence[i] == parse.sentence[start]):
            continue
        if i - start > 1 or (i > start and word in _QUOTES):
            yield start, i, i - 1, Cut.NAME
        start = i + 1


def _is_nominal(parse: Parse, i: int) -> bool:
    """A word that stands where a noun would: "the wounded", "one of the accused"."""
    if parse.pos[i] not in ("ADJ", "NUM", "VERB", "X"):
        return False
    if parse.deps[i] not in ("pobj", "dobj", "nsubj", "nsubjpass", "conj", "appos", "attr"):
        return False
    return parse.pos[i] != "VERB" or any(parse.pos[c] == "DET" for c in parse.children[i])


def _of_head(parse: Parse, head: int) -> Iterator[tuple[int, int, int, Cut]]:
    inner = parse.deps[head] in ("compound", "nmod", "amod")
    if inner and parse.pos[head] != "PROPN":
        # A noun before a noun is a phrase of its own only as a whole: "guerrilla" attack.
        yield head, head + 1, head, Cut.TRIMMED
        return
    left = max(parse.left_edge(head), head - _LONGEST)
    starts = _starts(parse, left, head)
    ends = list(_ends(parse, head))[:_MOST_ENDS]
    for n, start in enumerate(starts):
        cut = Cut.PHRASE if n == 0 else Cut.TRIMMED
        for end in ends:
            yield start, end, head, cut if end == head + 1 else Cut.EXTENDED


def _starts(parse: Parse, left: int, head: int) -> list[int]:
    """Where the phrase may begin: each word before its head, small words left out."""
    starts = [
        i
        for i in range(left, head + 1)
        if i == head
        or not (
            parse.pos[i] in _LEADING or parse.tags[i] in _SMALL_TAGS or parse.words[i] in _QUOTES
        )
    ]
    return starts if len(starts) <= _MOST_STARTS else [starts[0], *starts[1 - _MOST_STARTS :]]


def _ends(parse: Parse, head: int) -> Iterator[int]:
    """Where the phrase may end: at its head, after a name beside it, after what hangs on it."""
    yield head + 1
    end = head + 1
    for child in parse.children[head]:
        if child < head:
            continue
        dep = parse.deps[child]
        if dep == "prep" and parse.lowers[child] in _EXTENDING:
            for noun in parse.children[child]:
                if parse.deps[noun] == "pobj":
                    yield from _after_object(parse, noun)
            end = max(end, parse.right_edge(child) + 1)
        elif dep in ("appos", "nummod", "npadvmod", "compound", "nmod", "conj"):
            end = max(end, parse.right_edge(child) + 1)
            yield end
        elif dep in ("relcl", "acl"):
            break
    if end > head + 1:
        yield end


def _after_object(parse: Parse, noun: int) -> Iterator[int]:
    yield noun + 1
    for child in parse.children[noun]:
        if child > noun and parse.deps[child] == "prep":
            for inner in parse.children[child]:
                if parse.deps[inner] == "pobj":
                    yield inner + 1
            break


def _trimmed(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """Without articles, prepositions and punctuation at the edges."""
    while start < end and (
        parse.words[start] in _QUOTES
        or parse.pos[start] == "SPACE"
        or (parse.tags[start] in _SMALL_TAGS and parse.pos[start] != "PROPN")
    ):
        start += 1
    while end > start and (
        parse.words[end - 1] in _QUOTES
        or parse.pos[end - 1] in ("SPACE", "ADP", "CCONJ", "DET")
        or parse.tags[end - 1] == "POS"
    ):
        end -= 1
    return start, end
