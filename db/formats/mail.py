"""Reads single mails (.eml)."""

from __future__ import annotations

from collections.abc import Iterator

from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source

#: Larger mails are so for their attachments.
MAX_BYTES = 100_000_000


def recognises(source: Source) -> bool:  # noqa: ARG001 - what is none is told so when it is read
    """By its name; what is no mail is told so when it is read."""
    return True


def read(source: Source, reading: Reading) -> Iterator[Found]:
    """The mail as an article; that there were attachments is noted. Raises UserError if empty."""
    from db.formats.documents.extracted import found_of
    from db.formats.documents.mail import extract

    yield found_of(extract(source.data(MAX_BYTES)), source, reading)
