"""Word, OpenDocument and RTF texts: what comes in, what stays out, what is refused."""

from __future__ import annotations

import io
from datetime import date, datetime

import docx
import pytest

from db.formats.documents import open_document, rich_text, word
from models.errors import UserError
from tests.db.documents.making import PARAGRAPHS, odt, packed

_BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def word_document() -> docx.document.Document:
    document = docx.Document()
    document.core_properties.author = "Ada Quill"
    document.core_properties.created = datetime(2024, 3, 5, 10)
    return document


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_document_comes_in_with_its_tables_in_order() -> None:
    document = word_document()
    document.add_paragraph("Bomb in Marrow", style="Title")
    document.add_paragraph(PARAGRAPHS[0])
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Town", "Killed", "Marrow", "3"), strict=True):
        cell.text = text
    document.add_paragraph(PARAGRAPHS[1])
    document.sections[0].header.paragraphs[0].text = "The Marrow Courier"

    found = word.extract(saved(document))

    table_text = "Town | Killed\nMarrow | 3"
    assert found.text.split("\n\n") == ["Bomb in Marrow", PARAGRAPHS[0], table_text, PARAGRAPHS[1]]
    assert (found.title, found.author) == ("Bomb in Marrow", "Ada Quill")
    assert found.created == date(2024, 3, 5)


def test_insertions_are_text_and_deletions_are_not() -> None:
    document = word_document()
    paragraph = document.add_paragraph("Three ")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for xml in (
        f"<w:ins {space}><w:r><w:t>people</w:t></w:r></w:ins>",
        f"<w:del {space}><w:r><w:delText>soldiers</w:delText></w:r></w:del>",
    ):
        paragraph._p.append(docx.oxml.parse_xml(xml))
    assert word.extract(saved(document)).text == "Three people"


def test_words_in_frames_are_text_once_and_words_moved_away_are_not() -> None:
    document = word_document()
    paragraph = document.add_paragraph("Three ")
    words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for xml in (
        f"<w:moveFrom {words}><w:r><w:t>soldiers</w:t></w:r></w:moveFrom>",
        f"<w:moveTo {words}><w:r><w:t>people</w:t></w:r></w:moveTo>",
        f"<w:r {words} {parts}><mc:AlternateContent><mc:Choice><w:t> were hurt</w:t></mc:Choice>"
        "<mc:Fallback><w:t> were hurt</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    ):
        paragraph._p.append(docx.oxml.parse_xml(xml))
    frame = (
        f"<w:sdt {words}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In a form.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    paragraph._p.addnext(docx.oxml.parse_xml(frame))
    assert word.extract(saved(document)).text == "Three people were hurt\n\nIn a form."


def test_a_table_in_a_table_comes_in_once() -> None:
    document = word_document()
    document.add_paragraph(PARAGRAPHS[0])
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Marrow"
    inner = outer.cell(0, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "3 dead"
    assert word.extract(saved(document)).text.split("\n\n")[1] == "Marrow | 3 dead"


def test_the_rows_of_a_rich_text_table_stay_together() -> None:
    table = r"{\rtf1\ansi \trowd Town\cell Killed\cell\row Marrow\cell 3\cell\row \pard End.\par}"
    assert rich_text.extract(table.encode()).text == "Town | Killed\nMarrow | 3\n\nEnd."


def test_an_open_document_comes_in_without_notes_and_deletions() -> None:
    body = (
        "<text:tracked-changes><text:p>Deleted words.</text:p></text:tracked-changes>"
        "<text:h>Marrow</text:h>"
        f"<text:p>{PARAGRAPHS[0]}<text:note><text:p>A note.</text:p></text:note></text:p>"
        "<text:list><text:list-item><text:p>one<text:s text:c='2'/>two<text:line-break/>three"
        "</text:p></text:list-item></text:list>"
    )
    found = open_document.extract(odt(body))
    assert found.text == f"Marrow\n\n{PARAGRAPHS[0]}\n\none  two\nthree"
    assert (found.title, found.author, found.created) == (
        "Bomb in Marrow",
        "Ada Quill",
        date(2024, 3, 5),
    )


def test_a_rich_text_comes_in_with_its_special_letters() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\info{\title Bomb in Marrow}{\author J\'f6rg Quill}"
        rb"{\creatim\yr2024\mo3\dy5\hr10}}{\fonttbl{\f0 Helvetica;}}"
        rb"\f0 The caf\'e9 was hit\u8212 ?twice.\par \b Three people\b0  died.\par}"
    )
    found = rich_text.extract(data)
    assert found.text == "The café was hit—twice.\n\nThree people died."
    assert (found.title, found.author) == ("Bomb in Marrow", "Jörg Quill")
    assert found.created == date(2024, 3, 5)


@pytest.mark.parametrize("extract", [word.extract, open_document.extract, rich_text.extract])
@pytest.mark.parametrize("data", [b"", b"PK\3\4 broken", b"\xd0\xcf\x11\xe0 an older Word file"])
def test_what_is_no_document_is_refused_in_words(extract: object, data: bytes) -> None:
    assert callable(extract)
    with pytest.raises(UserError, match="it is no"):
        extract(data)


@pytest.mark.parametrize(
    ("extract", "name"),
    [(word.extract, "word/document.xml"), (open_document.extract, "content.xml")],
)
def test_entities_are_refused_unresolved(extract: object, name: str) -> None:
    assert callable(extract)
    with pytest.raises(UserError, match="entities"):
        extract(packed({name: f"{_BOMB}<x>&b;</x>"}))


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({"content.xml": "0" * 250_000_000})
    assert len(bomb) < 1_000_000
    with pytest.raises(UserError, match="unpack to more than 200 MB"):
        open_document.extract(bomb)
