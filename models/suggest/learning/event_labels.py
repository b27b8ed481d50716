"""Which mention of an article tells of which confirmed record: found by evidence, type, day, place.

Analysts confirm records, not mentions. A mention belongs to the record that most of what is said
around it was confirmed in; one that no record can claim is a negative.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from models.codebook import Codebook, Role
from models.events import Event
from models.suggest.candidates import phrase_key
from models.suggest.learning.event_digest import EventDigest
from models.suggest.learning.examples import Example
from models.suggest.learning.logistic import Floats
from models.suggest.learning.role_digest import RoleDigest
from models.values import Actor, DateRange, Place

NOBODY = -1
_LEAST = 0.3
_SAME_DAY = 0.4
_SAME_PLACE = 0.4
_TYPE_ONLY = 0.35
#: Who did it is named all over an article; who was hit stands where the event is told.
_AGENT = 0.4
#: How well the words of a mention fit a record of a type that they do not name.
_OPEN_TYPE = 0.6
_OTHER_TYPE = 0.25


def records_of(
    codebook: Codebook, example: Example, digest: EventDigest, roles: RoleDigest
) -> NDArray[np.int64]:
    """For each mention the number of the record that it tells of, or NOBODY."""
    records = example.records
    if not records or not len(digest):
        return np.full(len(digest), NOBODY, dtype=np.int64)
    agents = {field.key for field in codebook.fields if field.role is Role.AGENT}
    said = [_sentences(codebook, record, digest, roles) for record in records]
    holders = Counter(key for found in said for key in found)
    claims = np.zeros((len(digest), len(records)), dtype=np.float32)
    for n, record in enumerate(records):
        fit = _type_fit(codebook, record, digest)
        claim = np.zeros(len(digest), dtype=np.float32)
        for key, sentences in said[n].items():
            share = (_AGENT if key[0] in agents else 1.0) / holders[key]
            claim += share * np.isin(digest.sentences, list(sentences))
        claim += _SAME_DAY * _same_days(codebook, record, digest)
        claim += _SAME_PLACE * _same_places(codebook, record, digest)
        if not said[n]:
            claim += _TYPE_ONLY
        claims[:, n] = fit * claim
    best = claims.argmax(axis=1)
    return np.where(claims.max(axis=1) >= _LEAST, best, NOBODY).astype(np.int64)


def records_of_groups(
    records: NDArray[np.int64], count: int, groups: Sequence[Sequence[int]], spare: float = 0.0
) -> list[int]:
    """For each group of mentions the record that it tells of, one for one, or NOBODY.

    `records`: that of each mention; `count`: how many there are; `spare`: what it is worth to have
    any record at all.
    """
    from scipy.optimize import linear_sum_assignment

    shares = np.full((len(groups), count), spare)
    for n, group in enumerate(groups):
        for record in records[list(group)].tolist():
            if record != NOBODY:
                shares[n, record] += 1.0
    found = [NOBODY] * len(groups)
    for n, record in zip(*linear_sum_assignment(-shares), strict=True):
        if shares[n, record] > 0:
            found[n] = int(record)
    return found


def types_of(codebook: Codebook, record: Event) -> set[str]:
    """The event types that a record was given."""
    field = codebook.with_role(Role.EVENT_TYPE)
    return {str(v.value) for v in record.confirmed(field.key)} if field else set()


def _sentences(
    codebook: Codebook, record: Event, digest: EventDigest, roles: RoleDigest
) -> dict[tuple[str, str], set[int]]:
    """The sentences that each confirmed value stands in: by its evidence and by its words."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    numbers = {key: n for n, key in enumerate(roles.keys)}
    bodies = {f.key for f in codebook.fields if f.role in (Role.ATTRIBUTION, Role.RECORD_CLASS)}
    for value in record.values:
        if value.field in bodies or not value.is_confirmed:
            continue
        name = (value.field, str(value.value))
        spans = np.array([tuple(s) for s in value.evidence], dtype=np.int64).reshape(-1, 2)
        for start, _ in spans.tolist():
            inside = (digest.sentence_spans[:, 0] <= start) & (start < digest.sentence_spans[:, 1])
            found[name].update(np.flatnonzero(inside).tolist())
        if isinstance(value.value, Actor | str) and value.field in roles.fields:
            text = value.value.name if isinstance(value.value, Actor) else value.value
            n = numbers.get(phrase_key(text))
            if n is not None:
                found[name].update(roles.sentences[n])
    return {name: sentences for name, sentences in found.items() if sentences}


def _type_fit(codebook: Codebook, record: Event, digest: EventDigest) -> Floats:
    """How well the words of each mention fit the record's type."""
    wanted = types_of(codebook, record)
    named = np.zeros(len(digest), dtype=np.bool_)
    for k, key in enumerate(digest.types):
        if key in wanted:
            named |= digest.type_scores[:, k] > 0
    openly = digest.generic | (digest.type_scores.max(axis=1, initial=0.0) < _LEAST)
    fit = np.where(named, 1.0, np.where(openly, _OPEN_TYPE, _OTHER_TYPE))
    return (np.ones(len(digest)) if not wanted else fit).astype(np.float32)


def _same_days(codebook: Codebook, record: Event, digest: EventDigest) -> Floats:
    found = np.zeros(len(digest), dtype=np.float32)
    for value in _of_role(codebook, record, Role.TIME):
        if not isinstance(value, DateRange) or value.start is None or value.start != value.end:
            continue
        day = value.start.toordinal()
        same = (digest.dates[:, 1] <= day) & (day <= digest.dates[:, 2])
        exact = same & (digest.dates[:, 2] - digest.dates[:, 1] <= 1)
        found[digest.dates[exact, 0]] = 1.0
    return found


def _same_places(codebook: Codebook, record: Event, digest: EventDigest) -> Floats:
    found = np.zeros(len(digest), dtype=np.float32)
    names = {v.name.lower() for v in _of_role(codebook, record, Role.PLACE) if isinstance(v, Place)}
    for n, name in digest.places:
        if name.lower() in names:
            found[n] = 1.0
    return found


def _of_role(codebook: Codebook, record: Event, role: Role) -> Iterable[object]:
    field = codebook.with_role(role)
    return [value.value for value in record.confirmed(field.key)] if field else []
