"""Names that an article itself introduces: "Full Name (ABC)", nicknames, surnames later on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.folding import folded
from models.spans import Span
from models.suggest.actor_table import ActorKind, KnownActor, NameMatch, NameTable
from models.suggest.lexicon import nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ACRONYM = re.compile(r"\(\s*[\"“']?([A-Z][A-Za-z0-9\-]{1,9})[\"”']?\s*[),;]")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "in",
        "and",
        "al",
        "de",
        "del",
        "la",
        "el",
        "du",
        "des",
        "von",
        "van",
        "e",
        "y",
        "on",
        "to",
    ]
)
_NAME = r"[A-Z][\w’'\-]+(?:[ ](?:al-|el-|bin |ibn )?[A-Z][\w’'\-]+)*"
_NICKNAME = re.compile(
    rf"({_NAME})[ ][“\"‘]([A-Z][^”\"’\n]{{1,30}})[”\"’][ ]((?:al-|el-|bin )?{_NAME})"
)
_LABELS = frozenset({"PERSON", "ORG", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"})
_TITLES = re.compile(
    r"^(?:the|a|an|president|colonel|col|general|gen|captain|capt|mr|mrs|dr)\.?\s+", re.I
)


def introduced_names(text: str, doc: Doc, known: list[NameMatch]) -> list[NameMatch]:
    """Where the article uses names of its own, with the full form as the canonical one."""
    table = NameTable()
    for found in _ACRONYM.finditer(text):
        full = _expansion(text, found.start(), found.group(1))
        if full:
            _add_acronym(table, text, full, found.group(1), known)
    people = _add_nicknames(table, text)
    people += _add_entities(table, doc, known)
    return table.find(text)


def _expansion(text: str, end: int, acronym: str) -> Span | None:
    """The words before "(ABC)" whose capitals spell the acronym."""
    letters = re.sub(r"[^A-Za-z]", "", acronym).upper()
    words = [w.span() for w in _WORD.finditer(text, max(0, end - 120), end)][-12:]
    for start, _ in reversed(words):
        if not text[start].isupper():
            continue
        span = Span(start, words[-1][1])
        inner = [text[a:b] for a, b in words if a >= start]
        capitals = [p[0].upper() for w in inner for p in w.split("-") if p and p[0].isupper()]
        if capitals and len(inner) > 1 and capitals[0] == letters[0] and _spells(capitals, letters):
            return span
        if any(w[0].islower() and w.lower() not in _SMALL for w in inner):
            return None
    return None


def _spells(capitals: list[str], letters: str) -> bool:
    return "".join(capitals) == letters or (
        len(letters) > 2
        and len(capitals) >= len(letters) - 1
        and letters[: len(capitals)] == "".join(capitals)
    )


def _add_acronym(
    table: NameTable, text: str, full: Span, acronym: str, known: list[NameMatch]
) -> None:
    actor = next((m.actor for m in known if m.span.overlaps(full)), None)
    name = _TITLES.sub("", full.quote(text))
    if actor is None:
        actor = KnownActor(name, kind_of_name(name))
    table.add(name, actor)
    table.add(acronym, actor, exact=True)


def _add_nicknames(table: NameTable, text: str) -> list[str]:
    people = []
    for found in _NICKNAME.finditer(text):
        first, nick, last = found.groups()
        actor = KnownActor(f"{first} {last}", ActorKind.PERSON)
        for name in (found.group(), actor.name, nick, last):
            table.add(name, actor)
        people.append(actor.name)
    return people


def _add_entities(table: NameTable, doc: Doc, known: list[NameMatch]) -> list[str]:
    """Entities of the tagger; a shorter form of a longer name gets the longer one."""
    full: dict[str, KnownActor] = {}
    for entity in doc.ents:
        span = Span(entity.start_char, entity.end_char)
        if entity.label_ not in _LABELS or any(m.span.overlaps(span) for m in known):
            continue
        name = _TITLES.sub("", entity.text.strip()).strip("“”\"' ")
        name = re.sub(r"[’']s?$", "", name)
        if len(name) < 3 or name.islower() or not any(c.isalpha() for c in name) or "\n" in name:
            continue
        if _is_common(name.lower()):
            continue
        kind = ActorKind.PERSON if entity.label_ == "PERSON" else kind_of_name(name)
        if entity.label_ == "PERSON" and kind_of_name(name) is ActorKind.GROUP:
            kind = ActorKind.GROUP
        longer = _longer(name, full) if kind is ActorKind.PERSON else None
        table.add(name, longer or full.setdefault(name, KnownActor(name, kind)))
    return list(full)


def _is_common(word: str) -> bool:
    """Whether a word of the tagger's is no name at all: "Citizens", "Islamic"."""
    one = word.removesuffix("s")
    return word in nouns("no_name") or one in nouns("crowd") or one in nouns("people")


def _longer(name: str, full: dict[str, KnownActor]) -> KnownActor | None:
    words = set(folded(name).split())
    for other, actor in full.items():
        if actor.kind is ActorKind.PERSON and words < set(folded(other).split()):
            return actor
    return None


def kind_of_name(name: str) -> ActorKind:
    """A group by its words ("Front", "Brigades", "Army"), otherwise some organization."""
    words = folded(name).split()
    last = {words[-1], words[-1].removesuffix("s"), words[0]} if words else set()
    groups = nouns("organisation") - {"government", "ministry", "union", "party", "league"}
    armed = nouns("armed") | {"harakat", "jaysh", "jaish", "jabhat", "liwa", "ansar", "vanguard"}
    if last & armed or any(w in groups or w.removesuffix("s") in groups for w in words):
        return ActorKind.GROUP
    return ActorKind.ORGANIZATION
