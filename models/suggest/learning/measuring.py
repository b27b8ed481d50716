"""How good a learned state is on labelled articles, from their digests alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt
from statistics import pstdev
from typing import Any, Final

from models.codebook import Codebook, Field, Role
from models.suggest.agreement import agrees
from models.suggest.calibration import Calibration, calibration
from models.suggest.evaluation import Judgement, Score, agreeing
from models.suggest.learning.digest import ArticleDigest
from models.suggest.learning.events import FoundEvent, find_events
from models.suggest.learning.examples import Example
from models.suggest.learning.gating import gated, proposed
from models.suggest.learning.roles import RoleScore, score_roles
from models.suggest.learning.state import LearnedState
from models.values import Actor, AnyValue, Kind

Labelled = tuple[Example, ArticleDigest]

#: From this probability on a value or an event is proposed, if the state has no threshold for it.
SAID_FROM = 0.3
#: The standard error of a comparison is found from so many parts.
_PARTS: Final = 20
#: The name under which events are told among the fields.
EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Answered:
    """What was scored in one article, likely or not, and how many values were confirmed in it."""

    gold: int
    judged: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """Quality over some articles: all fields together, each field, and the confidences.

    `ranking` is the average precision over all values that were scored, said or not: how well the
    right ones are put before the wrong ones, whatever the threshold (0 to 1). `answered`: article
    by article what it was reckoned from.
    """

    articles: int
    total: Score
    fields: tuple[Score, ...]
    calibration: Calibration
    ranking: float
    answered: tuple[Answered, ...] = field(default=(), repr=False)

    @property
    def f1(self) -> float:
        """F1 over all values; 0 where nothing was confirmed and nothing was said."""
        return self.total.f1 or 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain figures to keep: counts, so that any share can be computed from them."""
        error = self.calibration.error
        return {
            "articles": self.articles,
            "f1": round(self.f1, 4),
            "ranking": round(self.ranking, 4),
            "fields": {s.name: [s.gold, s.found, s.right] for s in self.fields},
            "calibration_error": error if error is None else round(error, 4),
            "bands": {
                band.value: [found.count, found.right, round(found.confidence, 4)]
                for band, found in self.calibration.bands.items()
            },
        }


def measure(
    codebook: Codebook, state: LearnedState | None, labelled: Iterable[Labelled]
) -> Measure:
    """What a state (None: the rules alone) says of the fields that it learns, against examples.

    Values are compared article by article, each once. Fields in which an absence means nothing are
    left out of their article. An event is right if its likeliest type is that of a record, each
    record taken once.
    """
    thresholds = state.thresholds if state else {}
    scores: dict[str, Score] = {}
    answered: list[Answered] = []
    for example, digest in labelled:
        questions = list(_questions(codebook, example, digest, state))
        wanted, own = sum(gold for _, gold, _ in questions), [told for *_, told in questions]
        answered.append(Answered(wanted, tuple(one for told in own for one in told)))
        for key, gold, told in questions:
            said = [one for one in told if one.confidence >= thresholds.get(key, SAID_FROM)]
            count = Score(key, gold, len(said), sum(one.is_right for one in said), gold)
            scores[key] = scores.get(key, Score(key)).plus(count)
    total = Score("all values")
    for score in scores.values():
        total = total.plus(score)
    judged = [one for article in answered for one in article.judged]
    shown = [one for one in judged if one.confidence >= thresholds.get(one.field, SAID_FROM)]
    return Measure(
        len(answered),
        total,
        tuple(scores.values()),
        calibration(shown),
        _ranking(answered),
        tuple(answered),
    )


def is_worse(before: Sequence[Answered], after: Sequence[Answered]) -> bool:
    """Whether the ranking of the same articles, one for one, has become worse beyond chance.

    That is by more than the standard error of the difference, found by leaving out one part of the
    articles at a time (the jackknife of Quenouille and Tukey).
    """
    change = _ranking(after) - _ranking(before)
    parts = min(_PARTS, len(after))
    changes = []
    for part in range(parts if parts > 1 else 0):
        kept = [n for n in range(len(after)) if n % parts != part]
        changes.append(_ranking([after[n] for n in kept]) - _ranking([before[n] for n in kept]))
    error = sqrt(parts - 1) * pstdev(changes) if changes else 0.0
    return change < -error


def _ranking(answered: Iterable[Answered]) -> float:
    articles = list(answered)
    judged = [one for article in articles for one in article.judged]
    return average_precision(judged, sum(article.gold for article in articles))


def average_precision(judged: Iterable[Judgement], gold: int) -> float:
    """The mean precision at each right value in order of confidence, 0 for those never scored."""
    right, total = 0, 0.0
    ordered = sorted(judged, key=lambda one: (-one.confidence, one.is_right))
    for reached, one in enumerate(ordered, 1):
        if one.is_right:
            right += 1
            total += right / reached
    return total / gold if gold else 0.0


def _questions(
    codebook: Codebook, example: Example, digest: ArticleDigest, state: LearnedState | None
) -> Iterator[tuple[str, int, list[Judgement]]]:
    """Of events and of each field: how many were confirmed, and what is said, likeliest first."""
    scores = score_roles(digest.roles, state.roles if state else None)
    found = find_events(digest.events, state.events if state else None, scores)
    scores = gated(
        scores, proposed(event.probability for event in found), state.shown if state else None
    )
    type_field = codebook.with_role(Role.EVENT_TYPE)
    if type_field and type_field.key not in example.unknown:
        yield EVENTS, len(example.records), _events_judged(example, type_field, found)
    for key in digest.roles.fields:
        if key not in example.unknown:
            asked = codebook.field_by_key[key]
            own = [score for score in scores if score.field == key]
            gold = _confirmed(example, asked)
            right = agreeing(asked, [_value(asked, score) for score in own], gold)
            told = zip(own, right, strict=True)
            yield key, len(gold), [Judgement(key, one.probability, fits) for one, fits in told]


def _events_judged(example: Example, field: Field, found: Sequence[FoundEvent]) -> list[Judgement]:
    # A record whose type nobody decided on is that of any event.
    free = [record.first(field.key) for record in example.records]
    judged = []
    for event in sorted(found, key=lambda event: -event.probability):
        kind = max(event.types, key=event.types.__getitem__, default=None)
        fitting = kind if kind in free else None
        is_right = fitting in free
        if is_right:
            free.remove(fitting)
        judged.append(Judgement(EVENTS, event.probability, is_right))
    return judged


def _value(field: Field, score: RoleScore) -> AnyValue:
    return Actor(score.text) if field.kind is Kind.ACTOR else score.text


def _confirmed(example: Example, field: Field) -> Sequence[AnyValue]:
    """The values of a field over all records of an article, those that say the same once."""
    found: list[AnyValue] = []
    for record in example.records:
        for decision in record.confirmed(field.key):
            value = decision.value
            if value is not None and not any(agrees(field, value, one) == 1.0 for one in found):
                found.append(value)
    return found
