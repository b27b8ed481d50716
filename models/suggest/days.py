"""The day on which an incident happened, chosen among the times of the article."""

from __future__ import annotations

import re
from functools import cache

from models.spans import Span
from models.suggest.builder import NEWS_DAYS, Incident
from models.suggest.lexicon import read_data
from models.suggest.mention import is_foreign_time
from models.suggest.reading import Reading
from models.suggest.replies import Answer, unique
from models.suggest.times import TimeMention
from models.values import DateRange

_HOUR = re.compile(
    r"\d\s*[ap]\.?m|\d:\d\d|night|morning|evening|afternoon|noon|dawn|midnight", re.I
)
_DAYTIME = re.compile(r"^\s+(?:early\s+)?(?:morning|afternoon|evening|night)|overnight", re.I)
_LEADS_TO_DAY = re.compile(r"\b(?:on|late|early|about|around)\s+$", re.I)
_STAMP = re.compile(r"\b(?:posted|updated|published|modified|copyright)\b[^.\n]*$", re.I)
#: Below this a day is more likely that of the report than of the event.
_LEAST = -1.6
_FAR_BACK = 370
_NEAR = 40


def days(reading: Reading, incident: Incident) -> list[Answer]:
    """The day it happened, best first; of a neighbour told of in the same breath if need be."""
    answers = _told_days(reading, incident)
    if incident.is_lead:
        answers = _narrowed(answers, _day_of_lead(reading, incident))
    if answers:
        return answers
    borrowed = _told_days(reading, incident.neighbour)[:1] if incident.neighbour else []
    if borrowed:
        return [Answer(a.value, a.evidence, 0.6) for a in borrowed]
    return _day_nearby(reading, incident)


def _narrowed(told: list[Answer], others: list[Answer]) -> list[Answer]:
    """A single day that the article names wins over "overnight" if it lies within."""
    if not told:
        return others
    wide = told[0].value
    if not isinstance(wide, DateRange) or wide.start == wide.end:
        return unique([*told, *others])
    inside = [o for o in others if isinstance(o.value, DateRange) and _lies_in(o.value, wide)]
    return unique([*inside, *told, *others])


def _lies_in(day: DateRange, whole: DateRange) -> bool:
    if day.start is None or whole.start is None or whole.end is None or day.start != day.end:
        return False
    return whole.start <= day.start <= whole.end


def _told_days(reading: Reading, incident: Incident) -> list[Answer]:
    """The days in the clauses that tell of the incident."""
    found: list[tuple[float, Answer]] = []
    for n, mention in enumerate(incident.sources):
        for time in mention.times:
            if time.is_day_of_event and time.value is not None and not time.is_clock:
                near = abs(time.start - mention.heads[0].idx) / 400
                score = 1.0 - 0.15 * n - min(near, 0.5) - 0.3 * _is_wide(time.value)
                score -= 0.4 * (mention.is_weak and mention is not incident.first)
                score -= 0.25 * (time.value.start != time.value.end)
                score += 0.25 * bool(
                    _HOUR.search(reading.text[max(0, time.start - 25) : time.end + 12])
                )
                if incident.is_lead:
                    score += 0.5 * _score(reading, time)
                found.append((score, Answer(time.value, _evidence(time), 0.8)))
                others = [Answer(o, _evidence(time), 0.2) for o in time.alternatives]
                found += [(score - 0.9, other) for other in others]
    found.sort(key=lambda item: -item[0])
    return unique([answer for _, answer in found])


def _evidence(time: TimeMention) -> tuple[Span, ...]:
    return (time.span,) if time.anchor is None else tuple(sorted((time.anchor, time.span)))


def _day_of_lead(reading: Reading, incident: Incident) -> list[Answer]:
    """Any day of the article may be the lead's, but for those that others have for themselves."""
    found = []
    for time in reading.times:
        value = time.value
        if value is None or value.end is None or not time.is_day_of_event or time.is_clock:
            continue
        if _is_wide(value) or any(s.contains(time.span) for s in incident.others_times):
            continue
        if reading.published is not None and not 0 <= (reading.published - value.end).days <= 60:
            continue
        score = _score(reading, time)
        if score > _LEAST:
            found.append((score, Answer(value, _evidence(time), _sureness(score))))
    found.sort(key=lambda item: -item[0])
    return unique([answer for _, answer in found])


def _sureness(score: float) -> float:
    return 0.55 if score > 0.5 else 0.4 if score > -0.5 else 0.25


def _day_nearby(reading: Reading, incident: Incident) -> list[Answer]:
    """Without a day in its own clauses: one in the same or the next sentences, in the news days."""
    sentences = reading.sentence_spans
    first = incident.first.sentence
    window = Span(
        sentences[max(0, first - 1)].start, sentences[min(len(sentences) - 1, first + 3)].end
    )
    for time in reading.times:
        value = time.value
        if value is None or value.end is None or not time.is_day_of_event or time.is_clock:
            continue
        recent = reading.published is None or (reading.published - value.end).days <= NEWS_DAYS
        foreign = is_foreign_time(reading, time.span, incident.mentions)
        if window.contains(time.span) and recent and not _is_wide(value) and not foreign:
            return [Answer(value, (time.span,), 0.4)]
    return []


def _score(reading: Reading, time: TimeMention) -> float:
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


def _is_wide(value: DateRange) -> bool:
    return value.start is None or value.end is None or (value.end - value.start).days > 6
