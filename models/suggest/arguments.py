"""Who does what to whom: agents and targets of an event word, by the syntax around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.suggest.actor_table import ActorKind
from models.suggest.lexicon import nouns, verbs
from models.suggest.names import ActorMention, ActorReader
from models.suggest.syntax import (
    children,
    conjuncts,
    is_passive,
    is_verb,
    lemma,
    objects_of,
    phrase,
    singular,
    subject,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGAINST = ("on", "against", "at", "targeting", "into", "upon", "toward", "towards")
_VICTIM_OF = frozenset(
    {"killing", "assassination", "murder", "kidnapping", "abduction", "bombing", "shelling",
     "shooting", "death", "massacre", "execution", "bombardment", "burning", "destruction",
     "kidnaping", "arrest", "injury", "rape"}
)  # fmt: skip
_EXPLOSIVE = frozenset({"bomb", "mine", "landmine", "device", "explosive", "ied", "booby-trap"})
_MOVING_INTO = frozenset({"hit", "strike", "trigger", "run", "drive", "step"})
_DEATH = frozenset({"die", "perish", "suffer", "sustain", "succumb"})
_FIGHT = frozenset({"clash", "fight", "battle", "skirmish"})
_TRADE = frozenset({"exchange", "trade"})
_SHOTS = frozenset({"fire", "gunfire", "shot", "shell", "blow", "artillery"})
_UNDER = frozenset({"come", "be", "fall"})


@dataclass
class Arguments:
    """The actors of an event, in the order of how surely they were found."""

    agents: list[ActorMention] = field(default_factory=list)
    targets: list[ActorMention] = field(default_factory=list)
    #: Both sides of one and the same fight.
    is_mutual: bool = False

    def add(self, other: Arguments) -> None:
        self.agents += [m for m in other.agents if m not in self.agents]
        self.targets += [m for m in other.targets if m not in self.targets]
        self.is_mutual = self.is_mutual or other.is_mutual


def arguments_of(head: Token, actors: ActorReader) -> Arguments:
    """The agents and targets that the syntax gives to one event word."""
    if is_verb(head):
        return _of_verb(head, actors)
    return _of_noun(head, actors)


def _of_verb(verb: Token, actors: ActorReader) -> Arguments:
    found = Arguments()
    doer, word = subject(verb), lemma(verb)
    if is_passive(verb):
        if verb.dep_ in ("acl", "amod") and doer is None:
            doer = verb.head if verb.dep_ == "acl" else None
        doer = doer if doer is not None else _fronted(verb, actors)
        found.targets += _read(doer, actors)
        found.agents += _doers(objects_of(verb, "by"), actors)
        return found
    doer = doer if doer is not None else _fronted(verb, actors)
    objects = children(verb, "dobj")
    found.agents += _doers(
        [n for c in children(verb, "agent") for n in children(c, "pobj")], actors
    )
    if word in _DEATH:
        found.targets += _read(doer, actors)
        return found
    if word in _MOVING_INTO and _explosives(verb, objects):
        found.targets += _read(doer, actors)
        return found
    found.agents += _doers([doer] if doer is not None else [], actors)
    found.targets += _acted_on(verb, objects, actors)
    if _is_fight(verb, objects):
        found.targets += _doers(objects_of(verb, "with", "against"), actors)
        found.is_mutual = True
        _set_against(found)
    return found


def _is_fight(verb: Token, objects: list[Token]) -> bool:
    """As in "clashed with", "exchanged fire"."""
    shots = any(singular(noun) in _SHOTS for noun in objects)
    return lemma(verb) in _FIGHT or (lemma(verb) in _TRADE and shots)


def _set_against(found: Arguments) -> None:
    """Of those who "clashed", the first stands against the others, unless more is said."""
    if not found.targets and len({a.name for a in found.agents}) > 1:
        first = found.agents[0].name
        found.targets = [a for a in found.agents if a.name != first]
        found.agents = [a for a in found.agents if a.name == first]


def _fronted(verb: Token, actors: ActorReader) -> Token | None:
    """The subject that the parse joined to a place before it: "In Lodwar, Turkana, two men …"."""
    if verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return None
    i, first = verb.i - 1, verb.sent.start
    while i >= first and verb.doc[i].dep_ in ("aux", "auxpass", "neg", "advmod"):
        i -= 1
    if i < first or verb.doc[i].pos_ not in ("NOUN", "PROPN"):
        return None
    noun = verb.doc[i]
    while noun.dep_ == "conj" and any(c.dep_ == "cc" for c in noun.head.children):
        noun = noun.head
    mention = actors.read(noun) if noun.dep_ in ("conj", "appos", "pobj") else None
    return noun if mention is not None and mention.is_party else None


def _acted_on(verb: Token, objects: list[Token], actors: ActorReader) -> list[ActorMention]:
    direct = [m for noun in objects for m in _read(noun, actors)]
    goal = [m for noun in objects_of(verb, *_AGAINST) for m in _read(noun, actors)]
    placed = [m for m in goal if m.kind is not ActorKind.STATE or not _is_place(m)]
    if any(_is_weapon(noun) for noun in objects):
        return placed
    return direct + placed


def _of_noun(noun: Token, actors: ActorReader) -> Arguments:
    found = Arguments()
    word = singular(noun)
    found.agents += _doers(objects_of(noun, "by"), actors)
    found.agents += _modifier_doers(noun, actors)
    for target in objects_of(noun, *_AGAINST):
        found.targets += _read(target, actors)
    if word in _VICTIM_OF:
        for target in objects_of(noun, "of"):
            found.targets += _read(target, actors)
    for between in _sides_between(noun):
        sides = _read(between, actors)
        found.agents += sides[:1]
        found.targets += sides[1:]
        found.is_mutual = True
    found.add(_around_noun(noun, actors))
    return found


def _sides_between(noun: Token) -> list[Token]:
    """As in "a clash between A and B", "clashes broke out in the north between A and B"."""
    own = objects_of(noun, "between")
    if own or noun.dep_ != "nsubj" or not is_verb(noun.head):
        return own
    told = [noun.head, *children(noun.head, "dobj")]
    return [side for token in told for side in objects_of(token, "between")]


def _around_noun(noun: Token, actors: ActorReader) -> Arguments:
    """What the verb beside an event noun tells: "launched an attack", "the attack hit a base"."""
    found = Arguments()
    governor = noun.head
    if governor.pos_ == "ADP" and is_verb(governor.head):
        return _after_preposition(governor, actors)
    if not is_verb(governor):
        return found
    word = lemma(governor)
    if noun.dep_ == "dobj" and word in verbs("light"):
        doer = subject(governor)
        found.agents += _doers([doer] if doer is not None else [], actors)
        found.targets += [
            m for target in objects_of(governor, *_AGAINST) for m in _read(target, actors)
        ]
    elif noun.dep_ == "nsubj" and not is_passive(governor):
        objects = [o for o in children(governor, "dobj") if o.lower_ != "place"]
        found.targets += [m for o in objects for m in _read(o, actors)]
    elif noun.dep_ == "nsubjpass" and word in verbs("light"):
        found.agents += _doers(objects_of(governor, "by"), actors)
    return found


def _after_preposition(preposition: Token, actors: ActorReader) -> Arguments:
    """As in "came under fire", "was hit by mortar fire", "died in a raid"."""
    found, verb = Arguments(), preposition.head
    word = preposition.lower_
    under = word == "under" and lemma(verb) in _UNDER
    by_event = word in ("by", "in", "during") and (is_passive(verb) or lemma(verb) in _DEATH)
    if under or by_event:
        found.targets += _read(subject(verb), actors)
    return found


def _modifier_doers(noun: Token, actors: ActorReader) -> list[ActorMention]:
    """As in "U.S. drone strike", "Boko Haram's raid", "rebel attack"."""
    found = []
    for child in children(noun, "poss", "compound", "amod", "nmod"):
        mention = actors.read(child)
        if mention is not None and mention.is_armed:
            found.append(mention)
    if not found and actors.nations:
        span = phrase(noun)
        for nation in actors.nations:
            if span.contains(nation.span):
                owner = actors.owner(noun)
                found += [owner] if owner and owner.kind is ActorKind.STATE else []
                break
    return found


def _doers(tokens: Iterable[Token], actors: ActorReader) -> list[ActorMention]:
    """The actors behind a subject: of a weapon or an event, those who used it."""
    found: list[ActorMention] = []
    for token in tokens:
        for noun in conjuncts(token):
            if _is_weapon(noun) or singular(noun) in nouns("act"):
                found += _users(noun, actors)
            else:
                found += [m for m in _read(noun, actors) if m not in found]
    return [m for m in found if m.kind is not ActorKind.OBJECT]


def _users(weapon: Token, actors: ActorReader) -> list[ActorMention]:
    """As in "Rockets fired by the Brigades", "Israeli jets"."""
    found = []
    for clause in children(weapon, "acl", "relcl"):
        for agent in objects_of(clause, "by"):
            found += _read(agent, actors)
        if not is_passive(clause) and clause.dep_ == "relcl":
            found += _read(subject(clause) if subject(clause) is not weapon else None, actors)
    owner = actors.owner(weapon)
    if owner is not None and owner.is_armed:
        found.append(owner)
    return found


def _read(token: Token | None, actors: ActorReader) -> list[ActorMention]:
    if token is None:
        return []
    found = []
    for mention in actors.read_all(token):
        owner = None
        if mention.kind in (ActorKind.OBJECT, ActorKind.FORCE):
            owner = actors.owner(actors.token(mention.head))
        if owner is not None and owner.name != mention.name:
            found.append(owner)
        if owner is None or mention.kind is not ActorKind.OBJECT:
            found.append(mention)
    return found


def _explosives(verb: Token, objects: list[Token]) -> bool:
    things = objects + objects_of(verb, "on", "over", "into")
    return any(singular(thing) in _EXPLOSIVE for thing in things)


def _is_weapon(noun: Token) -> bool:
    return singular(noun) in nouns("weapon")


def _is_place(mention: ActorMention) -> bool:
    return mention.kind is ActorKind.STATE and mention.words == mention.name
