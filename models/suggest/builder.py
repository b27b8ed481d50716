"""The event builder: which mentions tell of one incident, which of several, which of none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.spans import Span
from models.suggest.affinity import AREAS, affinity
from models.suggest.counts import CountMention
from models.suggest.event_places import Toponym
from models.suggest.factuality import RecordClass
from models.suggest.lexicon import cues
from models.suggest.mention import Mention
from models.suggest.names import ActorMention
from models.suggest.reading import Reading
from models.suggest.syntax import children
from models.suggest.times import TimeMention

#: How long an incident counts as news (coding rule 1).
NEWS_DAYS = 14
_JOIN = 0.0
_JOIN_WITHOUT_PLACE = -1.4


@dataclass(eq=False)
class Incident:
    """Mentions of one event. `shared` tells of several at once and lends what it says."""

    mentions: list[Mention]
    shared: Mention | None = None
    #: What is said of this and other incidents together, without news of its own.
    echoes: list[Mention] = field(default_factory=list)
    #: An incident told of in the same breath, for a date that is counted from it.
    neighbour: Incident | None = field(default=None, repr=False)
    #: The incident that the article leads with, and which all of it is likely about.
    is_lead: bool = False
    #: The place names that only other incidents of the article have.
    elsewhere: frozenset[Span] = frozenset()
    #: The times in clauses that tell of something else.
    others_times: frozenset[Span] = frozenset()
    #: The mentions of other incidents in its first sentence.
    beside: list[Mention] = field(default_factory=list, repr=False)
    #: Whether all of the text is about it.
    is_whole: bool = False
    #: How likely it deserves a record, and each type, by what was learned.
    probability: float | None = None
    chances: dict[str, float] = field(default_factory=dict)

    @property
    def sources(self) -> list[Mention]:
        return [*self.mentions, *([self.shared] if self.shared else [])]

    @property
    def reports(self) -> list[Mention]:
        return [*self.sources, *self.echoes]

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    def types(self) -> dict[str, float]:
        scores: dict[str, float] = {}
        for n, mention in enumerate(self.sources):
            share = 0.5 if mention is self.shared else 1.0 if n == 0 else 0.6
            for choice, score in mention.types().items():
                scores[choice] = scores.get(choice, 0.0) + share * score
        return scores

    @property
    def places(self) -> list[Toponym]:
        own = [p for m in self.mentions for p in m.places]
        return own + (self.shared.places if self.shared else [])

    @property
    def own_places(self) -> list[Toponym]:
        return [p for m in self.mentions for p in m.places if p.is_scene]

    @property
    def lent_places(self) -> list[Toponym]:
        """Places that are not surely its own: of the whole, the dateline, a speaker."""
        own = [p for m in self.sources for p in m.places]
        return [p for p in own if p not in self.own_places]

    @property
    def times(self) -> list[TimeMention]:
        own = [t for m in self.mentions for t in m.times if t.is_day_of_event]
        return own or [t for t in (self.shared.times if self.shared else []) if t.is_day_of_event]

    @property
    def counts(self) -> list[CountMention]:
        # What one side says of the losses is a claim of its own, unless nobody else counts.
        others = [c for m in self.mentions for c in m.counts if not m.is_of_party]
        return others or [c for m in self.mentions for c in m.counts]

    @property
    def agents(self) -> list[ActorMention]:
        return [a for m in self.sources for a in m.arguments.agents]

    @property
    def targets(self) -> list[ActorMention]:
        return [t for m in self.sources for t in m.arguments.targets]


def build_incidents(reading: Reading, mentions: list[Mention]) -> list[Incident]:
    """The incidents of an article by the rules, in order of their first mention."""
    told = _told(reading, mentions)
    umbrellas = _umbrellas(told)
    incidents: list[Incident] = []
    for mention in told:
        if mention in umbrellas.values():
            continue
        if incidents and _points_back(mention, incidents):
            _echo(mention, incidents)
            continue
        joined = None if mention.is_consequence else _best(mention, incidents, umbrellas)
        if joined is not None:
            joined.mentions.append(mention)
        elif mention.matches:
            incidents.append(Incident([mention], umbrellas.get(mention)))
    incidents = _without_aftermath(incidents)
    return _set_apart(reading, mentions, incidents)


def group_incidents(
    reading: Reading, mentions: list[Mention], groups: Sequence[Sequence[Mention]]
) -> list[Incident]:
    """Incidents of mentions that were grouped already, each group in order of the text."""
    umbrellas = _umbrellas(_told(reading, mentions))
    incidents = []
    for group in groups:
        wholes = [umbrellas[m] for m in group if m in umbrellas and umbrellas[m] not in group]
        incidents.append(Incident(list(group), wholes[0] if wholes else None))
    return _set_apart(reading, mentions, incidents)


def _told(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """The mentions that tell of incidents as news."""
    told = [m for m in mentions if is_news(m, reading.published)]
    if reading.is_brief and not told:
        # The news of a note is what the note tells, however it counts or dates it.
        told = [m for m in mentions if m.record_class is RecordClass.INCIDENT][:1]
    return told


def is_news(mention: Mention, published: date | None) -> bool:
    """Whether a clause tells of an incident, of one or few at a time, and not of old ones."""
    told = mention.record_class is RecordClass.INCIDENT
    return told and not is_sum(mention) and not is_old(mention, published)


def _set_apart(
    reading: Reading, mentions: list[Mention], incidents: list[Incident]
) -> list[Incident]:
    """Tells the incidents of an article what belongs to the others of them."""
    told = _told(reading, mentions)
    _link_neighbours(incidents)
    if incidents:
        incidents[0].is_lead = True
        incidents[0].is_whole = reading.is_brief and len(incidents) == 1
    for incident in incidents:
        own = {p.span for p in incident.own_places}
        others = {p.span for o in incidents if o is not incident for p in o.own_places}
        incident.elsewhere = frozenset(others - own)
        rivals = [m for o in incidents if o is not incident for m in o.mentions]
        incident.beside = [m for m in rivals if m.sentence == incident.first.sentence]
        foreign = (
            m for m in mentions if m not in incident.reports and _is_told_apart(m, told, reading)
        )
        incident.others_times = frozenset(t.span for m in foreign for t in m.times)
    return incidents


def _is_told_apart(mention: Mention, told: list[Mention], reading: Reading) -> bool:
    """Whether a clause has an event of its own: what came of it, a sum, old."""
    apart = mention in told and bool(mention.matches) and not mention.is_consequence
    return apart or is_sum(mention) or is_old(mention, reading.published)


def _without_aftermath(incidents: list[Incident]) -> list[Incident]:
    """Drops the arrest of a suspect and the like, but not the arrest of many elsewhere."""
    if all(i.first.is_consequence for i in incidents):
        return incidents
    return [i for i in incidents if not i.first.is_consequence or _is_large(i)]


def _is_large(incident: Incident) -> bool:
    """Whether many people are concerned, at a place or on a day of its own."""
    doc = incident.first.unit.doc
    targets = [t for t in incident.targets if doc[t.head].tag_ in ("NNS", "NNPS")]
    many = any(c.pos_ == "NUM" for t in targets for c in doc[t.head].children)
    return many and bool(incident.own_places or incident.times)


def _points_back(mention: Mention, incidents: list[Incident]) -> bool:
    """As in "the attacks", "both bases were hit": speaks of what was told and adds nothing."""
    news = mention.counts or any(t.is_day_of_event for t in mention.times)
    if mention.is_reference:
        return not news
    all_of_them = mention.number > 1 and any(
        c.lower_ in ("both", "the", "these", "all")
        for head in mention.heads
        for noun in (head, *children(head, "nsubjpass", "dobj"))
        for c in noun.children
    )
    shared = any(i.shared for i in incidents)
    return all_of_them and shared


def _echo(mention: Mention, incidents: list[Incident]) -> None:
    """Lets what is said of several incidents at once count for each of them."""
    several = mention.number > 1 or any(h.tag_ in ("NNS", "NNPS") for h in mention.heads)
    if several:
        shared = [i for i in incidents if i.shared is not None]
        for incident in shared:
            incident.echoes.append(mention)


def is_sum(mention: Mention) -> bool:
    """A total over many incidents: "more than 100 attacks ... since October"."""
    if any(c.is_aggregate for c in mention.counts):
        return True
    since = any(t.is_since or (t.value and _is_long(t)) for t in mention.times)
    return mention.number >= 3 and (since or mention.number >= 10)


def is_old(mention: Mention, published: date | None) -> bool:
    """Whether the clause dates its event before the time that counts as news."""
    if published is None:
        return False
    head = mention.heads[0]
    start, end = head.left_edge.idx, head.right_edge.idx
    days = [t for t in mention.times if t.is_day_of_event and t.value and t.value.end]
    own = [t for t in days if start <= t.start <= end]
    ends = [t.value.end for t in own or days if t.value and t.value.end]
    return bool(ends) and max(ends) < published - timedelta(days=NEWS_DAYS)


def _is_long(time: TimeMention) -> bool:
    value = time.value
    if value is None or value.start is None or value.end is None:
        return False
    return (value.end - value.start).days >= 20


def _umbrellas(mentions: list[Mention]) -> dict[Mention, Mention]:
    """As in "attacked two bases ... the first ... the second": the whole of each part."""
    parts: dict[Mention, Mention] = {}
    for n, whole in enumerate(mentions):
        if whole.number < 2 or whole.ordinal or whole.is_reference:
            continue
        following = [m for m in mentions[n + 1 :] if 0 <= m.sentence - whole.sentence <= 4]
        numbered = [m for m in following if m.ordinal]
        if len({m.ordinal for m in numbered}) >= 2:
            seen: set[int] = set()
            for mention in numbered:
                if mention.ordinal not in seen and len(seen) < whole.number:
                    seen.add(mention.ordinal)
                    parts[mention] = whole
    return parts


def _best(
    mention: Mention, incidents: list[Incident], umbrellas: dict[Mention, Mention]
) -> Incident | None:
    if mention in umbrellas or not incidents:
        return None
    scored = [(affinity(mention, incident), n) for n, incident in enumerate(incidents)]
    score, n = max(scored, key=lambda item: (item[0], -item[1]))
    least = _JOIN if _stands_alone(mention) else _JOIN_WITHOUT_PLACE
    return incidents[n] if score > least else None


def _stands_alone(mention: Mention) -> bool:
    """Whether the clause could be an incident of its own: it has a place, a day or a number."""
    placed = any(p.is_scene and p.place.precision not in AREAS for p in mention.places)
    dated = any(t.is_day_of_event for t in mention.times)
    return placed or dated or bool(mention.ordinal) or mention.says_new


def _link_neighbours(incidents: list[Incident]) -> None:
    """Incidents joined by "hours after" or "the same day" borrow the day from each other."""
    for incident in incidents:
        words = {t.lower_ for t in incident.first.unit.sent}
        close = words & {"hour", "hours", "minutes", "same", "shortly", "simultaneously"}
        if not close or not words & (
            cues("another") | {"after", "before", "earlier", "same", "day"}
        ):
            continue
        others = [o for o in incidents if o is not incident and o.times]
        if others:
            incident.neighbour = min(
                others,
                key=lambda o: (abs(o.first.sentence - incident.first.sentence), o.first.sentence),
            )
