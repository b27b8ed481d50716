"""What the role ranker needs of one article: its phrases, their cues and what the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.spans import Span
from models.suggest.learning.logistic import Floats, Rows


@dataclass(frozen=True, eq=False)
class RoleDigest:
    """The phrases of one article. Arrays have a row a phrase.

    `prior` holds the rules' log odds, one column for each of `fields`. `links` are pairs of
    phrases that may stand for each other. `keys` are the `candidates.phrase_key` of `texts`.
    `sentences` numbers those of the reading.
    """

    fields: tuple[str, ...]
    texts: tuple[str, ...]
    keys: tuple[str, ...]
    spans: tuple[tuple[Span, ...], ...]
    sentences: tuple[tuple[int, ...], ...]
    prior: Floats
    rows: Rows
    links: NDArray[np.int64]

    def packed(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Plain data and arrays, for `packing.pack`."""
        places = [
            (*span, sentence)
            for spans, sentences in zip(self.spans, self.sentences, strict=True)
            for span, sentence in zip(spans, sentences, strict=True)
        ]
        header = {"fields": list(self.fields), "texts": list(self.texts), "keys": list(self.keys)}
        arrays: dict[str, NDArray[Any]] = {
            "counts": np.array([len(s) for s in self.spans], dtype=np.uint16),
            "places": np.array(places, dtype=np.int32).reshape(-1, 3),
            "prior": self.prior.astype(np.float16),
            "sizes": np.diff(self.rows.starts).astype(np.uint16),
            "columns": self.rows.columns.astype(np.uint32),
            "links": self.links.astype(np.uint16),
        }
        return header, arrays

    @classmethod
    def unpacked(cls, header: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> RoleDigest:
        ends = np.concatenate([[0], np.cumsum(arrays["counts"], dtype=np.int64)])
        places = arrays["places"].tolist()
        groups = [places[a:b] for a, b in pairwise(ends.tolist())]
        starts = np.concatenate([[0], np.cumsum(arrays["sizes"], dtype=np.int64)])
        return cls(
            fields=tuple(header["fields"]),
            texts=tuple(header["texts"]),
            keys=tuple(header["keys"]),
            spans=tuple(tuple(Span(a, b) for a, b, _ in group) for group in groups),
            sentences=tuple(tuple(s for _, _, s in group) for group in groups),
            prior=arrays["prior"].astype(np.float32),
            rows=Rows(starts, arrays["columns"].astype(np.int64)),
            links=arrays["links"].astype(np.int64),
        )
