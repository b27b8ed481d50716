"""From what a person names to what is read: files of folders, and each through its reader."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from db.formats import readers
from db.formats.companions import companions
from db.formats.found import Found, Refusal, passed_over, printable_name
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.language import tr


def files_of(paths: Iterable[Path], note: Callable[[str], None]) -> Iterator[Path | Refusal]:
    """The files that are meant, in order; of a folder the importable ones in it and below it."""
    for path in paths:
        if _is_folder(path):
            yield from _walked(path, note)
        else:
            yield path


def read_file(path: Path, reading: Reading) -> Iterator[Found | Refusal]:
    """What a file holds; if it cannot be read, a refusal with its name."""
    try:
        yield from readers.read(Source.of_file(path), reading)
    except UserError as error:
        yield Refusal(f"{printable_name(path)}: {error}.")
    except FileNotFoundError:
        yield Refusal(tr("{path}: there is no such file.", path=path))
    except OSError as error:
        yield Refusal(
            tr("{path}: it cannot be read ({strerror}).", path=path, strerror=error.strerror)
        )


def _is_folder(path: Path) -> bool:
    """Like `Path.is_dir`, which raises where the folder above may not be looked into."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _walked(folder: Path, note: Callable[[str], None]) -> Iterator[Path | Refusal]:
    """The importable files of a folder and those below it, in order of name."""
    found, others = 0, list[str]()
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders.sort()
        for name in sorted(set(names) - companions(names)):
            if Path(name).suffix.lower() in readers.EXTENSIONS:
                found += 1
                yield Path(place) / name
            else:
                others.append(str((Path(place) / name).relative_to(folder)))
    if others:
        note(passed_over(str(folder), others))
    for error in closed:
        yield Refusal(
            tr(
                "{filename}: it cannot be read ({strerror}).",
                filename=error.filename,
                strerror=error.strerror,
            )
        )
    if not found and not closed:
        yield Refusal(tr("{folder}: there is no file in it that can be imported.", folder=folder))
