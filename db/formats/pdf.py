"""Reads PDF documents that have a text layer."""

from __future__ import annotations

from collections.abc import Iterator

from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source

MAX_BYTES = 200_000_000


def recognises(source: Source) -> bool:
    """A PDF has its mark within the first 1024 bytes (ISO 32000, annex H)."""
    return b"%PDF-" in source.head[:1024]


def read(source: Source, reading: Reading) -> Iterator[Found]:
    """The document as an article. Raises UserError if it is encrypted or has no text."""
    from db.formats.documents.extracted import found_of
    from db.formats.documents.portable import extract

    yield found_of(extract(source.data(MAX_BYTES)), source, reading)
