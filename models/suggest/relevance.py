"""How much speaks for it that some mentions tell of a real incident, worth a record."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from models.codebook import Matter
from models.suggest.actor_table import ActorKind
from models.suggest.lexicon import nouns, verbs
from models.suggest.names import ActorMention
from models.suggest.syntax import is_verb, lemma, singular
from models.values import PlacePrecision

if TYPE_CHECKING:
    from models.codebook import Codebook
    from models.suggest.answers import Choices
    from models.suggest.builder import Incident
    from models.suggest.reading import Reading

_AREAS = (PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY)
_PEOPLE = (ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.CROWD)
_FIGHTERS = (ActorKind.GROUP, ActorKind.ARMED, ActorKind.FORCE, ActorKind.STATE)
_NAMED = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP"})
_NEWS_DAYS = 4
_MANY = 30
#: A report speaks of "we" and "our" only in what it quotes; an address or a commentary all along.
_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_SPEECH_SHARE = 0.012

#: What each trait adds to the logit of "this is an incident worth a record": round numbers set by
#: hand. A trait is present (1), absent (0), or a quantity.
WEIGHTS = {
    "start": -2.4,
    "unanchored": -4.0,
    "trigger": 1.0,
    "happened": 0.6,
    "harm": 0.6,
    "sides_armed": 0.2,
    "weapon": 0.2,
    "placed": 0.3,
    "dated": 0.3,
    "recent": 0.4,
    "agent": 0.2,
    "people_hit": 0.7,
    "named_hit": 0.4,
    "thing_hit": 0.8,
    "lead": 0.8,
    "depth": -0.2,
    "in_court": -0.8,
    "plural": -0.5,
    "very_many": -0.5,
    "address": -0.7,
    "combat": -3.0,
    "brief": 6.0,
}

#: With a codebook that leaves matters out: the log-odds of an undecided incident, what of its own
#: log-odds holds, and what it adds that it is told of again.
_LEFT_OUT, _HELD, _TOLD_AGAIN = 0.1, 0.4, 0.5
#: The log-odds of an undecided incident with any other codebook.
_ALL_TAKEN = 4.0

#: The names of the traits, in the order of WEIGHTS.
TRAITS = tuple(WEIGHTS)


def event_logit(traits: dict[str, float]) -> float:
    """The rules' log-odds that an incident with these traits deserves a record."""
    return sum(WEIGHTS[name] * value for name, value in traits.items() if name in WEIGHTS)


def event_probability(logit: float, mentions: int, codebook: Codebook) -> float:
    """How often incidents of such log-odds and so many mentions deserve a record, in round figures.

    The traits rank incidents better than they measure them: half of their log-odds holds, or less.
    Where a codebook takes all violence nearly everything told as news counts; where it leaves
    matters out, even the plainest incident may be one of those, but hardly one that an article
    comes back to.
    """
    odds = _ALL_TAKEN + logit / 2
    if codebook.leaves_out:
        odds = _LEFT_OUT + _HELD * logit + _TOLD_AGAIN * math.log(mentions)
    return 1.0 / (1.0 + math.exp(-odds))


def traits_of(reading: Reading, incident: Incident, choices: Choices) -> dict[str, float]:
    """What is known of an incident that bears on whether it is one, by the names of WEIGHTS."""
    counts = [c for c in incident.counts if not c.is_aggregate and not c.is_hypothetical]
    sizes = [c.value.best or c.value.low or 0 for c in counts]
    armed = any(a.kind in _FIGHTERS for a in (*incident.agents, *incident.targets))
    weapon = _has_weapon(reading, incident, choices)
    specific = any(not m.is_generic for s in incident.sources for m in s.matches)
    told = (specific and _is_anchored(incident)) or _hits_people_somewhere(incident)
    heads = [head for mention in incident.sources for head in mention.heads]
    sides = _sides(incident)
    depth = incident.first.sentence
    found = {
        "start": 1.0,
        "unanchored": float(not (counts or armed or weapon or told)),
        "trigger": min(max(m.weight for m in incident.sources), 1.8),
        "happened": float(any(h.tag_ in ("VBD", "VBN") for h in heads)),
        "harm": float(bool(counts)),
        "sides_armed": float(armed),
        "weapon": float(weapon),
        "placed": float(any(not p.in_dateline for p in incident.places)),
        "dated": float(bool(incident.times)),
        "recent": float(_is_recent(reading, incident)),
        "agent": float(bool(incident.agents)),
        "lead": float(depth == 0),
        "depth": math.log1p(depth),
        "in_court": float(_in_court(incident)),
        "plural": float(all(h.tag_ in ("NNS", "NNPS") for h in heads)),
        "very_many": float(any(size >= _MANY for size in sizes)),
        "address": float(_is_address(reading)),
        **sides,
    }
    if Matter.COMBAT in choices.codebook.leaves_out:
        found["combat"] = float(_is_combat(incident, sides))
    if not found.get("combat"):
        found["brief"] = float(_is_all_of_a_note(reading, incident))
    return found


