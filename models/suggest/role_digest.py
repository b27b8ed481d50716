"""Makes the digest of an article for the role ranker: phrases, cues, rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.codebook import Codebook
from models.suggest.candidates import Candidate, find_candidates
from models.suggest.learning.hashing import columns_of
from models.suggest.learning.logistic import Rows
from models.suggest.learning.role_digest import RoleDigest
from models.suggest.mention import Mention
from models.suggest.reading import Reading
from models.suggest.role_features import Phrase, PhraseReader
from models.suggest.role_kinds import Sort, asked, ranked_fields
from models.suggest.role_links import linked
from models.suggest.role_parse import parse_of
from models.suggest.role_prior import prefer_full_names, priors_of
from models.suggest.role_relations import triggers_of

#: The cues that the forms of one name share, and the sorts of names.
_SHARED = ("r=", "kr=", "rv=", "rt=", "kn=")
_NAMED = (Sort.GROUP, Sort.BODY, Sort.PERSON, Sort.FORCE)


def digest_roles(
    reading: Reading, codebook: Codebook, mentions: Iterable[Mention], *, with_cues: bool = True
) -> RoleDigest:
    """The phrases of an article with all that the ranker needs to know of them.

    Without cues it serves the rules alone, and is made in half the time.
    """
    parse = parse_of(reading)
    candidates = find_candidates(reading, parse)
    text, triggers = reading.article.text, triggers_of(mentions)
    return digest_of(PhraseReader(text, parse, triggers, with_cues=with_cues), candidates, codebook)


def digest_of(
    reader: PhraseReader, candidates: Iterable[Candidate], codebook: Codebook
) -> RoleDigest:
    """As `digest_roles`, from what was read already."""
    parse, phrases = reader.parse, reader.phrases(candidates)
    fields = ranked_fields(codebook)
    questions = [asked(field) for field in fields]
    links = linked(phrases, parse)
    _share_cues(phrases, links)
    prior = [priors_of(questions, phrase) for phrase in phrases]
    prefer_full_names(prior, phrases, links, parse)
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
        links=np.array(links, dtype=np.int64).reshape(-1, 2),
    )


def _share_cues(phrases: Sequence[Phrase], links: Iterable[tuple[int, int]]) -> None:
    """Lets a name have the cues of its other forms: the parts played under them are its own."""
    own = [{c for c in p.cues if c.startswith(_SHARED)} for p in phrases]
    for a, b in links:
        heads = phrases[a].heads[0], phrases[b].heads[0]
        if heads[0] is heads[1] or any(h.sort not in _NAMED for h in heads):
            continue
        phrases[a].cues.update("a" + cue for cue in own[b])
        phrases[b].cues.update("a" + cue for cue in own[a])
