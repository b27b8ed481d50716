"""What is taken out of one document, and how it becomes an article with its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from db.formats.documents.file_names import date_in_name
from db.formats.found import Found
from db.formats.reading import Reading
from db.formats.source import Source
from models.article import Article
from models.exchange import ReadLine, derived_id

#: A text of fewer words is hardly a report; a page without one gave a menu or a caption instead.
SHORT_WORDS = 50


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document's text and what it says about itself; "" and None where it says nothing.

    `published` is the day of publication. `doubts` are sentences for the preview.
    """

    text: str
    title: str = ""
    published: date | None = None
    source: str = ""
    author: str = ""
    url: str | None = None
    language: str = ""
    doubts: tuple[str, ...] = ()


def found_of(document: Extracted, source: Source, reading: Reading) -> Found:
    """The document as an article; the file's name helps out with day and title."""
    stem = PurePath(source.name).stem
    told: list[str] = []
    day = document.published or date_in_name(stem, told.append) or reading.published
    for what in told:
        reading.note(f"{source.origin}: {what}")
    article = Article(
        derived_id(document.text),
        document.text,
        document.title or stem,
        document.source,
        document.url,
        day,
        document.language,
        source.origin,
        {"author": document.author} if document.author else {},
    )
    doubts = [*document.doubts, *told]
    if day is None:
        doubts.append("No date of publication was found.")
    words = article.word_count
    if words < SHORT_WORDS:
        doubts.append(f"It is very short ({words} words).")
    return Found(source.origin, ReadLine(article, None, (), ()), tuple(doubts))
