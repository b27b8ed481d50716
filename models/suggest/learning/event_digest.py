"""What the event builder needs of one article: its event mentions, their cues and pairs of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.suggest.learning.logistic import Floats, Rows

#: Of longer articles only the first mentions are grouped by what was learned.
MOST_MENTIONS: Final = 60


@dataclass(frozen=True, eq=False)
class EventDigest:
    """The event mentions of one article in order of the text; arrays have a row a mention.

    `types` names the columns of `type_scores`, `traits` those of `trait_values`
    (`relevance.WEIGHTS`, of each mention as if it were an event of its own). `sentences` gives the
    sentence of each mention and `sentence_spans` where the sentences stand. `told`: the mention
    tells of an incident as news. `generic`: only generic words speak for its type. `dates` has
    rows of mention, first and last day (ordinals), `places` pairs of mention and name.
    `pair_rows` and `pair_prior` (log odds by the rules) have a row for each of `pairs`.
    """

    types: tuple[str, ...]
    traits: tuple[str, ...]
    sentences: NDArray[np.int64]
    sentence_spans: NDArray[np.int64]
    type_scores: Floats
    trait_values: Floats
    told: NDArray[np.bool_]
    generic: NDArray[np.bool_]
    rows: Rows
    dates: NDArray[np.int64]
    places: tuple[tuple[int, str], ...]
    pair_rows: Rows
    pair_prior: Floats

    def __len__(self) -> int:
        return len(self.sentences)

    @cached_property
    def pairs(self) -> NDArray[np.int64]:
        """All pairs of mentions, the earlier one first, in the order of `pair_rows`."""
        pairs = list(combinations(range(len(self)), 2))
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def packed(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Plain data and arrays, for `packing.pack`."""
        header = {
            "types": list(self.types),
            "traits": list(self.traits),
            "places": [list(place) for place in self.places],
        }
        arrays: dict[str, NDArray[Any]] = {
            "sentences": self.sentences.astype(np.uint16),
            "sentence_spans": self.sentence_spans.astype(np.int32),
            "type_scores": self.type_scores.astype(np.float16),
            "trait_values": self.trait_values.astype(np.float16),
            "flags": np.stack([self.told, self.generic]).astype(np.uint8),
            "sizes": np.diff(self.rows.starts).astype(np.uint16),
            "columns": self.rows.columns.astype(np.uint32),
            "dates": self.dates.astype(np.int32),
            "pair_sizes": np.diff(self.pair_rows.starts).astype(np.uint16),
            "pair_columns": self.pair_rows.columns.astype(np.uint32),
            "pair_prior": self.pair_prior.astype(np.float16),
        }
        return header, arrays

    @classmethod
    def unpacked(cls, header: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> EventDigest:
        return cls(
            types=tuple(header["types"]),
            traits=tuple(header["traits"]),
            sentences=arrays["sentences"].astype(np.int64),
            sentence_spans=arrays["sentence_spans"].astype(np.int64),
            type_scores=arrays["type_scores"].astype(np.float32),
            trait_values=arrays["trait_values"].astype(np.float32),
            told=arrays["flags"][0].astype(np.bool_),
            generic=arrays["flags"][1].astype(np.bool_),
            rows=_rows(arrays["sizes"], arrays["columns"]),
            dates=arrays["dates"].astype(np.int64),
            places=tuple((int(n), str(name)) for n, name in header["places"]),
            pair_rows=_rows(arrays["pair_sizes"], arrays["pair_columns"]),
            pair_prior=arrays["pair_prior"].astype(np.float32),
        )


def _rows(sizes: NDArray[Any], columns: NDArray[Any]) -> Rows:
    starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    return Rows(starts, columns.astype(np.int64))
