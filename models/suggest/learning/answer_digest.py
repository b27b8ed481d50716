"""What learning needs of the rules' answers in an article: to which day, which place and stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.suggest.learning.logistic import Floats


@dataclass(frozen=True, eq=False)
class Question:
    """The answers to one field of one event, in the rules' order.

    `mentions` are those of the event, by number; `values` as in exchange files. `numbers` has a row
    of cues for each answer, `prior` its log odds by the rules.
    """

    field: str
    mentions: tuple[int, ...]
    values: tuple[Any, ...]
    numbers: Floats
    prior: Floats


@dataclass(frozen=True, eq=False)
class AnswerDigest:
    """The questions of one article, event by event."""

    questions: tuple[Question, ...] = ()

    def packed(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Plain data and arrays, for `packing.pack`."""
        header = {
            "questions": [
                [q.field, list(q.mentions), list(q.values), int(q.numbers.shape[1])]
                for q in self.questions
            ]
        }
        none = np.zeros(0, dtype=np.float32)
        numbers = np.concatenate([none, *(q.numbers.ravel() for q in self.questions)])
        prior = np.concatenate([none, *(q.prior for q in self.questions)])
        return header, {"numbers": numbers.astype(np.float16), "prior": prior.astype(np.float16)}

    @classmethod
    def unpacked(cls, header: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> AnswerDigest:
        numbers, prior = (arrays[name].astype(np.float32) for name in ("numbers", "prior"))
        found, at, row = [], 0, 0
        for field, mentions, values, width in header["questions"]:
            size = len(values)
            own = numbers[at : at + size * width].reshape(size, width)
            found.append(
                Question(field, tuple(mentions), tuple(values), own, prior[row : row + size])
            )
            at, row = at + size * width, row + size
        return cls(tuple(found))
