"""What a suggester is: whatever makes proposals of articles by a codebook, and says its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from models.article import Article
from models.codebook import Codebook
from models.events import Proposal


class Suggester(Protocol):
    """Proposes event records; several may run on one article (`merging` puts them together).

    `name` is what its proposals remember: who it is, an "@", and which version or where. Same
    input, same name, same proposals, as far as the suggester can promise that.
    """

    @property
    def codebook(self) -> Codebook: ...

    @property
    def name(self) -> str: ...

    def __call__(self, articles: Iterable[Article]) -> Iterator[list[Proposal]]:
        """The proposals of each article; raises UserError for one that cannot be read."""

    def try_each(self, articles: Iterable[Article]) -> Iterator[list[Proposal] | Exception]:
        """As a call, but an article that cannot be read yields the reason instead of ending all."""
