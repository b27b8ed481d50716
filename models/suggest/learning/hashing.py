"""Cues as columns of a matrix, by a hash that is the same on every machine and in every run."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

#: As many columns as weights are kept apart for; cues that fall together share one.
COLUMNS = 1 << 18
_MASK = COLUMNS - 1


def columns_of(cues: Iterable[str]) -> NDArray[np.uint32]:
    """The columns of some cues, each once, in order."""
    found = {crc32(cue.encode("utf-8", "surrogatepass")) & _MASK for cue in cues}
    return np.array(sorted(found), dtype=np.uint32)
