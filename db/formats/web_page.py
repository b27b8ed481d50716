"""Reads saved web pages: the article in them, not what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source

#: A larger page holds pictures or is none.
MAX_BYTES = 20_000_000


def recognises(source: Source) -> bool:
    """A page begins with a tag, be it after a comment; what does not is told so when read."""
    return b"\0\0\0" not in source.head


def read(source: Source, reading: Reading) -> Iterator[Found]:
    """The page as an article. Raises UserError if there is no article text in it."""
    from db.formats.documents.extracted import found_of
    from db.formats.documents.web import extract

    yield found_of(extract(source.data(MAX_BYTES)), source, reading)
