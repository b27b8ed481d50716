"""Copies by their wording: what is left of a text without layout, and its five-word runs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

#: So many words make a run: fewer are found in any two articles, more in hardly any rewrite.
RUN = 5

#: From which share of common runs an article is a near copy: of both texts together, or of the
#: shorter one (an excerpt, a bulletin that was extended).
JACCARD_FROM = 0.3
CONTAINED_FROM, CONTAINED_JACCARD_FROM = 0.7, 0.1

# Scripts without spaces between words: every character stands for one.
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0e7f\u3040-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two texts is common: of both together, and of the shorter one (0 to 1)."""

    jaccard: float
    containment: float

    @property
    def is_near_copy(self) -> bool:
        contained = self.containment >= CONTAINED_FROM and self.jaccard >= CONTAINED_JACCARD_FROM
        return self.jaccard >= JACCARD_FROM or contained


def words(text: str) -> list[str]:
    """The words without case, marks and spaces."""
    return _WORD.findall(text.lower())


def exact_key(said: Sequence[str]) -> bytes:
    """The SHA-256 of a text's words, the same however it is laid out; empty without words."""
    plain = unicodedata.normalize("NFKC", " ".join(said))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest() if said else b""


def runs(said: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The five-word runs; of a shorter text the whole."""
    if len(said) < RUN:
        return frozenset([tuple(said)] if said else [])
    return frozenset(zip(*(said[place:] for place in range(RUN)), strict=False))


def overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> Overlap:
    """What two sets of runs have in common."""
    common, least = len(one & other), min(len(one), len(other))
    if not least:
        return Overlap(0.0, 0.0)
    return Overlap(common / len(one | other), common / least)
