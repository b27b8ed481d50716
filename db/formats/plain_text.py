"""Reads plain text and Markdown files, whatever their encoding: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator

from db.formats.documents import markdown
from db.formats.documents.decoding import decoded
from db.formats.documents.extracted import Extracted, found_of
from db.formats.found import Found, guessed_doubt
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.language import tr
from models.normalising import normalised, unwrapped

#: A longer text is no article; it would make every step of the work slow.
MAX_BYTES = 20_000_000

_LONGEST_TITLE = 200


def recognises(source: Source) -> bool:  # noqa: ARG001 - what else ends so is asked before
    """What is no text is told so when it is read."""
    return True


def read(source: Source, reading: Reading) -> Iterator[Found]:
    """The file as an article. Raises UserError if it is no text or empty."""
    data = source.data(MAX_BYTES)
    is_marked = source.suffix in {".md", ".markdown"}
    yield found_of(markdown.extract(data) if is_marked else extract(data), source, reading)


def extract(data: bytes) -> Extracted:
    """The text as it stands, but for how it is written down (see `normalised`)."""
    text, guess = decoded(data)
    if not text.strip():
        raise UserError(tr("it is empty"))
    text = unwrapped(normalised(text))
    return Extracted(
        text,
        _title(text),
        doubts=guessed_doubt(guess),
        notes=(tr("read as {encoding}.", encoding=guess),) if guess else (),
    )


def _title(text: str) -> str:
    """The first line, if it is short, no sentence of the text, and more follows."""
    first, _, rest = text.lstrip().partition("\n")
    first = " ".join(first.split())
    is_title = len(first) <= _LONGEST_TITLE and not first.endswith((".", ".”", '."'))
    return first if is_title and rest.strip() else ""
