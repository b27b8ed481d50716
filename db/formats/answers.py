"""What a web server answered with, now or when an archive was made, as articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote, urlsplit

from db.formats.documents.extracted import UNDATED, found_of
from db.formats.documents.web import extract
from db.formats.found import Doubt, Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.unpacking import read_member
from models.errors import UserError
from models.language import later, tr

#: The kinds of answers that can hold an article, with the ending that a file of it would have.
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_FETCHED = later("Its date is the day that it was fetched.")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `content_type` as the server put it, `day` on which it was fetched, if known."""

    address: str
    content_type: str
    data: bytes
    day: date | None = None

    @property
    def kind(self) -> str:
        return kind_of(self.content_type)

    @property
    def charset(self) -> str:
        """The encoding that the server told."""
        found = _CHARSET.search(self.content_type)
        return found[1] if found else ""

    @property
    def name(self) -> str:
        """The address as the name of a file; it is only ever shown."""
        parts = urlsplit(self.address)
        path = unquote(parts.path).strip("/") or "index"
        path += f"?{parts.query}" if parts.query else ""
        suffix = SUFFIXES.get(self.kind, "")
        return f"{parts.hostname or 'unknown'}/{path.removesuffix(suffix)}{suffix}"


def kind_of(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def read_answer(answer: Answer, member: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The article in an answer, with its address and day where the page itself tells none."""
    told = replace(reading, published=None)
    for item in _read(answer, member, told):
        if isinstance(item, Found):
            yield _placed(item, answer, reading.published)
        else:
            yield item


def _read(answer: Answer, member: Source, reading: Reading) -> Iterator[Found | Refusal]:
    if SUFFIXES.get(answer.kind) != ".html":
        yield from read_member(member, reading)
        return
    try:
        page = extract(answer.data, declared=answer.charset, url=answer.address)
        yield found_of(page, member, reading)
    except UserError as error:
        yield Refusal(f"{member.origin}: {error}.")


def _placed(found: Found, answer: Answer, published: date | None) -> Found:
    article, doubts = found.line.article, found.doubts
    host = urlsplit(answer.address).hostname or ""
    day = answer.day or published
    if article.published is None and day is not None:
        told = (Doubt(tr(_FETCHED), of_day=True),) if answer.day else ()
        doubts = (*(doubt for doubt in doubts if doubt.text != tr(UNDATED)), *told)
    article = replace(
        article,
        url=article.url or answer.address or None,
        source=article.source or host.removeprefix("www."),
        published=article.published or day,
    )
    return replace(found, line=replace(found.line, article=article), doubts=doubts)
