"""What the finders of single fields hand on: values with their words and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass

from models.spans import Span
from models.values import AnyValue, Place

#: How many answers to one question are kept.
MOST_ANSWERS = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """A value with the words for it and how sure it is."""

    value: AnyValue
    evidence: tuple[Span, ...]
    confidence: float


def unique(answers: list[Answer]) -> list[Answer]:
    """Each value once, as it stands first; a place by its name."""
    found: dict[str, Answer] = {}
    for answer in answers:
        key = answer.value.name if isinstance(answer.value, Place) else repr(answer.value)
        found.setdefault(key, answer)
    return list(found.values())[:MOST_ANSWERS]
