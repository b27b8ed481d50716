"""Makes the digest of an article for the event builder: mentions, cues, pairs, rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.codebook import Codebook, Role
from models.suggest.affinity import affinity
from models.suggest.answers import Choices
from models.suggest.builder import Incident, is_news
from models.suggest.event_features import MentionReader, pair_cues
from models.suggest.learning.event_digest import MOST_MENTIONS, EventDigest
from models.suggest.learning.hashing import columns_of
from models.suggest.learning.logistic import Floats, Rows
from models.suggest.mention import Mention
from models.suggest.reading import Reading
from models.suggest.relevance import TRAITS, traits_of


def digest_events(
    reading: Reading, codebook: Codebook, found: Sequence[Mention], *, with_cues: bool = True
) -> EventDigest:
    """The event mentions of an article with all that grouping and typing need to know of them.

    `with_cues`: also what only learned weights look at.
    """
    mentions = found[:MOST_MENTIONS]
    field = codebook.with_role(Role.EVENT_TYPE)
    leaves = [c.key for c in field.choice_by_key.values() if c.is_leaf] if field else []
    choices = Choices(codebook)
    reader = MentionReader(reading, mentions)
    singles = [Incident([mention]) for mention in mentions]
    types = [mention.types() for mention in mentions]
    traits = [traits_of(reading, single, choices) for single in singles]
    pairs = list(combinations(range(len(mentions)), 2))
    return EventDigest(
        types=tuple(leaves),
        traits=TRAITS,
        sentences=np.array([m.sentence for m in mentions], dtype=np.int64),
        sentence_spans=np.array(reading.sentence_spans, dtype=np.int64).reshape(-1, 2),
        type_scores=_table([[t.get(c, 0.0) for c in leaves] for t in types], len(leaves)),
        trait_values=_table([[t.get(n, 0.0) for n in TRAITS] for t in traits], len(TRAITS)),
        told=np.array([is_news(m, reading.published) for m in mentions], dtype=np.bool_),
        generic=np.array([all(x.is_generic for x in m.matches) for m in mentions], dtype=np.bool_),
        rows=_rows([reader.cues(mention) if with_cues else set() for mention in mentions]),
        dates=_dates(mentions),
        places=tuple((n, p.place.name) for n, m in enumerate(mentions) for p in m.places),
        pair_rows=_rows(
            [pair_cues(reader, mentions[a], mentions[b]) if with_cues else set() for a, b in pairs]
        ),
        pair_prior=np.array(
            [affinity(mentions[b], singles[a]) for a, b in pairs], dtype=np.float32
        ),
    )


def _table(values: list[list[float]], width: int) -> Floats:
    return np.array(values, dtype=np.float32).reshape(len(values), width)


def _rows(cues: list[set[str]]) -> Rows:
    columns = [columns_of(found) for found in cues]
    starts = np.concatenate([[0], np.cumsum([len(c) for c in columns], dtype=np.int64)])
    flat = np.concatenate(columns) if columns else np.zeros(0)
    return Rows(starts.astype(np.int64), flat.astype(np.int64))


def _dates(mentions: Sequence[Mention]) -> NDArray[np.int64]:
    rows = []
    for n, mention in enumerate(mentions):
        for value in (time.value for time in mention.times if time.is_day_of_event):
            first = value and (value.start or value.end)
            last = value and (value.end or value.start)
            if first and last:
                rows.append((n, first.toordinal(), last.toordinal()))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)
