"""Mails, pages saved as one file, and Markdown."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from db.formats.documents import mail, markdown, web_archive
from models.errors import UserError
from tests.db.documents.making import PARAGRAPHS

HTML = f"<html><body><h1>Bomb in Marrow</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></body>"


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    said = {
        "Subject": "Fwd: Bomb in Márrow kills three",
        "From": '"Marrow Courier" <news@courier.example>',
        "Date": "Tue, 05 Mar 2024 23:30:00 -0500",
    }
    for name, value in (said | headers).items():
        made[name] = value
    return made


def test_a_mail_comes_in_with_subject_day_and_sender() -> None:
    made = message()
    made.set_content(f"{PARAGRAPHS[0]}\n\nSecond — line.\n-- \nAda Quill\nMarrow", cte="base64")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")

    found = mail.extract(made.as_bytes())

    assert found.text == f"{PARAGRAPHS[0]}\n\nSecond — line."
    assert (found.title, found.source) == ("Bomb in Márrow kills three", "Marrow Courier")
    assert found.published == date(2024, 3, 5)
    assert found.notes == ("attachments were left aside: report.pdf.",)


def test_a_mail_with_a_page_alone_gives_the_article_in_it() -> None:
    made = message()
    made.set_content(HTML, subtype="html")
    assert mail.extract(made.as_bytes()).text.endswith("\n\n".join(PARAGRAPHS))


def test_flowed_and_wrapped_lines_are_whole_again() -> None:
    made = message()
    made.set_content("Three people \nwere killed.\n\nIn Marrow.\n")
    made.set_param("format", "flowed")
    assert mail.extract(made.as_bytes()).text == "Three people were killed.\n\nIn Marrow."


@pytest.mark.parametrize("data", [b"", b"no headers here\n\nbut text", b"Subject: x\n\n"])
def test_what_is_no_mail_or_has_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match=r"it is no mail|there is no text"):
        mail.extract(data)


def test_a_page_saved_as_one_file_comes_in_with_its_address() -> None:
    made = EmailMessage()
    made["Snapshot-Content-Location"] = "https://courier.example/bomb"
    made["Subject"] = "Bomb in Marrow"
    made.set_content(HTML.replace("Ilse", "Élise"), subtype="html", charset="cp1252", cte="base64")
    made.add_related(b"GIF89a", "image", "gif")

    found = web_archive.extract(made.as_bytes())

    assert "Élise Tarn" in found.text
    assert (found.title, found.url) == ("Bomb in Marrow", "https://courier.example/bomb")
    assert found.source == "courier.example"


def test_front_matter_is_metadata_and_marks_are_taken_off() -> None:
    text = (
        '---\ntitle: "Bomb in Marrow"\ndate: 2024-03-05\nauthor: Ada Quill\nsource: Courier\n'
        "lang: en\n---\n\n"
        "# Bomb in Marrow\n\n**Three** people were *killed* in [Marrow](https://x.example/a_b).\n"
        "\n"
        "## Later\n\n> The _governor_ said `so`.\n\n![map](map.png)\n\n"
        "- a snake_case_name\n- 2 * 3\n"
    )
    found = markdown.extract(text.encode())
    assert found.text == (
        "Three people were killed in Marrow.\n\nLater\n\nThe governor said so.\n\n"
        "- a snake_case_name\n- 2 * 3"
    )
    assert (found.title, found.published) == ("Bomb in Marrow", date(2024, 3, 5))
    assert (found.author, found.source, found.language) == ("Ada Quill", "Courier", "en")


def test_a_text_without_marks_is_as_it_was() -> None:
    assert markdown.extract("\n\n".join(PARAGRAPHS).encode()).text == "\n\n".join(PARAGRAPHS)
