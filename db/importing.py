"""Brings articles into a project: the good part of every file is taken, the rest is named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from db.formats import readers
from db.formats.found import Found, Refusal, printable_name
from db.formats.readers import EXTENSIONS
from db.formats.reading import Reading
from db.formats.source import Source
from db.ids import new_id
from db.intake import Intake
from db.project import Project
from models.codebook import Codebook
from models.errors import UserError
from models.exchange import ReadLine

__all__ = ["EXTENSIONS", "ImportReport", "Refusal", "import_files", "read_articles"]

#: So many articles, or so many characters, make one edit; more than that make several.
BATCH_ARTICLES = 20_000
BATCH_CHARACTERS = 100_000_000

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


def import_files(
    project: Project,
    paths: Iterable[Path],
    *,
    annotator: str,
    confirmed_by: str | None = None,
    published: date | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Brings in files and folders as one edit (a very large import as several).

    `confirmed_by` makes the events of exchange files that annotator's records; `published` is the
    date of texts that have none; `progress` is told how many articles were read so far.
    """
    words = _Words()
    intake = Intake(project, annotator, confirmed_by)
    read = 0
    reading = Reading(project.codebook, new_id, published, words.notes.append)
    for item in found(paths, reading):
        if isinstance(item, Refusal):
            words.refused.append(item.text)
            continue
        words.refused += item.line.problems
        intake.take(item)
        read += 1
        if intake.articles >= BATCH_ARTICLES or intake.characters >= BATCH_CHARACTERS:
            intake.flush()
        if progress and read % 200 == 0:
            progress(read)
    intake.flush()
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
        yield item if isinstance(item, Refusal) else item.line


def found(paths: Iterable[Path], reading: Reading) -> Iterator[Found | Refusal]:
    """What files and folders hold; a refusal names its file."""
    for path in paths:
        if _is_folder(path):
            for inside in _walked(path, reading.note):
                if isinstance(inside, Refusal):
                    yield inside
                else:
                    yield from _read(inside, reading)
        else:
            yield from _read(path, reading)


def _is_folder(path: Path) -> bool:
    """Like `Path.is_dir`, which raises where the folder above may not be looked into."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _read(path: Path, reading: Reading) -> Iterator[Found | Refusal]:
    try:
        yield from readers.read(Source.of_file(path), reading)
    except UserError as error:
        yield Refusal(f"{printable_name(path)}: {error}.")
    except FileNotFoundError:
        yield Refusal(f"{path}: there is no such file.")
    except OSError as error:
        yield Refusal(f"{path}: it cannot be read ({error.strerror}).")


def _walked(folder: Path, note: Callable[[str], None]) -> Iterator[Path | Refusal]:
    """The importable files of a folder and those below it, in order of name."""
    found = passed = 0
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() in EXTENSIONS:
                found += 1
                yield Path(place) / name
            else:
                passed += 1
    if passed:
        note(f"{folder}: files of other kinds were passed over ({passed}).")
    for error in closed:
        yield Refusal(f"{error.filename}: it cannot be read ({error.strerror}).")
    if not found and not closed:
        yield Refusal(f"{folder}: there is no file in it that can be imported.")
