"""Columns of foreign tables are told by their names and cells, in several languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.column_dates import DayOrder, day_order, is_ambiguous, read_day
from models.column_mapping import (
    ColumnMapping,
    ColumnRole,
    guessed_mapping,
    language_code,
    mapping_from_json,
    parse_mapping,
    signature,
)
from models.errors import UserError

LONG = "The garrison at the crossing was shelled for two hours before the convoy came. " * 4


def guessed(*rows: dict[str, Any]) -> dict[str, str]:
    mapping = guessed_mapping(list(rows[0]), rows)
    return {column: role.value for column, role in mapping.roles.items()}


@pytest.mark.parametrize(
    ("text", "title", "day", "source"),
    [
        ("text", "title", "published", "source"),
        ("Body", "Headline", "Pub_Date", "Newspaper"),
        ("articleContent", "newsTitle", "publishDate", "mediaOutlet"),
        ("Volltext", "Überschrift", "Erscheinungsdatum", "Quelle"),
        ("Texte intégral", "Titre", "Date de publication", "Journal"),
        ("Texto", "Titular", "Fecha", "Medio"),
        ("текст", "заголовок", "дата", "источник"),
        ("النص", "العنوان", "التاريخ", "المصدر"),
        ("正文", "标题", "日期", "来源"),
    ],
)
def test_columns_are_told_by_their_names(text: str, title: str, day: str, source: str) -> None:
    row = {"n": "7", title: "Shelling at the crossing", day: "2024-01-05", source: "Morning Post"}

    found = guessed({**row, text: LONG}, {**row, "n": "8", text: LONG})

    assert found == {text: "text", title: "title", day: "date", source: "source"}


def test_a_text_is_told_by_its_length_where_no_name_says_so() -> None:
    assert guessed({"c1": "North", "c2": LONG}, {"c1": "South", "c2": LONG}) == {"c2": "text"}


def test_of_two_named_columns_the_longer_text_is_the_article() -> None:
    row = {"text": "shelling", "content": LONG}
    assert guessed(row, row)["content"] == "text"


def test_a_name_does_not_hold_against_what_the_cells_are() -> None:
    row = {"body": LONG, "data": "x1", "link": "none", "source": "https://example.org/a"}
    assert guessed(row, row) == {"body": "text", "source": "url"}


def test_an_id_is_none_if_two_rows_have_the_same() -> None:
    rows = [{"id": "4", "text": LONG}, {"id": "4", "text": LONG}]
    assert guessed(*rows) == {"text": "text"}


def test_the_order_of_dates_is_decided_over_all_rows() -> None:
    cells = ["03/04/2024", "05/06/2024", "01/25/2024"]
    assert day_order(cells) is DayOrder.MONTH_FIRST
    assert day_order([*cells[:2], "25.1.2024"]) is DayOrder.DAY_FIRST
    assert day_order(cells[:2]) is DayOrder.UNSAID
    assert day_order([*cells, "25/01/2024"]) is DayOrder.UNSAID


@pytest.mark.parametrize(
    "cell",
    [
        *("2024-01-05", "2024-1-5", "2024/01/05 10:30", "2024-01-05T23:59:00Z", "20240105"),
        *("05.01.2024", "5/1/24", "5-1-2024", "5 Jan 2024", "5-Jan-24", "05JAN2024"),
        *("January 5, 2024", "Jan. 5, 2024", "Friday, January 5, 2024", "5th of January 2024"),
        *("Fri, 05 Jan 2024 10:00:00 +0100", "Freitag, 5. Januar 2024", "5 de enero de 2024"),
        *("5 janvier 2024", "5 января 2024", "2024年1月5日", "1704450000"),
        *("45296", 45296, 45296.5, 1704450000000, datetime(2024, 1, 5, tzinfo=UTC)),
    ],
)
def test_days_are_read_in_many_forms(cell: Any) -> None:
    assert read_day(cell) == date(2024, 1, 5)


@pytest.mark.parametrize("cell", ["", "soon", "2024", "32.13.2024", "99/99/99", 7, True, None, []])
def test_what_is_no_day_is_none(cell: Any) -> None:
    assert read_day(cell) is None


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)), st.sampled_from(list(DayOrder)))
def test_a_day_comes_back_in_the_order_it_was_written(day: date, order: DayOrder) -> None:
    form = "%m/%d/%Y" if order is DayOrder.MONTH_FIRST else "%d/%m/%Y"
    assert read_day(day.strftime(form), order) == day
    assert is_ambiguous(day.strftime(form)) == (day.day <= 12 and day.day != day.month)


@given(st.text() | st.integers() | st.floats())
def test_no_cell_breaks_the_reading_of_days(cell: Any) -> None:
    assert read_day(cell) is None or isinstance(read_day(cell), date)


def test_a_mapping_is_typed_and_kept_as_json() -> None:
    mapping = parse_mapping("text=Lead+Body, title=Headline,dates=month-first")

    assert mapping.columns(ColumnRole.TEXT) == ("Lead", "Body")
    assert mapping.order is DayOrder.MONTH_FIRST
    assert mapping_from_json(mapping.to_json()) == mapping
    assert mapping_from_json({"columns": {"a": "colour"}}) is None
    assert mapping.missing(["Lead", "Headline"]) == ("Body",)


@pytest.mark.parametrize("typed", ["Body", "text=", "colour=Body", "dates=sometimes", ""])
def test_a_mapping_that_makes_no_sense_is_refused_in_words(typed: str) -> None:
    with pytest.raises(UserError):
        parse_mapping(typed)


def test_tables_of_the_same_make_share_a_signature() -> None:
    assert signature(["Pub_Date", "Body"]) == signature(["pub date", "body"])
    assert signature(["Body", "Pub_Date"]) != signature(["Pub_Date", "Body"])
    assert ColumnMapping().columns(ColumnRole.TEXT) == ()


def test_languages_are_told_by_name_or_code() -> None:
    told = ["German", "Deutsch", "de", "de-AT", "français", "русский", "the third one", ""]
    assert [language_code(cell) for cell in told] == ["de", "de", "de", "de", "fr", "ru", "the", ""]
