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


LEFT = (
    "Gunmen attacked the market of Ord on Tuesday",
    "and wounded eleven people, officials said.",
    "The attack began shortly before noon, when",
    "two pick-up trucks stopped at the north gate",
    "and it lasted for about twenty minutes until",
    "soldiers of the nearest garrison ar-",
)
RIGHT = (
    "rived. Police said that the men had fled to",
    "the hills. Nobody has claimed the assault so",
    "far, and the market stays closed until Sunday,",
    "the mayor told reporters.",
)
IN_COLUMNS = (
    "Gunmen attacked the market of Ord on Tuesday and wounded eleven people, officials said. The"
    " attack began shortly before noon, when two pick-up trucks stopped at the north gate and it"
    " lasted for about twenty minutes until soldiers of the nearest garrison arrived. Police said"
    " that the men had fled to the hills. Nobody has claimed the assault so far, and the market"
    " stays closed until Sunday, the mayor told reporters."
)


def column(left: int, lines: tuple[str, ...]) -> list[tuple[int, int, str]]:
    return [(left, 700 - 12 * at, line) for at, line in enumerate(lines)]


@pytest.mark.parametrize("is_by_rows", [False, True])
def test_columns_are_read_one_after_the_other_however_they_are_stored(is_by_rows: bool) -> None:
    title = (50, 740, "Eleven wounded in an attack on the market of Ord, by the gate to the north")
    lines = [*column(50, LEFT), *column(320, RIGHT)]
    if is_by_rows:
        lines.sort(key=lambda line: (-line[1], line[0]))
    assert extract(pdf([[title, *lines]])).text.split("\n\n") == [title[2], IN_COLUMNS]


def test_the_rows_of_a_table_stay_rows() -> None:
    rows = [("North", "12 dead"), ("South", "3 dead"), ("East", "no dead"), ("West", "1 dead")] * 2
    cells = [
        (x, 600 - 12 * at, cell)
        for at, row in enumerate(rows)
        for x, cell in zip((50, 300), row, strict=True)
    ]
    text = extract(pdf([[*FIRST, *cells]])).text.replace("\n\n", " ")
    assert "North 12 dead South 3 dead" in text


def test_the_day_in_the_running_heads_is_that_of_publication() -> None:
    pages = [with_edges(lines, n) for n, lines in enumerate((FIRST, SECOND), 1)]
    assert extract(pdf(pages)).published == date(2024, 3, 5)
    later = [(x, y, text.replace("5 March", "6 March")) for x, y, text in pages[1]]
    assert extract(pdf([pages[0], later])).published is None
