"""The formats that datasets are written in, by the name that the command line gives them."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol, TextIO, cast

from db.formats.dataset import Dataset
from models.errors import UserError
from models.language import tr

#: What a writer writes into: a text or a binary file, or a folder that is there and empty.
Target = TextIO | BinaryIO | Path

_COUNTS = Literal["articles", "events", "values", "places"]
_TARGET = Literal["text", "binary", "folder"]


class WriterModule(Protocol):
    """What a module of a format has.

    If it has a function `columns(codebook)` too, that returns the `Column`s for the dictionary of a
    dataset folder; else the dictionary lists the fields of the codebook. A function
    `beside(codebook)` returns further texts for such a folder by the names of their files, a
    function `card_head(codebook)` what its card begins with.
    """

    def write(self, out: Any, dataset: Dataset) -> int:
        """Write the dataset as a stream; returns how many articles or events went out."""


@dataclass(frozen=True, slots=True)
class WritableFormat:
    """One line of the table. `target` says what the module's `write` is given (see `Target`).

    `can_leave_text_out`: the module heeds `CodedArticle.text_left_out`; of other formats such an
    article is kept out, and told as a loss. `group` is where it stands in the window's list.
    `names_sides`: its folder holds all sides of a split, told apart by the names of its files.
    """

    name: str
    title: str
    suffix: str
    counts: _COUNTS
    module: str
    target: _TARGET = "text"
    can_leave_text_out: bool = False
    group: Literal["tables", "schemes", "maps", "training"] = "training"
    names_sides: bool = False

    def load(self) -> WriterModule:
        return cast("WriterModule", importlib.import_module(self.module))


def _table(
    name: str, title: str, suffix: str, counts: _COUNTS, module: str, target: _TARGET = "text"
) -> WritableFormat:
    return WritableFormat(name, title, suffix, counts, module, target, True, "tables")  # noqa: FBT003


def _scheme(name: str, title: str, suffix: str, module: str) -> WritableFormat:
    """A scheme of the field: its tables hold no text of articles."""
    return WritableFormat(name, title, suffix, "events", module, "text", True, "schemes")  # noqa: FBT003


def _map(name: str, title: str, suffix: str, module: str) -> WritableFormat:
    return WritableFormat(name, title, suffix, "places", module, "text", True, "maps")  # noqa: FBT003


WRITERS: tuple[WritableFormat, ...] = (
    WritableFormat(
        "jsonl",
        "Exchange file (JSON Lines), with evidence",
        ".jsonl",
        "articles",
        "db.formats.exchange_jsonl",
        can_leave_text_out=True,
    ),
    _table("csv", "Table (CSV): one row an event", ".csv", "events", "db.formats.flat_csv"),
    _table(
        "csv-long",
        "Table (CSV): one row a value, with evidence and offsets",
        ".csv",
        "values",
        "db.formats.long_csv",
    ),
    _table(
        "xlsx",
        "Excel workbook: incidents, values and dictionary",
        ".xlsx",
        "events",
        "db.formats.excel_book",
        "binary",
    ),
    _table(
        "parquet",
        "Parquet file: one row an event, typed columns",
        ".parquet",
        "events",
        "db.formats.parquet_table",
        "binary",
    ),
    _table(
        "sqlite",
        "SQLite database with views",
        ".db",
        "events",
        "db.formats.sqlite_dataset",
        "binary",
    ),
    _scheme("acled", "ACLED table (CSV)", ".csv", "db.formats.acled"),
    _scheme("gtd", "GTD table (CSV)", ".csv", "db.formats.gtd"),
    _scheme("ucdp-ged", "UCDP GED table (CSV)", ".csv", "db.formats.ucdp_ged"),
    _scheme("polecat", "POLECAT table (TSV)", ".tsv", "db.formats.polecat"),
    _scheme("plover", "PLOVER events (JSON Lines)", ".jsonl", "db.formats.plover"),
    _map("geojson", "Map points (GeoJSON)", ".geojson", "db.formats.geojson"),
    _map("kml", "Map points (KML), for globes", ".kml", "db.formats.kml"),
    WritableFormat(
        "label-studio",
        "Label Studio tasks (JSON)",
        ".json",
        "articles",
        "db.formats.label_studio",
        can_leave_text_out=True,
    ),
    WritableFormat(
        "brat",
        "brat standoff (folder)",
        "",
        "articles",
        "db.formats.brat",
        "folder",
        can_leave_text_out=True,
    ),
    WritableFormat("docbin", "spaCy DocBin", ".spacy", "articles", "db.formats.docbin", "binary"),
    WritableFormat(
        "prodigy",
        "Prodigy tasks (JSON Lines)",
        ".jsonl",
        "articles",
        "db.formats.prodigy",
        can_leave_text_out=True,
    ),
    WritableFormat("conll", "CoNLL-2003 columns", ".conll", "articles", "db.formats.conll"),
    WritableFormat("conllu", "CoNLL-U columns", ".conllu", "articles", "db.formats.conllu"),
    WritableFormat(
        "relations",
        "Events with arguments (JSON Lines)",
        ".jsonl",
        "events",
        "db.formats.relations_jsonl",
        can_leave_text_out=True,
    ),
    WritableFormat(
        "hf",
        "Hugging Face dataset (folder)",
        "",
        "articles",
        "db.formats.hugging_face",
        "folder",
        can_leave_text_out=True,
        names_sides=True,
    ),
    WritableFormat(
        "uima", "INCEpTION: UIMA CAS XMI (folder)", "", "articles", "db.formats.uima", "folder"
    ),
)

FORMATS = tuple(form.name for form in WRITERS)


def writer_of(name: str) -> WritableFormat:
    """The format of that name. Raises UserError if there is none."""
    for form in WRITERS:
        if form.name == name:
            return form
    raise UserError(
        tr(
            "There is no format {name}; the formats are {formats}.",
            name=name,
            formats=", ".join(FORMATS),
        )
    )
