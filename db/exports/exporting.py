"""Writes datasets out of a project: whole or not at all, and the same bytes every time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from db.dataset_files import ACTORS, CARD, CHECKSUMS, CODEBOOK, DICTIONARY, LOSSES, PROVENANCE
from db.exports import coded_articles, dataset_folder, splits
from db.exports.dataset_card import Card, card_text
from db.exports.dataset_summary import Summary
from db.exports.export_stream import Outgoing, Wanted
from db.failures import explained
from db.formats import actor_names
from db.formats.dataset import Column, Dataset
from db.formats.folder_files import write_new
from db.formats.writers import FORMATS, WritableFormat, writer_of
from db.project import Project
from db.written_files import written, written_bytes
from models.article import Status
from models.errors import UserError
from models.language import number, tr, trn
from models.selection import Selection
from models.splits import SIDES

__all__ = ["FORMATS", "Handed", "Wanted", "export", "hand_out"]

_ABOUT_TABLES = {
    LOSSES: "what did not fit the format, with the rule's name",
    PROVENANCE: "of each row the record, who coded it, and if suggestions were in sight",
}
_ABOUT_ACTORS = "the main names of actors with other names, countries and kinds"


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of it: the number of articles or events, and of losses by the rule's name.

    `coded_by_several` are articles with records of more than one annotator.
    """

    count: int
    losses: Mapping[str, int]
    coded_by_several: int = 0


def export(
    project: Project,
    out: Path | TextIO,
    format: str,  # noqa: A002 - what the command line calls it
    *,
    annotator: str | None = None,
    status: Status | None = None,
) -> int:
    """Writes a dataset and returns how many articles or events it has (see the format).

    `annotator` leaves the records of others out; `status` takes only articles of that state.
    """
    selection = Selection(
        frozenset([annotator] if annotator is not None else ()),
        frozenset([status] if status else ()),
    )
    return hand_out(project, out, Wanted(format, selection)).count


def hand_out(
    project: Project,
    out: Path | TextIO,
    wanted: Wanted,
    progress: Callable[[int], None] = lambda _: None,
) -> Handed:
    """Writes what is wanted into a file, or into a dataset folder (see `is_folder`).

    What was there is replaced only when the new one is complete. `progress` is told the number of
    articles now and then; what it raises ends the export and leaves nothing.
    """
    form = writer_of(wanted.form)
    coded_articles.check(project, wanted.selection)
    if wanted.split and wanted.split not in {split.name for split in splits.splits(project)}:
        raise UserError(tr("{path} has no split {split}.", path=project.path, split=wanted.split))
    # One transaction: what is edited meanwhile in another window is in it whole or not at all.
    with (
        explained(project.path),
        project.db.atomic(),
        _without_collecting(),
        Outgoing.of(project, wanted, progress) as it,
    ):
        if not isinstance(out, Path):
            count = form.load().write(out, it.dataset())
        elif out.resolve() == project.path.resolve():
            raise UserError(tr("{out} is the project itself; choose another name.", out=out))
        elif is_folder(out, form):
            count = _write_folder(out, form, it)
        else:
            count = _write_file(out, form, it)
        handed = Handed(count, dict(sorted(it.lost.items())), it.coded_by_several)
    it.ids.keep()
    return handed


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Records hold no cycles, and looking for some among so many takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def is_folder(out: Path, form: WritableFormat) -> bool:
    """Whether a target becomes a dataset folder: a folder, or a new name without an ending."""
    if str(out) == "-" or (out.exists() and not out.is_dir()):
        return False
    return form.target == "folder" or out.is_dir() or not out.suffix


def several_words(form: WritableFormat, articles: int) -> str:
    """That a table holds events of several annotators; empty where it does not."""
    if not articles or form.counts not in {"events", "places"}:
        return ""
    return trn(
        "{count} article was coded by several annotators: its events stand there once for each of "
        "them. Choose one annotator to count each event once.",
        "{count} articles were coded by several annotators: their events stand there once for each "
        "of them. Choose one annotator to count each event once.",
        articles,
    )


def losses_words(handed: Handed, out: Path) -> str:
    """What did not fit, in a sentence, and where it is listed; empty if everything did."""
    if not handed.losses:
        return ""
    rules = ", ".join(f"{rule} ({number(count)})" for rule, count in handed.losses.items())
    if str(out) == "-":
        return tr("Not everything fits this format: {rules}.", rules=rules)
    return tr(
        "Not everything fits this format: {rules}. They are listed in {path}.",
        rules=rules,
        path=losses_path(out),
    )


