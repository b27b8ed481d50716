"""Learns which of the rules' answers to a question on an event are right, and how sure each is.

A logistic regression over the cues of each answer, with the rules' own confidence as prior.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.codebook import Codebook, Field
from models.events import Event
from models.suggest.agreement import agrees
from models.suggest.learning.answer_digest import Question
from models.suggest.learning.calibrating import Curve, curve_of
from models.suggest.learning.digest import ArticleDigest
from models.suggest.learning.event_groups import sigmoid
from models.suggest.learning.event_labels import NOBODY, records_of_groups
from models.suggest.learning.examples import Example
from models.suggest.learning.numeric import Numeric, fit_numeric
from models.values import AnyValue, DateRange, from_json

#: How strongly the weights are drawn to what the rules say.
_L2: Final = 10.0
_FOLDS: Final = 5
#: From so many questions on a field's answers are judged by what was learned.
_LEAST_QUESTIONS: Final = 20


def sureness(learned: Numeric, numbers: NDArray[Any], prior: NDArray[Any]) -> NDArray[np.float64]:
    """How likely each answer is right, given that its event stands for a record."""
    return sigmoid(learned.scores(numbers, prior))


def teach_answers(
    codebook: Codebook,
    labelled: Sequence[tuple[Example, ArticleDigest]],
    records: Mapping[str, NDArray[np.int64]],
) -> dict[str, Numeric]:
    """What can be learned of each field from questions on events that stand for records.

    `records` has for each mention of an article the number of its record.
    """
    asked: dict[str, list[tuple[Question, list[float], int]]] = {}
    for example, digest in sorted(labelled, key=lambda pair: pair[0].article_id):
        own = records.get(example.article_id)
        if own is None or not example.records:
            continue
        fold = _fold(example.article_id)
        groups = sorted({question.mentions for question in digest.answers.questions})
        told = records_of_groups(own, len(example.records), groups)
        record_of = dict(zip(groups, told, strict=True))
        for question in digest.answers.questions:
            number = record_of[question.mentions]
            if number == NOBODY or question.field in example.unknown:
                continue
            right = _right(codebook, question, example.records[number])
            if right:
                asked.setdefault(question.field, []).append((question, right, fold))
    return {
        field: _fitted(found) for field, found in asked.items() if len(found) >= _LEAST_QUESTIONS
    }


def _fitted(asked: Sequence[tuple[Question, list[float], int]]) -> Numeric:
    answers = np.array([one for _, right, _ in asked for one in right])
    learned, odds = fit_numeric(
        np.concatenate([question.numbers for question, _, _ in asked]).astype(np.float64),
        answers,
        np.concatenate([question.prior for question, _, _ in asked]).astype(np.float64),
        np.array([fold for _, right, fold in asked for _ in right]),
        l2=_L2,
    )
    # The best of several answers is more often too sure than any one of them, and it is shown.
    ends = np.cumsum([len(right) for _, right, _ in asked])
    starts = np.concatenate([[0], ends[:-1]])
    best = [a + int(odds[a:b].argmax()) for a, b in zip(starts, ends, strict=True)]
    curve = curve_of(odds[best], answers[best], Curve(), isotonic=False)
    return replace(
        learned,
        scale=curve.slope * learned.scale,
        shift=curve.slope * learned.shift + curve.intercept,
    )


def _right(codebook: Codebook, question: Question, record: Event) -> list[float]:
    """Which answers a record confirms; empty where it has no value."""
    field = codebook.field_by_key.get(question.field)
    gold = [v.value for v in record.confirmed(question.field) if v.value is not None]
    if field is None or not gold:
        return []
    said = [from_json(field.kind, value) for value in question.values]
    return [float(any(_fits(field, one, g) for g in gold)) for one in said]


def _fits(field: Field, said: AnyValue, gold: AnyValue) -> bool:
    """Whether an analyst would take it: of a stretch of days, any day in it."""
    if isinstance(gold, DateRange) and isinstance(said, DateRange) and gold.start != gold.end:
        last = said.end or said.start
        open_start = gold.start is None and gold.end is not None and last is not None
        if open_start and last <= gold.end:  # type: ignore[operator]
            return True
        return agrees(field, said, gold) >= 0.5
    return agrees(field, said, gold) == 1.0


def _fold(article_id: str) -> int:
    basis = f"answers\n{article_id}".encode("utf-8", "surrogatepass")
    return sha256(basis).digest()[0] % _FOLDS
