"""What is kept of an article to find its like: a key of its words, a sketch of them, its clues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from models.article import Article
from models.duplicates.clues import clues_of
from models.duplicates.wording import RUN, exact_key, words

#: Changes when the same article would be signed otherwise.
VERSION = 2

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
    hashed = _hashes(said) + np.uint64(1)
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
    return np.unique((_hashes(clues_of(article)) % np.uint64(CLUE_SPACE)).astype(np.uint32))


def _hashes(said: Iterable[str]) -> NDArray[np.uint64]:
    """A number for each word. All are encoded at once: it is the greater part of the work."""
    coded = "\0".join(said).encode("utf-8", "surrogatepass")
    return np.fromiter(map(crc32, coded.split(b"\0")), dtype=np.uint64)
