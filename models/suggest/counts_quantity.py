"""Quantities of people in a sentence: "at least 24 students", "dozens", "a hunter", "nobody"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.suggest.counts_lexicon import (
    MODIFIERS,
    NAMED_NUMBERS,
    NOBODY,
    NOT_PEOPLE,
    PERSON,
    PERSONS,
    PHRASE_STOP,
    VAGUE,
)
from models.suggest.numerals import NUMBER, parse_number
from models.values import Count, Wording


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people in a text: `start` to `number_end` is the number, to `end` its phrase.

    `is_more`: people besides those already counted ("another", "others"). `is_part`: some of
    them ("two of them"). `has_noun`: the phrase names people.
    """

    start: int
    number_end: int
    end: int
    count: Count
    is_more: bool = False
    is_part: bool = False
    has_noun: bool = False


def _words(phrases: Iterable[str]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(phrase.replace(" ", r"\s+") for phrase in ordered)


_MORE = r"(?:another|an?\s+(?:further|additional)|(?:a\s+)?further|additional|other|the\s+other)"
_DOZENS = r"(?:half\s+a|a|two|three|four)\s+dozen(?!s)"
_COUNTED = re.compile(
    rf"(?<![\w$£€.,:/#-])(?:(?P<between>between)\s+(?P<low>{NUMBER})\s+and\s+(?P<high>{NUMBER})"
    rf"|(?:(?P<more>{_MORE})\s+)?(?:(?P<modifier>{_words(MODIFIERS)})\s+)?(?:(?P<more2>{_MORE})\s+)?"
    rf"(?:all\s+|the\s+(?!lives)|both\s+)?(?:(?P<first>[0-9]+(?=\s?[-–]\s?[0-9])|{NUMBER}(?=\s+(?:to|or)\s))"
    rf"\s?(?:[-–]|to|or)\s?(?P<second>{NUMBER})(?!-)"
    rf"|(?P<named>{_DOZENS}|a\s+couple)|(?P<number>{NUMBER})))"
    r"(?![\w%$]|[.,:/][0-9]|-\w|\s?(?:percent|per\s+cent|%))"
    r"(?P<plus>\+|\s+or\s+more(?!\w))?",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    rf"(?<![\w-])(?:(?P<more>another|the)\s+)?(?P<word>{_words(VAGUE)})(?:\s+of(?=\s))?"
    r"(?:\s+(?P<others>more|other))?(?![\w-])",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    rf"(?<![\w-])(?P<word>{_words(NOBODY)})(?:\s+of(?=\s))?(?![\w-])", re.IGNORECASE
)
_SINGLE = re.compile(
    r"(?<![\w-])(?P<word>an?|another|the|his|her|their|its|one|he|she|himself|herself)(?![\w-])",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:\s+[\"“‘]?|(?<=\w)['’](?=s\b))(?P<word>\w(?:[\w'’.-]*\w)?)")
_PARTITIVE = re.compile(
    r"\s+of\s+(?P<whose>the|its|his|her|their|these|those|our|them|whom|us)(?!\w)", re.IGNORECASE
)
_OTHERS = re.compile(r"\s+(?P<more>others?|more|besides)(?!\w|\s+than)", re.IGNORECASE)
_NO_COUNT_BEFORE = re.compile(
    r"(?:\b(?:age[ds]?(?:\s+from)?|ages\s+of|(?:younger|older)\s+than|battalion|brigade|division|regiment|highway|route|no\.?|number|unit|from|chapter|page"
    r"|jan(?:uary|\.)?|feb(?:ruary|\.)?|march|april|may|june|july|aug(?:ust|\.)?|sept(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?|channel|interstate|father|mother|caliber|calibre|km)\s+(?:of\s+)?$)",
    re.IGNORECASE,
)
_YEARS_OLD = re.compile(
    r"\s+(?:years?[\s-]olds?|y\.?o\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)\b",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"\s*(?:,|\)|and\s+[0-9])")
_AGE_BEFORE = re.compile(
    r"[^\W\d][\w'’.-]*[\"”]?(?:,[\"”]?\s*|\s*\()(?:[0-9]+(?:,\s*|\s+and\s+))*$"
)


_NAME_BEFORE = re.compile(r"(?-i:[A-Z][\w’'-]+\s+[A-Z][\w’'-]+\s+)$")


def find_quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The quantities of people between two positions, in order, none overlapping another."""
    found = [*_counted(text, start, end), *_vague(text, start, end)]
    found += [*_nobody(text, start, end), *_single(text, start, end)]
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda one: (one.start, -one.number_end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _counted(text: str, start: int, end: int) -> Iterator[Quantity]:
    for found in _COUNTED.finditer(text, start, end):
        count = _count_of(found)
        before = text[max(start, found.start() - 24) : found.start()]
        plain = (found["number"] or found["first"]) and not found["modifier"]
        if count is None or (plain and _is_no_count(found, text, before, end)):
            continue
        if _YEARS_OLD.match(text, found.end()):
            continue
        quantity = _with_phrase(text, found.start(), found.end(), end, count)
        if quantity:
            more = bool(found["more"] or found["more2"])
            yield _marked(quantity, is_more=more)


def _is_no_count(found: re.Match[str], text: str, before: str, end: int) -> bool:
    """Whether a bare number is an age, a date, the name of a unit or a road."""
    digits = found["number"] or found["first"]
    if _NO_COUNT_BEFORE.search(before):
        return True
    if _AGE_BEFORE.search(before) and _AGE_AFTER.match(text, found.end(), end):
        return True
    if _NAME_BEFORE.search(before) and text.startswith(",", found.end()):
        return True  # "John Smith 21, was found"
    return digits.isdigit() and len(digits) == 4 and digits[:2] in {"18", "19", "20"}


def _count_of(found: re.Match[str]) -> Count | None:
    if found["between"] or found["first"]:
        low = parse_number(found["low"] or found["first"])
        high = parse_number(found["high"] or found["second"])
        if low is None or high is None or low > high:
            return None
        return Count(low, None, high, Wording.RANGE)
    modifier = re.sub(r"\s+", " ", (found["modifier"] or "").lower())
    if found["named"]:
        number = NAMED_NUMBERS.get(re.sub(r"\s+", " ", found["named"].lower()))
        wording = MODIFIERS.get(modifier, Wording.ABOUT)
    else:
        number = parse_number(found["number"])
        wording = Wording.AT_LEAST if found["plus"] else MODIFIERS.get(modifier, Wording.EXACT)
    return worded(number, wording) if number is not None else None


_BOUNDED = frozenset({Wording.AT_LEAST, Wording.AT_MOST, Wording.ABOUT})


def worded(number: int, wording: Wording) -> Count:
    """A number as an article says it; "0" without a bound is none at all."""
    if wording not in _BOUNDED:
        wording = Wording.EXACT if number else Wording.NONE
    return Count.worded(number, wording)


def _vague(text: str, start: int, end: int) -> Iterator[Quantity]:
    for found in _VAGUE.finditer(text, start, end):
        wording = VAGUE[re.sub(r"\s+", " ", found["word"].lower())]
        count = Count(None, None, None, wording)
        quantity = _with_phrase(text, found.start(), found.end(), end, count)
        if quantity and (wording is not Wording.SEVERAL or _is_group(quantity)):
            more = bool(found["others"]) or found["word"].lower() == "others"
            yield _marked(quantity, is_more=more)


def _is_group(quantity: Quantity) -> bool:
    """Whether "some", "many" and the like stand alone or before people."""
    return quantity.has_noun or quantity.end == quantity.number_end


def _nobody(text: str, start: int, end: int) -> Iterator[Quantity]:
    for found in _NOBODY.finditer(text, start, end):
        count = Count(0, 0, 0, Wording.NONE)
        quantity = _with_phrase(text, found.start(), found.end(), end, count)
        if quantity:
            yield quantity


def _single(text: str, start: int, end: int) -> Iterator[Quantity]:
    """One person: "a hunter", "another", "one", "the mayor", "he"."""
    for found in _SINGLE.finditer(text, start, end):
        word = found["word"].lower()
        quantity = _with_phrase(text, found.start(), found.end(), end, Count(1, 1, 1))
        if quantity is None:
            continue
        head = text[quantity.number_end : quantity.end].replace(" old", "-old").split()[-1:] or [""]
        if head[0].lower() == "couple":
            yield replace(quantity, count=Count(2, 2, 2), has_noun=True)
            continue
        alone = quantity.end == quantity.number_end
        if alone and word not in _ALONE:
            continue
        is_death = word in {"a", "another", "one"} and head[0].lower() in {"death", "fatality"}
        is_death = is_death and not text.startswith(" of", quantity.end)
        if not alone and (word in _PRONOUNS or not (_is_person(head[0]) or is_death)):
            continue
        phrase = text[quantity.number_end : quantity.end]
        is_more = word in {"another", "himself", "herself"} or _ORDINAL.match(phrase)
        yield _marked(quantity, is_more=bool(is_more))


_OLD = ("-year-old", "-month-old", "-week-old", "-day-old")
_YEAR = ("-year", "-month", "year", "month")
_ORDINAL = re.compile(r"\s+(?:second|third|fourth|fifth|sixth|[0-9]+th)\s", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "himself", "herself"})
_ALONE = _PRONOUNS | {"another", "one"}


def _is_person(word: str) -> bool:
    plain = word.lower().strip(".,'’")
    return (
        plain in PERSON
        or plain.endswith(_OLD)
        or (word[:1].isupper() and plain.endswith(("an", "ese", "i", "ish")) and len(plain) > 4)
    )


def _marked(quantity: Quantity, *, is_more: bool) -> Quantity:
    return Quantity(
        quantity.start, quantity.number_end, quantity.end, quantity.count,
        quantity.is_more or is_more, quantity.is_part, quantity.has_noun,
    )  # fmt: skip


def _is_acronym(text: str, word: re.Match[str]) -> bool:
    """Whether a word such as "IS" is a name: in capitals among words that are not."""
    after = text[word.end() : word.end() + 2].strip()
    return word["word"].isupper() and len(word["word"]) > 1 and after.islower()


def _with_phrase(text: str, start: int, number_end: int, end: int, count: Count) -> Quantity | None:
    """The quantity with the noun phrase after it; None when it counts something else."""
    position, is_part, is_more = number_end, False, False
    if partitive := _PARTITIVE.match(text, position, end):
        is_part = partitive["whose"].lower() in {"them", "whom", "us"}
        position = partitive.end()
    phrase_end, head = position if is_part else number_end, ""
    for _ in range(7):
        if more := _OTHERS.match(text, position, end):
            is_more, position = True, more.end()
            phrase_end = position
            continue
        word = _WORD.match(text, position, end)
        if not word or (word["word"].lower() in PHRASE_STOP and not _is_acronym(text, word)):
            break
        aged = head.endswith(_YEAR) and word["word"].lower() == "old"
        head, position = _OLD[0] if aged else word["word"].lower(), word.end()
        phrase_end = position
        if text[position - 1] == ".":
            break
    head = head.rstrip(".'’").removesuffix("'s").removesuffix("’s")
    if head in NOT_PEOPLE:
        return None
    has_noun = head in PERSONS or head in PERSON or head.endswith(_OLD)
    return Quantity(start, number_end, phrase_end, count, is_more, is_part, has_noun)
