"""The type of an incident: what its words speak for, weighed by who is involved and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.codebook import Codebook, Role
from models.spans import Span
from models.suggest.actor_table import ActorKind
from models.suggest.builder import Incident
from models.suggest.counts import Harm
from models.suggest.decisions import Facts, decide
from models.suggest.factuality import RecordClass, statement_of
from models.suggest.lexicon import nouns, read_data, verbs
from models.suggest.names import ActorMention
from models.suggest.replies import MOST_ANSWERS, Answer
from models.suggest.syntax import children, is_verb, lemma, singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARMED = (ActorKind.FORCE, ActorKind.ARMED, ActorKind.GROUP)
_PEOPLE = (ActorKind.PEOPLE, ActorKind.PERSON, ActorKind.CROWD)
#: How sure the words alone make a type, without a decision of the lead's cues.
_MOST_SURE = 0.8
_GATHERINGS = (
    "peaceful_protest",
    "protest_with_intervention",
    "excessive_force_against_protesters",
    "violent_demonstration",
)
_BARE_VIOLENCE = ("attack", "armed_clash")
_MEANS = (
    "air_drone_strike",
    "suicide_bomb",
    "shelling_artillery_missile_attack",
    "remote_explosive_landmine_ied",
    "grenade",
    "chemical_weapon",
)
_SMALL_ARMS = re.compile(
    r"\b(?:small[- ]arms|light weapons|medium weapons|machine ?guns?|rifles?|gunfire)\b", re.I
)


class EventTypes:
    """Answers to the event type of a codebook, by its triggers and data/refinements.toml."""

    def __init__(self, codebook: Codebook) -> None:
        field = codebook.with_role(Role.EVENT_TYPE)
        self._types = field.choice_by_key if field else {}

    def of(self, incident: Incident) -> list[Answer]:
        """The event types, most likely first. Only leaves are answers."""
        if incident.chances:
            return self._learned(incident)
        scores = {c: s for c, s in incident.types().items() if self._types[c].is_leaf}
        if not scores:
            return []
        traits = set(_traits(incident, scores))
        decision = decide(Facts(_lead_words(incident), _all_words(incident), traits), self._types)
        scores = _refined(scores, traits, set(self._types))
        if decision is not None:
            scores[decision.choice] = 1.5 * max(scores.values())
        whole = sum(sorted(scores.values(), reverse=True)[:3])
        order = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        found = []
        for choice, score in order[:MOST_ANSWERS]:
            sure = min(_MOST_SURE, 0.35 + 0.6 * score / whole)
            if decision is not None:
                sure = decision.sure if choice == decision.choice else min(sure, 1 - decision.sure)
            found.append(Answer(choice, (_span_for(incident, choice),), sure))
        return found

    @staticmethod
    def _learned(incident: Incident) -> list[Answer]:
        """The types in the order of what was learned of them."""
        order = sorted(incident.chances.items(), key=lambda item: (-item[1], item[0]))
        whole = max(1.0, sum(incident.chances.values()))
        return [
            Answer(choice, (_span_for(incident, choice),), chance / whole)
            for choice, chance in order[:MOST_ANSWERS]
        ]


def _lead_words(incident: Incident) -> str:
    """The sentence that tells it first, without the clauses of other incidents."""
    first = incident.first
    sentence = first.unit.sent
    if not incident.beside:
        return str(sentence.text)
    foreign = {t.i for m in incident.beside for t in m.unit.subtree if m.unit.i != first.unit.i}
    own = {t.i for t in first.unit.subtree}
    if foreign >= own or first.unit.i in foreign:
        foreign = set()
    return "".join(t.text_with_ws for t in sentence if t.i in own - foreign)


def _all_words(incident: Incident) -> str:
    """Every sentence that tells of it."""
    if incident.is_whole:
        return str(incident.first.unit.doc.text)
    if incident.beside:
        return _lead_words(incident)
    sentences = {m.unit.sent.start: m.unit.sent for m in incident.mentions}
    return " ".join(s.text for _, s in sorted(sentences.items()))


def _refined(scores: dict[str, float], traits: set[str], keys: set[str]) -> dict[str, float]:
    """Rules between two types that share their words (data/refinements.toml)."""
    scores = dict(scores)
    for rule in read_data("refinements")["rule"]:
        source, goal = rule["of"], rule["to"]
        if source not in scores or goal not in keys:
            continue
        if rule.get("present") and goal not in scores:
            continue
        if not set(rule.get("beside", ())) <= scores.keys():
            continue
        if set(rule["when"]) <= traits and not set(rule.get("unless", ())) & traits:
            scores[goal] = scores.get(goal, 0.0) + rule.get("share", 1.0) * scores[source]
            if rule.get("moves"):
                scores[source] *= 0.3
    return scores


def _traits(incident: Incident, scores: dict[str, float]) -> Iterator[str]:
    """What is known of the sides and the means, as the rules call it."""
    targets, agents = incident.targets, incident.agents
    yield from _traits_of_targets(incident, targets)
    yield from _traits_of_agents(agents)
    if any(c.kind is Harm.KILLED and (c.value.best or c.value.low) for c in incident.counts):
        yield "deaths"
    if any(m.arguments.is_mutual for m in incident.mentions):
        yield "mutual"
    yield from _traits_of_words(scores)
    if any(_SMALL_ARMS.search(_object_words(h)) for m in incident.mentions for h in m.heads):
        yield "small_arms"
    if any(lemma(head) in verbs("stop_attack") for head in incident.first.heads):
        yield "stopped"
    if any(_breaks_up(t) for m in incident.mentions for t in m.unit.sent):
        yield "broken_up"
    if _rests_on(incident, verbs("harm")):
        yield "harm_only"
    if _rests_on(incident, verbs("harm") | verbs("generic")):
        yield "violence_only"


def _traits_of_words(scores: dict[str, float]) -> Iterator[str]:
    if max((scores.get(key, 0.0) for key in _GATHERINGS), default=0.0) >= 0.5:
        yield "told_protest"
    if any(key in scores for key in _BARE_VIOLENCE):
        yield "told_violence"
    if max((scores.get(key, 0.0) for key in _MEANS), default=0.0) >= 0.5:
        yield "told_means"


def _traits_of_targets(incident: Incident, targets: list[ActorMention]) -> Iterator[str]:
    armed = bool(targets) and (_is_armed(targets[0]) or _is_military(incident, targets[0]))
    people = bool(targets) and targets[0].kind in _PEOPLE
    if not armed and not people:
        armed = any(_names_armed(words) for words in _victims(incident))
    if armed:
        yield "target_armed"
    if people and not armed:
        yield "target_people"
    if any(t.kind is ActorKind.CROWD for t in targets):
        yield "target_crowd"


def _traits_of_agents(agents: list[ActorMention]) -> Iterator[str]:
    if any(a.kind is ActorKind.CROWD for a in agents):
        yield "crowd_acts"
    if any(_last_word(a) in nouns("locals") for a in agents):
        yield "locals_act"
    if any(a.kind in (ActorKind.STATE, ActorKind.FORCE) for a in agents[:1]):
        yield "state_acts"
    if any(a.kind in (ActorKind.GROUP, ActorKind.ARMED) for a in agents[:1]):
        yield "group_acts"


def _is_armed(actor: ActorMention) -> bool:
    """Also as in "Iraqi forces", which stands for the state."""
    of_state = actor.kind is ActorKind.STATE and _names_armed(_singulars(actor.words))
    return actor.kind in _ARMED or of_state


def _singulars(words: str) -> list[str]:
    return [word.removesuffix("s") for word in words.lower().split()]


def _object_words(verb: Token) -> str:
    """What a verb acts on, with all that hangs on it: "mortars, machine guns and small arms"."""
    return " ".join(t.text for noun in children(verb, "dobj") for t in noun.subtree)


def _breaks_up(token: Token) -> bool:
    happened = is_verb(token) and lemma(token) in verbs("break_up")
    return happened and statement_of(token).record_class is RecordClass.INCIDENT


def _is_military(incident: Incident, target: ActorMention) -> bool:
    """As in "positions", "an army post": things that fighters hold."""
    head = incident.first.unit.doc[target.head]
    return target.kind is ActorKind.OBJECT and singular(head) in nouns("military_object")


def _victims(incident: Incident) -> Iterator[list[str]]:
    """The words for those who were killed or wounded."""
    doc = incident.first.unit.doc
    for count in incident.counts:
        victim = count.victim
        found = doc.char_span(victim.start, victim.end, alignment_mode="expand") if victim else None
        if found is not None:
            yield [singular(token) for token in found]


def _names_armed(words: list[str]) -> bool:
    return any(w in nouns("armed") or w in nouns("state_armed") for w in words[-2:])


def _last_word(actor: ActorMention) -> str:
    word = actor.words.lower().split()[-1] if actor.words.split() else ""
    return word if word in nouns("locals") else word.removesuffix("s")


def _rests_on(incident: Incident, words: frozenset[str]) -> bool:
    """Whether "attack" or "clash" rests on nothing but such words as "killed", "attacked"."""
    doc = incident.first.unit.doc
    rests = [m for s in incident.mentions for m in s.matches if m.choice in _BARE_VIOLENCE]
    heads = [doc[m.head] for m in rests]
    return bool(rests) and all(lemma(h) in words or singular(h) in words for h in heads)


def _span_for(incident: Incident, choice: str) -> Span:
    doc = incident.first.unit.doc
    for mention in incident.sources:
        own = [m for m in mention.matches if m.choice == choice]
        if own:
            return max(own, key=lambda m: (m.weight, -m.head)).span(doc)
    return incident.first.span
