"""What is known of each answer to day, place and stage of an event, as numbers to learn from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import log, log1p
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.codebook import Codebook, Field, Role
from models.suggest.answers import Choices, places
from models.suggest.builder import Incident, group_incidents
from models.suggest.days import days
from models.suggest.event_types import EventTypes
from models.suggest.learning.answer_digest import AnswerDigest, Question
from models.suggest.learning.events import EventWeights, find_events
from models.suggest.learning.gating import LEAST_EVENT, logit
from models.suggest.learning.roles import score_roles
from models.suggest.places import Role as Part
from models.suggest.reading import Reading
from models.suggest.replies import Answer
from models.values import AnyValue, DateRange, Place, PlacePrecision, to_json

#: The fields whose answers are judged by what was learned.
JUDGED: Final = (Role.TIME, Role.PLACE, Role.STAGE)
_COARSE: Final = (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.AREA)
_MOST_CHOICES: Final = 4


def answer_cues(
    reading: Reading, field: Field, incident: Incident, found: Sequence[Answer]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """A row of numbers for each answer, and its log odds by the rules."""
    prior = np.array([logit(min(max(a.confidence, 0.01), 0.99)) for a in found])
    rows = [
        _standing(reading, incident, found, n)
        + _of_value(reading, field, incident, found, answer.value)
        for n, answer in enumerate(found)
    ]
    return np.array(rows, dtype=np.float32), prior.astype(np.float32)


def digest_answers(
    reading: Reading, codebook: Codebook, mentions: Sequence[Any], digest: Any
) -> AnswerDigest:
    """The answers of the rules for each event that the rules find in an article."""
    fields = [field for field in codebook.fields if field.role in JUDGED]
    scores = score_roles(digest.roles, None)
    rules = EventWeights.by_rules(digest.events, digest.roles.fields)
    events = find_events(digest.events, rules, scores)
    groups = [e.mentions for e in events if e.probability >= LEAST_EVENT]
    groups = groups or [e.mentions for e in events[:1]]
    told = [mention for mention in mentions if not mention.is_backdrop]
    incidents = group_incidents(reading, told, [[mentions[n] for n in g] for g in groups])
    choices, types = Choices(codebook), EventTypes(codebook)
    questions = []
    for group, incident in zip(groups, incidents, strict=True):
        for field in fields:
            found = _answers(reading, field, incident, choices, types)
            if found:
                numbers, prior = answer_cues(reading, field, incident, found)
                values = tuple(to_json(answer.value) for answer in found)
                questions.append(Question(field.key, group, values, numbers, prior))
    return AnswerDigest(tuple(questions))


def _answers(
    reading: Reading, field: Field, incident: Incident, choices: Choices, types: EventTypes
) -> list[Answer]:
    match field.role:
        case Role.TIME:
            return days(reading, incident)
        case Role.PLACE:
            return places(reading, incident)
    likeliest = types.of(incident)[:1]
    return choices.stage(incident, str(likeliest[0].value) if likeliest else None)


def _standing(reading: Reading, incident: Incident, found: Sequence[Answer], n: int) -> list[float]:
    """How it stands to the other answers, and its words to those that tell of the event."""
    answer = found[n]
    others = [other.confidence for k, other in enumerate(found) if k != n]
    starts = [start for start, _ in reading.sentence_spans]
    told = sorted({mention.sentence for mention in incident.mentions})
    at = max(0, bisect_right(starts, answer.evidence[0].start) - 1) if answer.evidence else told[0]
    apart = min((abs(at - sentence) for sentence in told), default=0)
    return [
        float(n == 0),
        log1p(n),
        answer.confidence - max(others, default=0.0),
        log(len(found)),
        float(incident.is_lead),
        log1p(incident.first.sentence),
        log1p(at),
        float(apart == 0),
        log1p(apart),
        float(at < told[0]),
        float(answer.evidence[:1] == (incident.first.span,)),
    ]


def _of_value(
    reading: Reading, field: Field, incident: Incident, found: Sequence[Answer], value: AnyValue
) -> list[float]:
    if isinstance(value, Place):
        return _of_place(reading, incident, found, value)
    if isinstance(value, DateRange):
        return _of_days(reading, incident, value)
    keys = [choice.key for choice in field.choices][:_MOST_CHOICES]
    return [float(value == key) for key in keys] + [0.0] * (_MOST_CHOICES - len(keys))


def _of_place(
    reading: Reading, incident: Incident, found: Sequence[Answer], place: Place
) -> list[float]:
    own = {t.place.name for t in incident.own_places}
    lent = {t.place.name for t in incident.lent_places}
    named = [t for t in reading.toponyms if t.place.name == place.name]
    parts = Counter(t.mention.role for t in named)
    countries = Counter(t.place.country for t in reading.toponyms if t.place.country)
    precision = place.precision
    rivals = [
        (a.confidence, a.value)
        for a in found
        if isinstance(a.value, Place) and a.value.name != place.name
    ]
    same = [(c, v) for c, v in rivals if v.country == place.country]
    finer = [c for c, v in same if v.precision not in _COARSE]
    inside = [c for c, v in same if v.admin1 == place.name]
    is_coarse = precision in _COARSE
    return [
        float(precision is PlacePrecision.COUNTRY),
        float(precision is PlacePrecision.ADMIN1),
        float(precision in (PlacePrecision.AREA, PlacePrecision.ADMIN2, PlacePrecision.WATERS)),
        float(precision is PlacePrecision.NEAR),
        log1p(len(named)),
        float(place.name in own),
        float(place.name in lent),
        float(parts[Part.PLACE] > 0),
        float(parts[Part.DATELINE] > 0),
        float(parts[Part.ORIGIN] + parts[Part.SPEAKER] + parts[Part.ELSEWHERE] > 0),
        countries[place.country or ""] / max(1, countries.total()),
        float(bool(countries) and countries.most_common(1)[0][0] == place.country),
        is_coarse * max(finer, default=0.0),
        is_coarse * float(not finer),
        max(inside, default=0.0),
        float(place.gazetteer_id is None),
        float(any(t.mention.is_astray for t in named)),
        float(any(t.mention.place is not None and t.mention.place.capital for t in named)),
    ]


def _of_days(reading: Reading, incident: Incident, value: DateRange) -> list[float]:
    published = reading.published
    back = (published - value.end).days if published and value.end else 0
    length = (value.end - value.start).days if value.start and value.end else 0
    own = {(t.value.start, t.value.end) for t in incident.times if t.value}
    told = sum(_days(t.value) == _days(value) for t in reading.times if t.value)
    return [
        float(value.start is None),
        float(value.start is not None and length == 0),
        log1p(max(0, length)),
        float(back == 0),
        float(back == 1),
        float(back > 7),
        log1p(max(0, back)),
        float(_days(value) in own),
        log1p(told),
    ]


def _days(value: DateRange) -> tuple[date | None, date | None]:
    return value.start, value.end
