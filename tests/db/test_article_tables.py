"""Tables with one article a row: dialects, encodings, mappings, and what is refused."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.formats import delimited
from db.formats.found import Found, Refusal
from db.formats.reading import Reading
from db.formats.source import Source
from db.imports.column_memory import remember
from db.imports.importing import ImportReport, import_items, read_articles
from db.imports.reading_terms import terms_for
from db.imports.staging import Staging
from db.project import Project
from models.article import Article
from models.codebook import Codebook
from models.column_mapping import parse_mapping
from models.normalising import normalised
from tests.db.bringing import bring

BODY = "Armed men stopped a bus near the bridge, and four passengers were led away."
HEADER = ["Nr", "Headline", "Body", "Date", "Paper"]


def write_table(path: Path, rows: Sequence[Sequence[str]], **form: Any) -> Path:
    encoding = form.pop("encoding", "utf-8")
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **form).writerows(rows)
    return path


def bring_mapped(project: Project, path: Path, mapping: str) -> ImportReport:
    terms = terms_for(project, columns=parse_mapping(mapping).to_json())
    return import_items(project, Staging([path], terms, workers=0), annotator="ana")


def articles(project: Project) -> list[Article]:
    return [project.article(one) for one in project.queue("ana")]


def read(
    path: Path, codebook: Codebook, **options: Any
) -> tuple[list[Found], list[str], list[str]]:
    notes: list[str] = []
    reading = Reading(codebook, lambda: "id", note=notes.append, options=options)
    items = list(delimited.read(Source.of_file(path), reading))
    found = [item for item in items if isinstance(item, Found)]
    return found, [item.text for item in items if isinstance(item, Refusal)], notes


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_is_read_whatever_its_separator_and_encoding(
    project: Project, tmp_path: Path, separator: str, encoding: str
) -> None:
    body = f"{BODY}\n“On the road”, said the driver; naïve | hope."
    rows = [["7", "Bus stopped", body, "25.01.2024", "Post"], ["8", "Later", BODY, "3.2.2024", "P"]]
    path = write_table(tmp_path / "t.csv", [HEADER, *rows], delimiter=separator, encoding=encoding)

    report = bring(project, path)

    assert (report.imported, report.refused) == (2, ())
    first = project.article("7")
    assert (first.title, first.text, first.source) == ("Bus stopped", body, "Post")
    assert (first.published, first.origin) == (date(2024, 1, 25), "t.csv")
    assert project.article("8").published == date(2024, 2, 3)


def test_other_columns_go_along_and_come_out_again(project: Project, tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.csv", [["text", "coder", "status"], [BODY, "Li", "odd"]])

    bring(project, path)

    assert articles(project)[0].extra == {"coder": "Li", "status (column)": "odd"}


def test_a_mapping_that_was_given_holds(project: Project, tmp_path: Path) -> None:
    path = write_table(
        tmp_path / "t.csv", [["a", "b", "c"], ["Headline", "The lead.", BODY], ["", "", ""]]
    )

    report = bring_mapped(project, path, "text=b+c,title=a")

    assert report.refused == ()
    assert articles(project)[0].title == "Headline"
    assert articles(project)[0].text == f"The lead.\n\n{BODY}"


def test_a_mapping_names_columns_that_are_there(project: Project, tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.csv", [["a", "b"], ["x", BODY]])

    report = bring_mapped(project, path, "text=Body")

    assert report.refused == ('t.csv: it has no column "Body"; its columns are a, b.',)


def test_formula_cells_come_back_whole(tmp_path: Path, codebook: Codebook) -> None:
    path = write_table(tmp_path / "t.csv", [["title", "text"], ["'=1+1", "'@field " + BODY]])

    [found], _, _ = read(path, codebook)

    assert (found.line.article.title, found.line.article.text) == ("=1+1", "@field " + BODY)


def test_doubts_name_dates_that_may_be_meant_otherwise(tmp_path: Path, codebook: Codebook) -> None:
    days = ["3/4/2024", "someday", ""]
    path = write_table(tmp_path / "t.csv", [["date", "text"], *([day, BODY] for day in days)])

    found, _, _ = read(path, codebook)

    assert [item.doubts for item in found] == [
        (("The date 3/4/2024 was read as day, month, year.", True),),
        (("The date 'someday' is not understood.", True),),
        (("No date was found.", True),),
    ]
    given = {"given": parse_mapping("date=date,dates=month-first").to_json()}
    found, _, _ = read(path, codebook, columns=given)
    assert found[0].line.article.published == date(2024, 3, 4)
    assert found[0].doubts == ()


def test_a_late_row_tells_how_the_dates_of_all_are_meant(
    tmp_path: Path, codebook: Codebook
) -> None:
    days = ["3/4/2024"] * 1000 + ["1/25/2024"]
    path = write_table(tmp_path / "t.csv", [["date", "text"], *([day, BODY] for day in days)])

    found, _, _ = read(path, codebook)

    assert {item.line.article.published for item in found} == {date(2024, 3, 4), date(2024, 1, 25)}


def test_ragged_rows_are_kept_and_doubted(tmp_path: Path, codebook: Codebook) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        f"title,text,date\na,{BODY.replace(',', '')},2024-01-05\nb,{BODY}, on a day\nc,"
        f'"{BODY}"\nd\n\n,,,,\n',
        encoding="utf-8",
    )

    found, refused, _ = read(path, codebook)

    assert [item.line.article.title for item in found] == ["a", "b", "c"]
    assert found[1].doubts[0] == ("The row has 4 cells, the header has 3.", False)
    assert found[1].line.article.extra["column 4"] == " on a day"
    assert refused == ["t.csv row 5: it has no text."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "t.csv: it is empty."),
        (b"title,text\n", "t.csv: it has no rows."),
        (
            b"a,b\n1,2\n",
            "none of its columns looks like the text of articles; its columns are a, b",
        ),
        (b"text\n\0\1\2\0\0\0\0", "t.csv: it is not a text: it has binary data in it."),
        (
            b'title,text\na,"never closed\nand on\n',
            "t.csv: a quotation mark in row 2 is never closed.",
        ),
        (b"x," * 30_000, "it has 30,001 columns; up to 20,000 are taken"),
        (b"article_id,title,event_id,annotator\n1,2,3,4\n", "bring in the exchange file (.jsonl)"),
    ],
)
def test_what_is_no_table_of_articles_is_refused_in_words(
    project: Project, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "t.csv").write_bytes(content)

    [refused] = bring(project, tmp_path / "t.csv").refused

    assert said in refused


def test_headers_may_be_missing_empty_or_double(tmp_path: Path, codebook: Codebook) -> None:
    bare = write_table(tmp_path / "bare.csv", [["2024-01-05", BODY], ["2024-01-06", BODY]])
    found, _, notes = read(bare, codebook)
    assert [item.line.article.published for item in found] == [date(2024, 1, 5), date(2024, 1, 6)]
    assert notes == ["bare.csv: its first row is no header, so its columns are numbered."]

    double = write_table(tmp_path / "double.csv", [["text", "note", "note", ""], [BODY, *"abc"]])
    found, _, _ = read(double, codebook)
    assert found[0].line.article.extra == {"note": "a", "note (2)": "b", "column 4": "c"}


def test_ten_thousand_columns_are_tamed(tmp_path: Path, codebook: Codebook) -> None:
    names = [f"c{number}" for number in range(10_000)]
    path = write_table(tmp_path / "t.csv", [[*names, "text"], [*names, BODY]])

    [found], _, notes = read(path, codebook)

    assert found.line.article.text == BODY
    assert len(found.line.article.extra) == 200
    assert notes == [
        "t.csv: it has 10,001 columns; of those without a meaning the first 200 were kept."
    ]


def test_a_line_without_end_is_refused_and_the_rest_goes_on(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "MAX_CELL", 1_000_000)
    (tmp_path / "a.csv").write_bytes(b"title,text\na," + b"x" * 3_000_000)
    (tmp_path / "b.csv").write_bytes(b'title,text\na,"' + b"x\n" * 1_500_000)
    write_table(tmp_path / "c.csv", [["text"], [BODY]])

    report = bring(project, tmp_path)

    assert report.imported == 1
    assert report.refused == (
        "a.csv: line 2 is longer than 1 MB.",
        "b.csv: row 2 has a cell of more than 1 MB; a quotation mark may not be closed.",
    )


def test_excel_may_name_the_separator_first(tmp_path: Path, codebook: Codebook) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f'sep=;\ntitle;text\nBus;"{BODY}"\n', encoding="utf-8")

    [found], _, _ = read(path, codebook)

    assert (found.line.article.title, found.line.article.text) == ("Bus", BODY)


_CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_every_cell_of_a_quoted_table_arrives(
    tmp_path: Path, codebook: Codebook, cells: list[tuple[str, str]], separator: str
) -> None:
    rows = [[f"{BODY} {cell}", other, "x"] for cell, other in cells]
    path = write_table(
        tmp_path / "t.csv",
        [["text", "coder", "last"], *rows],
        delimiter=separator,
        quoting=csv.QUOTE_ALL,
    )

    found, refused, _ = read(path, codebook)

    assert refused == []
    assert [item.line.article.text for item in found] == [normalised(row[0]) for row in rows]


def test_articles_of_tables_are_read_without_a_project(tmp_path: Path, codebook: Codebook) -> None:
    path = write_table(tmp_path / "t.csv", [["text"], [BODY]])
    [line] = read_articles([path], codebook)
    assert not isinstance(line, Refusal)
    assert line.article.text == BODY
    assert json.dumps(line.article.extra) == "{}"


def test_a_mapping_is_remembered_by_the_header(project: Project, tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.csv", [["a", "b"], ["Seized at the bridge", BODY]])
    remember(project, ["a", "b"], parse_mapping("text=b,title=a"))

    bring(project, path)

    assert articles(project)[0].title == "Seized at the bridge"


def test_quotation_marks_may_be_escaped_by_backslashes(tmp_path: Path, codebook: Codebook) -> None:
    path = tmp_path / "t.csv"
    path.write_text('title,text\nBus,"They said \\"no\\", and left the bus at the bridge."\n')

    [found], _, _ = read(path, codebook)

    assert found.line.article.text == 'They said "no", and left the bus at the bridge.'
