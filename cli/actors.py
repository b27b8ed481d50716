"""The command that takes names of actors in and gives them out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cli.console import DONE, REFUSED, counted, say
from models.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from db.project import Project


def actors(arguments: argparse.Namespace) -> int:
    from db.project import Project

    project = Project.open(arguments.project)
    try:
        if arguments.out is not None:
            return _export(project, arguments.out)
        return _import(project, arguments.source, arguments.annotator)
    finally:
        project.close()


def _export(project: Project, out: Path) -> int:
    from db.formats import actor_names
    from db.written_files import written

    entries = project.actor_book().entries
    with written(out) as file:
        actor_names.write(file, entries)
    say(f"{counted(len(entries), 'actor')} with other names, countries and kinds written to {out}.")
    return DONE


def _import(project: Project, path: Path, annotator: str) -> int:
    """One edit, so that one undo takes it back."""
    from db.actors import take_list
    from db.formats import actor_names
    from db.formats.source import Source

    problems: list[str] = []
    try:
        found = actor_names.read(Source.of_file(path), problems.append)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    except UserError as error:
        raise UserError(f"{path} cannot be taken over: {error}.") from None
    for problem in problems:
        say(problem)
    changed = take_list(project, found, annotator)
    say(f"{counted(len(found), 'actor')} in {path}, {changed:,} of them new or changed here.")
    return REFUSED if problems else DONE
