"""How a phrase hangs on the words that tell of an event: as who did it, whom it hit, with what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from models.suggest.factuality import RecordClass
from models.suggest.mention import Mention
from models.suggest.role_kinds import noun_of, sense
from models.suggest.role_parse import Parse

_ON = frozenset({"on", "against", "at", "upon", "toward", "towards", "into", "near", "outside"})
_MEANS = frozenset({"with", "using", "by", "from"})
_LIGHT = frozenset(
    {"carry", "launch", "stage", "conduct", "mount", "perpetrate", "commit", "make", "execute",
     "undertake", "plan", "order", "lead", "organize", "plant", "place", "throw", "hurl", "fire"}
)  # fmt: skip
_ACTED_ON = frozenset({"dobj", "nsubjpass"})
_GUILT = frozenset({"responsibility", "credit", "authorship", "blame", "guilt"})
_CLAUSES = frozenset({"acl", "relcl"})
_WH = frozenset({"that", "which", "who", "whom", "whose"})


class Part(StrEnum):
    """The part that the syntax gives a phrase in an event."""

    AGENT = "agent"
    VICTIM = "victim"
    OBJECT = "object"
    GOAL = "goal"
    MEANS = "means"
    BLAMED = "blamed"
    CLAIMING = "claiming"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Relation:
    """The part of a phrase and the event word that gives it. `via` says by which syntax.

    `steps` counts the nouns between: 1 for "members of the Front attacked".
    """

    part: Part
    trigger: int
    via: str
    steps: int = 0


NO_RELATION = Relation(Part.NONE, -1, "")


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word. `is_told`: what it tells of has happened, as far as its clause says."""

    token: int
    choice: str
    weight: float
    is_told: bool
    is_generic: bool


def triggers_of(mentions: Iterable[Mention]) -> dict[int, Trigger]:
    """The event words of an article by token, each with the choice that it speaks for most."""
    found: dict[int, Trigger] = {}
    for mention in mentions:
        told = mention.record_class is RecordClass.INCIDENT
        for match in mention.matches:
            known = found.get(match.head)
            if known is None or known.weight < match.weight:
                found[match.head] = Trigger(
                    match.head, match.choice, match.weight, told, match.is_generic
                )
    return found


def relation_of(parse: Parse, head: int, triggers: dict[int, Trigger]) -> Relation:
    """The part of the phrase of a head, looked for from the head upwards."""
    token, steps = parse.leader(head), 0
    for _ in range(3):
        own = _own_clause(parse, token, steps) if steps == 0 else None
        found = own or _governed(parse, token, steps, triggers)
        if found is not None:
            return found
        above = _whole(parse, token)
        if above is None:
            break
        steps += parse.deps[token] != "appos"
        token = parse.leader(above)
    return NO_RELATION


def _whole(parse: Parse, token: int) -> int | None:
    """The noun that stands for the same: "members" of "members of the Front", an apposition."""
    via, above = parse.governor(token)
    if above == token or parse.pos[above] not in ("NOUN", "PROPN", "NUM", "PRON"):
        return None
    joined = via in ("appos", "compound", "nmod", "poss", "amod")
    return above if joined or via in ("of", "from", "belonging", "including", "like") else None


def _own_clause(parse: Parse, token: int, steps: int) -> Relation | None:
    """As in "priests murdered by soldiers", "the soldiers who murdered them"."""
    for child in parse.children[token]:
        dep = parse.deps[child]
        if dep == "amod" and parse.tags[child] == "VBN" and child < token:
            if _hits(parse, child):
                return Relation(Part.VICTIM, child, "amod", steps)
        elif dep in _CLAUSES and child > token and parse.pos[child] in ("VERB", "AUX"):
            passive = _is_passive(parse, child)
            active = (dep == "relcl" and not passive) or parse.tags[child] == "VBG"
            if not _hits(parse, child):
                continue
            if passive or (dep == "acl" and parse.tags[child] == "VBN"):
                return Relation(Part.VICTIM, child, dep, steps)
            if active and any(
                parse.lowers[c] in _WH and parse.deps[c] == "nsubj" for c in parse.children[child]
            ):
                part = Part.VICTIM if parse.lemmas[child] in sense("verbs", "suffers") else None
                return Relation(part or Part.AGENT, child, dep, steps)
    return None


def _hits(parse: Parse, verb: int) -> bool:
    word = parse.lemmas[verb]
    return any(
        word in sense("verbs", name)
        for name in ("hits_people", "hits_things", "hits_any", "suffers")
    )


