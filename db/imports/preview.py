"""What a person looks at before an import: the staged articles in short, and what is left of them.

The articles themselves wait in a staged file (`db.imports.staged_file`); of each a row is held.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from db.formats import exchange_jsonl
from db.formats.documents.extracted import UNDATED
from db.formats.exchange_jsonl import DOUBTS
from db.formats.found import Doubt, Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from models.codebook import Codebook
from models.language import tr

_OPENING = 200


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One article in short. `number` is its place in the staged file, from 0.

    `annotators` are those that the file names for its events and states.
    """

    number: int
    origin: str
    title: str
    published: date | None
    source: str
    language: str
    words: int
    events: int
    opening: str
    doubts: tuple[Doubt, ...]
    annotators: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person wrote over in the preview; None where it stands as it was read."""

    title: str | None = None
    published: date | None = None
    source: str | None = None


@dataclass(slots=True)
class StagedRows:
    """Reads the rows of a staged file as it grows; a line that is not whole yet waits."""

    path: Path
    offset: int = 0
    count: int = 0

    def more(self, most: int) -> list[PreviewRow]:
        """The next rows that are there, up to `most`."""
        rows: list[PreviewRow] = []
        if not self.path.exists():
            return rows
        with self.path.open("rb") as file:
            file.seek(self.offset)
            for line in islice(file, most):
                if not line.endswith(b"\n"):
                    break
                rows.append(_row(self.count, line))
                self.offset += len(line)
                self.count += 1
        return rows


def _row(number: int, line: bytes) -> PreviewRow:
    data = json.loads(line)
    text, day = data["text"], data["published"]
    if text is None:
        text, opening = "", tr("The text was left out; the records go to the article that has it.")
    else:
        opening = " ".join(text[: 2 * _OPENING].split())[:_OPENING]
    return PreviewRow(
        number,
        data["origin"],
        data["title"],
        date.fromisoformat(day) if day else None,
        data["source"],
        data["language"],
        len(text.split()),
        len(data.get("events", ())),
        opening,
        tuple(_doubts(data)),
        frozenset(_annotators(data)),
    )


def _annotators(data: Mapping[str, Any]) -> Iterator[str]:
    yield from data.get("statuses", ())
    yield from filter(None, (event.get("annotator") for event in data.get("events", ())))


def _doubts(data: Mapping[str, Any]) -> Iterator[Doubt]:
    """What its reader doubted, and always a missing day: no suggestion of a date is right then."""
    doubts = [Doubt(*doubt) for doubt in data.get(DOUBTS, ())]
    if data["text"] and not data["published"] and not any(doubt.of_day for doubt in doubts):
        yield Doubt(tr(UNDATED), of_day=True)
    yield from doubts


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a staged file is to be brought in, as a person left it."""

    path: Path
    codebook: Codebook
    new_id: Callable[[], str]
    left_out: Collection[int] = ()
    corrections: Mapping[int, Correction] = field(default_factory=dict)

    def items(self) -> Iterator[Found | Refusal]:
        reading = Reading(self.codebook, self.new_id)
        source = Source.of_file(self.path)
        for number, item in enumerate(exchange_jsonl.read(source, reading)):
            if number in self.left_out:
                continue
            correction = self.corrections.get(number)
            if correction and isinstance(item, Found):
                yield _corrected(item, correction)
            else:
                yield item


def _corrected(found: Found, correction: Correction) -> Found:
    article = found.line.article
    article = replace(
        article,
        title=article.title if correction.title is None else correction.title,
        published=correction.published or article.published,
        source=article.source if correction.source is None else correction.source,
    )
    return replace(found, line=replace(found.line, article=article))
