"""What is taken out of one document, and how it becomes an article with its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from db.formats.documents.file_names import date_in_name
from db.formats.documents.languages import language_of
from db.formats.documents.publication import publication
from db.formats.found import Doubt, Found
from db.formats.reading import Reading
from db.formats.source import Source
from models.article import Article
from models.errors import UserError
from models.exchange.lines import ReadLine, derived_id
from models.language import later, tr
from models.normalising import normalised

#: A text of fewer words is hardly a report; a page without one gave a menu or a caption instead.
SHORT_WORDS = 50

#: A longer text is no article; it would make every step of the work slow.
MAX_CHARACTERS = 20_000_000

UNDATED = later("No date of publication was found.")


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document's text and what it says about itself; "" and None where it says nothing.

    `published` is the day of publication; `created` one that may be it, where nothing better is
    found. `doubts` are for the preview, `notes` sentences that are worth knowing afterwards.
    """

    text: str
    title: str = ""
    published: date | None = None
    source: str = ""
    author: str = ""
    url: str | None = None
    language: str = ""
    created: date | None = None
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()


def found_of(document: Extracted, source: Source, reading: Reading) -> Found:
    """The document as an article. What it does not declare is looked for in text and file name.

    Raises UserError if there is no text, or more than an article can have.
    """
    text = _text_of(document)
    stem = PurePath(source.name).stem
    stated = publication(text)
    day, told = _day(document, stated.day, stated.doubt, stem)
    doubts = [Doubt(words, of_day=True) for words in told]
    language = language_of(text, document.language)
    if language not in {"", "en"}:
        doubts.append(
            Doubt(
                tr(
                    "It is in another language ({language}); suggestions are made for English.",
                    language=language,
                )
            )
        )
    article = Article(
        derived_id(text),
        text,
        normalised(document.title).replace("\n", " ") or stem,
        document.source or stated.source,
        document.url,
        day or reading.published,
        language,
        source.origin,
        {"author": document.author} if document.author else {},
    )
    if article.published is None:
        doubts.append(Doubt(tr(UNDATED), of_day=True))
    if language not in _UNSPACED and article.word_count < SHORT_WORDS:
        doubts.append(Doubt(tr("It is very short ({count} words).", count=article.word_count)))
    for note in document.notes:
        reading.note(f"{source.origin}: {note}")
    return Found(source.origin, ReadLine(article, None, (), ()), (*document.doubts, *doubts))


def _text_of(document: Extracted) -> str:
    if len(document.text) > MAX_CHARACTERS:
        raise UserError(
            tr(
                "its text is longer than {most} million characters",
                most=MAX_CHARACTERS // 1_000_000,
            )
        )
    text = normalised(document.text)
    if not text.strip():
        raise UserError(tr("it is empty"))
    return text


#: Languages whose words are not counted by spaces.
_UNSPACED = frozenset(["zh", "ja", "th", "lo", "km", "my"])


def _day(
    document: Extracted, stated: date | None, doubt: str, stem: str
) -> tuple[date | None, list[str]]:
    """The day: declared, stated in the text, in the file's name, or when the file was made."""
    told: list[str] = []
    named = date_in_name(stem, told.append)
    if document.published:
        best, doubts = document.published, []
    elif stated:
        best, doubts = stated, [doubt] if doubt else []
    elif named:
        best, doubts = named, told
    elif document.created:
        return document.created, [tr("Its day is that on which the file was made.")]
    else:
        return None, []
    if named and abs((named - best).days) > 1:
        doubts.append(
            tr(
                "Two dates disagree: {day}, in its name {named}.",
                day=best,
                named=named,
            )
        )
    return best, doubts
