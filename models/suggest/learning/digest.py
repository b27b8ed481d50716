"""All that training and prediction need of one article, as plain data kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from models.codebook import Codebook
from models.suggest.learning.answer_digest import AnswerDigest
from models.suggest.learning.event_digest import EventDigest
from models.suggest.learning.packing import pack, unpack
from models.suggest.learning.role_digest import RoleDigest

if TYPE_CHECKING:
    from models.suggest.mention import Mention
    from models.suggest.reading import Reading

#: Raised whenever what a digest holds changes its meaning; older ones are made anew.
VERSION = "digest@4"


@dataclass(frozen=True, eq=False)
class ArticleDigest:
    """What was read of one article; `answers` only where it is learned from."""

    roles: RoleDigest
    events: EventDigest
    answers: AnswerDigest = field(default_factory=AnswerDigest)

    def to_bytes(self) -> bytes:
        """Compact, plain, the same on every machine."""
        parts = {
            "roles": self.roles.packed(),
            "events": self.events.packed(),
            "answers": self.answers.packed(),
        }
        header: dict[str, Any] = {"version": VERSION}
        arrays: dict[str, NDArray[Any]] = {}
        for name, (own, numbers) in parts.items():
            header[name] = own
            arrays.update({f"{name}.{key}": array for key, array in numbers.items()})
        return pack(header, arrays)

    @classmethod
    def from_bytes(cls, data: bytes) -> ArticleDigest | None:
        """What `to_bytes` gave; None if another version of the engine made it."""
        header, arrays = unpack(data)
        if header["version"] != VERSION:
            return None
        return cls(
            RoleDigest.unpacked(header["roles"], _part(arrays, "roles")),
            EventDigest.unpacked(header["events"], _part(arrays, "events")),
            AnswerDigest.unpacked(header["answers"], _part(arrays, "answers")),
        )


def _part(arrays: dict[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    start = f"{name}."
    return {key.removeprefix(start): a for key, a in arrays.items() if key.startswith(start)}


def digest(
    reading: Reading, codebook: Codebook, mentions: Sequence[Mention], *, with_cues: bool = True
) -> ArticleDigest:
    """The digest that an article is suggested on with, read by a codebook.

    `mentions` are all that were found, those that are only a topic too. `with_cues`: also what only
    learned weights look at.
    """
    from models.suggest.event_digest import digest_events
    from models.suggest.role_digest import digest_roles

    told = [mention for mention in mentions if not mention.is_backdrop]
    return ArticleDigest(
        digest_roles(reading, codebook, told, with_cues=with_cues),
        digest_events(reading, codebook, mentions, with_cues=with_cues),
    )


def digest_to_learn(
    reading: Reading, codebook: Codebook, mentions: Sequence[Mention]
) -> ArticleDigest:
    """The whole digest of an article, with what is only needed to learn from it."""
    from models.suggest.answer_cues import digest_answers

    found = digest(reading, codebook, mentions)
    return replace(found, answers=digest_answers(reading, codebook, mentions, found))
