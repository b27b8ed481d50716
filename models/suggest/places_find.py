"""Finds the names of places in a text: the caller's entities and capitalised names of the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.spans import Span
from models.suggest.gazetteer import Gazetteer, Named, shared_gazetteer
from models.suggest.gazetteer_build import table
from models.suggest.places_rank import candidates, demonyms, short_states

_LONGEST = 5
_WORD = re.compile(
    r"(?:[^\W_]|[’'`‘ʿʾ](?=\w)|-(?=\w)(?!based|born|backed|"
    r"led|flagged|made|trained|bound|controlled|held|allied|aligned|run|area|style|wide)|(?<=\bSt)\.|(?<=\bMt)\.|(?<=\bFt)\.)+|U\.S\."
)
_LOWER_ARTICLE = re.compile(r"(?:al|el|as|ash|ar|ad|adh|an|at|ath|az|ez)-[A-Z]")
_CALLS_FOR_PLACE = re.compile(
    r"\b(?:in|near|at|of|from|to|outside|around|between|toward|towards|across|into|inside|through|"
    r"on|off|against|and|via|over|leaving|entered|reached|captured|seized|the)\s+(?:the\s+)?"
    r"(?:(?:town|city|village|district|province|region|area|capital|governorate|county|camp|"
    r"suburb|neighbou?rhood|port)\s+(?:of\s+)?)?"
    r"(?:(?:north|south|east|west|central)(?:[- ]?(?:east|west))?(?:ern)?\s+)?$|\w \($",
    re.I,
)
_PLACE_BEFORE_IT = re.compile(
    r"(?:(?i:\s+(?:police|fire|sheriff|county|province|district|governorate|city|village|town|"
    r"airport|camp|region|state|oblast|neighbou?rhood|residents?|authorities|base|crossing|prison|"
    r"man|woman|men|teen|couple|mother|father|mayor|officers?|PD|homes?|house|apartments?|"
    r"nightclub|club|bar|store|restaurant|motel|hotel|market|mall|park|street|mosque|church|suburb))\b"
    r"|\s*,\s+[A-Z]|\s*\()"
)
_IN_BEFORE = re.compile(r"\b(?:in|near) $", re.I)
_STREET_AFTER = re.compile(
    r"\s+(?:(?:[A-Z]\w+ )?(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Drive|Dr\.|Boulevard|Blvd\.?|"
    r"Lane|Ln\.?|Highway|Parkway|Pike|Court|Place|Terrace|Way|Hospital|University|College|"
    r"High School|Medical|Times|Tribune|Herald|Gazette)|streets?|avenues?|roads?)\b"
)
_NAME_AFTER = re.compile(
    r"[ -](?!(?:Police|County|Province|District|Governorate|City|Village|Town|Township|Airport|"
    r"Camp|Region|State|Oblast|Fire|Sheriff|Department|Municipality|Authorities|Mayor)\b)"
    r"(?:[A-Z][a-z]|(?:al|el|ez)-[A-Z])"
)
_NAME_BEFORE = re.compile(r"\b(?!(?:In|Near|At|The|From|On|And)\b)[A-Z][a-z]+\.? $")
_PLAIN_BEFORE = re.compile(
    r"\b(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Downtown|Greater|"
    r"Northeast|Northwest|Southeast|Southwest|Near|In|At|Police|Mayor|Gov\.|Governor) $"
)
_KNOWN_KINDS = frozenset({"country", "admin1", "region", "waters", "site"})
_BLOCK_OF = re.compile(r"\b(?:blocks?|corner|intersection) of (?:(?:North|South|East|West) )?$")
_ROADS = (
    r"(?:[Ss]treets?|[Aa]venues?|[Rr]oads?|[Dd]rives?|[Bb]oulevards?|[Ll]anes?|St\.|Ave\.|Rd\.)"
)
_CROSSES = re.compile(rf"\s+(?:and|&|at)\s+(?:[A-Z0-9][\w.]*\s+){{1,3}}{_ROADS}(?!\w)")
_CROSSED_BEFORE = re.compile(r"(?:\b[A-Z]\w+|\d(?:st|nd|rd|th)) (?:and|&) $")
_CROSSED_AFTER = re.compile(r"\s+(?:streets|avenues|roads|drives)\b")
_WORDS = table("place_words.toml")
_PARTICLE = frozenset(_WORDS["particles"])
_NO_PLACE = frozenset(_WORDS["no_place"])


def find_toponyms(
    text: str,
    entities: Sequence[tuple[int, int]] = (),
    names: Sequence[tuple[int, int]] = (),
    gazetteer: Gazetteer | None = None,
) -> list[Span]:
    """Spans of the text that name places, in order and without overlaps.

    `entities` are spans that a recogniser takes for places: each is kept if the index knows it.
    `names` are spans of persons and organisations: nothing inside them is a place.
    """
    index = gazetteer or shared_gazetteer()
    # Recognisers take many a foreign town for a person; "in" before it tells them apart.
    taken = [Span(*name) for name in names if not _IN_BEFORE.search(text[: name[0]][-12:])]
    found: list[Span] = []
    for entity in sorted(entities):
        span = _longest(text, _trimmed(text, Span(*entity)), index)
        free = not any(span.overlaps(other) for other in found) and not _is_taken(span, taken)
        if free and _is_known(text, span, index):
            found.append(span)
    shouted = _is_shouted(text)
    end = 0
    for span in _name_runs(text):
        if span.start < end or any(span.overlaps(other) for other in found):
            continue
        if _is_taken(span, taken):
            continue
        if _is_place(text, span, index, shouted=shouted):
            found.append(span)
            end = span.end
    return sorted(found)


def _is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Whether somebody's name overlaps, other than as a part of a longer place name."""
    return any(
        span.overlaps(other) and (span == other or not span.contains(other)) for other in taken
    )


