"""The raw text before syntax: letter case, dateline and sentences, all without spaCy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from models.dates import day_of
from models.month_words import MONTHS
from models.spans import Span
from models.suggest.text_case import needs_truecasing, truecase
from models.suggest.wordlist import words

__all__ = ["Dateline", "find_dateline", "needs_truecasing", "sentence_spans", "truecase"]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report was filed, as it stands before its first sentence.

    `span` covers all of it with the dash; `place` and `date_span` the named parts; `date` is the
    day where it is written with a year.
    """

    span: Span
    place: Span | None = None
    date_span: Span | None = None
    date: date | None = None


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?[ ])?"
    rf"(?:(?P<d1>[0-3]?[0-9])[ ](?P<m1>{_MONTH})|(?P<m2>{_MONTH})[ ](?P<d2>[0-3]?[0-9])(?![0-9]))"
    r"(?:,?[ ](?P<y>(?:(?:19|20)[0-9]{2}|[0-9]{2}))(?![0-9]))?)"
)
_WORD = r"[^\W\d_][\w'’.-]*"
_PLACE = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}(?:(?:,[ ]|/){_WORD}(?:[ ]{_WORD}){{0,3}}){{0,2}}?"
_SOURCE = r"(?:\((?P<agency>[^)\n]{2,60})\)|\[[^\]\n]{2,60}\])"
_DATELINE = re.compile(
    rf"[ \t\u00a0]*(?:(?P<place>{_PLACE})(?:,?[ ](?P<date>{_DATE}))?[ ]?(?:{_SOURCE}[ ]?){{0,2}}"
    rf"|{_SOURCE.replace('agency', 'agency2')}[ ]?)(?P<dash>--+|—|–|[-_](?=[ ])|_$)[ ]?",
    re.IGNORECASE | re.MULTILINE,
)
#: Words that stand in no name of a place, so that what holds them is a sentence with a dash.
_NO_PLACE = frozenset(
    words("""
    the a an of in on at by for with from and or but not is was were are be has have had said
    says he she it they we i you his her its their this that these those who what when where why
    how no police army killed dead people man woman men women two three four five six seven
    eight nine ten updated breaking note editor correction video watch read photo listen
    """)
)
_LINES_SEARCHED = 3


def find_dateline(text: str) -> Dateline | None:
    """The dateline of a text ("LIMA, 20 AUG 88 (EFE) --", "OUAGADOUGOU —"), if it has one.

    It is looked for at the start of the first lines only, as a title may stand before it.
    """
    lines = (line for line in re.finditer(r"[^\n]+", text) if not line[0].isspace())
    for line in islice(lines, _LINES_SEARCHED):
        found = _DATELINE.match(text, line.start(), min(line.end(), line.start() + 200))
        if found and _is_dateline(found, text):
            return _dateline(found)
    return None


def _is_dateline(found: re.Match[str], text: str) -> bool:
    """Whether the words before the dash are a place, by how they are written."""
    source = found["agency"] or found["agency2"]
    if found.end() >= len(text.rstrip()):
        return False
    place = found["place"]
    if place is None:
        return source is not None and len(source.split()) <= 4
    words = re.findall(r"[\w'’]+", place)
    if any(word.lower() in _NO_PLACE and not word.isdigit() for word in words):
        return False
    if source or found["date"]:
        return True
    first = place.split(",")[0]
    return len(first) >= 3 and first.upper() == first and len(words) <= 6


def _dateline(found: re.Match[str]) -> Dateline:
    place = Span(*found.span("place")) if found["place"] else None
    date_span = Span(*found.span("date")) if found["date"] else None
    return Dateline(Span(found.start(), found.end()), place, date_span, _written_date(found))


def _written_date(found: re.Match[str]) -> date | None:
    """The day of the dateline, if its year is written; two digits are read as 1950 to 2049."""
    if not found["date"] or not found["y"]:
        return None
    year = int(found["y"])
    if year < 100:
        year += 1900 if year >= 50 else 2000
    month = MONTHS[(found["m1"] or found["m2"])[:3].lower()]
    return day_of(year, month, found["d1"] or found["d2"])


#: Where two sentences stand without a space between them ("on Saturday.Two men"): not within
#: initials, host names or abbreviations, which have a capital or a single letter before the stop.
_GLUED = r"(?<=[a-z0-9]{2})[.!?][”’]?(?=[\"“]?[A-Z][a-z’']*\s)"
_GLUED_BREAK = re.compile(_GLUED)
_BREAK = re.compile(
    rf"[.!?…]+[\"”’')\]]*(?=\s)|(?:\r?\n[ \t]*){{2,}}|\r?\n(?=[ \t]*[A-Z\"“(])|{_GLUED}"
)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text, in order, without the space around them."""
    spans: list[Span] = []
    start = 0
    for found in _BREAK.finditer(text):
        if _ends_sentence(text, found):
            _append_trimmed(spans, text, start, found.end())
            start = found.end()
    _append_trimmed(spans, text, start, len(text))
    return spans


def glued_starts(text: str) -> list[int]:
    """Where sentences begin that follow the one before without a space."""
    return [
        found.end()
        for found in _GLUED_BREAK.finditer(text)
        if text[found.start() - 1].isalpha() and _ends_sentence(text, found)
    ]


_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Pvt|Brig|Adm|Cmdr|Gov|Sen|Rep|Rev|Hon|Pres|St|Ft|Mt"
    r"|Jr|Sr|Inc|Corp|Ltd|Co|No|vs|etc|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Calif|Fla|Ill|Mass"
    r"|Mich|Minn|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis|Ala|Ariz|Ark|Colo|Conn|Ga|Ind|Kan|Ky|La|Md|Miss|Mo|Mont|Neb"
    r"|Nev|Mon|Tues?|Wed|Thurs?|Fri|Sat|Ave|Blvd|Rd|Dept|Det|Supt|Insp)|\b[A-Za-z]|\b[A-Z]\.[A-Z]|\b[ap]\.m)\.$"
)


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    if "\n" in found[0]:
        return True
    rest = text[found.end() : found.end() + 4].lstrip()
    if found[0] == "." and _ABBREVIATION.search(text[max(0, found.start() - 8) : found.end()]):
        return "\n\n" in text[found.end() : found.end() + 3]
    return not rest[:1].islower() or not any(map(str.isupper, text[:400]))


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
