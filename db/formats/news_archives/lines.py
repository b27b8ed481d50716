"""The lines of an export, whatever kind of document it is; a blank one parts paragraphs."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, cast

from db.formats.documents.decoding import decoded, decoded_page
from db.formats.source import Source
from models.dates import day_of
from models.errors import UserError
from models.language import tr

#: Exports hold up to 500 articles; a larger file is none.
MAX_BYTES = 60_000_000
#: So much of a source is searched for what archives print.
PEEKED_BYTES = 400_000

_BLOCKS = re.compile(
    "address|article|blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tbody|tr|ul"
)
_SILENT = frozenset(("script", "style", "head", "noscript", "template"))
_MARKUP = re.compile(rb"<[^>]*>")
_SPACE = re.compile(r"[^\S\n]+")
_DAY = re.compile(
    r"(?:(?P<weekday>[^\W\d][^\W\d_-]{2,12}(?:-feira)?),?\s+)?"
    r"(?:(?P<m1>[^\W\d]{3,10})\.?\s+(?P<d1>\d{1,2}),?|"
    r"(?P<d2>\d{1,2})(?:\.|er|º)?\s+(?:de\s+)?(?P<m2>[^\W\d]{3,10})\.?(?:\s+de)?)"
    r"\s+(?P<y>(?:19|20)\d\d)(?P<rest>.{0,40})"
)


def peeked(source: Source) -> bytes:
    """The beginning of the source as bytes in which ASCII words can be found."""
    with source.opened() as stream:
        if source.suffix != ".docx":
            return stream.read(PEEKED_BYTES)
        try:
            with zipfile.ZipFile(stream) as archive, archive.open("word/document.xml") as document:
                return _MARKUP.sub(b"", document.read(PEEKED_BYTES).replace(b"</w:p>", b"\n"))
        except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError):
            return b""


def lines_of(source: Source) -> list[str]:
    """The lines with single spaces. Raises UserError if the document is broken."""
    data = source.data(MAX_BYTES)
    readers = {".docx": _of_word, ".rtf": _of_rtf, ".txt": _of_text}
    return [" ".join(line.split()) for line in readers.get(source.suffix, _of_page)(data)]


def _of_text(data: bytes) -> list[str]:
    """Paragraphs are wrapped and stand apart; a line by itself stays one."""
    return decoded(data)[0].splitlines()


def _of_rtf(data: bytes) -> list[str]:
    from striprtf.striprtf import rtf_to_text

    try:
        convert = cast("Callable[..., str]", rtf_to_text)
        text = convert(data.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, IndexError, OverflowError) as error:
        raise UserError(tr("it is not a usable RTF document ({error})", error=error)) from None
    return _apart(text.split("\n"))


def _of_word(data: bytes) -> list[str]:
    import io

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    lines: list[str] = []
    words: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > 4 * MAX_BYTES:
                raise UserError(tr("it unpacks to more than an export has"))
            with archive.open(info) as document:
                for _, element in iterparse(document, forbid_dtd=True):
                    if element.tag == f"{space}t":
                        words.append(element.text or "")
                    elif element.tag in (f"{space}br", f"{space}cr", f"{space}tab"):
                        words.append(" ")
                    elif element.tag == f"{space}p":
                        lines += ("".join(words), "")
                        words.clear()
                        element.clear()
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, OSError) as error:
        raise UserError(tr("it is not a usable Word document ({error})", error=error)) from None
    return lines


def _of_page(data: bytes) -> list[str]:
    return lines_of_page(decoded_page(data)[0])


def lines_of_page(text: str) -> list[str]:
    """The lines of a piece of HTML, a blank one after each block."""
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    out: list[str] = []
    _add_text(tree, out)
    return _apart("".join(out).split("\n"))


def _add_text(top: Any, out: list[str]) -> None:
    from lxml.etree import iterwalk

    silent = 0
    for event, element in iterwalk(top, events=("start", "end")):
        is_known = isinstance(element.tag, str)
        if event == "start":
            silent += is_known and element.tag in _SILENT
            if is_known and _BLOCKS.fullmatch(element.tag):
                out.append("\n")
            if is_known and not silent:
                out.append(_SPACE.sub(" ", (element.text or "").replace("\n", " ")))
            continue
        silent -= is_known and element.tag in _SILENT
        if is_known and _BLOCKS.fullmatch(element.tag):
            out.append("\n")
        elif is_known and element.tag == "td":
            out.append(" ")
        if not silent:
            out.append(_SPACE.sub(" ", (element.tail or "").replace("\n", " ")))


def _apart(lines: list[str]) -> list[str]:
    """Each line is a paragraph: a blank one after each."""
    return [part for line in lines if line.strip() for part in (line, "")]


def paragraphs(lines: list[str]) -> str:
    """The text: wrapped lines joined, paragraphs apart by a blank line."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return "\n\n".join(" ".join(part) for part in found if part)


def day_in(line: str) -> date | None:
    """The day, if the line is one (a weekday may precede; it or a time of day may follow)."""
    found = _DAY.match(line)
    if not found or len(found["rest"]) > 38:
        return None
    if found["weekday"] and found["weekday"].lower() not in words()["weekdays"]:
        return None
    month = words()["months"].get((found["m1"] or found["m2"]).lower())
    return day_of(found["y"], month or 0, found["d1"] or found["d2"])


def language_code(name: str) -> str:
    """The two letters of a language; "" where it is not known."""
    return str(words()["languages"].get(name.split(";", maxsplit=1)[0].strip().lower(), ""))


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(
        resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    )
