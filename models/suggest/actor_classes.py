"""Sorts actors into classes that a codebook names: troops are "Military Forces of India"."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from models.codebook import ActorClass, Codebook
from models.folding import folded
from models.suggest.actor_table import ActorKind, force_class
from models.suggest.lexicon import nation_by_word, nouns, read_data
from models.suggest.names import ActorMention
from models.suggest.syntax import singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_NO_COUNTRY = re.compile(r" \(\{country\}\)| of \{country\}")
_NO_WORDS = re.compile(r"[\s:,;–-]*\{words\}")
_UNNAMED = (ActorKind.CROWD, ActorKind.PEOPLE, ActorKind.ARMED, ActorKind.FORCE, ActorKind.OBJECT)
_PEOPLE = (ActorKind.CROWD, ActorKind.PEOPLE)


class Side(StrEnum):
    """Which part an actor has in an event."""

    AGENT = "agent"
    TARGET = "target"


def class_of(actor: ActorMention, head: Token, side: Side, event: str) -> ActorClass | None:
    """The class of an actor in an event of a type; None for one that is known by name only."""
    words = [word.lower() for word in _WORD.findall(actor.words)]
    if actor.kind is ActorKind.PERSON or not words:
        return None
    if actor.kind is ActorKind.FORCE and actor.name != actor.words:
        return force_class(actor.name) or _by_noun(singular(head))
    if actor.kind is ActorKind.STATE:
        return _of_state(words, event)
    noun, before = _singular(words[-1]), words[:-1]
    if actor.kind in _UNNAMED or actor.words == actor.words.lower():
        return _by_modifier(noun, before) or _by_role(actor, noun, side, event) or _by_noun(noun)
    if any(word in nation_by_word() for word in before) and noun in _table("nouns")["military"]:
        return ActorClass.MILITARY
    return ActorClass.POLICE if "police" in words else _by_modifier(noun, before[:1])


def crowd_of(event: str) -> ActorClass | None:
    """What the people are who make an event of this type."""
    found = read_data("actor_classes")["crowd"].get(event)
    return ActorClass(found) if found else None


def gang_words() -> frozenset[str]:
    """Words that tell of organised crime."""
    return _table("nouns")["gang"] | _table("modifiers")["gang"]


def has_trait(event: str, trait: str) -> bool:
    """Whether a type of event is among those of a list in data/actor_classes.toml."""
    return event in read_data("actor_classes")["events"][trait]


def _of_state(words: list[str], event: str) -> ActorClass | None:
    """A state fights by its forces; in other events it stays a state."""
    nouns_said = {_singular(word) for word in words}
    if nouns_said & _table("nouns")["police"]:
        return ActorClass.POLICE
    fights = has_trait(event, "fighting")
    return ActorClass.MILITARY if fights or nouns_said & _table("nouns")["military"] else None


def _by_modifier(noun: str, before: list[str]) -> ActorClass | None:
    for key, words in _table("modifiers").items():
        if noun in _table("modified")[key] and not words.isdisjoint(before):
            return ActorClass(key)
    return None


def _by_noun(noun: str) -> ActorClass | None:
    return next((ActorClass(key) for key, words in _table("nouns").items() if noun in words), None)


def _by_role(actor: ActorMention, noun: str, side: Side, event: str) -> ActorClass | None:
    """People by what they do in the event, things by whose harm they stand for."""
    if noun in nouns("demonstrators"):
        return crowd_of(event) or ActorClass.PROTESTERS
    if actor.kind is ActorKind.OBJECT:
        data = read_data("actor_classes")
        harmed = side is Side.TARGET and event in data["events"]["against_civilians"]
        return ActorClass.CIVILIANS if harmed and noun in data["civil"]["objects"] else None
    armed = _by_noun(noun)
    broken_up = has_trait(event, "on_crowd")
    crowd = crowd_of(event) if side is Side.AGENT or broken_up else None
    if crowd and (actor.kind in _PEOPLE or not armed or armed is ActorClass.UNIDENTIFIED):
        return crowd
    if armed or actor.kind not in (*_PEOPLE, ActorKind.ARMED, ActorKind.ORGANIZATION):
        return armed
    if side is Side.AGENT or actor.kind is ActorKind.ARMED:
        return ActorClass.UNIDENTIFIED
    return ActorClass.CIVILIANS if actor.kind in _PEOPLE else None


class ActorNames:
    """Writes actors as a codebook wants them."""

    def __init__(self, codebook: Codebook) -> None:
        self._patterns = dict(codebook.actor_names)

    def knows(self, kind: ActorClass | None) -> bool:
        return kind in self._patterns

    def name(self, kind: ActorClass, country: str | None, words: str) -> str:
        """The name of a class; `country` is ISO 3166-1 alpha-3, `words` a noun or a name.

        Words that the class's own name has already are not said again.
        """
        pattern = self._patterns[kind]
        nation = _country_name(country)
        pattern = pattern.replace("{country}", nation) if nation else _NO_COUNTRY.sub("", pattern)
        said = {_singular(word) for word in folded(_NO_WORDS.sub("", pattern)).split()}
        known = nation_by_word()
        new = (word for word in folded(words).split() if known.get(word, ("", ""))[1] != country)
        if {_singular(word) for word in new} <= said:
            words = ""
        return pattern.replace("{words}", words) if words else _NO_WORDS.sub("", pattern)


@cache
def _country_name(code: str | None) -> str:
    data = read_data("nations")
    names = data["nation"].get(code)
    if not names:
        return ""
    return f"the {names[0]}" if code in data["with_article"] else str(names[0])


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in read_data("actor_classes")[name].items()}


def _singular(word: str) -> str:
    """The singular of a plural in -s or -men, for words without a parse."""
    if word.endswith("men") and len(word) > 3:
        return f"{word[:-3]}man"
    return word.removesuffix("s") if not word.endswith("ss") else word
