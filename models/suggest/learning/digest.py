"""All that training and prediction need of one article, as plain data kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.codebook import Codebook
from models.suggest.learning.packing import pack, unpack
from models.suggest.learning.role_digest import RoleDigest

if TYPE_CHECKING:
    from models.suggest.mention import Mention
    from models.suggest.reading import Reading

#: Raised whenever what a digest holds changes its meaning; older ones are made anew.
VERSION = "digest@1"


@dataclass(frozen=True, eq=False)
class ArticleDigest:
    """What was read of one article."""

    roles: RoleDigest

    def to_bytes(self) -> bytes:
        """Compact, plain, the same on every machine."""
        header, arrays = self.roles.packed()
        return pack({"version": VERSION, "roles": header}, arrays)

    @classmethod
    def from_bytes(cls, data: bytes) -> ArticleDigest | None:
        """What `to_bytes` gave; None if another version of the engine made it."""
        header, arrays = unpack(data)
        if header["version"] != VERSION:
            return None
        return cls(RoleDigest.unpacked(header["roles"], arrays))


def digest(reading: Reading, codebook: Codebook, mentions: Sequence[Mention]) -> ArticleDigest:
    """The digest of an article that was read by a codebook."""
    from models.suggest.role_digest import digest_roles

    return ArticleDigest(digest_roles(reading, codebook, mentions))
