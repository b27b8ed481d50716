"""Who says that somebody did it: claims, admissions, accusations, suspicion, plain report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from models.codebook import Field
from models.spans import Span
from models.suggest.actor_table import ActorKind
from models.suggest.assertions import is_own_act, said_by
from models.suggest.builder import Incident
from models.suggest.factuality import RecordClass
from models.suggest.lexicon import cues, verbs
from models.suggest.mention import Mention
from models.suggest.names import ActorMention, same_actor
from models.suggest.reading import Reading
from models.suggest.statements import Remark
from models.suggest.syntax import children, is_verb, lemma, objects_of, singular, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


class Attribution(StrEnum):
    """How sure it is who did it, from the article's own word to nobody's."""

    FACT = "reported_fact"
    CLAIMED = "claimed"
    ADMITTED = "admitted"
    ACCUSED_BY_AUTHORITY = "accused_by_authority"
    ACCUSED = "accused"
    POSSIBLE = "possible"
    DENIED = "denied"
    UNATTRIBUTED = "unattributed"


@dataclass(frozen=True, slots=True)
class Attributed:
    """The attribution of one incident with its words, and who claimed it or is accused."""

    kind: Attribution
    span: Span
    actors: tuple[ActorMention, ...] = ()
    confidence: float = 0.6


#: By which trigger a codebook's choice of each kind is known, whatever its key.
_PROBES: dict[Attribution, tuple[str, ...]] = {
    Attribution.FACT: (),
    Attribution.CLAIMED: ("claim responsibility", "claim"),
    Attribution.ADMITTED: ("admit", "acknowledge", "claim responsibility"),
    Attribution.ACCUSED_BY_AUTHORITY: ("police blame", "government accuse", "accuse"),
    Attribution.ACCUSED: ("accuse", "blame"),
    Attribution.POSSIBLE: ("suspect", "presume", "possible"),
    Attribution.DENIED: ("deny", "deny responsibility"),
    Attribution.UNATTRIBUTED: ("unknown gunman", "unidentified gunman", "no group claim"),
}


def choice_for(kind: Attribution, field: Field) -> str | None:
    """The choice of a codebook that means this kind: by its key, else by its triggers."""
    if kind.value in field.choice_by_key:
        return kind.value
    for probe in _PROBES[kind]:
        for choice in field.choice_by_key.values():
            if probe in choice.triggers:
                return choice.key
    if kind is Attribution.FACT and field.choices and not field.choices[0].triggers:
        return field.choices[0].key
    return None


@dataclass(frozen=True, slots=True)
class _Claim:
    kind: Attribution
    span: Span
    sentence: int
    actors: tuple[ActorMention, ...]
    is_plural: bool


def attribute(
    reading: Reading, incidents: list[Incident], mentions: list[Mention], remarks: list[Remark]
) -> list[Attributed]:
    """The attribution of each incident, in their order."""
    claims = _claims(reading) + _announcements(reading) + _avowals(reading, mentions)
    return [_of_incident(i, incidents, claims, remarks) for i in incidents]


def _of_incident(
    incident: Incident, incidents: list[Incident], claims: list[_Claim], remarks: list[Remark]
) -> Attributed:
    for claim in claims:
        if _fits(claim, incident, incidents):
            return Attributed(claim.kind, claim.span, claim.actors, 0.8)
    agents = incident.agents
    suspicion = _suspicion(incident)
    if suspicion is not None:
        return Attributed(Attribution.POSSIBLE, suspicion, (), 0.7)
    accused = _accused(incident, remarks)
    if accused is not None and not any(a.is_named for a in agents):
        return accused
    span = incident.first.span
    if not any(a.kind is not ActorKind.OBJECT for a in agents):
        return Attributed(Attribution.UNATTRIBUTED, span, (), 0.6)
    if not any(a.is_named or a.kind in (ActorKind.FORCE, ActorKind.CROWD) for a in agents):
        loose = all(a.kind is ActorKind.ARMED for a in agents)
        kind = Attribution.UNATTRIBUTED if loose else Attribution.FACT
        return Attributed(kind, agents[0].span, (), 0.55)
    return Attributed(Attribution.FACT, span, (), 0.55)


def _claims(reading: Reading) -> list[_Claim]:
    """As in "claimed responsibility", "said it had carried out both raids"."""
    found = []
    for number, sentence in enumerate(reading.sentences):
        for token in sentence:
            if not is_verb(token):
                continue
            if lemma(token) in ("claim", "take", "accept", "admit") and any(
                singular(o) in ("responsibility", "credit") for o in children(token, "dobj")
            ):
                claim = _claim_of(reading, token, number)
                if claim is not None:
                    found.append(claim)
    return found


def _claim_of(reading: Reading, verb: Token, number: int) -> _Claim | None:
    doer = subject(verb)
    if doer is None or children(verb, "neg"):
        return None
    actors = [a for a in reading.actors.read_all(doer) if a.kind is not ActorKind.OBJECT]
    if any(c.lower_ in ("no", "nobody", "none") for c in (doer, *doer.children)) or not actors:
        return None
    things = [t for o in children(verb, "dobj") for t in objects_of(o, "for")]
    if any(t.lower_ in ("most", "many", "some", "dozens", "hundreds") for t in things):
        return None
    plural = any(t.tag_ in ("NNS", "NNPS") or t.lower_ == "both" for t in things)
    end = max(t.idx + len(t) for t in (verb, *children(verb, "dobj"), *things))
    return _Claim(Attribution.CLAIMED, Span(doer.idx, end), number, tuple(actors[:1]), plural)


def _announcements(reading: Reading) -> list[_Claim]:
    """A group's word on its own act: "said it had carried out both raids"."""
    found = []
    for number, sentence in enumerate(reading.sentences):
        for token in sentence:
            if not is_verb(token) or lemma(token) not in verbs("speech"):
                continue
            doer = subject(token)
            acts = [c for c in said_by(token) if is_own_act(c)]
            if doer is None or not acts:
                continue
            actors = [a for a in reading.actors.read_all(doer) if _can_claim(a)]
            if actors:
                act = acts[0]
                end = max(t.idx + len(t) for t in (act, *children(act, "dobj", "prt")))
                plural = any(o.tag_ in ("NNS", "NNPS") for o in children(act, "dobj"))
                span = Span(doer.idx, max(end, doer.idx + len(doer)))
                found.append(_Claim(Attribution.CLAIMED, span, number, (actors[0],), plural))
    return found


