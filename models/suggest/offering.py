"""Answers to the questions of a record as offers: values with alternatives, and what is listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from models.codebook import Codebook, Field, Role
from models.events import LIKELY_FROM, Suggested
from models.suggest.replies import Answer

_MOST_ALTERNATIVES: Final = 5
_MOST_VALUES: Final = 3
#: A further value of a field is only an alternative if it has less than this share of the first's.
_MUCH_WEAKER: Final = 0.8
#: What is doubtful is right more often than reckoned where a codebook leaves matters out, by so
#: much in odds: others agree to values, and to whole events, that one analyst did not record.
_RAISED: Final = 1.4
#: There a value is filled in only if it is a little surer than elsewhere: most wrong ones are those
#: of an event that was left out, and come together.
_SURE_ENOUGH: Final = 2.0 / 3.0
#: The most that can be said of what is not likely.
_NOT_LIKELY: Final = LIKELY_FROM - 0.01

Believed = Callable[[float], float]


def believed_in(codebook: Codebook) -> Believed:
    """What a reckoned confidence is worth with a codebook, rising with it."""
    return _doubted if codebook.leaves_out else float


def _doubted(confidence: float) -> float:
    """Likely values are as sure as reckoned, but fewer are likely; the others are surer."""
    if confidence >= _SURE_ENOUGH:
        return confidence
    raised = _RAISED * confidence
    return min(raised / (raised + 1.0 - confidence), _NOT_LIKELY)


def offers_of(
    field: Field,
    found: Sequence[Answer],
    proposal_id: str,
    start: int,
    least: float | None,
    believed: Believed = float,
) -> list[Suggested]:
    """The first answer as the value, or several where the field takes several; others after it.

    Of ranked answers those are values that are at least so likely (`least`). `believed`: what
    their confidences are worth; no alternative is surer than the value that it stands for.
    """
    if not found or (least is not None and found[0].confidence < least):
        return []
    several = field.multiple and field.role is not Role.ATTRIBUTION
    if least is not None:
        sure = [a for a in found if a.confidence >= least]
    else:
        sure = [a for a in found if a.confidence >= found[0].confidence * _MUCH_WEAKER]
        sure = sure[:_MOST_VALUES]
    chosen = sure if several else found[:1]
    rest = found[len(chosen) :][:_MOST_ALTERNATIVES]
    offers = []
    for n, answer in enumerate(chosen):
        value_id = f"{proposal_id}.{start + n}"
        confidence = rounded(believed(answer.confidence))
        alternatives = tuple(
            Suggested(
                f"{value_id}.{k}", field.key, a.value, a.evidence,
                min(confidence, rounded(a.confidence)),
            )
            for k, a in enumerate(rest if n == 0 else ())
        )  # fmt: skip
        offers.append(
            Suggested(value_id, field.key, answer.value, answer.evidence, confidence, alternatives)
        )
    return offers


def listed_of(
    found: Mapping[str, Sequence[Answer]], proposal_id: str, start: int
) -> tuple[Suggested, ...]:
    """What can be picked for the fields (by key) that have no value, best first.

    Nothing of it is proposed: a list of unlikely answers costs nothing, a wrong value does.
    """
    few = [(key, a) for key, answers in found.items() for a in answers[:_MOST_ALTERNATIVES]]
    return tuple(
        Suggested(f"{proposal_id}.{n}", key, a.value, a.evidence, rounded(a.confidence))
        for n, (key, a) in enumerate(few, start)
    )


def rounded(confidence: float) -> float:
    """A probability as it is shown and kept."""
    return round(min(1.0, max(0.0, confidence)), 2)