def _is_known(text: str, span: Span, index: Gazetteer) -> bool:
    name = span.quote(text)
    if not name or name[0].islower() or _is_street(text, span):
        return False
    if all(word in _NO_PLACE for word in re.split(r"[ -]", name.casefold())):
        return name in {"US", "UK"}
    return bool(candidates(name, index))


def _is_street(text: str, span: Span) -> bool:
    """Whether the name is that of a street: "Main Street", "at Gregory and Prospect streets"."""
    before = text[max(0, span.start - 40) : span.start]
    if _STREET_AFTER.match(text, span.end) or _CROSSES.match(text, span.end):
        return True
    crossed = _CROSSED_BEFORE.search(before) and _CROSSED_AFTER.match(text, span.end)
    return bool(crossed or _BLOCK_OF.search(before))


def _longest(text: str, span: Span, index: Gazetteer) -> Span:
    """The entity, or a longer known name that begins with it ("San Miguel" de Tucumán)."""
    longer = _LONGER.match(text, span.start)
    while longer and longer.end() > span.end:
        if index.named(longer[0]):
            return Span(*longer.span())
        longer = _LONGER.match(text, span.start, longer.end() - 1)
    return span


def unknown_toponyms(
    text: str, known: Sequence[Span], names: Sequence[tuple[int, int]] = ()
) -> list[Span]:
    """Names that the wording calls places though the index lacks them: "the village of Xyz"."""
    if _is_shouted(text):
        return []
    taken = [*known, *(Span(*name) for name in names)]
    found: list[Span] = []
    for match in _UNKNOWN.finditer(text):
        span = Span(*match.span("after") if match["after"] else match.span("before"))
        if span.quote(text).split()[0].casefold() in _NO_PLACE | set(demonyms()):
            continue
        if not any(span.overlaps(other) for other in (*taken, *found)):
            found.append(span)
    return found


_LONGER = re.compile(
    r"[A-Z]\w+(?:[-’'`]\w{2,})?"
    r"(?: (?:(?:de|del|la|las|los|el|al|da|do|dos|ed|es) ){0,2}[A-Z]\w+(?:[-’'`]\w{2,})?){0,3}"
)
_RUN = r"(?:(?:al|el|as|ar|ad|an|at|az|ez)-)?[A-Z][\w’'`-]+(?:[ -][A-Z][\w’'`-]+){0,2}"
_UNKNOWN = re.compile(
    rf"\b(?:village|town|hamlet|settlement|area|district|locality|camp|city|commune)s? of "
    rf"(?P<after>{_RUN})|"
    rf"\b(?:in|at|near|on|of|outside|from|around|raided|attacked|captured|entered|stormed|seized|"
    rf"bombed|shelled|struck|hit|targeted) (?:the )?(?P<before>{_RUN})"
    r"(?= (?:village|town|hamlet|settlement|area|district|locality|camp|neighbou?rhood|commune|"
    r"sub-district|front|axis|frontline|base|outpost|checkpoint|crossing)\b|,? \(|, (?:in )?[A-Z])"
)


