"""Reads documents of word processors: .docx, .odt and .rtf."""

from __future__ import annotations

from collections.abc import Iterator

from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source

#: A larger file holds pictures for the most part.
MAX_BYTES = 100_000_000


def recognises(source: Source) -> bool:  # noqa: ARG001 - what is none is told so when it is read
    """By its name; what is no document is told so when it is read."""
    return True


def read(source: Source, reading: Reading) -> Iterator[Found]:
    """The document as an article. Raises UserError if it is none, or too large."""
    from db.formats.documents import open_document, rich_text, word
    from db.formats.documents.extracted import found_of

    extract = {".docx": word.extract, ".odt": open_document.extract, ".rtf": rich_text.extract}
    data = source.data(MAX_BYTES)
    kind = source.suffix
    if kind not in extract or data.startswith(b"{\\rtf"):  # Word saves RTF as .doc and .docx, too.
        kind = ".rtf"
    yield found_of(extract[kind](data), source, reading)
