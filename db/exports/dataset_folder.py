"""Dataset folders: the data with its card, dictionary, codebook, losses and checksums."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from db.dataset_files import CHECKSUMS
from db.formats.dataset import Column
from db.written_files import part_beside, write_failure
from models.codebook import Codebook
from models.errors import UserError
from models.language import tr
from models.values import Kind

_BLOCK = 1 << 20


@contextmanager
def made_whole(out: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `out` when it is complete, with its checksums.

    Raises UserError if something stands there that is no dataset as it was once written.
    """
    _refuse_strange(out)
    try:
        with part_beside(out) as part:
            part.mkdir()
            yield part
            _write_checksums(part)
            _put_in_place(part, out.resolve())
    except OSError as error:
        raise UserError(write_failure(out, error)) from error


def _put_in_place(part: Path, target: Path) -> None:
    if not target.exists():
        part.rename(target)
        return
    with part_beside(target) as old:
        target.rename(old)
        try:
            part.rename(target)
        except BaseException:
            old.rename(target)
            raise


def _refuse_strange(out: Path) -> None:
    """Only what an export wrote and nobody touched since may be replaced."""
    if not out.exists():
        return
    if not out.is_dir():
        raise UserError(tr("{out} is a file; name a new folder for the dataset.", out=out))
    held = {path.relative_to(out).as_posix() for path in _files(out)}
    if not held:
        return
    try:
        known = _read_checksums(out)
    except (OSError, ValueError):
        known = {}
    if not known:
        raise UserError(
            tr(
                "{out} is not empty and holds no dataset of Eventdesk; name a new folder, so "
                "that nothing in it is lost.",
                out=out,
            )
        )
    for name in sorted(held - known.keys() - {CHECKSUMS}):
        raise UserError(
            tr(
                "{out} holds {name}, which is not of the dataset; move it elsewhere first.",
                out=out,
                name=name,
            )
        )
    for name in sorted(held & known.keys()):
        if _sha256(out / name) != known[name]:
            raise UserError(
                tr(
                    "{name} in {out} was changed since the dataset was written; move the folder "
                    "elsewhere first, or name a new one.",
                    name=name,
                    out=out,
                )
            )


def write_dictionary(path: Path, columns: Iterable[Column]) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("column", "type", "meaning", "answers"))
        for column in columns:
            answers = " | ".join(column.answers)
            writer.writerow((column.name, column.type, " ".join(column.meaning.split()), answers))


def fields_as_columns(codebook: Codebook) -> Iterator[Column]:
    """The dictionary of a format that has no columns: the fields of the codebook."""
    for asked in codebook.fields:
        answers = tuple(key for key, choice in asked.choice_by_key.items() if choice.is_leaf)
        kind = "choice" if asked.kind is Kind.CHOICE else asked.kind.value
        yield Column(asked.key, kind, f"{asked.label}: {asked.help}", answers)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir())


def _write_checksums(folder: Path) -> None:
    lines = [f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    with (folder / CHECKSUMS).open("x", encoding="utf-8", newline="") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def _read_checksums(folder: Path) -> dict[str, str]:
    """The checksums by name. Raises ValueError if the file is none of ours."""
    text = (folder / CHECKSUMS).read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        checksum, name = line.split("  ", 1)
        found[name] = checksum
    return found


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
