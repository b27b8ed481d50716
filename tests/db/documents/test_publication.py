"""Day, agency and language that a text itself states, and what is doubted."""

from __future__ import annotations

from datetime import date

import pytest

from db.formats import plain_text
from db.formats.documents.languages import language_of
from db.formats.documents.publication import day_in, publication
from db.formats.reading import Reading
from db.formats.source import Source
from models.codebook import Codebook
from tests.db.documents.making import PARAGRAPHS

SPANISH = (
    "Tres personas murieron y once resultaron heridas cuando una bomba estalló junto a una estación"
    " de autobuses en la ciudad de Orrin, dijo el gobernador del distrito el martes por la mañana."
    " Ningún grupo se ha atribuido la responsabilidad del ataque, según la policía de la provincia,"
    " que detuvo a dos hombres en un puesto de control durante la tarde."
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 5 January 2024", date(2024, 1, 5)),
        ("Published on January 5, 2024 at 10:15 GMT", date(2024, 1, 5)),
        ("Posted 5th of Jan. 2024", date(2024, 1, 5)),
        ("Date: 2024-01-05", date(2024, 1, 5)),
        ("Friday, 5 January 2024, 10.15 pm", date(2024, 1, 5)),
        ("MARROW, Jan 5, 2024 (Reuters) - Three people died.", date(2024, 1, 5)),
        ("Updated: 6 January 2024", date(2024, 1, 6)),
        ("Three people died on 5 January 2024, the governor said.", None),
        ("MARROW, Jan 5 (Reuters) - Three people died.", None),
        ("Published: 31 February 2024", None),
    ],
)
def test_the_day_is_read_where_a_text_states_it(line: str, day: date | None) -> None:
    assert publication(f"Bomb in Marrow\n{line}\n\n{PARAGRAPHS[0]}").day == day


def test_the_day_of_publication_stands_before_that_of_an_update() -> None:
    text = f"Updated 7 January 2024\nPublished 5 January 2024\n{PARAGRAPHS[0]}"
    assert publication(text).day == date(2024, 1, 5)


def test_the_day_of_an_update_alone_is_taken_and_doubted() -> None:
    stated = publication(f"Updated 7 January 2024\n{PARAGRAPHS[0]}")
    assert stated.day == date(2024, 1, 7)
    assert stated.doubt == "Its day is that of an update: 2024-01-07."


def test_a_day_whose_order_is_a_matter_of_custom_is_doubted() -> None:
    assert day_in("05/01/2024") == (
        date(2024, 1, 5),
        "05/01/2024 was read as day, month, year: 2024-01-05.",
    )
    assert day_in("Friday, 1/5/2024") == (date(2024, 1, 5), "")
    assert day_in("25/01/2024") == (date(2024, 1, 25), "")
    assert day_in("01/25/2024") == (date(2024, 1, 25), "")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("MARROW, 20 Aug (Reuters) - Three people died.", "Reuters"),
        ("ORRIN (AFP) — Three people died.", "AFP"),
        ("Marrow, March 5 (Xinhua) -- Three people died.", "Xinhua"),
        ("Three people died (AP photo), he said.", ""),
        ("Three people died.\nSource: Anadolu Agency", "Anadolu"),
        ("The Associated Press\nThree people died.", "AP"),
        ("Reuters and its staff were not named.", ""),
    ],
)
def test_the_agency_is_read_from_dateline_and_credit(text: str, agency: str) -> None:
    assert publication(text).source == agency


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (" ".join(PARAGRAPHS), "", "en"),
        (" ".join(PARAGRAPHS), "de", "en"),  # Templates are often declared wrongly.
        (SPANISH, "", "es"),
        ("Marrow 12", "fr", "fr"),
        ("Marrow 12", "", ""),
    ],
)
def test_a_language_is_told_only_where_it_is_sure(text: str, declared: str, language: str) -> None:
    assert language_of(text, declared) == language


def read(codebook: Codebook, name: str, text: str) -> tuple[date | None, str, tuple[str, ...]]:
    reading = Reading(codebook, lambda: "id")
    [found] = plain_text.read(Source.of_bytes(name, text.encode()), reading)
    return (
        found.line.article.published,
        found.line.article.language,
        tuple(d.text for d in found.doubts),
    )


def test_doubts_are_told_in_sentences(codebook: Codebook) -> None:
    whole = "\n\n".join(PARAGRAPHS)
    assert read(codebook, "raid.txt", whole)[2] == ("No date of publication was found.",)
    assert read(codebook, "raid 2024-01-05.txt", whole)[2] == ()
    day, _, doubts = read(codebook, "raid 2024-01-09.txt", f"Published: 5 January 2024\n\n{whole}")
    assert day == date(2024, 1, 5)
    assert doubts == ("Two dates disagree: 2024-01-05, in its name 2024-01-09.",)
    _, language, doubts = read(codebook, "raid 2024-01-09.txt", SPANISH)
    assert language == "es"
    assert doubts == ("It is in another language (es); suggestions are made for English.",)
    assert read(codebook, "2024-01-09.txt", "Three people died.")[2] == (
        "It is very short (3 words).",
    )
