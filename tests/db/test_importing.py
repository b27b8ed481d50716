from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import db.importing
from db.formats import exchange_jsonl, plain_text
from db.importing import ImportReport, Refusal, import_files, read_articles
from db.project import Project
from models.article import Status
from models.codebook import Codebook
from models.errors import UserError
from models.events import State
from models.exchange import ReadLine
from models.values import Actor

BODY = "Rebels raided the post.\r\nTwo soldiers died — “at dawn”.\r\n"


def line(id_: str = "a1", **changed: Any) -> dict[str, Any]:
    return {"id": id_, "title": "Raid", "published": "2024-01-05", "text": BODY} | changed


def event(id_: str = "e1", **value: Any) -> dict[str, Any]:
    base = {"field": "type", "value": "raid", "evidence": [[0, 6]], "state": "added"}
    return {"id": id_, "values": [base | value]}


def write_lines(path: Path, *lines: Any) -> Path:
    texts = [text if isinstance(text, str) else json.dumps(text) for text in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def bring(project: Project, *paths: Path, **options: Any) -> ImportReport:
    return import_files(project, paths, annotator="ana", **options)


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
def test_a_text_is_taken_as_it_stands_in_any_encoding(
    project: Project, tmp_path: Path, encoding: str, mark: bytes
) -> None:
    path = tmp_path / "raid-2024-01-05.txt"
    path.write_bytes(mark + BODY.encode(encoding))

    report = bring(project, path)

    assert (report.imported, report.refused) == (1, ())
    article = project.article(project.queue("ana")[0])
    assert article.text == BODY
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

    assert report.refused == ("big.txt: it has 50 MB; texts of up to 20 MB are taken.",)


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

    assert plain_text.date_in_name(name, notes.append) == day
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
        "photo.jpg: files of this kind cannot be imported; .txt and .jsonl can.",
        f"{missing}: there is no such file.",
    )
    assert f"{folder}: files of other kinds were passed over (1)." in report.notes


def test_a_broken_line_is_refused_and_the_rest_taken(project: Project, tmp_path: Path) -> None:
    lines: list[Any] = [line(f"a{number}", text=f"Text {number}.") for number in range(1, 10)]
    lines[6] = json.dumps(lines[6])[:-9]
    path = write_lines(tmp_path / "nine.jsonl", *lines)

    report = bring(project, path)

    assert report.imported == 8
    [refusal] = report.refused
    assert refusal.startswith("nine.jsonl line 7: it is not valid JSON (")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('{"text": "x", "n": NaN}', "it is not usable JSON (NaN is no JSON number)."),
        ("[" * 100_000, "it is not usable JSON (nested too deeply)."),
        ('{"text": "half \\ud83d"}', "it holds half a character (\\ud83d)."),
        ('{"text": 5}', 'the article needs a "text" that is not empty, not 5.'),
        ('{"text": "x", "id": [1]}', '"id" must be a string, not [1].'),
        ("7", "an article must be a JSON object, not 7."),
        ('{"n": ' + "9" * 5000 + "}", "it is not usable JSON (Exceeds the limit"),
    ],
)
def test_a_line_without_an_article_says_why(
    project: Project, tmp_path: Path, bad: str, said: str
) -> None:
    path = write_lines(tmp_path / "x.jsonl", bad, line())

    report = bring(project, path)

    assert report.imported == 1
    [refusal] = report.refused
    assert refusal.startswith(f"x.jsonl line 1: {said}")


def test_lines_of_other_encodings_are_taken_or_named(project: Project, tmp_path: Path) -> None:
    marked, wide, mixed = (tmp_path / f"{name}.jsonl" for name in ("marked", "wide", "mixed"))
    marked.write_bytes(codecs.BOM_UTF8 + json.dumps(line("m")).encode())
    wide.write_bytes("\n".join(json.dumps(line(id_)) for id_ in "vw").encode("utf-16"))
    good = json.dumps(line("x")).encode()
    mixed.write_bytes(b'{"text": "caf\xe9"}\r\n\r\n' + good)

    report = bring(project, marked, wide, mixed)

    assert sorted(project.queue("ana")) == ["m", "v", "w", "x"]
    assert report.refused == ("mixed.jsonl line 1: it is not valid UTF-8 (at byte 13).",)


def test_a_line_that_is_too_long_is_passed_over(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_jsonl, "MAX_LINE_BYTES", 1_000_000)
    path = write_lines(tmp_path / "x.jsonl", line("a", text="x" * 3_500_000), line("b"))

    report = bring(project, path)

    assert report.refused == ("x.jsonl line 1: the line is longer than 1 MB.",)
    assert project.queue("ana") == ["b"]


def test_an_id_stands_for_one_text_only(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(), line(), line(text="Other."))

    first = bring(project, path)
    again = bring(project, path)

    taken = (
        "x.jsonl line 3: the id a1 is already taken by an article with another text;"
        " give this one another id."
    )
    assert (first.imported, first.refused, first.notes) == (
        1,
        (taken,),
        ("1 article was already there.",),
    )
    assert (again.imported, again.refused) == (0, (taken,))
    assert project.article("a1").text == BODY


