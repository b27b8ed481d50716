"""Reads saved web pages: the article in them, not what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source

#: A larger page holds pictures or is none; pages in one file hold theirs.
MAX_BYTES = 20_000_000
MAX_ARCHIVE = 100_000_000

_ARCHIVES = (".mhtml", ".mht")


def recognises(source: Source) -> bool:
    """What has no binary data; what is no page is told so when it is read."""
    return b"\0\0\0" not in source.head


def read(source: Source, reading: Reading) -> Iterator[Found]:
    """The page as an article. Raises UserError if there is no article text in it."""
    from db.formats.documents import web, web_archive
    from db.formats.documents.extracted import found_of

    if source.suffix in _ARCHIVES:
        document = web_archive.extract(source.data(MAX_ARCHIVE))
    else:
        document = web.extract(source.data(MAX_BYTES))
    yield found_of(document, source, reading)
