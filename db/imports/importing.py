"""Brings articles into a project: the good part of every file is taken, the rest is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from db.formats.found import Found, Refusal
from db.formats.readers import EXTENSIONS
from db.formats.reading import Reading
from db.ids import new_id
from db.imports.found_files import files_of, read_file
from db.imports.intake import Decided, Intake
from db.imports.reading_processes import Item, Note
from db.imports.reading_terms import terms_for
from db.imports.staging import FileRead, Staging
from db.project import Project
from models.codebook import Codebook
from models.exchange.lines import ReadLine
from models.language import tr

__all__ = ["EXTENSIONS", "ImportReport", "Refusal", "import_files", "import_items", "read_articles"]

#: So many articles, or so many characters, make one edit; more than that make several, which are
#: one step for undo. An edit is held whole while it is saved, which takes five times its characters
#: in memory.
BATCH_ARTICLES = 2_500
BATCH_CHARACTERS = 6_000_000

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in, and in words what did not (`refused`) or what is worth knowing (`notes`)."""

    imported: int = 0
    events: int = 0
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Words:
    """Sentences as they gather."""

    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def hear(self, item: Refusal | Note | FileRead) -> None:
        if isinstance(item, Refusal):
            self.refused.append(item.text)
        elif isinstance(item, Note):
            self.notes.append(item.text)


def import_files(  # noqa: PLR0913 - each by its name
    project: Project,
    paths: Iterable[Path],
    *,
    annotator: str,
    confirmed_by: str | None = None,
    published: date | None = None,
    keep_annotators: bool = False,
    progress: Progress | None = None,
    labels: Mapping[str, Any] | None = None,
) -> ImportReport:
    """Brings in files and folders as one step that can be undone, also a very large import.

    `confirmed_by` makes the events of exchange files that annotator's records; with
    `keep_annotators` those that name their annotator stay that annotator's; `published` is the
    date of texts that have none; `progress` is told how many articles were read so far; `labels`
    says what labels of foreign tools mean (see `terms_for`).
    """
    return import_items(
        project,
        Staging(paths, terms_for(project, published, labels=labels), workers=0),
        annotator=annotator,
        confirmed_by=confirmed_by,
        keep_annotators=keep_annotators,
        progress=progress,
    )


def import_items(
    project: Project,
    items: Iterable[Item | FileRead],
    *,
    annotator: str,
    confirmed_by: str | None = None,
    keep_annotators: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Brings in what was read before, such as what a person left of a staging."""
    words = _Words()
    intake = Intake(project, annotator, Decided(confirmed_by or "", keep_annotators))
    read = 0
    for item in items:
        if isinstance(item, Found):
            words.refused += item.line.problems
            intake.take(item)
            read += 1
            if intake.articles >= BATCH_ARTICLES or intake.characters >= BATCH_CHARACTERS:
                intake.flush()
            if progress and read % 200 == 0:
                progress(read)
        else:
            words.hear(item)
    intake.flush(is_last=True)
    if progress:
        progress(read)
    return ImportReport(
        intake.imported,
        intake.events,
        (*words.refused, *intake.refused),
        (*words.notes, *intake.notes()),
    )


def read_articles(
    paths: Iterable[Path],
    codebook: Codebook,
    *,
    published: date | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> Iterator[ReadLine | Refusal]:
    """The articles of files and folders, without a project; problems name file and line."""
    for item in found(paths, Reading(codebook, new_id, published, note)):
        if isinstance(item, Refusal):
            yield item
        elif item.line.article.text:
            yield item.line
        else:
            yield Refusal(tr("{where}: its text was left out.", where=item.where))


def found(paths: Iterable[Path], reading: Reading) -> Iterator[Found | Refusal]:
    """What files and folders hold; a refusal names its file."""
    for path in files_of(paths, reading.note):
        if isinstance(path, Refusal):
            yield path
        else:
            yield from read_file(path, reading)
