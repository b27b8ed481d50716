"""The formats that can be brought in: who reads what, by the name's ending and the first bytes."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.language import tr


class ReaderModule(Protocol):
    """What a module of a format has."""

    def recognises(self, source: Source) -> bool:
        """Whether this is the format, by name and head. Asked only if the ending fits."""

    def read(self, source: Source, reading: Reading) -> Iterator[Found | Refusal]:
        """What the source holds, article by article.

        Raises UserError, without the source's name, where nothing more of it can be read.
        """


@dataclass(frozen=True, slots=True)
class ReadableFormat:
    """One line of the table. The module is imported when the first source asks for it.

    `is_quick`: reading it costs less than handing it over from another process.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str
    is_quick: bool = False

    def load(self) -> ReaderModule:
        return cast("ReaderModule", importlib.import_module(self.module))


#: Where several have the same ending, the first that recognises a source reads it.
READERS: tuple[ReadableFormat, ...] = (
    ReadableFormat(
        "brat", "brat standoff", (".ann", ".txt"), "db.formats.brat_reading", is_quick=True
    ),
    ReadableFormat("webanno", "INCEpTION: WebAnno TSV", (".tsv",), "db.formats.webanno_tsv"),
    ReadableFormat(
        "polecat", "POLECAT table", (".txt", ".tsv"), "db.formats.polecat", is_quick=True
    ),
    ReadableFormat(
        "news-export",
        "Nexis or Factiva export",
        (".txt", ".rtf", ".docx", ".html", ".htm"),
        "db.formats.news_export",
        is_quick=True,
    ),
    ReadableFormat(
        "text", "Plain text", (".txt", ".md", ".markdown"), "db.formats.plain_text", is_quick=True
    ),
    ReadableFormat(
        "html", "Web page", (".html", ".htm", ".xhtml", ".mhtml", ".mht"), "db.formats.web_page"
    ),
    ReadableFormat("pdf", "PDF", (".pdf",), "db.formats.pdf"),
    ReadableFormat("office", "Word processor", (".docx", ".odt", ".rtf"), "db.formats.office"),
    ReadableFormat("mail", "Mail", (".eml",), "db.formats.mail"),
    ReadableFormat(
        "prodigy", "Prodigy or doccano", (".jsonl",), "db.formats.prodigy", is_quick=True
    ),
    ReadableFormat("plover", "PLOVER events", (".jsonl",), "db.formats.plover", is_quick=True),
    ReadableFormat("uima", "INCEpTION: UIMA CAS XMI", (".xmi",), "db.formats.uima_reading"),
    ReadableFormat("docbin", "spaCy DocBin", (".spacy",), "db.formats.docbin"),
    ReadableFormat("label-studio", "Label Studio", (".json",), "db.formats.label_studio"),
    ReadableFormat(
        "records",
        "Objects (JSON)",
        (".jsonl", ".ndjson", ".json"),
        "db.formats.json_records",
        is_quick=True,
    ),
    ReadableFormat(
        "jsonl", "Exchange file", (".jsonl",), "db.formats.exchange_jsonl", is_quick=True
    ),
    ReadableFormat("acled", "ACLED table", (".csv",), "db.formats.acled", is_quick=True),
    ReadableFormat("gtd", "GTD table", (".csv",), "db.formats.gtd", is_quick=True),
    ReadableFormat("ucdp-ged", "UCDP GED table", (".csv",), "db.formats.ucdp_ged", is_quick=True),
    ReadableFormat("zip", "Zip archive", (".zip",), "db.formats.zip_archive"),
    ReadableFormat("warc", "Web archive", (".warc", ".gz"), "db.formats.web_archive"),
    ReadableFormat("gz", "Packed file", (".gz",), "db.formats.packed_file"),
    ReadableFormat(
        "table", "Table", (".csv", ".tsv", ".tab"), "db.formats.delimited", is_quick=True
    ),
    ReadableFormat("xlsx", "Workbook", (".xlsx", ".xlsm"), "db.formats.workbook"),
    ReadableFormat("parquet", "Parquet table", (".parquet",), "db.formats.parquet_articles"),
)

#: What can be imported, by the ending of the file's name.
EXTENSIONS = tuple(dict.fromkeys(suffix for form in READERS for suffix in form.suffixes))


def is_quick(suffix: str) -> bool:
    """Whether what ends so is read quickly, whichever of its formats it is."""
    return all(form.is_quick for form in READERS if suffix in form.suffixes)


def reader_of(source: Source) -> ReadableFormat:
    """Who reads the source. Raises UserError if nobody can."""
    fitting = [form for form in READERS if source.suffix in form.suffixes]
    for form in fitting:
        if form.load().recognises(source):
            return form
    if fitting:
        raise UserError(
            tr("it is named {suffix}, but nothing in it is known", suffix=source.suffix)
        )
    raise UserError(tr("files of this kind cannot be imported; the guide lists those that can"))


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """What the source holds. Raises UserError, without the source's name, if it cannot be read."""
    yield from reader_of(source).load().read(source, reading)
