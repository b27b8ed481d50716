"""A text in OpenDocument format (.odt): headings, paragraphs, lists and tables in order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from db.formats.documents.extracted import Extracted
from db.formats.documents.packages import opened, part, property_of
from db.formats.documents.page_date import iso_day
from models.errors import UserError
from models.language import tr

_KIND = "OpenDocument"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LEFT_OUT = frozenset(
    [f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}table-of-content"]
)
_DEEPEST = 100


def extract(data: bytes) -> Extracted:
    """The document's text. Notes, comments and deleted text are left out.

    Raises UserError if it is no such document.
    """
    with opened(data, _KIND) as package:
        content = part(package, "content.xml", _KIND)
        meta = part(package, "meta.xml", _KIND)
    body = content.find(f".//{_OFFICE}text") if content is not None else None
    if body is None:
        raise UserError(tr("it is no {kind} text, or it is damaged", kind=_KIND))
    blocks = list(_blocks(body))
    heading = next((text for is_title, text in blocks if is_title), "")
    first = blocks[0][1] if len(blocks) > 1 else ""
    is_line = len(first) <= 200 and not first.endswith(".") and "\n" not in first
    return Extracted(
        "\n\n".join(text for _, text in blocks),
        property_of(meta, "title") or heading or (first if is_line else ""),
        author=property_of(meta, "creator") or property_of(meta, "initial-creator"),
        language=property_of(meta, "language")[:2].lower(),
        created=iso_day(property_of(meta, "creation-date")),
    )


def _blocks(element: etree._Element, depth: int = 0) -> Iterator[tuple[bool, str]]:
    """Each block with whether it is the document's title."""
    if depth > _DEEPEST:
        return
    for child in element:
        if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            text = "".join(_inline(child)).strip()
            style = (child.get(f"{_TEXT}style-name") or "").lower()
            if text:
                yield style == "title", text
        elif child.tag == f"{_TABLE}table":
            rows = (_row(row) for row in child.iter(f"{_TABLE}table-row"))
            yield False, "\n".join(row for row in rows if row)
        else:
            yield from _blocks(child, depth + 1)


def _row(row: etree._Element) -> str:
    cells = (" ".join("".join(_inline(cell)).split()) for cell in row)
    return " | ".join(cell for cell in cells if cell)


def _inline(element: etree._Element, depth: int = 0) -> Iterator[str]:
    if element.tag in _LEFT_OUT or depth > _DEEPEST:
        return
    if element.tag == f"{_TEXT}s":
        count = element.get(f"{_TEXT}c") or "1"
        yield " " * (min(int(count), 100) if count.isdigit() else 1)
    elif element.tag == f"{_TEXT}tab":
        yield "\t"
    elif element.tag == f"{_TEXT}line-break":
        yield "\n"
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _inline(child, depth + 1)
        yield child.tail or ""
        if child.tag == f"{_TEXT}p":
            yield " "
