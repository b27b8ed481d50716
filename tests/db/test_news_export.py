"""Exports of news archives are split into articles with title, source and day."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document

from db.formats import readers
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.ids import new_id
from models.codebook import Codebook

FIRST = "Gunmen raided the weekly market of Gao on Friday and took forty sacks of grain."
SECOND = "Nobody was hurt, the mayor said. Body searches followed; the road is closed."

OLD_NEXIS = f"""
                               1 of 2 DOCUMENTS


                              The Sahel Courier

                            January 11, 2010 Monday
                                 First Edition

Raid on market in Gao

BYLINE: Awa Diallo

SECTION: FOREIGN; Pg. 5

LENGTH: 355 words

{FIRST[:38]}
{FIRST[39:]}

{SECOND}

LOAD-DATE: January 12, 2010

LANGUAGE: ENGLISH

                     Copyright 2010 Sahel Courier Ltd.
                              All Rights Reserved


                               2 of 2 DOCUMENTS

                       Copyright 2010 River News Agency

                               River News Agency

                       January 12, 2010 Tuesday 5:45 PM GMT

Road closed

LENGTH: 20 words

{SECOND}

LOAD-DATE: January 12, 2010
"""

NEW_NEXIS = [
    "Date and Time: Monday, January 18, 2010 9:01:00 AM CET",
    "Documents (2)",
    "1. Raid on market in Gao",
    "Client/Matter: -None-",
    "Raid on market in Gao",
    "The Sahel Courier",
    "January 11, 2010 Monday",
    "Copyright 2010 Sahel Courier Ltd. All Rights Reserved",
    "Section: FOREIGN; Pg. 5",
    "Length: 355 words",
    "Byline: Awa Diallo",
    "Body",
    FIRST,
    SECOND,
    "Classification",
    "Language: ENGLISH",
    "Publication-Type: Newspaper",
    "Load-Date: January 12, 2010",
    "End of Document",
    "Road closed",
    "River News Agency",
    "January 12, 2010 Tuesday",
    "Length: 20 words",
    "Body",
    SECOND,
    "Load-Date: January 12, 2010",
    "End of Document",
    "We are sorry but there is an error in this document and it cannot be shown.",
    "End of Document",
]

FACTIVA = [
    "Raid on market in Gao",
    "By Awa Diallo",
    "355 words",
    "11 January 2010",
    "14:05 GMT",
    "The Sahel Courier",
    "SAHCOU",
    "English",
    "(c) 2010 Sahel Courier Ltd.",
    FIRST,
    SECOND,
    "Document SAHCOU0020100111e61b000ab",
    "Road closed",
    "20 words",
    "12 January 2010",
    "River News Agency",
    "RIVNA",
    "English",
    "Copyright 2010 River News Agency",
    SECOND,
    "Document RIVNA00020100112e61c0007x",
    "Search Summary",
    "Text",
    "Gao",
]

TAGGED = f"""HD
Raid on market in Gao
BY
By Awa Diallo
WC
355 words
PD
11 January 2010
SN
The Sahel Courier
LA
English
CY
(c) 2010 Sahel Courier Ltd.
LP
{FIRST}

TD
{SECOND}

CO
sahel : Sahel
AN
Document SAHCOU0020100111e61b000ab

HD
Road closed
PD
12 January 2010
SN
River News Agency
LP
{SECOND}
AN
Document RIVNA00020100112e61c0007x

Search Summary
"""


def word(lines: list[str]) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def rich(lines: list[str]) -> bytes:
    body = "\n".join(f"\\pard {line}\\par" for line in lines)
    return (r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}" + body + "}").encode("ascii")


def page(lines: list[str]) -> bytes:
    """As Factiva saves it: a headline, nameless blocks, paragraphs."""
    body = "".join(f"<div>{line}</div>\n" if len(line) < 60 else f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>Factiva</title></head><body>{body}</body></html>".encode()


def read(name: str, data: bytes, codebook: Codebook) -> tuple[list[Found], list[str]]:
    source = Source.of_bytes(name, data)
    assert readers.reader_of(source).name == "news-export"
    items = list(readers.read(source, Reading(codebook, new_id)))
    found = [item for item in items if isinstance(item, Found)]
    return found, [item.text for item in items if isinstance(item, Refusal)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("old.txt", OLD_NEXIS.encode()),
        ("new.docx", lambda: word(NEW_NEXIS)),
        ("new.rtf", rich(NEW_NEXIS)),
        ("new.html", page(NEW_NEXIS)),
        ("factiva.txt", "\n\n".join(FACTIVA).encode()),
        ("factiva.rtf", rich(FACTIVA)),
        ("factiva.docx", lambda: word(FACTIVA)),
        ("factiva.html", page(FACTIVA)),
        ("tagged.txt", TAGGED.encode()),
    ],
)
def test_an_export_is_split_into_its_articles(
    codebook: Codebook, name: str, data: bytes | Callable[[], bytes]
) -> None:
    found, _ = read(name, data() if callable(data) else data, codebook)

    first, second = (item.line.article for item in found)
    assert first.text == f"{FIRST}\n\n{SECOND}"
    assert (first.title, first.source) == ("Raid on market in Gao", "The Sahel Courier")
    assert (first.published, first.language) == (date(2010, 1, 11), "en")
    assert first.extra == {"author": "Awa Diallo"}
    assert (second.title, second.source) == ("Road closed", "River News Agency")
    assert (second.text, second.published) == (SECOND, date(2010, 1, 12))
    assert [item.where for item in found] == [f"{name} article 1", f"{name} article 2"]


def test_what_is_no_article_in_an_export_is_named(codebook: Codebook) -> None:
    _, refused = read("new.docx", word(NEW_NEXIS), codebook)

    assert refused == [
        "new.docx article 3: it is not laid out as an article (“We are sorry but there is an error"
        " in this document and it c…”)."
    ]


def test_a_text_that_only_speaks_of_documents_is_no_export() -> None:
    text = b"2 of 3 documents were found. That was the end of document searches."

    assert readers.reader_of(Source.of_bytes("a.txt", text)).name == "text"
