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
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
#: Deleted words, those that were moved to elsewhere, what older programs show for a text box, and
#: tab stops.
_PASSED_OVER = (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_MC}Fallback")
#: Elements around paragraphs, rows or cells: content controls and changes to be accepted.
_FRAMES = (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo")


def extract(data: bytes) -> Extracted:
    """The document's text. Headers, footers, notes and deleted text are left out.

    Raises UserError if it is no such document.
    """
    with opened(data, _KIND) as package:
        if part(package, "word/document.xml", _KIND) is None:
            raise UserError(tr("it is no {kind} document, or it is damaged", kind=_KIND))
    document = _document(data)
    blocks = [text for text in _blocks(document.element.body) if text.strip()]
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


def _blocks(parent: Any) -> Iterator[str]:
    """The texts of paragraphs and tables, also those in content controls."""
    for element in _children(parent, f"{_W}p", f"{_W}tbl"):
        yield "\n".join(_rows(element)) if element.tag == f"{_W}tbl" else _text(element)


def _rows(table: Any) -> Iterator[str]:
    for row in _children(table, f"{_W}tr"):
        cells = (" ".join(_text(cell).split()) for cell in _children(row, f"{_W}tc"))
        yield " | ".join(cell for cell in cells if cell)


def _children(parent: Any, *tags: str) -> Iterator[Any]:
    """The children of these names, as if there were no frames around some of them."""
    for child in parent.iterchildren(*tags, *_FRAMES):
        if child.tag in _FRAMES:
            yield from _children(child, *tags)
        else:
            yield child


def _text(element: Any) -> str:
    """The text below an element, as if all changes were accepted."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    walk = iterwalk(element, events=("start",))
    for _, found in walk:
        if found.tag in _PASSED_OVER:
            walk.skip_subtree()
        elif found.tag == f"{_W}t":
            parts.append(found.text or "")
        elif found.tag in _MARKS:
            parts.append(_MARKS[found.tag])
        elif found.tag == f"{_W}p" and parts:
            parts.append("\n")
    return "".join(parts)


def _first_line(blocks: list[str]) -> str:
    first = blocks[0] if len(blocks) > 1 else ""
    return first if len(first) <= 200 and not first.endswith(".") and "\n" not in first else ""
