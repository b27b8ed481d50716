"""A PDF with a text layer: paragraphs by position, without running heads and page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from db.formats.documents.extracted import Extracted
from models.errors import UserError
from models.language import number, tr
from models.normalising import joined, normalised, without_running_heads

#: A longer document is a book, and no report.
MAX_PAGES = 1000
MAX_CHARACTERS = 10_000_000
#: Fewer characters a page than this are a stamp or a page number on a picture.
_TEXT_PAGE = 20
#: A gap so much wider than the usual one between lines parts paragraphs.
_GAP = 1.35
#: A first line that is set in by so much of a line's height begins a paragraph.
_INDENT = 0.8
#: A line that is shorter than this share of the widest ended before the margin.
_SHORT = 0.8
_ENDS = (".", "!", "?", ":", ".”", '."', "?”", "!”", ".’", ".)", "…")
_CREATED = re.compile(r"D:((?:19|20)\d\d)(\d\d)(\d\d)")
#: Titles that programs give by themselves.
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint) - .*|untitled.*|document\d*|.*\.(?:docx?|indd|pdf|qxd|tex|rtf)",
    re.IGNORECASE,
)
#: A line and its end; PDFium gives U+FFFE (older: U+0002) for a hyphen at the end of a line.
_LINE = re.compile("([^\r\n\x02\ufffe]*)(\r\n|[\r\n\x02\ufffe]|\\Z)")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    height: float


def extract(data: bytes) -> Extracted:
    """The document's text. Nothing in it is run, and pictures are not looked at.

    Raises UserError if it is no PDF, encrypted, or has page images instead of text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UserError(tr("it is encrypted; save it without a password")) from None
        raise UserError(tr("it is no PDF, or it is damaged")) from None
    with closing(document):
        pages = _pages(document)
        said = document.get_metadata_dict()
    text = _flowing(pages)
    title = " ".join(said.get("Title", "").split())
    return Extracted(
        text,
        "" if _NO_TITLE.fullmatch(title) else title or _first_line(text),
        author=" ".join(said.get("Author", "").split()),
        created=_created(said.get("CreationDate", "")),
    )


def _pages(document: Any) -> list[str]:
    count = len(document)
    if count > MAX_PAGES:
        raise UserError(
            tr("it has {count} pages; up to {most} are taken", count=count, most=MAX_PAGES)
        )
    found = []
    characters = pictures = 0
    for page in document:
        with closing(page), closing(page.get_textpage()) as layer:
            text = _page_text(layer)
        characters += len(text)
        pictures += len(text.strip()) < _TEXT_PAGE
        if characters > MAX_CHARACTERS:
            raise UserError(
                tr("it has more than {most} million characters", most=number(MAX_CHARACTERS / 1e6))
            )
        found.append(text)
    if characters < _TEXT_PAGE * max(count, 1) or pictures > count * 0.8:
        raise UserError(
            tr("it holds page images without text; run text recognition (OCR) on it first")
        )
    return found


def _page_text(layer: Any) -> str:
    """A page's text: a line each, an empty line between paragraphs."""
    lines = list(_lines(layer))
    if not lines:
        return ""
    gaps = [
        a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 5 * a.height
    ]
    usual = median(gaps) if gaps else 0.0
    margin = median(line.left for line in lines)
    widest = max(line.right for line in lines) - min(line.left for line in lines)
    out = [lines[0].text]
    for above, line in pairwise(lines):
        gap = above.bottom - line.bottom
        indented = line.left - margin > _INDENT * line.height and above.left - margin < 1
        ended = above.right - above.left < _SHORT * widest and above.text.endswith(_ENDS)
        if gap > _GAP * usual or indented or ended or abs(above.height - line.height) > 2:
            out.append("")
        out.append(line.text)
    return "\n".join(out)


def _lines(layer: Any) -> Iterator[_Line]:
    count = layer.count_chars()
    for found in _LINE.finditer(layer.get_text_range()):
        raw, end = found.groups()
        if not raw.strip():
            continue
        first = min(found.start() + len(raw) - len(raw.lstrip()), count - 1)
        last = min(found.start() + len(raw.rstrip()) - 1, count - 1)
        left, bottom, _, top = layer.get_charbox(first, loose=True)
        right = layer.get_charbox(last, loose=True)[2]
        hyphen = "-" if end in {"\x02", "\ufffe"} else ""
        yield _Line(normalised(raw.strip()) + hyphen, left, right, bottom, top - bottom)


def _flowing(pages: list[str]) -> str:
    """One line a paragraph, also where a page ends in the middle of it."""
    paragraphs: list[str] = []
    whole = "\n".join(pages)
    for page in without_running_heads(pages):
        for place, block in enumerate(page.strip("\n").split("\n\n")):
            lines = [line for line in block.split("\n") if line.strip()]
            goes_on = place == 0 and paragraphs and lines and _goes_on(paragraphs[-1], lines[0])
            for at, line in enumerate(lines):
                if at or goes_on:
                    paragraphs[-1] = joined(paragraphs[-1], line, whole)
                else:
                    paragraphs.append(line)
    return "\n\n".join(paragraphs)


def _goes_on(paragraph: str, line: str) -> bool:
    return not paragraph.endswith(_ENDS) and (line[0].islower() or paragraph.endswith("-"))


def _first_line(text: str) -> str:
    first, _, rest = text.partition("\n\n")
    return first if rest and len(first) <= 200 and not first.endswith(".") else ""


def _created(said: str) -> date | None:
    found = _CREATED.match(said)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
