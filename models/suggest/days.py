"""The day on which an incident happened, chosen among the times of the article."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from models.spans import Span
from models.suggest.builder import NEWS_DAYS, Incident
from models.suggest.lexicon import read_data
from models.suggest.mention import Mention, is_foreign_time
from models.suggest.reading import Reading
from models.suggest.replies import Answer, unique
from models.suggest.syntax import unit
from models.suggest.times import TimeMention
from models.values import DatePrecision, DateRange

_DAYTIME = re.compile(r"^\s+(?:early\s+)?(?:morning|afternoon|evening|night)|overnight", re.I)
_LEADS_TO_DAY = re.compile(r"\b(?:on|late|early|about|around)\s+$", re.I)
_STAMP = re.compile(r"\b(?:posted|updated|published|modified|copyright)\b[^.\n]*$", re.I)
#: Below this a day says less than the day of the report.
_LEAST = -3.5
_FAR_BACK = 370
_NEAR = 40
#: Mostly right, but never so sure that it is filled in: nobody said it.
_DAY_OF_REPORT = 0.58
#: What it is worth to stand in a clause that tells of the event, or costs in another event's.
_OWN = 1.5
_OTHERS = 4.0

_Days = tuple[date | None, date | None]


def days(reading: Reading, incident: Incident) -> list[Answer]:
    """The day it happened, best first; where the article tells of none, that of the report."""
    told = _by_day([c for c in _candidates(reading, incident) if c.score > _LEAST])
    if told:
        return _ranked_answers(told)
    borrowed = _candidates(reading, incident.neighbour) if incident.neighbour else []
    if borrowed:
        return [Answer(a.value, a.evidence, 0.6) for a in _by_day(borrowed)[0].answers(0.6)[:1]]
    return _of_the_report(reading, incident)


def _ranked_answers(told: list[_Candidate]) -> list[Answer]:
    """The best day with its sureness; the others share what is left."""
    inside = [c for c in told[1:] if _lies_in(c.value, told[0].value)]
    told = [*inside, *(c for c in told if c not in inside)]
    best, others = told[0], told[1:]
    sure = _sureness(best.score, best.score - others[0].score if others else math.inf)
    first, *beside = best.answers(sure)
    rest = [
        Answer(c.value, _evidence(c.time), (1 - sure) / 2 ** (n + 1)) for n, c in enumerate(others)
    ]
    return unique([first, *sorted([*beside, *rest], key=lambda a: -a.confidence)])


def _lies_in(day: DateRange, whole: DateRange) -> bool:
    """Whether one of the two is a single day of the other, which spans several."""
    if day.start is None or day.start != day.end or whole.start is None or whole.end is None:
        return False
    return whole.start != whole.end and whole.start <= day.start <= whole.end


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A time that may be that of an incident, and how much speaks for it."""

    time: TimeMention
    value: DateRange
    score: float

    def answers(self, sure: float) -> list[Answer]:
        """Its day; of a night between two days the later one, as papers of the morning tell it."""
        evidence = _evidence(self.time)
        nights = [a for a in reversed(self.time.alternatives) if a.start == a.end]
        if self.value.start != self.value.end and nights:
            others = [Answer(other, evidence, 0.35) for other in (*nights[1:], self.value)]
            return [Answer(nights[0], evidence, min(sure, 0.55)), *others]
        others = [Answer(other, evidence, 0.15) for other in self.time.alternatives]
        return [Answer(self.value, evidence, sure), *others]


def _sureness(score: float, ahead: float) -> float:
    """How often a day of such a score, so far ahead of the next, was right, in round numbers."""
    if ahead < 1.0:
        return 0.55
    sure = 0.95 if score > 4.5 else 0.85 if score > 0.5 else 0.8 if score > -0.5 else 0.6
    return min(sure, 0.7) if ahead < 3.0 else sure


def _candidates(reading: Reading, incident: Incident) -> list[_Candidate]:
    """The times of its own clauses; for the lead also others that no other event has."""
    own = {
        time.span: _OWN * _is_of_clause(reading, time, m) - 0.15 * min(n, 6)
        for n, m in reversed([*enumerate(incident.sources)])
        for time in m.times
    }
    near, words = _surroundings(reading, incident), _word_scores(reading)
    found = []
    for time in reading.times:
        value = time.value
        if value is None or value.end is None or time.is_clock or time.is_future:
            continue
        if reading.published is not None and (value.start or value.end) > reading.published:
            continue
        if not time.is_day_of_event and not incident.is_lead:
            continue
        score = words[time.span]
        if time.span in own:
            score += own[time.span] + 2.0 * (not incident.is_lead)
        elif any(s.contains(time.span) for s in incident.others_times):
            score -= _OTHERS
        elif not incident.is_lead and not (
            near.contains(time.span) and not is_foreign_time(reading, time.span, incident.mentions)
        ):
            continue
        found.append(_Candidate(time, value, score - _width(value)))
    return found


