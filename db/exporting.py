"""Writes datasets out of a project: whole or not at all, and the same bytes every time."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from db import tables
from db.failures import explained
from db.formats.dataset import CodedArticle, Dataset
from db.formats.writers import FORMATS, writer_of
from db.ids import new_id
from db.project import Project
from db.rows import ARTICLE_COLUMNS, article_from_row, to_text
from models.article import Status
from models.errors import UserError

_BATCH = 1000

__all__ = ["FORMATS", "export", "written"]


def export(
    project: Project,
    out: Path | TextIO,
    format: str,  # noqa: A002 - what the command line calls it
    *,
    annotator: str | None = None,
    status: Status | None = None,
) -> int:
    """Writes a dataset and returns how many articles (jsonl) or events (csv) it has.

    `annotator` leaves the records of others out; `status` takes only articles of that state. A
    file that was there is replaced only when the new one is complete.
    """
    writer = writer_of(format).load()
    if annotator is not None and annotator not in project.annotators():
        names = ", ".join(project.annotators()) or "nobody"
        raise UserError(
            f"Nobody named {annotator} has decided anything in {project.path} (but {names} did)."
        )
    dataset = Dataset(project.codebook, _articles(project, annotator, status))
    # One transaction: what is edited meanwhile in another window is in it whole or not at all.
    with explained(project.path), project.db.atomic():
        if not isinstance(out, Path):
            return writer.write(out, dataset)
        if out.resolve() == project.path.resolve():
            raise UserError(f"{out} is the project itself; choose another name.")
        with written(out) as file:
            return writer.write(file, dataset)


def _articles(
    project: Project, annotator: str | None, status: Status | None
) -> Iterator[CodedArticle]:
    """The articles in order of import, with the states and records that are asked for."""
    last = 0
    while True:
        rows = project.db.execute(
            f"SELECT number, {ARTICLE_COLUMNS} FROM articles"  # noqa: S608
            " WHERE number > ? ORDER BY number LIMIT ?",
            [last, _BATCH],
        ).fetchall()
        if not rows:
            return
        last = rows[-1][0]
        articles = [article_from_row(row[1:]) for row in rows]
        ids = [article.id for article in articles]
        events = tables.events_of(project.db, ids, annotator)
        statuses = _statuses(project, ids, annotator)
        for article in articles:
            shown = [
                event
                for event in events.get(article.id, ())
                if event.is_decided and not event.dismissed
            ]
            coded = CodedArticle(article, statuses.get(article.id, {}), tuple(shown))
            if status is None or coded.status is status:
                yield coded


def _statuses(
    project: Project, article_ids: list[str], annotator: str | None
) -> dict[str, dict[str, Status]]:
    found: dict[str, dict[str, Status]] = {}
    for article_id, name, status in project.db.execute(
        "SELECT article_id, annotator, status FROM article_states"
        " WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, annotator",
        [to_text(article_ids)],
    ):
        if annotator in {None, name}:
            found.setdefault(article_id, {})[name] = Status(status)
    return found


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of `path` when it is complete; `-` is standard output."""
    try:
        if str(path) == "-":
            with open(1, "w", encoding="utf-8", newline="", closefd=False) as file:
                yield file
            return
        if path.exists() and not path.is_file() and not path.is_dir():
            # A pipe or a terminal: there is nothing to replace, and what it leads to has no path.
            with path.open("w", encoding="utf-8", newline="") as file:
                yield file
            return
        target = path.resolve()
        part = target.with_name(f".{target.name}.{new_id()}.part")
        try:
            with part.open("x", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except BrokenPipeError:
        # The reader went away (such as `| head`): nothing is wrong here.
        raise
    except OSError as error:
        raise UserError(write_failure(path, error)) from error


def write_failure(path: Path, error: OSError) -> str:
    """Why a file could not be written, in a sentence."""
    if error.errno == errno.ENOSPC:
        return f"{path} could not be written, because the disk is full; free some space."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{path} could not be written, because it or its folder is read-only."
    if error.errno == errno.ENOENT:
        return f"{path} could not be written, because there is no folder {path.parent}."
    if error.errno == errno.EISDIR:
        return f"{path} could not be written, because it is a folder; name a file in it."
    return f"{path} could not be written: {error.strerror}."
