"""Reads plain text files, whatever their encoding: one file, one article."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import PurePath

from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source
from models.article import Article
from models.errors import UserError
from models.exchange import ReadLine, derived_id

#: A longer text is no article; it would make every step of the work slow.
MAX_BYTES = 20_000_000

_LONGEST_TITLE = 200

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d\d?)[-_.](\d\d?)[-_.]((?:19|20)\d\d)(?!\d)")
_MONTH_NAME = re.compile(
    rf"(?<!\d)(\d\d?)[-_. ]?({'|'.join(_MONTHS)})[a-z]*[-_. ]?((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)


def recognises(source: Source) -> bool:  # noqa: ARG001 - what else ends so is asked before
    """What is no text is told so when it is read."""
    return True


def read(source: Source, reading: Reading) -> Iterator[Found]:
    """The file as an article; its text is kept as it stands, line ends included."""
    name = source.origin
    note = reading.note
    text = _decoded(source.data(MAX_BYTES), lambda told: note(f"{name}: read as {told}."))
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


def _decoded(data: bytes, guessed: Callable[[str], None]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _strictly(data, unmarked)
    if b"\0" in data:
        raise UserError("it is not a text: it has binary data in it")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _guess(data)
        guessed(encoding)
        text = _strictly(data, encoding)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise UserError("it is not a text: it has binary data in it")
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(f"it is not valid {encoding} (at byte {error.start})") from None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in any language, spaces and line ends have every other byte 0."""
    sample = data[:4000]
    if len(data) % 2 or b"\0" not in sample:
        return None
    low, high = sample[0::2], sample[1::2]
    for zeros, others, encoding in ((high, low, "utf-16-le"), (low, high, "utf-16-be")):
        if zeros.count(0) > len(zeros) / 10 and others.count(0) == 0:
            return encoding
    return None


def _guess(data: bytes) -> str:
    """The encoding of a text that is not UTF-8; the Western one where that may well be it."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:200_000])
    best = matches.best()
    if best is None:
        raise UserError("it is not a text in any encoding that is known")
    western = [m for m in matches if {"cp1252", "latin_1"} & set(m.could_be_from_charset)]
    if any((m.chaos, -m.coherence) <= (best.chaos, -best.coherence) for m in western):
        # What is Latin-1 is also Windows-1252, but for quotes and dashes that only the latter has.
        return "cp1252" if not set(data) & {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "latin-1"
    return best.encoding


def date_in_name(name: str, note: Callable[[str], None]) -> date | None:
    """The day that a file's name carries: 2024-01-05, 20240105, 05-01-2024, 5-Jan-2024."""
    for found in _YEAR_FIRST.finditer(name):
        day = _day(int(found[1]), int(found[3]), int(found[4]))
        if day:
            return day
    for found in _MONTH_NAME.finditer(name):
        day = _day(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
        if day:
            return day
    for found in _YEAR_LAST.finditer(name):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        day = _day(year, second, first) or _day(year, first, second)
        if day and first <= 12 and second <= 12 and first != second:
            note(f"{found[0]} in its name was read as day, month, year: {day.isoformat()}.")
        if day:
            return day
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
