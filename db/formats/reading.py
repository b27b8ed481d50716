"""What every reader is told beside its source, and how a text becomes what is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.codebook import Codebook

#: The name in `Reading.options` of the mapping of labels (see `models.label_mapping`).
LABELS = "labels"
#: The name in `Reading.options` of what is known of columns: `given` is a mapping for all tables,
#: `remembered` has mappings by the signatures of headers.
COLUMNS = "columns"


def _unheard(_: str) -> None:
    """Nobody listens to notes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The codebook that records are read by, and what a person said about the import.

    `published` is the day of articles that name none. `note` is told what is worth knowing about a
    source that was taken. `options` holds a person's choices by the reader's name, such as which
    column of a table is the text.
    """

    codebook: Codebook
    new_id: Callable[[], str]
    published: date | None = None
    note: Callable[[str], None] = _unheard
    options: Mapping[str, Any] = field(default_factory=dict)