def losses_path(out: Path) -> Path:
    """Where the losses of a dataset are listed."""
    return out / LOSSES if out.is_dir() else _beside(out, LOSSES)


def _beside(out: Path, name: str) -> Path:
    return out.with_name(f"{out.stem}.{name}")


def _write_file(out: Path, form: WritableFormat, outgoing: Outgoing) -> int:
    """The one file, or one a side; side tables go beside it, in the place of older ones."""
    if str(out) == "-" or _is_device(out):
        return _write_data(out, form, outgoing.dataset())
    count = 0
    with ExitStack() as files:
        # None takes its place before all are complete.
        targets = [
            (side, files.enter_context(_file_for(_of_side(out, side), form)))
            for side in _sides(outgoing.wanted)
        ]
        for side, file in targets:
            count += form.load().write(file, outgoing.dataset(None, side))
    for name, table in outgoing.beside.items():
        path = _beside(out, name)
        if name != LOSSES or outgoing.lost or path.is_file():
            with written(path) as file:
                table.copy(file)
    return count


def _sides(wanted: Wanted) -> tuple[str, ...]:
    return SIDES if wanted.split else ("",)


def _of_side(out: Path, side: str) -> Path:
    return out.with_name(f"{out.stem}.{side}{out.suffix}") if side else out


def _file_for(out: Path, form: WritableFormat) -> AbstractContextManager[TextIO | BinaryIO]:
    return written(out) if form.target == "text" else written_bytes(out)


def _is_device(out: Path) -> bool:
    return out.exists() and not out.is_file()


def _write_data(out: Path, form: WritableFormat, dataset: Dataset) -> int:
    with _file_for(out, form) as file:
        return form.load().write(file, dataset)


def _write_folder(out: Path, form: WritableFormat, outgoing: Outgoing) -> int:
    summary = Summary(outgoing.codebook, outgoing.actors)
    with dataset_folder.made_whole(out) as folder:
        count = 0
        for side in _sides(outgoing.wanted):
            dataset = outgoing.dataset(summary, side)
            if form.target == "folder":
                below = folder if form.names_sides else folder / side
                below.mkdir(exist_ok=True)
                count += form.load().write(below, dataset)
            else:
                data = _of_side(folder / f"{form.counts}{form.suffix}", side)
                count += _write_data(data, form, dataset)
        _write_beside(folder, form, outgoing)
        own = [path.name for path in sorted(folder.iterdir())]
        if outgoing.actors.entries and ACTORS not in own:
            with (folder / ACTORS).open("x", encoding="utf-8", newline="") as file:
                actor_names.write(file, outgoing.actors.entries)
        dataset_folder.write_dictionary(folder / DICTIONARY, _columns(form, outgoing))
        write_new(folder / CODEBOOK, outgoing.codebook.source)
        for name, table in outgoing.beside.items():
            with (folder / name).open("x", encoding="utf-8", newline="") as file:
                table.copy(file)
        if CARD not in own:
            card = _card(form, own, summary, outgoing)
            head = getattr(form.load(), "card_head", None)
            begins = head(outgoing.codebook) if head else ""
            write_new(folder / CARD, begins + card_text(card))
    return count


def _write_beside(folder: Path, form: WritableFormat, outgoing: Outgoing) -> None:
    told = getattr(form.load(), "beside", None)
    for name, text in (told(outgoing.codebook) if told else {}).items():
        write_new(folder / name, text)


def _columns(form: WritableFormat, outgoing: Outgoing) -> Iterator[Column]:
    told = getattr(form.load(), "columns", dataset_folder.fields_as_columns)
    yield from told(outgoing.codebook)


def _card(form: WritableFormat, own: list[str], summary: Summary, outgoing: Outgoing) -> Card:
    files = [
        *((name, f"the data: {form.title}") for name in own),
        (CODEBOOK, "the codebook, as Eventdesk reads it"),
        (DICTIONARY, "what each column or field means"),
        *((name, _ABOUT_TABLES[name]) for name in outgoing.beside),
        *([(ACTORS, _ABOUT_ACTORS)] if outgoing.actors.entries else []),
        (CHECKSUMS, "the checksums of all files"),
    ]
    wanted = outgoing.wanted
    return Card(
        summary,
        wanted.selection,
        form.title,
        files,
        outgoing.lost.total(),
        wanted.licence,
        next((one for one in splits.splits(outgoing.project) if one.name == wanted.split), None),
    )
