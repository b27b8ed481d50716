"""Victims told of one by one: who is the same person, who another, and how each of them fared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.suggest.counts_lexicon import PERSON, PERSONS
from models.suggest.counts_patterns import Harm
from models.suggest.numerals import WORDS
from models.suggest.wordlist import words

if TYPE_CHECKING:
    from models.suggest.counts_totals import CountMention

_MALE = frozenset(
    words(
        """he him himself man men boy male father brother son husband uncle nephew grandfather
        stepfather stepson boyfriend grandson gentleman policeman"""
    )
)
_FEMALE = frozenset(
    words(
        """she her herself woman women girl female mother sister daughter wife aunt niece
        grandmother stepmother stepdaughter girlfriend granddaughter lady policewoman"""
    )
)
_PRONOUN = frozenset(words("he she him her himself herself"))
_DEFINITE = frozenset(words("the this that his her their its"))
_NEW = frozenset(words("another second third fourth fifth sixth other"))
_CHILD = frozenset(words("boy girl child toddler baby infant teen teenager juvenile"))
_ADULT = frozenset(words("man woman husband wife father mother gentleman lady"))
_DESCENDANT = frozenset(
    words("son daughter stepson stepdaughter grandson granddaughter nephew niece")
)
_ELDER = frozenset(
    words(
        """mother father wife husband grandmother grandfather stepmother stepfather uncle aunt
        girlfriend boyfriend"""
    )
)
_ANYONE = frozenset(words("one person victim individual"))
#: Capitalised words before a name that are no part of it.
_TITLES = frozenset(
    words(
        """a an the officer deputy sgt sergeant lt capt captain cpl corporal mr mrs ms dr rev jr
        sr police detective trooper chief suspect victim friend private pvt"""
    )
)
_NO_NAMES = _TITLES | PERSON | PERSONS | _MALE | _FEMALE | _NEW | frozenset(WORDS)
_AGE_IN = re.compile(r"\b(?P<age>[0-9]{1,3})[\s-]+(?P<unit>year|month|week|day)s?[\s-]+old", re.I)
_AGE_AFTER = re.compile(
    r"\s*(?:,|\()\s*(?:who\s+(?:is|was)\s+)?(?:aged?\s+)?(?P<age>[0-9]{1,2})\s*(?:,|\)|\.|$)"
)
_OF = re.compile(r"\s(?:from|of|in|at|on|with|near)\s")
_NAME = re.compile(r"[A-Z][\w’'-]*[a-z][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Person:
    """What the words for one victim say of who it is.

    `age`: in years, -1 for a baby. `sex`: "m", "f" or "". `names`: the words of the name, lower
    case. `is_pronoun`: "he", "she". `is_definite`: "the boy", someone told of. `is_new`: "another".
    """

    age: int | None = None
    sex: str = ""
    names: frozenset[str] = frozenset()
    is_pronoun: bool = False
    is_definite: bool = False
    is_new: bool = False
    is_child: bool = False
    is_adult: bool = False
    #: "one", "a person": words that fit everybody.
    is_anyone: bool = False
    #: "son", "niece": below others of a family; "mother", "uncle": above or beside them.
    generation: str = ""

    def may_be(self, other: Person) -> bool:
        """Whether nothing that is said of the two tells them apart."""
        if self.names and other.names:
            return bool(self.names & other.names)
        if self.sex and other.sex and self.sex != other.sex:
            return False
        if self.generation and other.generation and self.generation != other.generation:
            return False
        if _are_ages_apart(self, other) or _are_ages_apart(other, self):
            return False
        return self.age is None or other.age is None or self.age == other.age

    def merged(self, other: Person) -> Person:
        """All that is said of someone in two places."""
        return Person(
            self.age if self.age is not None else other.age,
            self.sex or other.sex,
            self.names | other.names,
            is_child=self.is_child or other.is_child,
            is_adult=self.is_adult or other.is_adult,
            generation=self.generation or other.generation,
        )


_GROWN = 19
_YOUNG = 14
#: Words that say nothing of who it is.
ANYONE = Person()


def _are_ages_apart(child: Person, other: Person) -> bool:
    """Whether one is spoken of as a child and the other is surely grown."""
    if not child.is_child:
        return False
    if other.age is not None:
        return other.age > _GROWN
    return other.is_adult and not (child.age is not None and child.age > _YOUNG)


def describe(text: str, start: int, end: int) -> Person:
    """Who the words from `start` to `end`, and an age right after them, speak of."""
    phrase = text[start:end]
    found = _OF.split(phrase, maxsplit=1)[0].split()
    plain = [word.strip(".,'’\"“”").lower() for word in found]
    aged = _AGE_IN.search(phrase) or _AGE_AFTER.match(text, end)
    age = int(aged["age"]) if aged else None
    if aged and aged.re is _AGE_IN and aged["unit"].lower() != "year":
        age = -1
    sexes = {"m" for w in plain if w in _MALE} | {"f" for w in plain if w in _FEMALE}
    head = plain[-1] if plain else ""
    sex = "m" if head in _MALE else "f" if head in _FEMALE else ""
    if not sex and len(sexes) == 1 and plain[0] not in _DEFINITE:
        sex = next(iter(sexes))
    first = 1 if plain and plain[0] in _DEFINITE | {"a", "an", "another", "one"} else 0
    names = {
        word.lower().removesuffix("'s").removesuffix("’s")
        for word in found[first:]
        if _NAME.fullmatch(word.strip(".,'’\"“”()")) and not phrase.isupper()
    }
    names = {n.strip(".,'’\"“”()") for n in names} - _NO_NAMES
    return Person(
        age,
        sex,
        frozenset(names) if head in names else frozenset(),
        is_pronoun=len(plain) == 1 and head in _PRONOUN,
        is_definite=bool(plain) and plain[0] in _DEFINITE,
        is_new=bool(set(plain[:3]) & _NEW),
        is_child=head in _CHILD,
        is_adult=head in _ADULT,
        is_anyone=head in _ANYONE and aged is None,
        generation="below" if head in _DESCENDANT else "above" if head in _ELDER else "",
    )


@dataclass
class Victim:
    """One person that an article tells of, with all that is said of what happened to them."""

    person: Person
    mentions: list[CountMention] = field(default_factory=list)

    @property
    def is_killed(self) -> bool:
        return any(m.kind is Harm.KILLED for m in self.mentions)

    @property
    def is_hurt(self) -> bool:
        return any(m.kind in (Harm.WOUNDED, Harm.STRUCK) for m in self.mentions)


def tell_apart(mentions: Iterable[CountMention]) -> list[Victim]:
    """The people that single mentions speak of, in order; in doubt two mentions are one person."""
    victims: list[Victim] = []
    for mention in mentions:
        victim = _same(mention, victims)
        if victim is None:
            victims.append(Victim(mention.person, [mention]))
        else:
            victim.mentions.append(mention)
            victim.person = victim.person.merged(mention.person)
    return victims


def _same(mention: CountMention, victims: list[Victim]) -> Victim | None:
    """Whom among those told of before a mention speaks of, the latest first."""
    for victim in victims:
        if any(m.victim == mention.victim for m in victim.mentions):
            return victim
    person = mention.person
    fitting = [v for v in reversed(victims) if person.may_be(v.person)]
    named = [v for v in fitting if person.names & v.person.names]
    dead = [v for v in fitting if v.is_killed and mention.kind is Harm.KILLED]
    if named or person.is_pronoun:
        return next(iter(named or dead or fitting or victims[-1:]), None)
    if person.is_new:
        fitting = [v for v in fitting if v.person.is_anyone]
    if not person.is_definite:
        fitting = [v for v in fitting if not _are_listed(mention, v)]
    same_fate = [v for v in fitting if any(m.kind is mention.kind for m in v.mentions)]
    return next(iter(same_fate or fitting), None)


def _are_listed(mention: CountMention, victim: Victim) -> bool:
    """Whether both stand in one sentence, as in "a man was killed and a man wounded"."""
    return any(m.sentence == mention.sentence and not m.person.is_pronoun for m in victim.mentions)
