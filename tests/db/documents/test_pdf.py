"""PDF: paragraphs are whole again, running heads go, pictures and locks are refused in words."""

from __future__ import annotations

from datetime import date

import pytest

from db.formats.documents.portable import extract
from models.errors import UserError
from tests.db.documents.making import pdf

FIRST = (
    (50, 700, "Three people were killed and eleven wounded when a bomb went off beside a bus"),
    (50, 688, "station in the northern town of Marrow on Tuesday morning, the district gov-"),
    (50, 676, "ernor said. Rescue teams from two neighbouring towns were sent to the anti-"),
    (50, 664, "terrorism base."),
    (50, 640, "The governor, Ilse Tarn, told reporters that the device had been hidden in a"),
    (50, 628, "market cart and was set off from a distance by somebody who was watching the"),
)
SECOND = (
    (50, 700, "road. No group has claimed responsibility for the attack, which was the third"),
    (50, 688, "in the town since the beginning of the year."),
)


def with_edges(lines: tuple[tuple[int, int, str], ...], page: int) -> list[tuple[int, int, str]]:
    head, foot = (50, 800, "Marrow Courier, 5 March 2024"), (280, 30, f"Page {page} of 3")
    return [head, *lines, foot]


def test_lines_become_paragraphs_also_across_pages_and_heads_go() -> None:
    last = ((50, 700, "Shops along the main road stayed shut for the rest of the day."),)
    pages = [with_edges(lines, n) for n, lines in enumerate((FIRST, SECOND, last), 1)]
    found = extract(pdf(pages, info="/Title (Bomb in Marrow) /CreationDate (D:20240305101500Z)"))
    assert found.text.split("\n\n") == [
        "Three people were killed and eleven wounded when a bomb went off beside a bus station in"
        " the northern town of Marrow on Tuesday morning, the district governor said. Rescue teams"
        " from two neighbouring towns were sent to the anti-terrorism base.",
        "The governor, Ilse Tarn, told reporters that the device had been hidden in a market cart"
        " and was set off from a distance by somebody who was watching the road. No group has"
        " claimed responsibility for the attack, which was the third in the town since the"
        " beginning of the year.",
        "Shops along the main road stayed shut for the rest of the day.",
    ]
    assert (found.title, found.created) == ("Bomb in Marrow", date(2024, 3, 5))


def test_a_script_in_the_document_is_not_run() -> None:
    script = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); this.exportDataObject\\(\\);) >>"
    assert "bus station" in extract(pdf([FIRST], catalog=script)).text


@pytest.mark.parametrize("title", ["Microsoft Word - raid.docx", "untitled", "raid.indd"])
def test_a_title_that_a_program_gave_is_none(title: str) -> None:
    assert extract(pdf([FIRST], info=f"/Title ({title})")).title == ""


def test_pages_without_text_are_refused() -> None:
    with pytest.raises(UserError, match="page images without text"):
        extract(pdf([[], [(280, 30, "2")]]))


def test_an_encrypted_document_is_refused() -> None:
    locked = pdf([FIRST]).replace(
        b"trailer\n<< ",
        b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"00" * 32
        + b"> /U <" + b"11" * 32 + b"> >> /ID [<00> <00>] ",
    )  # fmt: skip
    with pytest.raises(UserError, match="encrypted"):
        extract(locked)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nnothing", b"\x89PNG"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="it is no PDF"):
        extract(data)
