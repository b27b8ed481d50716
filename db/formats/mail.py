"""Reads single mails (.eml)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

from db.formats.found import Found, Refusal
from db.formats.readers import EXTENSIONS
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.unpacking import MAX_DEPTH, read_member
from models.errors import UserError
from models.language import tr

#: Larger mails are so for their attachments.
MAX_BYTES = 100_000_000


def recognises(source: Source) -> bool:  # noqa: ARG001 - what is none is told so when it is read
    """By its name; what is no mail is told so when it is read."""
    return True


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The mail as an article, and its attachments of known kinds; others are noted.

    Raises UserError if there is neither.
    """
    from db.formats.documents.extracted import found_of
    from db.formats.documents.mail import attachments, extract, parsed, payload

    def is_read(name: str) -> bool:
        return source.depth < MAX_DEPTH and source.member(name, io.BytesIO).suffix in EXTENSIONS

    data = source.data(MAX_BYTES)
    parts = [(name, payload(part)) for name, part in attachments(parsed(data)) if is_read(name)]
    try:
        yield found_of(extract(data, is_read), source, reading)
    except UserError as error:
        if not parts:
            raise
        reading.note(
            tr(
                "{origin}: only its attachments were read, for {error}.",
                origin=source.origin,
                error=error,
            )
        )
    for name, held in parts:
        yield from read_member(source.member(name, partial(io.BytesIO, held), len(held)), reading)
