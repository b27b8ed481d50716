"""How two articles are related, and the groups that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How two articles are related, the closest first."""

    EXACT = "exact"
    NEAR_COPY = "near_copy"
    SAME_INCIDENT = "same_incident"

    @property
    def is_copy(self) -> bool:
        return self is not Relation.SAME_INCIDENT


@dataclass(frozen=True, slots=True)
class Match:
    """Two articles by their numbers, the lower one first, and how much alike they are (0 to 1).

    Of copies the score is the share of common five-word runs; of reports of one incident it is
    `clues.alike`, where more than 1 is cut.
    """

    one: int
    other: int
    relation: Relation
    score: float


@dataclass(frozen=True, slots=True)
class Relative:
    """Another article and how it is related to the one that was asked about."""

    article_id: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Group:
    """The other articles that say the same as one: copies first, each kind in order of import."""

    article_id: str
    relatives: tuple[Relative, ...] = ()

    @property
    def copies(self) -> tuple[str, ...]:
        """The ids of exact and near copies."""
        return tuple(one.article_id for one in self.relatives if one.relation.is_copy)

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of probable further reports of the same incident."""
        return tuple(one.article_id for one in self.relatives if not one.relation.is_copy)
