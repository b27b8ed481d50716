"""Brings in what a person left of a preview, in a process of its own.

A thread of the window would do it as well, but holds the window up and keeps its memory.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from db.imports import label_memory
from db.imports.column_memory import remember
from db.imports.importing import ImportReport, import_items
from db.imports.preview import Chosen
from db.project import Project
from models.column_mapping import ColumnMapping
from models.errors import UserError
from models.label_mapping import LabelMapping
from models.language import Language, speak, spoken, tr, trn
from ui.system import give_way

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_LOOK_SECONDS = 0.1
_SHOWN_REFUSALS = 12


@dataclass(frozen=True, slots=True)
class Bringing:
    """One import. `mappings` are remembered for tables with these headers, `labels` as they are."""

    project: Path
    annotator: str
    confirmed_by: str | None
    keep_annotators: bool
    chosen: Chosen
    mappings: Mapping[tuple[str, ...], ColumnMapping]
    labels: LabelMapping

    def work(self, progress: Callable[[int], None]) -> ImportReport:
        """Bring it in with a connection of its own; `progress` hears how many were read."""
        project = Project.open(self.project)
        try:
            report = import_items(
                project,
                self.chosen.items(),
                annotator=self.annotator,
                confirmed_by=self.confirmed_by,
                keep_annotators=self.keep_annotators,
                progress=progress,
            )
            for header, mapping in self.mappings.items():
                remember(project, header, mapping)
            if self.labels.given:
                label_memory.remember(project, self.labels)
        finally:
            project.close()
        return report


def bring_in(bringing: Bringing, cancelled: Event, progress: Callable[[int], None]) -> ImportReport:
    """Does the work in another process and waits for it, on a thread that may wait.

    One that is `cancelled` is ended: what it brought in by then is in, and one undo takes it back.
    """
    import multiprocessing  # Late: the dialog opens without it.

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, bringing, spoken()), daemon=True)
    process.start()
    theirs.close()
    give_way(process.pid or 0)
    try:
        return _heard(ours, cancelled, progress)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def _heard(
    connection: Connection, cancelled: Event, progress: Callable[[int], None]
) -> ImportReport:
    while True:
        # What is said already is heard first: it may be that all came in.
        if not connection.poll(0 if cancelled.is_set() else _LOOK_SECONDS):
            if cancelled.is_set():
                raise UserError(tr("The import was broken off; what was not in yet stays out."))
            continue
        try:
            said: int | str | ImportReport = connection.recv()
        except (EOFError, ConnectionError):
            raise UserError(
                tr("The import broke down (see Help, Show log file); what was not in stays out.")
            ) from None
        if isinstance(said, ImportReport):
            return said
        if isinstance(said, str):
            raise UserError(said)
        progress(said)


def _serve(connection: Connection, bringing: Bringing, language: Language) -> None:
    """The process: how many were read, and at last the report, or the sentence of an error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Who started it ends it.
    speak(language)
    try:
        connection.send(bringing.work(connection.send))
    except UserError as error:
        connection.send(str(error))


def words_of(report: ImportReport, refused: int) -> str:
    """What came in and how much did not, for the status bar."""
    came = trn("{count} article came in", "{count} articles came in", report.imported)
    events = trn("{count} event", "{count} events", report.events)
    if not refused:
        return tr("{articles}, {events}.", articles=came, events=events)
    out = trn("{count} item was left out", "{count} items were left out", refused)
    return tr("{articles}, {events}; {refused}.", articles=came, events=events, refused=out)


def listed_words_of(report: ImportReport) -> str:
    """The same with what was left out, and why, for a box."""
    lines = [words_of(report, len(report.refused))]
    if report.refused:
        shown = report.refused[:_SHOWN_REFUSALS]
        lines += ["", tr("Left out:"), *shown]
        more = len(report.refused) - len(shown)
        if more:
            lines.append(trn("… and {count} more", "… and {count} more", more))
    lines += report.notes[:_SHOWN_REFUSALS]
    return "\n".join(lines)
