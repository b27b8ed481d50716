"""How a phrase is cut from its sentence: what of it was left off, and what it still carries.

Analysts code "the two heavily armed members of the Front who fled" as "members of the Front" or
"armed members"; which words they take is a matter of kinds of words, and is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from models.suggest.actor_table import ActorKind
from models.suggest.candidates import Candidate, Cut
from models.suggest.lexicon import read_data
from models.suggest.role_kinds import Sort, noun_of, sort_of_noun
from models.suggest.role_parse import Parse

_NAMED: Final = (Sort.PERSON, Sort.GROUP, Sort.BODY)
_IN_NAMES: Final = ("PROPN", "X", "ADP")
_MODIFYING: Final = ("ADJ", "NOUN", "PROPN", "VERB")


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of a kind in data/roles.toml under `cuts`."""
    return frozenset(read_data("roles")["cuts"][kind])


def cuts_of(candidate: Candidate, sort: Sort, parse: Parse) -> tuple[str, ...]:
    """What can be said of the edges of a phrase whose head is of a sort, by names."""
    return (*_left(candidate, sort, parse), *_right(candidate, parse))


def _left(candidate: Candidate, sort: Sort, parse: Parse) -> Iterator[str]:
    start, end = candidate.start, candidate.end
    before = start - 1
    if end - start > 1:
        yield from _words_before_head(candidate, sort, parse)
    if _is_part_of_name(candidate, parse):
        yield "name_part"
    if _stands_before_its_like(candidate, sort, parse):
        yield "compound"
    if before < 0:
        return
    if parse.words[before] in ("-", "–") and parse.ends[before] == parse.starts[start]:
        yield "hyphen_cut"
    elif parse.heads[before] in range(start, end):
        yield from _cut_left(before, start, sort, parse)


def _words_before_head(candidate: Candidate, sort: Sort, parse: Parse) -> Iterator[str]:
    inside = range(candidate.start, candidate.end)
    if _is_vague(parse, candidate.start):
        yield "vague"
    if sort is Sort.PERSON and any(not _is_of_name(parse, i) for i in inside):
        yield "titled"
    if sort is not Sort.GROUP and any(
        parse.names[i] is ActorKind.GROUP for i in inside if i < candidate.head
    ):
        yield "of_group"


def _cut_left(before: int, start: int, sort: Sort, parse: Parse) -> Iterator[str]:
    """Of what was left off: the word `before`, which hangs on the phrase."""
    if _is_vague(parse, before):
        yield "vague_cut"
    elif sort in _NAMED:
        proper = parse.pos[before] == "PROPN"
        if not _is_of_name(parse, before):
            yield "title_cut"
        elif proper and parse.entities[before] and parse.entities[before] == parse.entities[start]:
            yield "name_cut"
    elif parse.names[before] is ActorKind.GROUP:
        yield "group_cut"
    elif parse.pos[before] in _MODIFYING:
        yield "modifier_cut"


def _right(candidate: Candidate, parse: Parse) -> Iterator[str]:
    head, end = candidate.head, candidate.end
    whole = _whole_after(parse, head)
    kind = "whole" if noun_of(parse, head) in _words("parts") else "of"
    if candidate.cut is not Cut.EXTENDED:
        if whole and end == head + 1:
            yield f"{kind}_cut"
    elif whole == end:
        yield f"{kind}_told"
    else:
        yield "extended"


def _whole_after(parse: Parse, head: int) -> int:
    """Where "of the bank" after a noun ends; 0 without one."""
    for child in parse.children[head]:
        if child == head + 1 and parse.lowers[child] == "of":
            return next((n + 1 for n in parse.children[child] if parse.deps[n] == "pobj"), 0)
    return 0


def _is_vague(parse: Parse, i: int) -> bool:
    """A word that says nothing of who or what it is: "alleged", "second", "55-year-old"."""
    word = parse.lowers[i]
    if word in _words("vague") or parse.tags[i] in ("JJR", "JJS", "RBR"):
        return True
    return word.endswith("year-old") or (parse.tags[i] == "VBN" and word in _words("harmed"))


def _is_of_name(parse: Parse, i: int) -> bool:
    """Whether a word of a person's name may be part of it: no title, profession or nation."""
    if parse.pos[i] not in _IN_NAMES or parse.entities[i] == "NORP":
        return False
    word = parse.lowers[i].strip(".")
    return word not in _words("titles") and sort_of_noun(noun_of(parse, i)) is None


def _stands_before_its_like(candidate: Candidate, sort: Sort, parse: Parse) -> bool:
    """As "guerrilla" of "guerrilla fighters": who is meant is said by the word after it."""
    head = candidate.head
    above = parse.heads[head]
    joined = parse.deps[head] in ("compound", "nmod", "amod") and above >= candidate.end
    return joined and sort_of_noun(noun_of(parse, above)) is sort


def _is_part_of_name(candidate: Candidate, parse: Parse) -> bool:
    """Whether the phrase is only some words of a longer known name."""
    before, after = candidate.start - 1, candidate.end
    first, last = parse.names[candidate.start], parse.names[candidate.end - 1]
    goes_on = after < len(parse.names) and last is not None and parse.names[after] is last
    return goes_on or (before >= 0 and first is not None and parse.names[before] is first)


def is_full_name(candidates: Iterable[Candidate], sorts: Iterable[Sort], parse: Parse) -> bool:
    """Whether a phrase is all of a person's name, without title, somewhere in the article."""
    return any(
        sort is Sort.PERSON
        and candidate.head == candidate.end - 1
        and all(_is_of_name(parse, i) for i in range(candidate.start, candidate.end))
        and not _is_part_of_name(candidate, parse)
        for candidate, sort in zip(candidates, sorts, strict=True)
    )
