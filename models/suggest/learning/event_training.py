"""Teaches the event builder, by what analysts confirmed: mentions, pairs, groups, types.

Each stage learns from what the stages before it say of articles that they have not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.codebook import Codebook
from models.suggest.learning.calibrating import ISOTONIC_FROM, Curve, curve_of
from models.suggest.learning.digest import ArticleDigest
from models.suggest.learning.event_digest import EventDigest
from models.suggest.learning.event_groups import (
    Group,
    facts_of_groups,
    grouped,
    rule_logits,
    sigmoid,
    traits_of_groups,
)
from models.suggest.learning.event_labels import NOBODY, records_of, records_of_groups, types_of
from models.suggest.learning.events import EventView, EventWeights, group_rows, type_prior, untaught
from models.suggest.learning.examples import Example
from models.suggest.learning.gating import LEAST_LOGIT
from models.suggest.learning.logistic import Floats, Linear, Rows, fit, mean_of
from models.suggest.learning.numeric import Numbers, Numeric, fit_numeric
from models.suggest.learning.roles import RoleScore

#: How strongly weights are drawn to what the rules say: mentions, pairs, types, events.
_L2: Final = {"mention": 15.0, "pair": 3.0, "type": 2.0, "event": 20.0}
_FOLDS: Final = 5
_ROUNDS: Final = 20
#: A record without an event of its own goes to whichever is left: the analyst mends that one.
_ANY_RECORD: Final = 0.01
#: Of the events that analysts agree to when asked, one records nine in ten unasked: the rest seem
#: marginal or are overlooked. So a labelled share is divided by this to be that of right events
#: (Elkan and Noto 2008).
_TOLD: Final = 0.9
#: For how many events the word of the rules counts.
_BY_RULES: Final = 60.0

Labelled = tuple[Example, ArticleDigest, Sequence[RoleScore]]


@dataclass(frozen=True, eq=False)
class TaughtEvents:
    """The event builder, and how likely events are to one that has not seen their article.

    By article id, of articles in which anything was found: `likely` the probabilities, `records`
    for each mention the number of the record that it tells of.
    """

    weights: EventWeights
    likely: dict[str, list[float]]
    records: dict[str, NDArray[np.int64]]


def teach_events(codebook: Codebook, labelled: Sequence[Labelled]) -> TaughtEvents | None:
    """Learns from labelled articles with role scores that have not seen them.

    None where nothing can be learned: no article has a mention, or none has a record.
    """
    ordered = sorted(labelled, key=lambda item: item[0].article_id)
    lessons = [_Lesson.of(codebook, *item) for item in ordered if len(item[1].events)]
    if not any((lesson.records >= 0).any() for lesson in lessons):
        return None
    fields = ordered[0][1].roles.fields
    mentions, pairs, groups, logits = _strangers(lessons)
    if not any(groups):
        return None
    event, odds = _fit_event(lessons, groups, logits, fields)
    kinds = _fit_types(codebook, lessons, groups)
    mention, pair = mean_of(mentions), mean_of(pairs)
    stands = _curve_of_records(lessons, groups, odds)
    types = lessons[0].digest.types
    typed = _curve_of_types(codebook, lessons, groups)
    weights = EventWeights(types, fields, mention, pair, kinds, event, stands, typed)
    each = iter(sigmoid(odds).tolist())
    likely = {
        lesson.example.article_id: [next(each) for _ in own]
        for lesson, own in zip(lessons, groups, strict=True)
    }
    records = {lesson.example.article_id: lesson.records for lesson in lessons}
    return TaughtEvents(weights, likely, records)


def _strangers(
    lessons: Sequence[_Lesson],
) -> tuple[list[Linear], list[Linear], list[list[Group]], list[Floats]]:
    """Judges of mentions and of pairs that leave out one part of the articles each.

    And what they make of that part: the groups of each article, the log odds of its mentions.
    """
    folds = [_fold(lesson.example.article_id) for lesson in lessons]
    groups: list[list[Group]] = [[] for _ in lessons]
    logits: list[Floats] = [np.zeros(0, dtype=np.float32) for _ in lessons]
    mentions, pairs = [], []
    for fold in sorted(set(folds)):
        rest = [x for x, own in zip(lessons, folds, strict=True) if own != fold] or lessons
        mentions.append(_fit_mentions(rest))
        pairs.append(_fit_pairs(rest))
        for n, lesson in enumerate(lessons):
            if folds[n] == fold:
                view = lesson.view
                logits[n] = mentions[-1].scores(view.rows, view.prior)[:, 0]
                joins = pairs[-1].scores(view.pair_rows, view.pair_prior)[:, 0]
                groups[n] = grouped(lesson.digest, logits[n], joins)
    return mentions, pairs, groups, logits


@dataclass(frozen=True, eq=False)
class _Lesson:
    """One labelled article: `records` has for each mention the record that it tells of."""

    example: Example
    digest: EventDigest
    scores: Sequence[RoleScore]
    view: EventView
    records: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        codebook: Codebook,
        example: Example,
        digest: ArticleDigest,
        scores: Sequence[RoleScore],
    ) -> _Lesson:
        events = digest.events
        records = records_of(codebook, example, events, digest.roles)
        return cls(example, events, scores, EventView.of(events, scores), records)

    def records_of(self, groups: Sequence[Group], spare: float = 0.0) -> list[int]:
        """For each group the record that it tells of, or NOBODY."""
        return records_of_groups(self.records, len(self.example.records), groups, spare)


def _fit_mentions(lessons: Sequence[_Lesson]) -> Linear:
    rows = Rows.joined([lesson.view.rows for lesson in lessons])
    prior = np.concatenate([lesson.view.prior for lesson in lessons])
    answers = np.concatenate([lesson.records != NOBODY for lesson in lessons])
    return _fitted(rows, answers, prior, np.ones(len(answers)), _L2["mention"])


def _fit_pairs(lessons: Sequence[_Lesson]) -> Linear:
    """Learns from pairs that both tell of records; articles with many pairs count less each."""
    rows, prior, answers, importance = [], [], [], []
    for lesson in lessons:
        pairs = lesson.digest.pairs
        first, later = lesson.records[pairs[:, 0]], lesson.records[pairs[:, 1]]
        known = np.flatnonzero((first != NOBODY) & (later != NOBODY))
        rows.append(lesson.view.pair_rows.taken(known))
        prior.append(lesson.view.pair_prior[known])
        answers.append((first == later)[known])
        importance.append(np.full(len(known), 1.0 / np.sqrt(max(1, len(known)))))
    return _fitted(
        Rows.joined(rows),
        np.concatenate(answers),
        np.concatenate(prior),
        np.concatenate(importance),
        _L2["pair"],
    )


def _fit_event(
    lessons: Sequence[_Lesson],
    groups: Sequence[list[Group]],
    logits: Sequence[Floats],
    fields: Sequence[str],
) -> tuple[Numeric, Numbers]:
    facts, prior, answers, folds = [], [], [], []
    for lesson, own, odds in zip(lessons, groups, logits, strict=True):
        if not own:
            continue
        facts.append(facts_of_groups(lesson.digest, own, odds, lesson.scores, fields))
        prior.append(rule_logits(lesson.digest, traits_of_groups(lesson.digest, own)))
        answers.append([record != NOBODY for record in lesson.records_of(own)])
        folds += [_fold(lesson.example.article_id)] * len(own)
    return fit_numeric(
        np.concatenate(facts),
        np.concatenate(answers).astype(np.float64),
        np.concatenate(prior),
        np.array(folds),
        l2=_L2["event"],
    )


def _fit_types(
    codebook: Codebook, lessons: Sequence[_Lesson], groups: Sequence[list[Group]]
) -> Linear:
    rows, prior, answers = [], [], []
    for lesson, own in zip(lessons, groups, strict=True):
        records = lesson.records_of(own)
        kept = [(g, r) for g, r in zip(own, records, strict=True) if r != NOBODY]
        if not kept:
            continue
        rows.append(group_rows(lesson.view.rows, [g for g, _ in kept]))
        prior.append(type_prior(lesson.digest, [g for g, _ in kept]))
        for _, record in kept:
            wanted = types_of(codebook, lesson.example.records[record])
            answers.append([float(key in wanted) for key in lesson.digest.types])
    if not rows:
        return untaught(len(lessons[0].digest.types))
    table = np.array(answers, dtype=np.float32)
    return _fitted(
        Rows.joined(rows), table, np.concatenate(prior), np.ones(table.shape), _L2["type"]
    )


def _curve_of_records(
    lessons: Sequence[_Lesson], groups: Sequence[list[Group]], odds: Numbers
) -> Curve:
    """How sure it is that a proposed event stands for a record, by its log odds.

    Judged on whole records: of an article with two, two proposed events stand for one each, also
    where it was not found which sentences tell of them.
    """
    logits: list[float] = []
    right: list[float] = []
    each = iter(odds.tolist())
    for lesson, own in zip(lessons, groups, strict=True):
        rated = [(group, next(each)) for group in own]
        kept = [(group, logit) for group, logit in rated if logit >= LEAST_LOGIT]
        records = lesson.records_of([group for group, _ in kept], spare=_ANY_RECORD)
        logits += [logit for _, logit in kept]
        right += [float(record != NOBODY) for record in records]
    isotonic = len(lessons) >= ISOTONIC_FROM
    curve = curve_of(np.array(logits), np.array(right), Curve(), isotonic=isotonic)
    # The rules that it was learned around speak of right events already.
    told = (_TOLD * len(right) + _BY_RULES) / (len(right) + _BY_RULES)
    return replace(curve, told=told)


def _curve_of_types(
    codebook: Codebook, lessons: Sequence[_Lesson], groups: Sequence[list[Group]]
) -> Curve:
    """How sure the type of an event is that stands for a record, by its log odds.

    Judged by what was learned from the articles of other parts.
    """
    folds = [_fold(lesson.example.article_id) for lesson in lessons]
    logits: list[float] = []
    right: list[float] = []
    for fold in sorted(set(folds)):
        parts = list(zip(lessons, groups, folds, strict=True))
        rest = [(lesson, found) for lesson, found, other in parts if other != fold]
        if not rest:
            continue
        kinds = _fit_types(codebook, [one for one, _ in rest], [found for _, found in rest])
        for lesson, found, other in parts:
            records = lesson.records_of(found)
            kept = [(g, r) for g, r in zip(found, records, strict=True) if r != NOBODY]
            if other != fold or not kept:
                continue
            own = [group for group, _ in kept]
            rows = group_rows(lesson.view.rows, own)
            for odds, (_, record) in zip(
                kinds.scores(rows, type_prior(lesson.digest, own)), kept, strict=True
            ):
                wanted = types_of(codebook, lesson.example.records[record])
                logits.append(float(odds.max()))
                right.append(float(lesson.digest.types[int(odds.argmax())] in wanted))
    return curve_of(np.array(logits), np.array(right), Curve(), isotonic=False)


def _fitted(
    rows: Rows, answers: NDArray[Any], prior: Floats, importance: NDArray[Any], l2: float
) -> Linear:
    if not len(rows):
        return untaught(prior.shape[1])
    table = answers.reshape(prior.shape).astype(np.float32)
    weight = importance.reshape(prior.shape).astype(np.float32)
    return fit(rows, table, prior, importance=weight, l2=l2, steps=_ROUNDS)


def _fold(article_id: str) -> int:
    basis = f"events\n{article_id}".encode("utf-8", "surrogatepass")
    return sha256(basis).digest()[0] % _FOLDS