def _is_of_clause(reading: Reading, time: TimeMention, mention: Mention) -> bool:
    """Whether the time stands with the verb or noun that tells of the event."""
    root = reading.root_of(time.span)
    return root is not None and unit(root).i == mention.unit.i


def _by_day(candidates: list[_Candidate]) -> list[_Candidate]:
    """The best candidate of each day, likeliest first; a day told of again is the likelier."""
    best: dict[_Days, _Candidate] = {}
    again: dict[_Days, float] = {}
    for candidate in candidates:
        day = (candidate.value.start, candidate.value.end)
        again[day] = again.get(day, 0.0) + 0.1 * max(0.0, candidate.score)
        if day not in best or candidate.score > best[day].score:
            best[day] = candidate
    summed = [replace(c, score=c.score + again[day]) for day, c in best.items()]
    return sorted(summed, key=lambda c: (-c.score, c.time.start))


def _width(value: DateRange) -> float:
    """What a stretch of several days loses against a single one."""
    if value.start is None or value.end is None:
        return 3.0
    length = (value.end - value.start).days
    return 0.0 if length == 0 else 1.5 if length <= 2 else 2.0 if length <= 7 else 3.0


def _surroundings(reading: Reading, incident: Incident) -> Span:
    sentences = reading.sentence_spans
    first, last = incident.first.sentence, len(sentences) - 1
    return Span(sentences[max(0, first - 1)].start, sentences[min(last, first + 3)].end)


def _of_the_report(reading: Reading, incident: Incident) -> list[Answer]:
    """Where no day is told: the day of the report as a guess, or any before it."""
    day = reading.published or (reading.dateline.date if reading.dateline else None)
    if day is None:
        return []
    evidence = (incident.first.span,)
    before = day - timedelta(days=1)
    return [
        Answer(DateRange(day, day, DatePrecision.DAY), evidence, _DAY_OF_REPORT),
        Answer(DateRange(before, before, DatePrecision.DAY), evidence, 0.25),
        Answer(DateRange(None, day, None), evidence, 0.2),
    ]


def _evidence(time: TimeMention) -> tuple[Span, ...]:
    return (time.span,) if time.anchor is None else tuple(sorted((time.anchor, time.span)))


@lru_cache(maxsize=1)
def _word_scores(reading: Reading) -> dict[Span, float]:
    """What the words around each time of an article say for it, once for all its incidents."""
    return {time.span: _word_score(reading, time) for time in reading.times if time.value}


def _word_score(reading: Reading, time: TimeMention) -> float:
    """How much speaks for it that things happened on this day, by the words around it."""
    place, sentence = _sentence_of(reading, time)
    said = reading.text[sentence.start : sentence.end]
    start, end = time.start - sentence.start, time.end - sentence.start
    event, aftermath = _nearest("event", said, start, end), _nearest("aftermath", said, start, end)
    score = 0.0
    if event is not None:
        score += 2.0 + max(0.0, 1.5 - event / _NEAR)
    elif _nearest("violence", said, start, end) is not None:
        score += 1.0
    if aftermath is not None and (event is None or aftermath < event):
        score -= 1.6
    before, after = said[max(0, start - 40) : start], said[end : end + 30]
    if _directly_reported().search(before):
        score -= 1.8
    if _STAMP.search(said[:start]):
        score -= 1.5
    score -= 0.08 * min(place, 20) + 0.5 * (said[start:end].lower() == "today")
    # "The day before" tells of something else than what was told so far.
    score -= 1.5 * (time.anchor is not None)
    score += 0.5 * bool(re.search(r"\d\s*[ap]\.?m|\d:\d\d", before + after))
    score += 0.3 * bool(_DAYTIME.search(after) or _DAYTIME.search(said[start:end]))
    score += 0.2 * bool(_LEADS_TO_DAY.search(before))
    return score - _age(reading, time)


def _age(reading: Reading, time: TimeMention) -> float:
    """The older a day, the less it is news."""
    if reading.published is None or time.value is None or time.value.end is None:
        return 0.0
    back = (reading.published - time.value.end).days
    return 1.0 + min(back, _FAR_BACK) / 100 if back > NEWS_DAYS else 0.0


def _sentence_of(reading: Reading, time: TimeMention) -> tuple[int, Span]:
    spans = reading.sentence_spans
    for n, span in enumerate(spans):
        if span.contains(time.span):
            return n, span
    return len(spans), time.span


def _nearest(cue: str, said: str, start: int, end: int) -> int | None:
    """How many characters lie between a stretch of a sentence and the nearest cue."""
    gaps = [
        max(0, m.start() - end) if m.start() >= end else max(0, start - m.end())
        for m in _cues(cue).finditer(said)
    ]
    return min(gaps, default=None)


@cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(read_data('days')[name])})\b", re.I)


@cache
def _directly_reported() -> re.Pattern[str]:
    words = "|".join(read_data("days")["reported"])
    return re.compile(rf"\b(?:{words})(?:\s+(?:on|late|early|in|that|by))?\s*$", re.I)