def _governed(
    parse: Parse, token: int, steps: int, triggers: dict[int, Trigger]
) -> Relation | None:
    via, above = parse.governor(token)
    if above == token:
        return None
    if parse.pos[above] in ("VERB", "AUX"):
        return _of_verb(parse, via, above, steps, triggers)
    return _of_noun(parse, token, via, above, steps, triggers)


def _of_verb(
    parse: Parse, via: str, verb: int, steps: int, triggers: dict[int, Trigger]
) -> Relation | None:
    if via == "nsubj" and _is_passive(parse, verb):
        via = "nsubjpass"
    told = verb in triggers or _hits(parse, verb)
    about = _event_subject(parse, verb, triggers)
    part = _blame(parse, via, verb, told=told)
    if part is None and via in ("agent", "by") and (told or about):
        part = Part.AGENT
    if part is None and told:
        part = _told_part(parse.lemmas[verb], via)
    if part is None:
        part = _light_part(parse, via, verb, triggers)
    if part is None and about:
        part = Part.GOAL if via in _ON else Part.VICTIM if via in _ACTED_ON else None
    return Relation(part, verb, via, steps) if part else None


def _blame(parse: Parse, via: str, verb: int, *, told: bool) -> Part | None:
    """As in "blamed the Front", "attributed to the Front", "the Front claimed responsibility"."""
    word = parse.lemmas[verb]
    if word in sense("verbs", "blames") and via in ("dobj", "nsubjpass", "on", "to", "against"):
        return None if told and word in ("hold", "charge") else Part.BLAMED
    claims = word in sense("verbs", "claims") and via in ("nsubj", "agent", "by")
    if claims and any(parse.lowers[c] in _GUILT for c in parse.children[verb]):
        return Part.CLAIMING
    return None


def _told_part(word: str, via: str) -> Part | None:
    """The part that the verb of the event itself gives."""
    if via in _ACTED_ON:
        return Part.OBJECT if word in sense("verbs", "handles") else Part.VICTIM
    if via == "nsubj":
        return Part.VICTIM if word in sense("verbs", "suffers") else Part.AGENT
    return Part.GOAL if via in _ON else Part.MEANS if via in _MEANS else None


def _light_part(parse: Parse, via: str, verb: int, triggers: dict[int, Trigger]) -> Part | None:
    """As in "carried out an attack", "planted a bomb": who did, and what was handled."""
    handles = parse.lemmas[verb] in sense("verbs", "handles")
    if via in _ACTED_ON and handles:
        return Part.OBJECT
    if via != "nsubj" or not (handles or parse.lemmas[verb] in _LIGHT):
        return None
    things = [c for c in parse.children[verb] if parse.deps[c] == "dobj"]
    armed = any(t in triggers or noun_of(parse, t) in sense("nouns", "weapon") for t in things)
    return Part.AGENT if armed else None


def _event_subject(parse: Parse, verb: int, triggers: dict[int, Trigger]) -> bool:
    """Whether an event word is the subject or object of the verb: "carried out an attack"."""
    return any(
        c in triggers and parse.deps[c] in ("nsubj", "nsubjpass", "dobj")
        for c in parse.children[verb]
    )


def _of_noun(
    parse: Parse, token: int, via: str, noun: int, steps: int, triggers: dict[int, Trigger]
) -> Relation | None:
    word = noun_of(parse, noun)
    people, things = word in sense("nouns", "of_people"), word in sense("nouns", "of_things")
    goal = word in sense("nouns", "on_target")
    if not (people or things or goal or noun in triggers):
        return None
    part = None
    if via in ("by", "agent"):
        part = Part.AGENT
    elif via in _ON:
        part = Part.GOAL
    elif via in ("of", "to", "in") and (people or things or goal):
        part = Part.VICTIM if people or things else Part.GOAL
        part = part if via != "in" or things else None
    elif via == "poss":
        part = Part.VICTIM if people else Part.AGENT
    elif via in ("compound", "amod", "nmod") and token < noun:
        part = Part.VICTIM if things or people else Part.AGENT
    elif via == "with":
        part = Part.MEANS
    return Relation(part, noun, via, steps) if part else None


def _is_passive(parse: Parse, verb: int) -> bool:
    deps = {parse.deps[c] for c in parse.children[verb]}
    if "nsubjpass" in deps or ("auxpass" in deps and "nsubj" not in deps):
        return True
    if parse.deps[verb] == "conj" and parse.tags[verb] == "VBN" and "nsubj" not in deps:
        above = parse.heads[verb]
        return above != verb and parse.pos[above] == "VERB" and _is_passive(parse, above)
    return False
