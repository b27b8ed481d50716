"""Articles from the web, only when a person asks for an address: single pages and feeds."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from db.formats.answers import SUFFIXES, Answer, read_answer
from db.formats.documents.extracted import Extracted, found_of
from db.formats.documents.page_date import iso_day
from db.formats.found import Found, Refusal
from db.formats.news_archives.lines import lines_of_page, paragraphs
from db.formats.reading import Reading
from db.formats.source import Source
from db.imports.fetching import fetch
from db.imports.reading_processes import Item, Note, Terms
from models.errors import UserError
from models.language import number, tr

#: So many entries of one feed are taken.
MAX_ENTRIES = 1000

_FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)

Fetch = Callable[..., tuple[Answer, bool]]


def read_address(address: str, terms: Terms, get: Fetch = fetch) -> Iterator[Item]:
    """The article at an address."""
    notes: list[str] = []
    yield from _page(address, terms.reading(notes.append), get)
    yield from map(Note, notes)


def read_feed(
    address: str, terms: Terms, *, with_articles: bool = False, get: Fetch = fetch
) -> Iterator[Item]:
    """The entries of an RSS or Atom feed: what the feed itself says of each.

    `with_articles` fetches the page of each entry instead, one after the other.
    """
    try:
        answer, was_cut = get(address, _FEEDS, may_cut=True)
        entries, language, title = _parsed(answer)
    except UserError as error:
        yield Refusal(f"{address}: {error}.")
        return
    if was_cut:
        words = tr(
            "{address}: the feed goes on and on; it was cut off after {size} MB.",
            address=address,
            size=_mb(answer),
        )
        yield Note(words)
    if len(entries) > MAX_ENTRIES:
        words = tr(
            "{address}: it has {count} entries; {most} were taken.",
            address=address,
            count=number(len(entries)),
            most=number(MAX_ENTRIES),
        )
        yield Note(words)
    notes: list[str] = []
    reading = terms.reading(notes.append)
    for place, entry in enumerate(entries[:MAX_ENTRIES], 1):
        where = tr("{address} entry {place}", address=address, place=place)
        link = _link(answer.address, entry)
        if with_articles and link:
            yield from _page(link, replace(reading, published=_day(entry)), get)
        else:
            yield _entry(entry, Extracted("", "", None, title, language=language), where, reading)
    yield from map(Note, notes)


def _mb(answer: Answer) -> int:
    return len(answer.data) // 1_000_000


def _page(address: str, reading: Reading, get: Fetch) -> Iterator[Found | Refusal]:
    try:
        answer, _ = get(address, tuple(SUFFIXES))
    except UserError as error:
        yield Refusal(f"{address}: {error}.")
        return
    source = Source(answer.address, lambda: io.BytesIO(answer.data), len(answer.data))
    member = replace(source, origin=answer.name)
    for item in read_answer(answer, member, reading):
        yield replace(item, where=address) if isinstance(item, Found) else item


def _parsed(answer: Answer) -> tuple[list[Any], str, str]:
    """Entries, language and title of a feed. What is fetched is only ever what was given."""
    import feedparser

    # A stream, for of a text the library would ask whether it is an address to be fetched.
    headers = {"content-type": answer.content_type, "content-location": answer.address}
    feed = feedparser.parse(io.BytesIO(answer.data), response_headers=headers)
    if not feed.entries:
        raise UserError(tr("there is no entry of a feed in it"))
    told = feed.feed
    return list(feed.entries), str(told.get("language", ""))[:2].lower(), str(told.get("title", ""))


def _link(base: str, entry: Any) -> str:
    """The page of an entry, if it is one of the web."""
    link = urljoin(base, str(entry.get("link", "")))
    return link if entry.get("link") and link.startswith(("http://", "https://")) else ""


def _day(entry: Any) -> date | None:
    """The day on the writer's own clock; the library tells that of universal time."""
    said = str(entry.get("published") or entry.get("updated") or "")
    if day := iso_day(said):
        return day
    try:
        return parsedate_to_datetime(said).date()
    except (TypeError, ValueError, IndexError):
        parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return date(*parsed[:3]) if parsed else None
    except (TypeError, ValueError):
        return None


def _entry(entry: Any, feed: Extracted, where: str, reading: Reading) -> Found | Refusal:
    """An article of what the feed says: the whole text where it has that, else the summary."""
    title = str(entry.get("title", ""))
    whole = [str(part.get("value", "")) for part in entry.get("content", ())]
    said = max([*whole, str(entry.get("summary", ""))], key=len)
    text = paragraphs(lines_of_page(said)) if said.strip() else ""
    if not text:
        return Refusal(
            tr(
                "{where}: there is nothing but a headline; ask for the articles as well.",
                where=where,
            )
        )
    document = replace(
        feed,
        text=text,
        title=" ".join(filter(None, lines_of_page(title))) if "<" in title else title,
        published=_day(entry),
        author=str(entry.get("author", "")),
        url=_link("", entry) or None,
    )
    source = Source.of_bytes(where.partition(" ")[0], b"")
    found = found_of(document, source, reading)
    return replace(found, where=where)
