"""Writes incidents and statements as proposals, field by field of the codebook."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from models.codebook import Codebook, Field, Role
from models.events import Proposal, ProposedLink, Suggested
from models.spans import Span, is_inside
from models.suggest import answers
from models.suggest.actor_answers import ActorAnswers, Scene, named_actors
from models.suggest.actor_classes import Side
from models.suggest.answer_cues import answer_cues
from models.suggest.answers import Choices
from models.suggest.attribution import Attributed, Attribution, attribute, choice_for
from models.suggest.builder import Incident
from models.suggest.counts import CountMention, Harm
from models.suggest.counts_events import share_counts
from models.suggest.days import days
from models.suggest.event_links import FoundLink, find_links
from models.suggest.event_types import EventTypes
from models.suggest.factuality import RecordClass
from models.suggest.learning.answers import sureness
from models.suggest.learning.gating import LEAST_LOGIT
from models.suggest.learning.roles import RoleScore
from models.suggest.offering import believed_in, listed_of, offers_of, rounded
from models.suggest.reading import Reading
from models.suggest.relevance import (
    event_logit,
    event_probability,
    is_in_headline,
    traits_of,
)
from models.suggest.replies import Answer, unique
from models.suggest.role_fillers import Fillers
from models.suggest.statements import Remark
from models.values import Actor, Place, PlacePrecision, to_json

if TYPE_CHECKING:
    from models.suggest.learning.state import LearnedState

#: What speaks for an incident, in log-odds, when the headline tells of it.
_IN_HEADLINE = 1.2
#: Where a codebook leaves matters out, what it leaves out has places in the article, too.
_PLACE_AMONG_OTHERS = 0.6
#: A place less sure than this gives way to its country: that is coarse, but seldom wrong.
_SURE_PLACE = 0.4


class RecordWriter:
    """Turns what was found into proposals of one codebook."""

    def __init__(
        self,
        codebook: Codebook,
        engine: str,
        thresholds: dict[str, float] | None = None,
        learned: LearnedState | None = None,
    ) -> None:
        """`thresholds`: the fields that the role ranker fills, and from which probability on.

        `learned`: how sure incidents, fillers and answers are.
        """
        self._codebook = codebook
        self._engine = engine
        self._stands = learned.events.stands if learned and learned.events else None
        self._judges = learned.answers if learned else {}
        self._choices = Choices(codebook)
        self._types = EventTypes(codebook)
        self._fillers = Fillers(codebook, thresholds or {}, learned.shown if learned else None)
        self._actors = ActorAnswers(codebook)
        self._links = frozenset(link.key for link in codebook.links)
        self._believed = believed_in(codebook)
        self._class = codebook.with_role(Role.RECORD_CLASS) or codebook.with_role(Role.FACTUALITY)

    def write(
        self,
        reading: Reading,
        incidents: list[Incident],
        mentions: list[Any],
        remarks: list[Remark],
        scores: Sequence[RoleScore] = (),
    ) -> list[Proposal]:
        """The proposals of an article: incidents by relevance and order, statements last.

        `scores`: who may fill the fields that the role ranker fills.
        """
        attributed = attribute(reading, incidents, mentions, remarks)
        kept = self._kept(reading, incidents, attributed)
        for _, incident, _ in kept:
            incident.is_lead = incident is kept[0][1]  # Those before it were no events.
        counts = share_counts(reading, [i for _, i, _ in kept], mentions)
        sure = [1.0 / (1.0 + math.exp(-logit)) for logit, _, _ in kept]
        ranked = self._fillers.of(reading, scores, [i for _, i, _ in kept], sure)
        records = [
            self._incident(reading, i, who, own, fillers, self._probability(i, logit))
            for (logit, i, who), own, fillers in zip(kept, counts, ranked, strict=True)
        ]
        told: list[Incident | Remark] = [incident for _, incident, _ in kept]
        records += [self._remark(reading, remark) or {} for remark in remarks]
        told += remarks
        links = [one for one in find_links(reading, told) if one.type in self._links]
        return self._proposals(reading, records, links)

    def list_for(
        self,
        reading: Reading,
        incidents: Sequence[Incident],
        mentions: list[Any],
        scores: Sequence[RoleScore] = (),
    ) -> list[tuple[Suggested, ...]]:
        """What could be picked for a record of each incident, if a person says that it is one."""
        lists = []
        for incident in incidents:
            (who,) = attribute(reading, [incident], mentions, [])
            (counts,) = share_counts(reading, [incident], mentions)
            (ranked,) = self._fillers.of(reading, scores, [incident], [1.0])
            record = self._incident(reading, incident, who, counts, ranked, 1.0)
            text = reading.article.text
            whole = {key: _inside(text, answers) for key, answers in record.items()}
            # No proposal has such an id: nothing of this is kept but what a person takes.
            lists.append(listed_of(whole, f"s{self._id(reading, whole)}", 0))
        return lists

    def _kept(
        self, reading: Reading, incidents: list[Incident], attributed: Sequence[Attributed]
    ) -> list[tuple[float, Incident, Attributed]]:
        """The incidents that deserve a record with how likely each does (logit), the lead first.

        Where none is likely, the one that the headline may tell of is proposed.
        """
        found, leads = [], []
        for incident, who in zip(incidents, attributed, strict=True):
            logit = self._logit(reading, incident)
            bonus = _IN_HEADLINE if is_in_headline(reading, incident) else 0.0
            if logit + bonus >= LEAST_LOGIT:
                found.append((logit, incident, who))
                leads.append(_lead(logit + bonus, incident))
        order = sorted(range(len(found)), key=lambda n: (-leads[n], found[n][1].first.span))
        likely = [found[n] for n in order if found[n][0] >= LEAST_LOGIT]
        return likely or [found[n] for n in order[:1]]

    def _logit(self, reading: Reading, incident: Incident) -> float:
        """How likely an incident deserves a record: by what was learned, else by the rules."""
        likely = incident.probability
        if likely is None:
            return event_logit(traits_of(reading, incident, self._choices))
        return math.log(max(likely, 1e-6) / max(1.0 - likely, 1e-6))

    def _probability(self, incident: Incident, logit: float) -> float:
        """How likely there is a record for the values of an incident."""
        if self._stands is not None and incident.probability is not None:
            return float(self._stands.probability(np.array([logit]))[0])
        return event_probability(logit, len(incident.mentions), self._codebook)

    def _incident(
        self,
        reading: Reading,
        incident: Incident,
        who: Attributed,
        counts: list[CountMention],
        ranked: dict[str, list[Answer]],
        likely: float,
    ) -> dict[str, list[Answer]]:
        """The answers for each field; a value of an unlikely event (`likely`) is as unlikely."""
        types = self._types.of(incident)
        chosen = str(types[0].value) if types else ""
        by_role: dict[Role, Callable[[], list[Answer]]] = {
            Role.EVENT_TYPE: lambda: types,
            Role.STAGE: lambda: self._choices.stage(incident, chosen or None),
            Role.INSTRUMENT: lambda: self._choices.instruments(reading, incident),
            Role.TIME: lambda: days(reading, incident),
            Role.KILLED: lambda: answers.harm(reading, incident, counts, Harm.KILLED),
            Role.WOUNDED: lambda: answers.harm(reading, incident, counts, Harm.WOUNDED),
            Role.ABDUCTED: lambda: answers.harm(reading, incident, counts, Harm.ABDUCTED),
            Role.SOURCE: lambda: answers.sources(reading, incident),
        }
        where = self._places(reading, incident)
        by_role[Role.PLACE] = lambda: where
        scene = Scene(chosen, _country(where) or _nation(reading))
        record: dict[str, list[Answer]] = {}
        for field in self._codebook.fields:
            if field.key in self._fillers.thresholds:
                found = ranked.get(field.key, [])
            elif field.role in by_role:
                found = by_role[field.role]()
                if field.role is not Role.PLACE:
                    found = self._judged(reading, field, incident, found)
                found = _doubted(found, likely)
            else:
                found = self._actor_or_class(reading, field, incident, who, scene)
                found = _doubted(found, likely)
            if found:
                record[field.key] = found
        return record

    def _places(self, reading: Reading, incident: Incident) -> list[Answer]:
        found = answers.places(reading, incident)
        field = self._codebook.with_role(Role.PLACE)
        if field is not None and field.key in self._judges:
            return _coarse_if_unsure(self._judged(reading, field, incident, found))
        if self._codebook.leaves_out:
            found = [replace(a, confidence=min(a.confidence, _PLACE_AMONG_OTHERS)) for a in found]
        return found

    def _judged(
        self, reading: Reading, field: Field, incident: Incident, found: list[Answer]
    ) -> list[Answer]:
        """The answers as sure as was learned, the surest first; without a lesson as they are."""
        judge = self._judges.get(field.key)
        if judge is None or not found:
            return found
        sure = sureness(judge, *answer_cues(reading, field, incident, found)).tolist()
        judged = [replace(a, confidence=c) for a, c in zip(found, sure, strict=True)]
        return sorted(judged, key=lambda answer: -answer.confidence)

    def _actor_or_class(
        self, reading: Reading, field: Field, incident: Incident, who: Attributed, scene: Scene
    ) -> list[Answer]:
        match field.role:
            case Role.RECORD_CLASS | Role.FACTUALITY:
                return self._class_answer(field, RecordClass.INCIDENT, incident.first.span, 1.0)
            case Role.AGENT:
                agents = incident.agents
                if not any(a.is_named for a in agents):
                    agents = [*who.actors, *agents]
                return self._actors.of_incident(reading, field, incident, agents, Side.AGENT, scene)
            case Role.TARGET:
                return self._actors.of_incident(
                    reading, field, incident, incident.targets, Side.TARGET, scene
                )
            case Role.ATTRIBUTION:
                key = choice_for(who.kind, field)
                return [Answer(key, (who.span,), who.confidence)] if key else []
            case Role.CLAIMANT if who.kind is Attribution.CLAIMED:
                return [Answer(Actor(a.name), (who.span,), 0.75) for a in who.actors]
        return []

    def _class_answer(
        self, field: Field, kind: RecordClass, span: Span, confidence: float
    ) -> list[Answer]:
        known = field.choice_by_key
        return [Answer(kind.value, (span,), confidence)] if kind.value in known else []

    def _remark(self, reading: Reading, remark: Remark) -> dict[str, list[Answer]] | None:
        if self._class is None or remark.record_class.value not in self._class.choice_by_key:
            return None
        record = {
            self._class.key: self._class_answer(
                self._class, remark.record_class, remark.span, remark.confidence
            )
        }
        record |= self._type_of_remark(remark)
        for role, actors in ((Role.AGENT, remark.speakers), (Role.TARGET, remark.targets)):
            field = self._codebook.with_role(role)
            found = named_actors(reading, field, list(actors), sure=0.6) if field else []
            if field and found:
                record[field.key] = found
        return record

    def _type_of_remark(self, remark: Remark) -> dict[str, list[Answer]]:
        """The type of the event that a remark speaks of, where the codebook asks for it."""
        field = self._codebook.with_role(Role.EVENT_TYPE)
        if field is None or field.when is None or remark.mention is None:
            return {}
        if remark.record_class.value not in field.when.values:
            return {}
        types = self._types.of(Incident([remark.mention]))
        return {field.key: types} if types else {}

    def _proposals(
        self,
        reading: Reading,
        records: list[dict[str, list[Answer]]],
        links: Sequence[FoundLink],
    ) -> list[Proposal]:
        """The records that say something; `links` name them by their place."""
        found: dict[str, Proposal] = {}
        whole = [
            {key: _inside(reading.article.text, a) for key, a in record.items()}
            for record in records
        ]
        ids = [self._id(reading, record) if record else "" for record in whole]
        for n, (proposal_id, checked) in enumerate(zip(ids, whole, strict=True)):
            if not proposal_id:
                continue
            values: list[Suggested] = []
            unsaid: dict[str, list[Answer]] = {}
            for field in self._codebook.fields:
                least = self._fillers.thresholds.get(field.key)
                found_here = checked.get(field.key, [])
                offered = offers_of(
                    field, found_here, proposal_id, len(values), least, self._believed
                )
                values += offered
                if not offered:
                    unsaid[field.key] = found_here
            found.setdefault(
                proposal_id,
                Proposal(
                    proposal_id,
                    reading.article.id,
                    self._engine,
                    tuple(values),
                    _links_from(n, links, ids),
                    listed_of(unsaid, proposal_id, len(values)),
                ),
            )
        return list(found.values())

    def _id(self, reading: Reading, record: dict[str, list[Answer]]) -> str:
        """The same article, engine and content give the same id in every project."""
        content = [
            [key, [[to_json(a.value), a.evidence] for a in found]] for key, found in record.items()
        ]
        basis = [reading.article.id, reading.article.sha256, self._engine, content]
        text = json.dumps(basis, sort_keys=True, ensure_ascii=False)
        return "p" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _links_from(
    place: int, links: Sequence[FoundLink], ids: Sequence[str]
) -> tuple[ProposedLink, ...]:
    """The links of the record at a place to others that are proposed."""
    return tuple(
        ProposedLink(link.type, ids[link.target], rounded(link.confidence), (link.span,))
        for link in links
        if link.source == place and ids[link.target] not in ("", ids[place])
    )


def _lead(logit: float, incident: Incident) -> float:
    """The lead comes first: early in the text counts more than details told."""
    return min(logit, 2.0) - 0.5 * incident.first.sentence


def _coarse_if_unsure(found: list[Answer]) -> list[Answer]:
    """The country before a place in it that is hardly sure; the place is still to be picked."""
    first = found[0].value if found else None
    if not isinstance(first, Place) or found[0].confidence >= _SURE_PLACE:
        return found
    # As sure as the place at least, as it lies there.
    countries = [
        replace(answer, confidence=max(answer.confidence, found[0].confidence))
        for answer in found
        if isinstance(answer.value, Place)
        and answer.value.precision is PlacePrecision.COUNTRY
        and answer.value.country == first.country
    ]
    return unique([*countries[:1], *found])


def _doubted(found: list[Answer], likely: float) -> list[Answer]:
    """The answers to a question about an event that deserves a record with this probability."""
    return [replace(answer, confidence=likely * answer.confidence) for answer in found]


def _country(places: list[Answer]) -> str | None:
    """The country of the likeliest place, ISO 3166-1 alpha-3."""
    found = (a.value.country for a in places if isinstance(a.value, Place))
    return next((country for country in found if country), None)


def _nation(reading: Reading) -> str | None:
    """The country that the article speaks of first, by a place in it or by its people."""
    of_places = (t.place.country for t in reading.toponyms)
    found = next((country for country in of_places if country), None)
    return found or next((n.actor.country for n in reading.actors.nations), None)


def _inside(text: str, found: list[Answer]) -> list[Answer]:
    """Answers whose evidence lies in the text."""
    return [a for a in found if a.evidence and all(is_inside(s, text) for s in a.evidence)]