def _trimmed(text: str, span: Span) -> Span:
    """The entity without "the", "'s" and punctuation at its edges."""
    start, end = max(0, span.start), min(len(text), span.end)
    if text[start : start + 4].casefold() == "the ":
        start += 4
    for ending in ("'s", "’s"):
        if text[start:end].endswith(ending):
            end -= 2
    while start < end and not text[start].isalnum() and text[start] not in "'’`‘":
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".'’)"):
        end -= 1
    return Span(start, end)


def _is_shouted(text: str) -> bool:
    """Whether the text is in capitals, as old agency reports are: then capitals say nothing."""
    letters = list(filter(str.isalpha, text[:2000]))
    return sum(map(str.isupper, letters)) > 0.8 * len(letters) if letters else False


def _name_runs(text: str) -> Iterator[Span]:
    """Runs of capitalised words, at each start the longest first."""
    words = [Span(*match.span()) for match in _WORD.finditer(text)]
    capital = [_is_capital(word.quote(text)) for word in words]
    for first, word in enumerate(words):
        if not capital[first]:
            continue
        ends = []
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first and text[words[last - 1].end : words[last].start] not in {" ", "\n"}:
                break
            if capital[last]:
                ends.append(words[last].end)
            elif words[last].quote(text).casefold() not in _PARTICLE:
                break
        for end in reversed(ends):
            yield _trimmed(text, Span(word.start, end))


def _is_capital(word: str) -> bool:
    return word.lstrip("'’`‘ʿʾ")[:1].isupper() or bool(_LOWER_ARTICLE.match(word))


def _is_place(text: str, span: Span, index: Gazetteer, *, shouted: bool) -> bool:
    name = span.quote(text)
    if not _can_be_place(name):
        return name in {"US", "UK"} and not shouted
    found = index.named(name)
    before = text[max(0, span.start - 50) : span.start]
    if not found or _is_street(text, span):
        return False
    best, words = found[0], name.count(" ") + 1
    known = best.place.kind in _KNOWN_KINDS
    called = bool(_CALLS_FOR_PLACE.search(before))
    if shouted:
        return _is_widely_known(best) and (called or known)
    if not _stands_alone(before, text, span, known=known or words > 2):
        return False
    return _is_likely(
        best, words, called=called, after=bool(_PLACE_BEFORE_IT.match(text, span.end))
    )


def _is_likely(best: Named, words: int, *, called: bool, after: bool) -> bool:
    """Whether the name alone, or the words around it, make a place of it."""
    known = best.place.kind in _KNOWN_KINDS
    if known and best.grade < 2:
        return words > 1 or called or best.place.kind != "site" or len(best.place.name) > 5
    if best.grade > 0 and not known:
        return called and best.place.population >= 1000
    return called or words > 2 or after


def _can_be_place(name: str) -> bool:
    words = name.casefold().split() or [""]
    plain = words[0] in _NO_PLACE or (len(words) > 1 and words[-1] in _NO_PLACE)
    adjective = name.casefold() in demonyms() or name in short_states()
    return len(name) > 2 and not plain and not adjective


def _stands_alone(before: str, text: str, span: Span, *, known: bool) -> bool:
    """Whether the name is no part of a longer one ("Houston Whittier", "Tell Abiad")."""
    if known:
        return True
    if _NAME_AFTER.match(text, span.end):
        return False
    return not _NAME_BEFORE.search(before) or bool(_PLAIN_BEFORE.search(before))


def _is_widely_known(named: Named) -> bool:
    return named.grade == 0 and (named.place.kind != "city" or named.place.population >= 5000)
