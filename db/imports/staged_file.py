"""Writes what was found in many files to one exchange file, and goes on where it was broken off.

While it is written, a file beside it (`.progress`) says which sources are done and where their
lines end: what is after that is cut off and read again, what is before it is not.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from db.formats.exchange_jsonl import DOUBTS
from db.formats.formula_cells import neutralised
from db.formats.found import Doubt, Found, Refusal
from db.imports.reading_processes import Note, Terms
from db.imports.staging import FileRead, Staging
from models.article import Status
from models.codebook import Codebook
from models.errors import UserError
from models.exchange.lines import article_to_json
from models.language import tr

_HEADER = {"format": "eventdesk-staging", "version": 1}


@dataclass(slots=True)
class StagedReport:
    """How many articles are in the staged file, of them from an earlier run; and what is not."""

    articles: int = 0
    resumed: int = 0
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    """How often each label of a foreign tool was there."""


def stage(
    staging: Staging,
    out: Path,
    terms: Terms,
    *,
    progress: Callable[[StagedReport], None] = lambda _: None,
) -> StagedReport:
    """Reads everything into `out`; broken off, it may be called again. `progress` hears of files.

    Raises UserError if the files cannot be written.
    """
    beside = out.with_name(out.name + ".progress")
    report = StagedReport()
    try:
        end = _resume(staging, beside, terms, report)
        with out.open("r+b" if end else "wb") as lines, beside.open("ab") as steps:
            lines.truncate(end)
            lines.seek(end)
            if not end:
                steps.truncate(0)
                _put(steps, _HEADER | {"terms": _digest(terms)})
            _write(staging, terms.codebook, lines, steps, report, progress)
        if not staging.is_cancelled:
            beside.unlink()
    except OSError as error:
        raise UserError(
            tr("{out} cannot be written ({strerror})", out=out, strerror=error.strerror)
        ) from None
    return report


def write_refusals(path: Path, refused: Iterable[str], notes: Iterable[str]) -> None:
    """A table of kind, item and reason. Raises UserError if it cannot be written."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("kind", "item", "reason"))
            for kind, texts in (("refused", refused), ("note", notes)):
                for text in texts:
                    item, _, reason = text.partition(": ")
                    rows.writerow((kind, neutralised(item), neutralised(reason)))
    except OSError as error:
        raise UserError(
            tr("{path} cannot be written ({strerror})", path=path, strerror=error.strerror)
        ) from None


def _resume(staging: Staging, beside: Path, terms: Terms, report: StagedReport) -> int:
    """Takes over what an earlier run did of the same files; returns where its lines end."""
    end = done = 0
    for path, step in zip(staging.paths, _steps(beside, terms), strict=False):
        if step["file"] != _stamp(path):
            break
        end, done = step["end"], done + 1
        report.articles += step["articles"]
        report.refused += step["refused"]
        report.notes += step["notes"]
        report.labels.update(step.get("labels", {}))
    staging.skip(done)
    report.resumed = report.articles
    return end


def _steps(beside: Path, terms: Terms) -> Iterator[dict[str, Any]]:
    if not beside.exists():
        return
    with beside.open("rb") as file:
        for number, line in enumerate(file):
            try:
                step = json.loads(line)
            except ValueError:
                return  # It was being written when the program ended.
            if number:
                yield step
            elif step != _HEADER | {"terms": _digest(terms)}:
                return


def _write(
    staging: Staging,
    codebook: Codebook,
    lines: BinaryIO,
    steps: BinaryIO,
    report: StagedReport,
    progress: Callable[[StagedReport], None],
) -> None:
    since = StagedReport()
    for item in staging:
        if isinstance(item, Found):
            lines.write(_line(item, codebook))
            since.articles += 1
            since.refused += item.line.problems
            since.labels.update({label: count for label, _, count in item.labels})
        elif isinstance(item, Refusal):
            since.refused.append(item.text)
        elif isinstance(item, Note):
            since.notes.append(item.text)
        else:
            _add(report, since)
            lines.flush()
            _put(steps, _step(item, lines.tell(), since))
            since = StagedReport()
            progress(report)
    _add(report, since)


def _add(report: StagedReport, since: StagedReport) -> None:
    report.articles += since.articles
    report.refused += since.refused
    report.notes += since.notes
    report.labels.update(since.labels)


def _step(read: FileRead, end: int, since: StagedReport) -> dict[str, Any]:
    return {
        "file": _stamp(read.path),
        "end": end,
        "articles": since.articles,
        "refused": since.refused,
        "notes": since.notes,
        "labels": dict(since.labels),
    }


def _line(found: Found, codebook: Codebook) -> bytes:
    line = found.line
    status = line.status
    if status is None and line.lists_events and line.problems:
        status = Status.IN_PROGRESS  # The line alone would no longer tell that something is amiss.
    data = article_to_json(line.article, codebook, status, line.events)
    if not line.lists_events and not line.events:
        del data["events"]  # An empty list would say that somebody read the article.
    if line.statuses:
        data["statuses"] = {name: held.value for name, held in line.statuses}
    if not line.article.text:
        data |= {"text": None, "sha256": line.text_hash}
    doubts = [*found.doubts, *map(_doubt, line.problems)]
    if doubts:
        data[DOUBTS] = doubts
    return (json.dumps(data, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _doubt(problem: str) -> Doubt:
    """What is amiss in an article that comes in, without the name of its place."""
    where, _, words = problem.partition(": ")
    said = words or where
    return Doubt(said[:1].upper() + said[1:])


def _put(steps: BinaryIO, step: dict[str, Any]) -> None:
    steps.write((json.dumps(step) + "\n").encode())
    steps.flush()


def _stamp(path: Path) -> list[Any]:
    """What a file is known by: one that was changed since is read again."""
    try:
        found = path.stat()
    except OSError:
        return [os.fsencode(path).decode("utf-8", "replace"), None, None]
    return [os.fsencode(path).decode("utf-8", "replace"), found.st_size, found.st_mtime_ns]


def _digest(terms: Terms) -> str:
    said = (terms.codebook.reference, str(terms.published), dict(terms.options))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