def _is_all_of_a_note(reading: Reading, incident: Incident) -> bool:
    """A note of a few sentences was written because of what it tells first.

    It must name somebody whom it concerns, or the kind of event and any place.
    """
    if not (reading.is_brief and incident.is_lead):
        return False
    specific = any(not m.is_generic for s in incident.sources for m in s.matches)
    placed = bool(reading.toponyms or reading.actors.names) or any(
        token.ent_type_ in _NAMED for token in reading.tokens
    )
    return bool(incident.agents or incident.targets) or (specific and placed)


#: Words of a headline that tell of violence against people.
_VIOLENCE = re.compile(
    r"\b(?:shoot\w*|shot\w*|gun(?:shot|fire|man|men|ned)?|bullets?|stab\w*|kill\w*|murder\w*|slay\w*|slain"
    r"|homicides?|dead|deadly|deaths?|dies|died|fatal\w*|wound\w*|injur\w*|attack\w*|assault\w*|bomb\w*"
    r"|blasts?|explo\w+|kidnap\w*|abduct\w*|massacre\w*|ambush\w*|air ?strikes?|clash\w*)\b",
    re.IGNORECASE,
)


def is_in_headline(reading: Reading, incident: Incident) -> bool:
    """Whether the headline tells of violence, and the incident may be what it tells of."""
    if not _VIOLENCE.search(reading.article.title):
        return False
    heads = [h for m in incident.sources for h in m.heads]
    violent = any(lemma(h) in verbs("violent") or lemma(h) in verbs("harm") for h in heads)
    acts = any(singular(h) in nouns("act") for h in heads)
    return violent or acts or any(c.counts for c in incident.counts)


def _sides(incident: Incident) -> dict[str, float]:
    """Whom or what it hit: people who do not fight, by name or not, and things not of an army."""
    people = [t for t in incident.targets if t.kind in _PEOPLE and not _fights(t)]
    things = [t for t in incident.targets if t.kind not in (*_PEOPLE, *_FIGHTERS)]
    return {
        "people_hit": float(bool(people)),
        "named_hit": float(any(t.kind is ActorKind.PERSON for t in people)),
        "thing_hit": float(any(not _is_military(t) for t in things)),
    }


def _is_combat(incident: Incident, sides: dict[str, float]) -> bool:
    """A fight in which, as far as is told, only fighters and their posts were hit."""
    if sides["people_hit"] or sides["thing_hit"]:
        return False
    heads = [h for m in incident.sources for h in m.heads]
    fights = any((lemma(h) if is_verb(h) else singular(h)) in verbs("combat") for h in heads)
    return bool(incident.targets) or fights or any(m.arguments.is_mutual for m in incident.sources)


def _fights(actor: ActorMention) -> bool:
    return any(w in nouns("armed") or w in nouns("state_armed") for w in _last_words(actor))


def _is_military(actor: ActorMention) -> bool:
    return any(w in nouns("military_object") for w in _last_words(actor))


def _last_words(actor: ActorMention) -> list[str]:
    return [word.removesuffix("s") for word in actor.words.lower().split()[-2:]]


def _is_recent(reading: Reading, incident: Incident) -> bool:
    published = reading.published
    ends = [t.value.end for t in incident.times if t.value and t.value.end]
    return published is not None and any((published - end).days <= _NEWS_DAYS for end in ends)


def _is_address(reading: Reading) -> bool:
    first = sum(word in _FIRST_PERSON for word in reading.lowers)
    return first > _SPEECH_SHARE * len(reading.doc)


def _has_weapon(reading: Reading, incident: Incident, choices: Choices) -> bool:
    """A weapon apart from the event's own verb: "beat" alone proves no fists."""
    verbs_told = {(h.idx, h.idx + len(h)) for m in incident.sources for h in m.heads if is_verb(h)}
    return any(
        tuple(span) not in verbs_told
        for answer in choices.instruments(reading, incident)
        for span in answer.evidence
    )


def _hits_people_somewhere(incident: Incident) -> bool:
    """Even a generic word tells of an event when it has a person for target and a town."""
    hit = any(t.kind in _PEOPLE for t in incident.targets)
    hit = hit or (bool(incident.times) and any(_is_concrete(t) for t in incident.targets))
    return hit and any(p.place.precision not in _AREAS for p in incident.own_places)


def _is_anchored(incident: Incident) -> bool:
    """A person, a thing or a place that the event touches."""
    gathering = any(m.weight >= 1.0 and m.places for m in incident.mentions)
    people = [a for a in (*incident.agents, *incident.targets) if gathering or _is_concrete(a)]
    return bool(people) or any(p.place.precision not in _AREAS for p in incident.own_places)


def _is_concrete(actor: ActorMention) -> bool:
    return actor.kind is not ActorKind.ORGANIZATION


def _in_court(incident: Incident) -> bool:
    words = {singular(t) for t in incident.first.unit.sent if t.pos_ != "PROPN"}
    return len(words & nouns("court")) >= 1 and not incident.times
