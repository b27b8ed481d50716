"""Reads plain text files, whatever their encoding: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from db.formats.documents.decoding import decoded
from db.formats.documents.file_names import date_in_name
from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source
from models.article import Article
from models.errors import UserError
from models.exchange import ReadLine, derived_id

#: A longer text is no article; it would make every step of the work slow.
MAX_BYTES = 20_000_000

_LONGEST_TITLE = 200


def recognises(source: Source) -> bool:  # noqa: ARG001 - what else ends so is asked before
    """What is no text is told so when it is read."""
    return True


def read(source: Source, reading: Reading) -> Iterator[Found]:
    """The file as an article; its text is kept as it stands, line ends included."""
    name = source.origin
    note = reading.note
    text, guess = decoded(source.data(MAX_BYTES))
    if guess:
        note(f"{name}: read as {guess}.")
    if not text.strip():
        raise UserError("it is empty")
    stem = PurePath(source.name).stem
    day = date_in_name(stem, lambda told: note(f"{name}: {told}")) or reading.published
    article = Article(derived_id(text), text, _title(text) or stem, published=day, origin=name)
    yield Found(name, ReadLine(article, None, (), ()))


def _title(text: str) -> str | None:
    """The first line, if it is short, no sentence of the text, and more follows."""
    first, _, rest = text.lstrip().partition("\n")
    first = " ".join(first.split())
    is_title = len(first) <= _LONGEST_TITLE and not first.endswith((".", ".”", '."'))
    return first if is_title and rest.strip() else None
