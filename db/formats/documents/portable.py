"""A PDF with a text layer: paragraphs by position, without running heads and page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from db.formats.documents.columns import WIDE, Line, in_order, runs
from db.formats.documents.extracted import Extracted
from db.formats.documents.publication import day_in
from models.dates import day_of
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
#: In a column of more lines the widest is that which another one reaches, too.
_FEW = 3
_ENDS = (".", "!", "?", ":", ".”", '."', "?”", "!”", ".’", ".)", "…")
_CREATED = re.compile(r"D:((?:19|20)\d\d)(\d\d)(\d\d)")
#: Titles that programs give by themselves.
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint) - .*|untitled.*|document\d*|.*\.(?:docx?|indd|pdf|qxd|tex|rtf)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
#: A line and its end; PDFium gives U+FFFE (older: U+0002) for a hyphen at the end of a line.
_LINE = re.compile("([^\r\n\x02\ufffe]*)(\r\n|[\r\n\x02\ufffe]|\\Z)")


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
    bare = without_running_heads(pages)
    text = _flowing(bare, "\n".join(pages))
    title = " ".join(said.get("Title", "").split())
    return Extracted(
        text,
        "" if _NO_TITLE.fullmatch(title) else title or _first_line(text),
        _day_of_heads(pages, bare),
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
    lines = in_order(list(_rows(layer)))
    gaps = [
        a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 5 * a.height
    ]
    usual = median(gaps) if gaps else 0.0
    out: list[str] = []
    for column in runs(lines):
        if out and not _goes_on(out[-1], column[0].text):
            out.append("")
        out += _column_text(column, usual)
    return "\n".join(out)


def _column_text(lines: list[Line], usual: float) -> list[str]:
    margin = median(line.left for line in lines)
    widths = sorted(line.right - line.left for line in lines)
    widest = widths[-2 if len(widths) > _FEW else -1]  # a headline may run over the column
    out = [lines[0].text]
    for above, line in pairwise(lines):
        gap = above.bottom - line.bottom
        indented = line.left - margin > _INDENT * line.height and above.left - margin < 1
        ended = above.right - above.left < _SHORT * widest and above.text.endswith(_ENDS)
        if gap > _GAP * usual or indented or ended or abs(above.height - line.height) > 2:
            out.append("")
        out.append(line.text)
    return out


def _rows(layer: Any) -> Iterator[list[Line]]:
    """The lines as they are stored, each parted where a wide gap is between two words."""
    count = layer.count_chars()
    for found in _LINE.finditer(layer.get_text_range()):
        raw, end = found.groups()
        words = [
            (min(found.start() + word.start(), count - 1), min(found.start() + word.end(), count))
            for word in _WORD.finditer(raw)
        ]
        if not words:
            continue
        row: list[Line] = []
        start = words[0][0]
        for (_, stop), (after, _) in pairwise([*words, (count, count)]):
            box = layer.get_charbox(start, loose=True)
            right = layer.get_charbox(stop - 1, loose=True)[2]
            is_last = after == count
            height = box[3] - box[1]
            if is_last or layer.get_charbox(after, loose=True)[0] - right > WIDE * height:
                hyphen = "-" if is_last and end in {"\x02", "\ufffe"} else ""
                text = raw[start - found.start() : stop - found.start()]
                row.append(Line(normalised(text) + hyphen, box[0], right, box[1], height))
                start = after
        yield row


def _day_of_heads(pages: list[str], bare: list[str]) -> date | None:
    """The day in the running heads, as papers print it, if they name one day."""
    days = set()
    for page, text in zip(pages, bare, strict=True):
        left = set(text.split("\n"))
        heads = [line for line in page.split("\n") if line not in left]
        days |= {day for line in heads if (day := day_in(line)[0])}
    return days.pop() if len(days) == 1 else None


def _flowing(pages: list[str], whole: str) -> str:
    """One line a paragraph, also where a page ends in the middle of it."""
    paragraphs: list[str] = []
    for page in pages:
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
    return day_of(found[1], found[2], found[3]) if found else None
