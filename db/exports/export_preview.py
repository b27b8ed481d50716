"""What an export would give, without writing it: counts, the first rows, and every loss."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from typing_extensions import override

from db.exports import coded_articles
from db.exports.export_stream import Outgoing, Wanted
from db.failures import explained
from db.formats import flat_csv
from db.formats.scheme_rows import rows_of
from db.formats.writers import WritableFormat, writer_of
from db.project import Project
from models.schemes.scheme import Scheme
from models.schemes.schemes import SCHEMES

_SHOWN_ROWS = 20
#: Tables that have the incidents of the flat one, and would take long to make for a look.
_AS_FLAT = frozenset({"xlsx", "sqlite"})
#: Of a text no more than this is looked at for the first rows.
_HEAD = 400_000


@dataclass(frozen=True, slots=True)
class RowKey:
    """Which record a row of a scheme was derived from; `part` counts the rows of a record."""

    article_id: str
    annotator: str
    event_id: str
    part: int


@dataclass(frozen=True, slots=True)
class Preview:
    """`rows` are the first ones as text, their head first; empty where the data is no table.

    `lines` are the first lines of a format that is text but no table. `losses` are counts by the
    rule's name, `reasons` its sentence. `sides` counts articles by side of a split. `keys` tell of
    each row after the head whose cells it holds, where a cell can be written over.
    `coded_by_several` are articles with records of more than one annotator.
    """

    count: int
    articles: int
    records: int
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
    losses: Mapping[str, int]
    reasons: Mapping[str, str]
    sides: Mapping[str, int]
    keys: tuple[RowKey, ...] = ()
    coded_by_several: int = 0


def preview(
    project: Project, wanted: Wanted, progress: Callable[[int], None] = lambda _: None
) -> Preview:
    """Goes through the whole export and keeps its beginning. What `progress` raises ends it."""
    form = writer_of(wanted.form)
    coded_articles.check(project, wanted.selection)
    head = _Head()
    with (
        explained(project.path),
        project.db.atomic(),
        Outgoing.of(project, wanted, progress) as outgoing,
    ):
        count = _run(form, outgoing, head)
        scheme = SCHEMES.get(form.name)
        if scheme and scheme.of_texts:
            rows, keys = _scheme_rows(scheme, project, wanted)
            lines: tuple[str, ...] = ()
        else:
            rows, lines = _shown(form, head.text or _as_table(form, project, wanted))
            keys = ()
    return Preview(
        count,
        outgoing.articles,
        outgoing.records,
        rows,
        lines,
        dict(sorted(outgoing.lost.items())),
        dict(outgoing.reasons),
        dict(outgoing.sides),
        keys,
        outgoing.coded_by_several,
    )


def _run(form: WritableFormat, outgoing: Outgoing, head: _Head) -> int:
    """Writes to nowhere."""
    module = form.load()
    if form.name in _AS_FLAT:
        return flat_csv.write(head, outgoing.dataset())
    match form.target:
        case "text":
            return module.write(head, outgoing.dataset())
        case "binary":
            with tempfile.TemporaryFile() as file:
                return module.write(file, outgoing.dataset())
        case "folder":
            with tempfile.TemporaryDirectory() as folder:
                return module.write(Path(folder), outgoing.dataset())


def _as_table(form: WritableFormat, project: Project, wanted: Wanted) -> str:
    """The first incidents of a table whose file cannot be read as text."""
    if form.group != "tables":
        return ""
    head = _Head()
    with Outgoing.of(project, wanted, lambda _: None) as outgoing:
        dataset = outgoing.dataset()
        few = replace(dataset, articles=islice(dataset.articles, 10 * _SHOWN_ROWS))
        flat_csv.write(head, few)
    return head.text


def _scheme_rows(
    scheme: Scheme, project: Project, wanted: Wanted
) -> tuple[tuple[tuple[str, ...], ...], tuple[RowKey, ...]]:
    rows, keys = [scheme.columns], []
    with Outgoing.of(project, wanted, lambda _: None) as outgoing:
        found = rows_of(scheme, outgoing.dataset())
        for one in islice(found, _SHOWN_ROWS):
            rows.append(tuple(str(one.row.get(column, "")) for column in scheme.columns))
            event = one.event
            keys.append(RowKey(one.coded.article.id, event.annotator, event.id, one.part))
    return tuple(rows), tuple(keys)


def _shown(form: WritableFormat, text: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    if form.group in {"tables", "schemes"} and not form.suffix.startswith(".json"):
        between = "\t" if form.suffix == ".tsv" else ","
        table = csv.reader(io.StringIO(text, newline=""), delimiter=between)
        return tuple(tuple(row) for row in islice(table, _SHOWN_ROWS + 1)), ()
    return (), tuple(text.splitlines()[:_SHOWN_ROWS])


class _Head(io.StringIO):
    """Takes everything and keeps the beginning."""

    def __init__(self) -> None:
        super().__init__(newline="")
        self._size = 0

    @property
    def text(self) -> str:
        return self.getvalue()

    @override
    def write(self, text: str) -> int:
        if self._size < _HEAD:
            self._size += super().write(text)
        return len(text)
