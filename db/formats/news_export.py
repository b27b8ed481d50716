"""Reads exports of Nexis Uni, LexisNexis and Factiva: one document of many articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from db.formats.documents.extracted import found_of
from db.formats.found import Found, Refusal
from db.formats.news_archives import factiva, nexis
from db.formats.news_archives.lines import lines_of, peeked
from db.formats.reading import Reading
from db.formats.source import Source
from models.errors import UserError
from models.language import tr

_SHOWN = 60


def recognises(source: Source) -> bool:
    """By what these archives print around articles, in the first part of the document."""
    start = peeked(source)
    return bool(factiva.MARKS.search(start)) or _is_nexis(start)


def _is_nexis(start: bytes) -> bool:
    return bool(nexis.MARKS.search(start)) and bool(nexis.SURE.search(start))


def read(source: Source, reading: Reading) -> Iterator[Found | Refusal]:
    """The articles in their order; what stands between them and is none is named."""
    lines = lines_of(source)
    archive = factiva if factiva.MARKS.search(peeked(source)) else nexis
    number = 0
    for number, found in enumerate(archive.split(lines), 1):
        where = tr("{origin} article {number}", origin=source.origin, number=number)
        if isinstance(found, str):
            start = found[:_SHOWN] + ("…" if len(found) > _SHOWN else "")
            yield Refusal(
                tr(
                    "{where}: it is not laid out as an article (“{start}”).",
                    where=where,
                    start=start,
                )
            )
        else:
            yield replace(found_of(found, source, reading), where=where)
    if not number:
        raise UserError(tr("no article was found in this export"))
