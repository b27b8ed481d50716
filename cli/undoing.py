"""The commands that do beside the window what takes long: undo and redo, another codebook."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from cli.console import DONE, progress, say
from models.errors import UserError

if TYPE_CHECKING:
    from models.edits import Change


def undo(arguments: argparse.Namespace) -> int:
    """A step of many edits may be left at any time: the next run goes on where this one was."""
    from db.project import Project, Way
    from models.edits import Change

    way = Way.REDO if arguments.redo else Way.UNDO
    project = Project.open(arguments.project)
    try:
        waiting = project.waiting(way, arguments.annotator)
        if waiting is None:
            raise UserError(f"There is nothing of {arguments.annotator} to {way}.")
        done, change = 0, Change()
        for size in waiting.sizes:
            part = project.go_on(way, arguments.annotator, waiting.step)
            if part is None:
                raise UserError(
                    f"{waiting.title}: another program changed the project meanwhile, so only a "
                    "part of this was done."
                )
            change = change.joined(part).brief()
            done += size
            if arguments.lines:
                _tell_line(done=done, of=sum(waiting.sizes))
            else:
                progress(f"{100 * done // sum(waiting.sizes)} %")
    finally:
        project.close()
    if arguments.lines:
        _tell_line(changed=_told(change))
    else:
        say(f"\r{'Redid' if arguments.redo else 'Undid'}: {waiting.title}")
    return DONE


def revise(arguments: argparse.Namespace) -> int:
    """Brings a codebook into use as the next version; answers keep their keys unless told.

    The window tells which became which: `{"codebook": TOML, "recoding": …}` on standard input.
    """
    from db import codebook_editing
    from db.codebook_files import load_codebook
    from db.project import Project
    from models.codebook.reading import parse_codebook
    from models.recoding import Recoding

    is_told = arguments.codebook == "-"
    told = json.loads(sys.stdin.readline()) if is_told else {}
    project = Project.open(arguments.project)
    try:
        wanted = (
            parse_codebook(told["codebook"], "draft")
            if is_told
            else load_codebook(arguments.codebook)
        )
        recoding = Recoding.from_json(told["recoding"]) if is_told else Recoding()
        edit = codebook_editing.revision(project, wanted, recoding)
        change = project.apply(edit, arguments.annotator)
    finally:
        project.close()
    if is_told:
        _tell_line(changed=_told(change.brief()))
    else:
        say(f"{project.codebook.reference} is in use.")
    return DONE


def _told(change: Change) -> dict[str, object]:
    """As `Change` takes it by its names."""
    return {
        "article_ids": sorted(change.article_ids),
        "event_ids": sorted(change.event_ids),
        "articles_changed": change.articles_changed,
        "codebook_changed": change.codebook_changed,
        "actors_changed": change.actors_changed,
        "is_wide": change.is_wide,
    }


def _tell_line(**said: object) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
