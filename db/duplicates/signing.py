"""What is kept of an article to find its like: a key of its words, a sketch of them, its clues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from models.article import Article
from models.duplicates.clues import clues_of
from models.duplicates.wording import RUN, exact_key, words

#: Changes when the same article would be signed otherwise.
VERSION = 1

#: The sketch: the least so many of a text's hashed runs (MinHash with one hash function, Broder
#: 1997). Of 64 the share of common runs is known within 0.06.
SKETCH = 64

#: Clues are hashed to so many numbers, so that they can be counted in an array.
CLUE_SPACE = 1 << 24

Numbers = NDArray[np.uint32]

_PRIME = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_PRIME, power, 1 << 64) for power in range(RUN)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Signature:
    """`exact` is empty where there are no words; `sketch` and `clues` ascend."""

    exact: bytes
    sketch: Numbers
    clues: Numbers


def sign(article: Article) -> Signature:
    """The same for the same article on every machine."""
    said = words(article.text)
    return Signature(exact_key(said), sketch(said), _clues(article))


def sketch(said: Sequence[str]) -> Numbers:
    """The least hashes of the runs of a text."""
    if not said:
        return np.empty(0, dtype=np.uint32)
    hashed = np.array([_hash(word) for word in said], dtype=np.uint64) + np.uint64(1)
    if len(said) < RUN:
        hashed = np.pad(hashed, (0, RUN - len(said)))
    count = len(hashed) - RUN + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(RUN):
        mixed += hashed[place : place + count] * _POWERS[place]
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(_PRIME)
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))[:SKETCH]


def _clues(article: Article) -> Numbers:
    hashed = [_hash(clue) % CLUE_SPACE for clue in clues_of(article)]
    return np.unique(np.array(hashed, dtype=np.uint32))


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
