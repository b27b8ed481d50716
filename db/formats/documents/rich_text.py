"""A text in Rich Text Format (.rtf)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from db.formats.documents.extracted import Extracted
from models.dates import day_of
from models.errors import UserError
from models.language import tr

_INFO = r"\{\\%s (?P<said>(?:[^{}\\]|\\'[0-9a-f]{2}|\\u-?\d+ ?\??)*)\}"
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_PAGE = re.compile(r"\\ansicpg(\d+)")
#: Where text and formatting begin; the information stands before.
_HEAD = 100_000


def extract(data: bytes) -> Extracted:
    """The document's text. Raises UserError if it is no such document."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UserError(tr("it is no RTF document"))
    raw = data.decode("cp1252", "replace")
    try:
        text = _plain(raw)
    except (LookupError, ValueError, IndexError, UnicodeError):
        raise UserError(tr("it is no RTF document, or it is damaged")) from None
    paragraphs = list(_paragraphs(text))
    first = paragraphs[0] if len(paragraphs) > 1 else ""
    is_title = len(first) <= 200 and not first.endswith(".")
    return Extracted(
        "\n\n".join(paragraphs),
        _said(raw, "title") or (first if is_title else ""),
        author=_said(raw, "author"),
        created=_created(raw),
    )


def _paragraphs(text: str) -> Iterator[str]:
    """A paragraph a line; the rows of a table, whose cells each end in a bar, stay together."""
    for is_row, lines in groupby(filter(str.strip, text.split("\n")), _is_row):
        if is_row:
            rows = ([cell.strip() for cell in line.split("|")] for line in lines)
            yield "\n".join(" | ".join(filter(None, row)) for row in rows)
        else:
            yield from (line.strip() for line in lines)


def _is_row(line: str) -> bool:
    return line.rstrip().endswith("|") and bool(line.strip(" |"))


def _said(raw: str, key: str) -> str:
    found = re.search(_INFO % key, raw[:_HEAD])
    page = _PAGE.search(raw[:1000])
    head = rf"{{\rtf1\ansi\ansicpg{page[1] if page else 1252} "
    return _plain(f"{head}{found['said']}}}").strip() if found else ""


def _plain(raw: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(raw, errors="replace"))  # type: ignore[no-untyped-call]


def _created(raw: str) -> date | None:
    found = _CREATED.search(raw[:_HEAD])
    return day_of(found[1], found[2], found[3]) if found else None
