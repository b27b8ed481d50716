"""Articles: the texts that events are coded from. A text never changes once it is in a project."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How far an annotator has come with an article."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SKIPPED = "skipped"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Article:
    """One text with where it comes from. Offsets into `text` are code points.

    `origin` is the file that it was imported from (inside an archive: the path in it);
    `extra` holds the keys of an exchange file that Eventdesk does not know, so that they come out
    again on export.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str | None = None
    published: date | None = None
    language: str = ""
    origin: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def word_count(self) -> int:
        return len(self.text.split())
