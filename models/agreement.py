"""How far annotators who coded the same articles agree, field by field.

Two measures, both over articles that two or more annotators finished or recorded events in:

- *F1 of values*: of each pair of annotators, the values of a field that both have in an article,
  against those that either has (values are compared as a whole; each occurrence counts). It needs
  no matching of records to one another and says nothing of chance.
- *Krippendorff's alpha* (nominal), for fields of choices: the unit is the article, an annotator's
  answer is the set of choices that they gave in it. 1 is full agreement, 0 what chance would give.
  Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, section C.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations

#: What annotators gave as answers to one field in one article, by annotator.
Answers = Mapping[str, Sequence[Hashable]]

#: How often two answers stand in one unit, in units of pairs: symmetric.
Coincidences = dict[tuple[Hashable, Hashable], float]


@dataclass(slots=True)
class FieldAgreement:
    """Counts of one field, added to article by article; their size follows the answers given."""

    both: int = 0
    either: int = 0
    coincidences: Coincidences = field(default_factory=dict)

    def add(self, answers: Answers, *, nominal: bool) -> None:
        """One article. An annotator without an answer is in `answers` with none."""
        for one, other in combinations(sorted(answers), 2):
            mine, theirs = Counter(answers[one]), Counter(answers[other])
            self.both += (mine & theirs).total()
            self.either += mine.total() + theirs.total()
        if nominal and any(answers.values()):
            _count_unit(self.coincidences, [frozenset(given) for given in answers.values()])

    @property
    def f1(self) -> float | None:
        """From 0 to 1; None where nobody gave a value."""
        return 2 * self.both / self.either if self.either else None

    @property
    def alpha(self) -> float | None:
        """1 is full agreement; None where all answers are one and the same, or there are none."""
        return _alpha(self.coincidences)


def _count_unit(counts: Coincidences, given: Sequence[Hashable]) -> None:
    """Each ordered pair of a unit's answers counts 1 / (answers - 1)."""
    for pair in permutations(given, 2):
        counts[pair] = counts.get(pair, 0.0) + 1 / (len(given) - 1)


def _alpha(counts: Coincidences) -> float | None:
    total = sum(counts.values())
    marginal: dict[Hashable, float] = {}
    for (one, _), count in counts.items():
        marginal[one] = marginal.get(one, 0.0) + count
    by_chance = total * total - sum(count * count for count in marginal.values())
    if len(marginal) < 2:
        return None
    differing = sum(count for (one, other), count in counts.items() if one != other)
    return 1 - (total - 1) * differing / by_chance
