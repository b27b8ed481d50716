"""Which encoding a text of any length is in, without holding it in memory."""

from __future__ import annotations

import codecs

from db.formats.documents.decoding import MARKS, guessed_encoding, unmarked_utf16
from db.formats.source import Source
from models.errors import UserError
from models.language import tr

_CHUNK = 1 << 20
_GUESSED_FROM = 200_000


def stream_encoding(source: Source) -> tuple[str, int, bool]:
    """The encoding of a whole stream, the length of its mark, and whether it is a guess.

    Raises UserError if it is no text.
    """
    for mark, encoding in MARKS:
        if source.head.startswith(mark):
            return encoding, len(mark), False
    unmarked = unmarked_utf16(source.head)
    if unmarked:
        return unmarked, 0, False
    if b"\0" in source.head:
        raise UserError(tr("it is not a text: it has binary data in it"))
    sample = _not_utf8(source)
    return (guessed_encoding(sample), 0, True) if sample else ("utf-8", 0, False)


def _not_utf8(source: Source) -> bytes:
    """The stream's part that is no UTF-8; empty if all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.opened() as stream:
        while chunk := stream.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return chunk[max(0, error.start - _GUESSED_FROM // 2) :][:_GUESSED_FROM]
    return b""
