"""Makes the digest of an article for the role ranker: phrases, cues, rules."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.codebook import Codebook
from models.suggest.candidates import Candidate, find_candidates
from models.suggest.learning.hashing import columns_of
from models.suggest.learning.logistic import Rows
from models.suggest.learning.role_digest import RoleDigest
from models.suggest.mention import Mention
from models.suggest.reading import Reading
from models.suggest.role_features import PhraseReader
from models.suggest.role_kinds import asked, ranked_fields
from models.suggest.role_links import linked
from models.suggest.role_parse import Parse, parse_of
from models.suggest.role_prior import prior_of
from models.suggest.role_relations import Trigger, triggers_of


def digest_roles(reading: Reading, codebook: Codebook, mentions: Iterable[Mention]) -> RoleDigest:
    """The phrases of an article with all that the ranker needs to know of them."""
    parse = parse_of(reading)
    candidates = find_candidates(reading, parse)
    return digest_of(reading.article.text, parse, triggers_of(mentions), candidates, codebook)


def digest_of(
    text: str,
    parse: Parse,
    triggers: dict[int, Trigger],
    candidates: Iterable[Candidate],
    codebook: Codebook,
) -> RoleDigest:
    """As `digest_roles`, from what was read already."""
    phrases = PhraseReader(text, parse, triggers).phrases(candidates)
    fields = ranked_fields(codebook)
    questions = [asked(field) for field in fields]
    prior = [[prior_of(q, phrase, parse) for q in questions] for phrase in phrases]
    columns = [columns_of(phrase.cues) for phrase in phrases]
    starts = np.concatenate([[0], np.cumsum([len(c) for c in columns], dtype=np.int64)])
    flat = np.concatenate(columns) if columns else np.zeros(0)
    return RoleDigest(
        fields=tuple(field.key for field in fields),
        texts=tuple(phrase.text for phrase in phrases),
        keys=tuple(phrase.key for phrase in phrases),
        spans=tuple(tuple(c.span for c in phrase.candidates) for phrase in phrases),
        sentences=tuple(tuple(c.sentence for c in phrase.candidates) for phrase in phrases),
        prior=np.array(prior, dtype=np.float32).reshape(len(phrases), len(fields)),
        rows=Rows(starts.astype(np.int64), flat.astype(np.int64)),
        links=np.array(linked(phrases, parse), dtype=np.int64).reshape(-1, 2),
    )
