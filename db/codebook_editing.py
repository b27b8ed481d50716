"""What an editor of the codebook asks of the project: versions, uses, and the edit itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from db import revising, stored_codebook
from db.failures import explained
from db.project import Project
from db.revising import Touched
from db.stored_codebook import Version
from models.codebook import Codebook
from models.codebook.reading import parse_codebook
from models.codebook.writing import codebook_data, to_toml
from models.edits import ReviseCodebook
from models.language import tr
from models.recoding import Recoding

__all__ = [
    "Touched",
    "Version",
    "codebook_at",
    "next_version",
    "revision",
    "takes_long",
    "touched",
    "uses",
]


def versions(project: Project) -> list[Version]:
    """Every version that was ever in use, also those that were taken back; the first one first."""
    with explained(project.path):
        return stored_codebook.versions(project.db)


def next_version(project: Project) -> int:
    """The number of the next version: none is given twice, also not after an undo."""
    return max(one.version for one in versions(project)) + 1


def codebook_at(project: Project, moment: datetime) -> Codebook:
    """The codebook that was in use at a moment, such as that of a decision (`FieldValue.at`)."""
    with explained(project.path):
        number = stored_codebook.version_at(project.db, moment)
    [found] = [one for one in versions(project) if one.version == number]
    return parse_codebook(found.source, f"{found.name}@{found.version}")


def uses(project: Project) -> dict[tuple[str, str | None], int]:
    """How many records hold a value of each field (`(field, None)`) and each answer of a choice."""
    with explained(project.path):
        return revising.uses(project.db)


def touched(
    project: Project, keys: Collection[tuple[str, str | None]], limit: int = 500
) -> tuple[int, list[Touched]]:
    """How many records hold one of the answers, and the first of them in order of import.

    An answer is a field and a choice; a field and None is anything on that field.
    """
    with explained(project.path):
        return revising.touched(project.db, keys, limit)


def revision(project: Project, wanted: Codebook, recoding: Recoding) -> ReviseCodebook:
    """The edit that brings a codebook into use as the next version."""
    data = codebook_data(wanted) | {"version": next_version(project)}
    after = parse_codebook(to_toml(data), f"{wanted.name}@{data['version']}")
    title = tr("Revise codebook to {reference}", reference=after.reference)
    with explained(project.path):
        return revising.revision(project.db, project.codebook, after, recoding, title)


def takes_long(project: Project, recoding: Recoding) -> bool:
    """Whether a revision, or taking it back, changes or deletes more than a moment allows."""
    with explained(project.path):
        return revising.takes_long(project.db, recoding)
