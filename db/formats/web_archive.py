"""Reads web archives (WARC): each page and text that a server answered with becomes an article."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from db.formats.documents.extracted import UNDATED, found_of
from db.formats.documents.web import extract
from db.formats.found import Found, Refusal
from db.formats.packed_file import MAGIC
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.unpacking import Allowance, read_member, refuse_deep
from models.errors import UserError

#: A larger answer is no article.
MAX_BYTES = 20_000_000

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_FETCHED = "Its date is the day that it was fetched."


def recognises(source: Source) -> bool:
    head = source.head
    if head.startswith(MAGIC):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, 100)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The answers that hold an article, with address and day from the record if they say none.

    What is no page, text or PDF, and what failed at the time, is counted in a note.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    refuse_deep(source)
    allowance = Allowance()
    taken = passed = 0
    with source.opened() as stream:
        try:
            for record in ArchiveIterator(stream):
                suffix = _suffix(record)
                if suffix:
                    taken += 1
                    yield from _record(record, suffix, source, reading, allowance)
                elif record.rec_type == "response":
                    passed += 1
        except (ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
            reason = str(error).strip().partition("\n")[0]
            raise UserError(f"it is a damaged web archive ({reason}); it was not read on") from None
    if not taken:
        raise UserError("there is no page, text or PDF in it that a server answered with")
    if passed:
        reading.note(f"{source.origin}: answers of other kinds were passed over ({passed}).")


def _suffix(record: Any) -> str | None:
    """The ending that a file with this answer would have; None where it is no article."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers or record.rec_headers
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return None
    kind = headers.get_header("Content-Type") or ""
    return _SUFFIXES.get(kind.partition(";")[0].strip().lower())


def _record(
    record: Any, suffix: str, source: Source, reading: Reading, allowance: Allowance
) -> Iterator[Found | Refusal]:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    data = record.content_stream().read(MAX_BYTES + 1)
    allowance.spend(len(data))
    member = source.member(_name(address, suffix), lambda: io.BytesIO(data), len(data))
    if len(data) > MAX_BYTES:
        yield Refusal(f"{member.origin}: it has more than {MAX_BYTES // 1_000_000} MB.")
        return
    day = _day(record.rec_headers.get_header("WARC-Date") or "")
    for item in _read(member, data, _charset(record), address, replace(reading, published=None)):
        yield _placed(item, address, day or reading.published) if isinstance(item, Found) else item


def _read(
    member: Source, data: bytes, charset: str, address: str, reading: Reading
) -> Iterator[Found | Refusal]:
    if member.suffix != ".html":
        yield from read_member(member, reading)
        return
    try:
        yield found_of(extract(data, declared=charset, url=address), member, reading)
    except UserError as error:
        yield Refusal(f"{member.origin}: {error}.")


def _charset(record: Any) -> str:
    """The encoding that the server told."""
    headers = record.http_headers or record.rec_headers
    found = _CHARSET.search(headers.get_header("Content-Type") or "")
    return found[1] if found else ""


def _placed(found: Found, address: str, day: date | None) -> Found:
    """With the address and the day that it was fetched, where the page itself tells none."""
    article, doubts = found.line.article, found.doubts
    host = urlsplit(address).hostname or ""
    if article.published is None and day is not None:
        doubts = (*(doubt for doubt in doubts if doubt != UNDATED), _FETCHED)
    article = replace(
        article,
        url=article.url or address or None,
        source=article.source or host.removeprefix("www."),
        published=article.published or day,
    )
    return replace(found, line=replace(found.line, article=article), doubts=doubts)


def _name(address: str, suffix: str) -> str:
    """The address as the name of a file; it is only ever shown."""
    parts = urlsplit(address)
    path = unquote(parts.path).strip("/") or "index"
    path += f"?{parts.query}" if parts.query else ""
    return f"{parts.hostname or 'unknown'}/{path.removesuffix(suffix)}{suffix}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