def _can_claim(actor: ActorMention) -> bool:
    return actor.kind in (ActorKind.GROUP, ActorKind.ORGANIZATION) and actor.is_named


def _avowals(reading: Reading, mentions: list[Mention]) -> list[_Claim]:
    """A party speaks of its own act: "the group said its men had attacked"."""
    found = []
    for mention in mentions:
        verb = mention.speaker
        if verb is None or mention.record_class is not RecordClass.INCIDENT:
            continue
        doer = subject(verb)
        if doer is None or verb.i == mention.heads[0].i:
            continue
        speakers = [a for a in reading.actors.read_all(doer) if a.kind is not ActorKind.OBJECT]
        owner = reading.actors.owner(doer)
        speakers += [owner] if owner is not None else []
        kind = _avowal_kind(mention, verb, speakers)
        if kind is None:
            continue
        actor = next(
            a
            for a in speakers
            if a.kind in (ActorKind.GROUP, ActorKind.STATE, ActorKind.ORGANIZATION)
        )
        span = Span(doer.idx, max(verb.idx + len(verb), mention.span.end))
        if span.start > span.end:
            span = mention.span
        plural = mention.number > 1 or any(h.tag_ in ("NNS", "NNPS") for h in mention.heads)
        found.append(_Claim(kind, span, mention.sentence, (actor,), plural))
    return found


def _avowal_kind(mention: Mention, verb: Token, speakers: list[ActorMention]) -> Attribution | None:
    named = [
        a for a in speakers if a.kind in (ActorKind.GROUP, ActorKind.STATE, ActorKind.ORGANIZATION)
    ]
    if not named:
        return None
    agents = mention.arguments.agents
    own = any(same_actor(a, b) for a in named for b in agents)
    pronoun = any(
        t.lower_ in ("it", "they", "its", "we", "their", "our")
        for h in mention.heads
        for t in _subject_words(h)
    )
    speaks_of_act = mention.is_reference and named[0].kind is ActorKind.GROUP
    if not (own or pronoun or speaks_of_act or (named[0].kind is ActorKind.STATE and not agents)):
        return None
    if lemma(verb) in verbs("admission") or named[0].kind is ActorKind.STATE:
        return Attribution.ADMITTED
    return Attribution.CLAIMED if named[0].kind is ActorKind.GROUP else None


def _subject_words(head: Token) -> list[Token]:
    verb = head if is_verb(head) else head.head
    doer = subject(verb) if is_verb(verb) else None
    return [doer, *doer.children] if doer is not None else []


def _fits(claim: _Claim, incident: Incident, incidents: list[Incident]) -> bool:
    """Whether a claim is about an incident: its doer's own, or that of nobody known."""
    named = [a for a in incident.agents if a.is_named]
    if named:
        return any(same_actor(a, b) for a in claim.actors for b in named)
    if claim.kind is not Attribution.CLAIMED:
        return False
    if any(m.sentence == claim.sentence for m in incident.mentions):
        return True
    words = (t for m in incident.mentions for h in m.heads for t in (h, *children(h, "dobj")))
    if any(lemma(word) in verbs("gathering") for word in words):
        return False  # Nobody claims responsibility for a march.
    before = [i for i in incidents if i.first.sentence <= claim.sentence]
    if claim.is_plural:
        shared = [i for i in before if i.shared is not None]
        return incident in (shared or before)
    return bool(before) and incident is min(
        before, key=lambda i: claim.sentence - i.mentions[-1].sentence
    )


def _suspicion(incident: Incident) -> Span | None:
    for agent in incident.agents:
        doc = incident.first.unit.doc
        head = doc[agent.head]
        for token in doc[head.left_edge.i : head.i + 1]:
            if token.lower_ in cues("suspicion"):
                return Span(
                    min(token.idx, agent.span.start), max(token.idx + len(token), agent.span.end)
                )
    return None


def _accused(incident: Incident, remarks: list[Remark]) -> Attributed | None:
    near = [r for r in remarks if r.record_class is RecordClass.ACCUSATION and r.targets]
    for remark in near:
        if 0 <= remark.sentence - incident.first.sentence <= 3:
            words = " ".join(s.words.lower() for s in remark.speakers)
            authority = any(word in words for word in cues("police_words"))
            kind = Attribution.ACCUSED_BY_AUTHORITY if authority else Attribution.ACCUSED
            return Attributed(kind, remark.span, remark.targets, 0.6)
    return None
