"""Reads web archives (WARC): each page and text that a server answered with becomes an article."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from db.formats.answers import SUFFIXES, Answer, kind_of, read_answer
from db.formats.found import Found, Refusal
from db.formats.packed_file import MAGIC
from db.formats.reading import Reading
from db.formats.source import Source
from db.formats.unpacking import Allowance, refuse_deep
from models.errors import UserError
from models.language import tr

#: A larger answer is no article.
MAX_BYTES = 20_000_000


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
                if _holds_article(record):
                    taken += 1
                    yield from _record(record, source, reading, allowance)
                elif record.rec_type == "response":
                    passed += 1
        except (ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
            reason = str(error).strip().partition("\n")[0]
            raise UserError(
                tr("it is a damaged web archive ({reason}); it was not read on", reason=reason)
            ) from None
    if not taken:
        raise UserError(tr("there is no page, text or PDF in it that a server answered with"))
    if passed:
        reading.note(
            tr(
                "{origin}: answers of other kinds were passed over ({passed}).",
                origin=source.origin,
                passed=passed,
            )
        )


def _holds_article(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return False
    return kind_of(_content_type(record)) in SUFFIXES


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _record(
    record: Any, source: Source, reading: Reading, allowance: Allowance
) -> Iterator[Found | Refusal]:
    data = record.content_stream().read(MAX_BYTES + 1)
    allowance.spend(len(data))
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    day = _day(record.rec_headers.get_header("WARC-Date") or "")
    answer = Answer(address, _content_type(record), data, day)
    member = source.member(answer.name, lambda: io.BytesIO(data), len(data))
    if len(data) > MAX_BYTES:
        yield Refusal(
            tr(
                "{origin}: it has more than {most} MB.",
                origin=member.origin,
                most=MAX_BYTES // 1_000_000,
            )
        )
        return
    yield from read_answer(answer, member, reading)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
