"""Brings in what a person left of a preview, on another thread with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from db.formats.found import Found, Refusal
from db.imports import label_memory
from db.imports.column_memory import remember
from db.imports.importing import ImportReport, import_items
from db.imports.preview import Chosen
from db.project import Project
from models.column_mapping import ColumnMapping
from models.errors import UserError
from models.label_mapping import LabelMapping
from models.language import tr, trn

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
    cancelled: Event

    def work(self, progress: Callable[[int], None]) -> ImportReport:
        project = Project.open(self.project)
        try:
            report = import_items(
                project,
                self._items(),
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

    def _items(self) -> Iterator[Found | Refusal]:
        for item in self.chosen.items():
            if self.cancelled.is_set():
                raise UserError(tr("The import was broken off; what was not in yet stays out."))
            yield item


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
