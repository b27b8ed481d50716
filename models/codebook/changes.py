"""What a draft changes about a codebook, counted: enough to say it in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.codebook import Codebook
from models.codebook.draft import Draft, Node, Origin, Part


class Deed(StrEnum):
    """What happened to a part of the codebook."""

    ADDED = "added"
    RENAMED = "renamed"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Changes:
    """How many parts of which sort were added, renamed …; `gone` names the removed ones."""

    counts: Mapping[tuple[Part, Deed], int]
    gone: tuple[Origin, ...] = ()

    def __bool__(self) -> bool:
        return any(self.counts.values())


def changes(before: Codebook, draft: Draft) -> Changes:
    """Everything that is other than in `before`. Renamed is what has another key."""
    old = Draft.of(before)
    was = {_identity(node): node for node in old.root.walk()}
    gone = draft.gone(before)
    counts: Counter[tuple[Part, Deed]] = Counter(
        (Part.CHOICE if choice else Part.FIELD, Deed.REMOVED) for _, choice in gone
    )
    kept = was.keys() & {_identity(node) for node in draft.root.walk()}
    for node in draft.root.walk():
        former = was.get(_identity(node))
        if former is None:
            counts[node.part, Deed.ADDED] += 1
            continue
        if node.key != former.key:
            counts[node.part, Deed.RENAMED] += 1
        if _words(node) != _words(former):
            counts[node.part, Deed.REWORDED] += 1
        if _order(node, kept) != _order(former, kept):
            counts[node.part, Deed.MOVED] += 1
    links = sum(node.part is Part.LINK and key not in kept for key, node in was.items())
    counts[Part.LINK, Deed.REMOVED] += links
    return Changes(+counts, gone)


def _identity(node: Node) -> tuple[Part, Origin | int]:
    if node.part is Part.BOOK:
        return node.part, 0
    # New parts have nothing that they were before.
    return node.part, node.origin or -node.id


def _words(node: Node) -> dict[str, Any]:
    return {key: one for key, one in node.data.items() if key not in ("key", "version")}


def _order(node: Node, kept: Set[Any]) -> list[Any]:
    """The parts below that are there before and after, in their order."""
    return [_identity(one) for one in node.below if _identity(one) in kept]
