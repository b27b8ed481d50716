"""Commands on a project file: import, check."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cli.console import DONE, REFUSED, counted, progress, say
from models.errors import UserError

if TYPE_CHECKING:
    from db.imports.importing import ImportReport
    from db.imports.reading_processes import Item, Terms
    from db.imports.staged_file import StagedReport
    from db.imports.staging import FileRead, Staging
    from db.project import Project

#: The codebook of a new project, if none is named.
CODEBOOK = "conflict"


def bring_in(arguments: argparse.Namespace) -> int:
    from db.imports import label_memory
    from db.imports.column_memory import remember
    from db.imports.importing import import_items
    from db.imports.reading_terms import terms_for
    from db.imports.table_search import tables_among

    if not (arguments.files or arguments.urls or arguments.feeds):
        raise UserError("Name at least one file, --url or --feed.")
    project = _opened_or_made(arguments.project, arguments.codebook)
    try:
        refuse_other_codebook(project, arguments.codebook)
        if arguments.labels:
            label_memory.remember(project, label_memory.mapping_in(arguments.labels, project))
        terms = terms_for(project, arguments.published, columns=arguments.columns)
        report = import_items(
            project,
            _items(arguments, terms),
            annotator=arguments.confirmed_by or "import",
            confirmed_by=arguments.confirmed_by,
            keep_annotators=arguments.keep_annotators,
        )
        if arguments.columns:
            for table in tables_among(arguments.files, terms, workers=arguments.workers):
                if not table.problem:
                    remember(project, table.header, table.mapping)
    finally:
        project.close()
    return _tell(report, arguments)


def _opened_or_made(path: Path, codebook: str | None) -> Project:
    from db.codebook_files import load_codebook
    from db.failures import stat_of
    from db.project import Project

    if stat_of(path):
        return Project.open(path)
    return Project.create(path, load_codebook(codebook or CODEBOOK))


def _tell(report: ImportReport, arguments: argparse.Namespace) -> int:
    from db.imports.staged_file import write_refusals

    if arguments.report:
        write_refusals(arguments.report, report.refused, report.notes)
    for text in (*report.notes, *report.refused):
        say(text)
    say(
        f"{counted(report.imported, 'article')} and {counted(report.events, 'event')} "
        f"brought into {arguments.project}."
    )
    return REFUSED if report.refused else DONE


def _items(arguments: argparse.Namespace, terms: Terms) -> Iterator[Item | FileRead]:
    from db.imports.staging import Staging

    yield from Staging(arguments.files, terms, workers=arguments.workers)
    if not (arguments.urls or arguments.feeds):
        return
    from db.imports.addresses import (  # Only now is the network known at all.
        read_address,
        read_feed,
    )

    for address in arguments.urls:
        yield from read_address(address, terms)
    for address in arguments.feeds:
        yield from read_feed(address, terms, with_articles=arguments.with_articles)


def stage(arguments: argparse.Namespace) -> int:
    from db.codebook_files import load_codebook
    from db.ids import new_id
    from db.imports.reading_processes import Terms
    from db.imports.staged_file import stage, write_refusals
    from db.imports.staging import Staging

    options = {"columns": {"given": arguments.columns}}
    codebook = load_codebook(arguments.codebook or CODEBOOK)
    terms = Terms(codebook, new_id, arguments.published, options)
    staging = Staging(arguments.files, terms, workers=arguments.workers)

    def told(so_far: StagedReport) -> None:
        if arguments.lines:
            _tell_line(staging, so_far)
        else:
            progress(f"{staging.done:,} of {counted(staging.files, 'file')}")

    report = stage(staging, arguments.out, terms, progress=told)
    if arguments.report:
        write_refusals(arguments.report, report.refused, report.notes)
    if not arguments.lines:
        for text in (*report.notes, *report.refused):
            say(text)
    before = f", {report.resumed:,} of them from an earlier run" if report.resumed else ""
    say(f"\r{counted(report.articles, 'article')} in {arguments.out}{before}.")
    return REFUSED if report.refused else DONE


def _tell_line(staging: Staging, report: StagedReport) -> None:
    line = {
        "done": staging.done,
        "of": staging.files,
        "articles": report.articles,
        "refused": len(report.refused),
        "file": staging.current,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def check(arguments: argparse.Namespace) -> int:
    from db.project import Project

    project = Project.open(arguments.project)
    try:
        findings = project.check()
    finally:
        project.close()
    for finding in findings:
        say(finding)
    say(f"{arguments.project} is {'not ' if findings else ''}clean.")
    return REFUSED if findings else DONE


def duplicates(arguments: argparse.Namespace) -> int:
    """Finds copies and reports of one incident; on stdout one group a line, with --lines JSON."""
    from db.duplicates import report
    from db.duplicates.finding import find
    from db.project import Project

    project = Project.open(arguments.project)
    try:
        if arguments.lines:
            found = find(project, again=arguments.again)
            sys.stdout.write(json.dumps(asdict(found)) + "\n")
            return DONE
        found = find(project, progress, again=arguments.again)
        for line in report(project):
            sys.stdout.write(f"{line}\n")
    finally:
        project.close()
    say(
        f"\r{counted(found.looked_at, 'article')} looked at;"
        f" {counted(found.copies, 'article')} in {counted(found.copy_groups, 'group')} of copies,"
        f" {counted(found.reports, 'article')} in {counted(found.incidents, 'group')} of reports"
        " of one incident."
    )
    return DONE


def refuse_other_codebook(project: Project, wanted: str | None) -> None:
    """Refuses a codebook that was asked for and is not the project's."""
    from db.codebook_files import load_codebook

    if wanted and load_codebook(wanted).reference != project.codebook.reference:
        raise UserError(
            f"{project.path} is coded by {project.codebook.reference}, not by {wanted}; "
            "leave --codebook out, or name a new project."
        )
