"""What a writer is given: an article with the states and records that are to go out."""

from __future__ import annotations

from dataclasses import dataclass

from models.article import Article, Status
from models.events import Event

#: Which state stands for an article where several annotators have one: the furthest.
_FURTHEST = (Status.DONE, Status.FLAGGED, Status.IN_PROGRESS, Status.SKIPPED)


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """One article, the states by annotator (`new` is not among them), and the records."""

    article: Article
    statuses: dict[str, Status]
    events: tuple[Event, ...]

    @property
    def status(self) -> Status:
        held = set(self.statuses.values())
        return next((status for status in _FURTHEST if status in held), Status.NEW)
