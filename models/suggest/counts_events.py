"""Which counts of an article belong to which of its incidents, also those in no event's clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.suggest.builder import Incident, is_old, is_sum
from models.suggest.counts import CountMention
from models.suggest.factuality import RecordClass
from models.suggest.mention import Mention
from models.suggest.reading import Reading
from models.suggest.syntax import objects_of

#: What opens the telling of something else.
_ELSEWHERE = re.compile(
    r"\b(?:separate|similar|unrelated|previous|earlier|another|other|second|third|recent)\s+(?:\w+\s+)?"
    r"(?:shootings?|incidents?|cases?|attacks?|homicides?|murders?|killings?|stabbings?|crash)\b"
    r"|\b(?:last|this|earlier\s+this|that)\s+(?:year|month|summer|spring|fall|autumn|winter)\b"
    r"|\b(?:years?|months?)\s+(?:ago|earlier|before)\b|\bin\s+(?:19|20)[0-9]{2}\b"
    r"|\b(?:meanwhile|elsewhere)\b|\bso\s+far\b|\bsince\s+january\b",
    re.IGNORECASE,
)


_LONG_AGO = re.compile(
    r"\blast\s+(?:year|summer|winter|spring|fall|autumn)\b|\byears?\s+(?:ago|earlier|before)\b",
    re.IGNORECASE,
)


def share_counts(
    reading: Reading, incidents: Sequence[Incident], mentions: Sequence[Mention]
) -> list[list[CountMention]]:
    """The counts of each incident; the first one is the lead.

    A count in a clause of an incident is its own. One in no such clause belongs to the incident
    told of last before it, at first to the lead, unless its clause tells of something else.
    """
    past = {id(c) for i in incidents for m in _of_the_past(reading, i) for c in m.counts}
    own = [[c for c in incident.counts if id(c) not in past] for incident in incidents]
    taken = {id(c) for i in incidents for m in i.reports for c in m.counts}
    taken |= {id(c) for m in mentions if _is_foreign(m, reading) for c in m.counts}
    told = [(m.span.start, n) for n, i in enumerate(incidents) for m in i.sources]
    told += [(start, -1) for start in _told_elsewhere(reading, incidents)]
    told.sort()
    for count in reading.counts:
        if id(count) in taken or not incidents:
            continue
        before = [n for start, n in told if start <= count.span.end]
        owner = before[-1] if before else 0
        if owner >= 0:
            own[owner].append(count)
    return [sorted(counts, key=lambda c: (c.start, c.end)) for counts in own]


def _of_the_past(reading: Reading, incident: Incident) -> list[Mention]:
    """What is told besides an incident of a time long before, where it is not itself long ago."""
    return [
        mention
        for mention in incident.reports
        if mention.sentence > incident.first.sentence
        and _LONG_AGO.search(reading.sentence_spans[mention.sentence].quote(reading.text))
        and not _LONG_AGO.search(
            reading.sentence_spans[incident.first.sentence].quote(reading.text)
        )
    ]


def _is_foreign(mention: Mention, reading: Reading) -> bool:
    """Whether a clause tells of no single event of now: a claim, a sum, something old."""
    if mention.record_class is RecordClass.ACCUSATION:
        return not _is_charge(mention)
    if mention.record_class not in (RecordClass.INCIDENT, RecordClass.NONE):
        return True
    return is_sum(mention) or is_old(mention, reading.published)


def _is_charge(mention: Mention) -> bool:
    """As in "is accused of killing his brother": the brother is dead, whoever did it.

    Not what one side accuses another of.
    """
    cue = mention.statement.cue
    return cue is not None and cue.tag_ == "VBN" and not objects_of(cue, "by")


def _told_elsewhere(reading: Reading, incidents: Sequence[Incident]) -> list[int]:
    """Where sentences start that tell of another time or case, and of no incident."""
    inside = {m.sentence for i in incidents for m in i.sources}
    return [
        span.start
        for n, span in enumerate(reading.sentence_spans)
        if n not in inside and _ELSEWHERE.search(reading.text, span.start, span.end)
    ]
