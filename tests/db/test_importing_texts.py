"""Plain text files: encodings, titles, days, what is refused."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest

from db.formats.documents import file_names
from db.project import Project
from tests.db.bringing import BODY, bring


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("cp1252", b""),
    ],
)
def test_a_text_is_taken_in_any_encoding(
    project: Project, tmp_path: Path, encoding: str, mark: bytes
) -> None:
    path = tmp_path / "raid-2024-01-05.txt"
    path.write_bytes(mark + BODY.encode(encoding))

    report = bring(project, path)

    assert (report.imported, report.refused) == (1, ())
    article = project.article(project.queue("ana")[0])
    assert article.text == BODY.replace("\r\n", "\n").rstrip()
    assert article.title == "raid-2024-01-05"
    assert article.published == date(2024, 1, 5)
    assert article.origin == "raid-2024-01-05.txt"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Rebels raid a post", "Rebels raid a post"),
        ("Rebels raided the post on Friday.", "wire"),
        ("“We raided the post.”", "wire"),
        ("word " * 60, "wire"),
    ],
)
def test_a_first_line_is_the_title_unless_it_is_a_sentence(
    project: Project, tmp_path: Path, first: str, title: str
) -> None:
    (tmp_path / "wire.txt").write_text(f"{first}\nTwo soldiers died.\n", encoding="utf-8")

    bring(project, tmp_path / "wire.txt")

    assert project.article(project.queue("ana")[0]).title == title


def test_a_latin_1_text_is_read_and_the_guess_is_told(project: Project, tmp_path: Path) -> None:
    text = "Le café de la gare à Orléans a été attaqué dans la soirée, selon la préfecture."
    path = tmp_path / "café.txt"
    path.write_bytes(text.encode("latin-1"))

    report = bring(project, path, published=date(2024, 2, 1))

    article = project.article(project.queue("ana")[0])
    assert (article.text, article.title, article.published) == (text, "café", date(2024, 2, 1))
    assert report.notes == ("café.txt: read as cp1252.",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b" \r\n\t ", "it is empty"),
        (codecs.BOM_UTF8, "it is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "it is not a text"),
        (b"\x01\x02\x03\x04 text", "it is not a text"),
        (codecs.BOM_UTF16_LE + b"a\0b", "it is not valid utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(
    project: Project, tmp_path: Path, content: bytes, said: str
) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(BODY)

    report = bring(project, bad, good)

    assert report.imported == 1
    [refusal] = report.refused
    assert refusal.startswith(f"bad.txt: {said}")


def test_a_text_that_is_too_large_is_refused_unread(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    report = bring(project, path)

    assert report.refused == ("big.txt: it has 50 MB; up to 20 MB are taken.",)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-01-05", date(2024, 1, 5)),
        ("wire_20240105_late", date(2024, 1, 5)),
        ("report 2024.01.05", date(2024, 1, 5)),
        ("25-01-2024", date(2024, 1, 25)),
        ("01-25-2024", date(2024, 1, 25)),
        ("05-01-2024", date(2024, 1, 5)),
        ("raid-5-Jan-2024", date(2024, 1, 5)),
        ("5 January 2024", date(2024, 1, 5)),
        ("2024-13-45", None),
        ("120240105", None),
        ("notes", None),
    ],
)
def test_the_day_is_read_from_the_name(name: str, day: date | None) -> None:
    notes: list[str] = []

    assert file_names.date_in_name(name, notes.append) == day
    assert bool(notes) == (name == "05-01-2024")


def test_one_long_line_is_titled_by_its_file(project: Project, tmp_path: Path) -> None:
    (tmp_path / "only.txt").write_text("Only one line.\n")
    (tmp_path / "long.txt").write_text("long " * 50 + "\nMore.")

    report = bring(project, tmp_path)

    assert report.imported == 2
    titles = {project.article(id_).title for id_ in project.queue("ana")}
    assert titles == {"only", "long"}


def test_folders_are_walked_and_other_kinds_are_named(project: Project, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "b.TXT").write_text("Text b.")
    (tmp_path / "in" / "deep" / "a.txt").write_text("Text a.")
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8")

    folder, missing = tmp_path / "in", tmp_path / "none.txt"
    report = bring(project, folder, folder / "photo.jpg", missing)

    assert report.imported == 2
    assert report.refused == (
        "photo.jpg: files of this kind cannot be imported; the guide lists those that can.",
        f"{missing}: there is no such file.",
    )
    assert f"{folder}: files of other kinds were passed over (1: photo.jpg)." in report.notes
