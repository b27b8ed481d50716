"""Exports of news archives whose windows are in another language than English."""

from __future__ import annotations

from datetime import date

import pytest

from db.formats.news_archives.lines import day_in
from models.codebook import Codebook
from tests.db.test_news_export import read

GERMAN = "Bewaffnete überfielen am Freitag den Markt von Gao und nahmen vierzig Säcke Getreide mit."
FRENCH = "Des hommes armés ont attaqué vendredi le marché de Gao et emporté quarante sacs de grain."

GERMAN_NEXIS = f"""
                             Dokument 1 von 2

                             Sahel-Bote

                            Montag 11. Januar 2010

Überfall auf den Markt von Gao

AUTOR: Awa Diallo

RUBRIK: AUSLAND; S. 5

LÄNGE: 355 Wörter

{GERMAN}

UPDATE: 12. Januar 2010

SPRACHE: GERMAN; DEUTSCH

                             Dokument 2 von 2

                             Flusspost

                            12. Januar 2010 Dienstag

Straße gesperrt

LÄNGE: 20 Wörter

{GERMAN}

SPRACHE: DEUTSCH
"""

FRENCH_NEXIS = f"""
                             Document 1 de 1

                             Le Courrier du Sahel

                            lundi 11 janvier 2010

Attaque du marché de Gao

AUTEUR: Awa Diallo

RUBRIQUE: MONDE; p. 5

LONGUEUR: 355 mots

{FRENCH}

DATE-CHARGEMENT: 12 janvier 2010

LANGUE: FRENCH; FRANÇAIS
"""

GERMAN_FACTIVA = f"""Überfall auf den Markt von Gao

Von Awa Diallo

355 Wörter

11 Januar 2010

Sahel-Bote

SAHBO

Deutsch

(c) 2010 Sahel-Bote Verlag

{GERMAN}

Dokument SAHBO00020100111e61b000ab
"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    ("text", "named", "language", "body"),
    [
        (GERMAN_NEXIS, ("Überfall auf den Markt von Gao", "Sahel-Bote"), "de", GERMAN),
        (FRENCH_NEXIS, ("Attaque du marché de Gao", "Le Courrier du Sahel"), "fr", FRENCH),
        (GERMAN_FACTIVA, ("Überfall auf den Markt von Gao", "Sahel-Bote"), "de", GERMAN),
    ],
)
def test_an_export_of_a_german_or_french_window_is_split(
    codebook: Codebook, text: str, named: tuple[str, str], language: str, body: str, encoding: str
) -> None:
    found, refused = read("window.txt", text.encode(encoding), codebook)

    article = found[0].line.article
    assert (article.title, article.source) == named
    assert article.text == body
    assert (article.published, article.language) == (date(2010, 1, 11), language)
    assert article.extra == {"author": "Awa Diallo"}
    assert not refused


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Montag, 11. Januar 2010", date(2010, 1, 11)),
        ("1er février 2010", date(2010, 2, 1)),
        ("lunes, 11 de enero de 2010", date(2010, 1, 11)),
        ("segunda-feira, 11 de janeiro de 2010", date(2010, 1, 11)),
        ("11 gennaio 2010", date(2010, 1, 11)),
        ("Raid of 11 January 2010", None),
        ("Ambush 11 January 2010", None),
    ],
)
def test_days_are_known_in_the_languages_of_the_windows(line: str, day: date | None) -> None:
    assert day_in(line) == day