def test_an_article_without_id_is_the_same_the_next_time(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", {"text": BODY}, {"text": "Other.", "id": 7})

    assert bring(project, path).imported == 2
    assert bring(project, path).imported == 0
    assert project.article("7").text == "Other."


def test_events_come_in_only_as_somebodys_records(project: Project, tmp_path: Path) -> None:
    suggested = event("e2", state="suggested", confidence=0.5)
    path = write_lines(tmp_path / "x.jsonl", line(events=[event(), suggested], status="done"))

    without = bring(project, path)
    as_ben = bring(project, path, confirmed_by="ben")

    assert (without.imported, without.events) == (1, 0)
    assert "2 events were left out" in without.notes[0]
    assert (as_ben.imported, as_ben.events, as_ben.refused) == (0, 1, ())
    assert project.status("a1", "ben") is Status.DONE
    [record] = project.events("a1", "ben")
    assert (record.id, record.annotator) == ("e1", "ben")
    assert [(v.value, v.state, v.annotator) for v in record.values] == [
        ("raid", State.ADDED, "ben")
    ]
    assert project.check() == []


def test_the_same_events_come_in_once_for_each_annotator(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(events=[event()]), line("a2", events=[event()]))

    reports = [bring(project, path, confirmed_by=name) for name in ("ana", "ben", "ana", "ben")]

    assert [report.events for report in reports] == [2, 2, 0, 0]
    assert reports[3].notes == ("2 articles were already there.", "2 events were already there.")
    assert [len(project.events("a1", name)) for name in ("ana", "ben")] == [1, 1]
    assert project.status("a1", "ben") is Status.DONE
    assert project.check() == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"events": [event()]}, Status.DONE),
        ({"events": []}, Status.DONE),
        ({}, Status.NEW),
        ({"events": [event(state="suggested")]}, Status.NEW),
        ({"events": [event(), event("e2", state="suggested")]}, Status.IN_PROGRESS),
        ({"events": [event(), event("e2", value="no such type")]}, Status.IN_PROGRESS),
        ({"events": [event()], "status": "flagged"}, Status.FLAGGED),
    ],
)
def test_a_confirmed_line_without_a_state_is_done_if_all_its_events_are_decided(
    project: Project, tmp_path: Path, changed: dict[str, Any], status: Status
) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(**changed))

    bring(project, path, confirmed_by="ana")

    assert project.status("a1", "ana") is status


def test_a_record_that_was_changed_meanwhile_is_kept(project: Project, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "x.jsonl", line(events=[event()]))
    other = write_lines(tmp_path / "y.jsonl", line(events=[event(value="riot"), event("e2")]))
    bring(project, path, confirmed_by="ana")

    report = bring(project, other, confirmed_by="ana")

    assert report.events == 1
    assert report.refused == (
        "y.jsonl line 1: the event e1 of ana is already there with other values;"
        " the one in the project was kept.",
    )
    assert [record.position for record in project.events("a1", "ana")] == [0, 1]
    assert project.events("a1", "ana")[0].first("type") == "raid"


def test_bad_parts_of_events_are_named_and_the_good_ones_taken(
    project: Project, tmp_path: Path
) -> None:
    values = [
        {"field": "type", "value": "raid", "evidence": [[0, 6], [0, 999]]},
        {"field": "killed", "value": "two"},
        {"field": "mood", "value": "bad"},
        {"field": "actor", "value": {"name": "Rebels"}, "state": "accepted"},
    ]
    path = write_lines(tmp_path / "x.jsonl", line(events=[{"id": "e", "values": values}]))

    report = bring(project, path, confirmed_by="ana")

    assert report.refused == (
        "x.jsonl line 1: events[0].values[0] 'type': evidence[1] [0, 999] is outside the text"
        f" of {len(BODY)} characters.",
        "x.jsonl line 1: events[0].values[1] 'killed': needs an object with low, best, high and"
        ' wording, not "two".',
        'x.jsonl line 1: events[0].values[2]: field "mood" is not in the codebook tiny@1.',
    )
    [record] = project.events("a1", "ana")
    assert [value.value for value in record.values] == ["raid", Actor("Rebels")]
    assert record.values[0].evidence == ((0, 6),)


def test_an_import_is_one_edit_and_a_very_large_one_several(
    open_project: Callable[[], Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = open_project()
    path = write_lines(
        tmp_path / "x.jsonl", *(line(f"a{n}", text=f"Text {n}.") for n in range(500))
    )
    told: list[int] = []

    bring(project, path, progress=told.append)

    assert told == [200, 400, 500]
    assert project.undo_title("ana") == "Import 500 articles"
    project.undo("ana")
    assert project.article_count() == 0
    monkeypatch.setattr(db.importing, "BATCH_ARTICLES", 300)
    assert bring(project, path).imported == 500
    assert project.undo_title("ana") == "Import 200 articles"


def test_a_full_disk_during_an_import_says_so_and_keeps_what_was_there(
    project: Project, tmp_path: Path
) -> None:
    bring(project, write_lines(tmp_path / "x.jsonl", line()))
    pages = project.db.execute("PRAGMA page_count").fetchone()[0]
    project.db.execute(f"PRAGMA max_page_count = {pages}")

    more = write_lines(tmp_path / "y.jsonl", line("a2", text="Words " * 50_000))
    with pytest.raises(UserError, match="is full"):
        bring(project, more)

    assert project.queue("ana") == ["a1"]
    assert project.check() == []


def test_articles_are_read_without_a_project(codebook: Codebook, tmp_path: Path) -> None:
    text = tmp_path / "t.txt"
    text.write_text(BODY)
    path = write_lines(tmp_path / "x.jsonl", line(events=[event(value="war")]), "{")

    found = list(read_articles([text, path, tmp_path / "p.pdf"], codebook))

    assert [type(item) for item in found] == [ReadLine, ReadLine, Refusal, Refusal]
    assert isinstance(found[1], ReadLine)
    assert found[1].problems == (
        "x.jsonl line 1: events[0].values[0] 'type': \"war\" is none of the field's choices.",
    )
    assert replace(found[1].article, origin="").text == BODY
