"""A Word document (.docx): paragraphs and tables in order, insertions as if accepted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from db.formats.documents.extracted import Extracted
from db.formats.documents.packages import opened, part
from models.errors import UserError
from models.language import tr

if TYPE_CHECKING:
    from docx.document import Document

_KIND = "Word"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def extract(data: bytes) -> Extracted:
    """The document's text. Headers, footers, notes and deleted text are left out.

    Raises UserError if it is no such document.
    """
    with opened(data, _KIND) as package:
        if part(package, "word/document.xml", _KIND) is None:
            raise UserError(tr("it is no {kind} document, or it is damaged", kind=_KIND))
    document = _document(data)
    blocks = [text for text in _blocks(document) if text.strip()]
    properties = document.core_properties
    heading = next(
        (p.text.strip() for p in document.paragraphs if (p.style and p.style.name) == "Title"), ""
    )
    title = heading or properties.title.strip() or _first_line(blocks)
    created = properties.created
    return Extracted(
        "\n\n".join(blocks),
        title,
        author=properties.author.strip() if properties.author != "python-docx" else "",
        language=properties.language[:2].lower() if properties.language else "",
        created=created.date() if created else None,
    )


def _document(data: bytes) -> Document:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return Document(io.BytesIO(data))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError):
        raise UserError(tr("it is no {kind} document, or it is damaged", kind=_KIND)) from None


def _blocks(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield "\n".join(_rows(block))
        else:
            yield _text(block._p)  # noqa: SLF001 - python-docx passes over text that was inserted


def _rows(table: Any) -> Iterator[str]:
    for row in table._tbl.iter(f"{_W}tr"):  # noqa: SLF001 - merged cells would come several times
        cells = (" ".join(_text(cell).split()) for cell in row.iterchildren(f"{_W}tc"))
        yield " | ".join(cell for cell in cells if cell)


def _text(element: Any) -> str:
    """The text below an element; w:delText, which holds what was deleted, is not looked at."""
    marks = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
    parts = []
    for found in element.iter(f"{_W}t", f"{_W}p", *marks):
        if found.tag == f"{_W}t":
            parts.append(found.text or "")
        elif found.tag != f"{_W}p":
            parts.append(marks[found.tag])
        elif parts:
            parts.append("\n")
    return "".join(parts)


def _first_line(blocks: list[str]) -> str:
    first = blocks[0] if len(blocks) > 1 else ""
    return first if len(first) <= 200 and not first.endswith(".") and "\n" not in first else ""
